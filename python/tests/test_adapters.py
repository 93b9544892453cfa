"""Each adapter is called as its trainer's documents say; the versions stand in the adapters."""

import asyncio
import contextlib
import importlib.util
import inspect
import json
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

import mathverdict
from mathverdict.adapters import areal, easyr1, lighteval, lm_eval, nemo_rl, openrlhf, rllm, trl, verifiers, verl

RIGHT, WRONG, NONE = "So \\boxed{0.5}.", "So \\boxed{0.6}.", "I do not know."
BAD_GOLD = "\\frac{1}{"


def from_file(module):
    """As verl and EasyR1 load a reward function: by the path of its file."""
    spec = importlib.util.spec_from_file_location("custom_module", module.__file__)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_verl():
    module = from_file(verl)
    call = dict(data_source="d", ground_truth="1/2", extra_info={"num_turns": 1, "rollout_reward_scores": {}})
    with ThreadPoolExecutor(1) as pool:
        one = pool.submit(lambda: module.compute_score(solution_str=RIGHT, reward_router_address=None, reward_model_tokenizer=None, **call)).result()
    assert one["score"] == 1.0 and one["acc"] == 1.0 and one["pred"] == "0.5"
    assert module.compute_score(solution_str=WRONG, **call)["score"] == 0.0
    assert module.compute_score(solution_str=WRONG, preset="vl-rethinker", **call)["score"] == 0.0
    assert module.compute_score(solution_str=NONE, preset="vl-rethinker", **call)["score"] == -0.1
    with pytest.raises(ValueError, match="Expected a preset"):
        module.compute_score(solution_str=RIGHT, preset="best", **call)
    batch = module.compute_score_batched(
        data_sources=["d"] * 4, solution_strs=[RIGHT, WRONG, NONE, RIGHT], ground_truths=["1/2", "1/2", "1/2", BAD_GOLD],
        extra_infos=[None, {}, {"choices": ["1", "2"]}, None], unscored=-0.5,
    )  # fmt: skip
    assert [row["score"] for row in batch] == [1.0, 0.0, 0.0, -0.5]
    assert [row["unscored"] for row in batch] == [0.0, 0.0, 0.0, 1.0]
    assert len({tuple(row) for row in batch}) == 1


def test_verl_takes_what_parquet_holds():
    numpy = pytest.importorskip("numpy")
    gold = numpy.array(["1", "1/2"], dtype=object)
    assert verl.compute_score("d", RIGHT, gold, {"index": numpy.int64(3)})["score"] == 1.0
    assert verl.compute_score("d", "\\boxed{2}", numpy.int64(2))["score"] == 1.0


TRL_CALL = dict(
    prompts=["p"] * 4,
    completions=[[{"role": "assistant", "content": text}] for text in (RIGHT, WRONG, NONE, RIGHT)],
    completion_ids=[[1, 2]] * 4,
    trainer_state=None,
    solution=["1/2", "1/2", "1/2", BAD_GOLD],
)


def test_trl():
    extra, metrics = {}, {}
    rewards = trl.accuracy_reward(log_extra=extra.__setitem__, log_metric=metrics.__setitem__, **TRL_CALL)
    assert rewards == [1.0, 0.0, 0.0, None]
    assert extra["status"] == ["correct", "incorrect", "no_answer", "target_parse_error"]
    assert metrics["mathverdict/acc"] == 0.25 and metrics["mathverdict/unscored"] == 0.25
    assert trl.AccuracyReward("gold")(prompts=["p"], completions=[RIGHT], gold=["1/2"]) == [1.0]
    assert trl.AccuracyReward(preset="dapo")(completions=[RIGHT], completion_ids=[[0] * 20_480], solution=["1/2"]) == [0.0]
    copy = pickle.loads(pickle.dumps(trl.AccuracyReward(preset="deepvision")))
    assert copy.__name__ == "mathverdict_deepvision" and copy(completions=[RIGHT], solution=["1/2"]) == [1.0]
    with pytest.raises(ValueError, match="Expected settings among"):
        trl.AccuracyReward(presets="deepvision")(completions=[RIGHT], solution=["1/2"])


def test_trl_itself():
    """The part of GRPOTrainer that calls reward functions, on an object with what it reads."""
    torch = pytest.importorskip("torch")
    grpo = pytest.importorskip("trl.trainer.grpo_trainer")
    pytest.importorskip("accelerate").PartialState(cpu=True)
    trainer = SimpleNamespace(
        accelerator=SimpleNamespace(device="cpu", is_main_process=False), reward_funcs=[trl.accuracy_reward], reward_processing_classes=[None],
        reward_func_names=["mathverdict"], state=SimpleNamespace(global_step=0), environments=None, _log_completion_extra=lambda *_: None, _log_metric=lambda *_: None,
        args=SimpleNamespace(report_to=[]), _current_train_step_time=0.0, _metrics={"train": {}}, model=SimpleNamespace(training=True),
    )  # fmt: skip
    trainer._step = 0
    inputs = [{"prompt": "p", "solution": gold} for gold in TRL_CALL["solution"]]
    try:
        rewards = grpo.GRPOTrainer._calculate_rewards(trainer, inputs, TRL_CALL["prompts"], TRL_CALL["completions"], TRL_CALL["completion_ids"])
    except AttributeError as error:
        pytest.skip(f"another TRL than 1.16: {error}")
    assert rewards[:3, 0].tolist() == [1.0, 0.0, 0.0] and torch.isnan(rewards[3, 0])


def test_openrlhf(monkeypatch):
    if importlib.util.find_spec("torch") is None:
        monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(tensor=list))
    prompt = "<|im_start|>user\nPut it in \\boxed{0.5}<|im_end|>\n<|im_start|>assistant\n"
    with ThreadPoolExecutor(1) as pool:
        out = pool.submit(lambda: openrlhf.reward_func([f"{prompt}{NONE}<|im_end|>"], [prompt], ["1/2"])).result()
    assert list(out) == ["rewards", "scores", "extra_logs"] and float(out["rewards"][0]) == 0.0
    assert float(out["extra_logs"]["no_answer"][0]) == 1.0
    func = openrlhf.make(preset="accuracy", unscored=-1.0)
    out = func([prompt + RIGHT, prompt + RIGHT], [prompt] * 2, ["1/2", None])
    assert [float(value) for value in out["rewards"]] == [1.0, -1.0]


def test_easyr1():
    module = from_file(easyr1)
    assert (module.REWARD_NAME, module.REWARD_TYPE) == ("mathverdict", "batch")
    inputs = [{"response": text, "response_length": 9, "ground_truth": "1/2"} for text in (f"<think>a</think>{RIGHT}", RIGHT, WRONG)]
    assert module.compute_score(inputs, format_weight=0.1) == [
        {"overall": 1.0, "format": 1.0, "accuracy": 1.0},
        {"overall": 0.9, "format": 0.0, "accuracy": 1.0},
        {"overall": 0.0, "format": 0.0, "accuracy": 0.0},
    ]


def test_nemo_rl():
    worker = nemo_rl.VerifyWorker()
    assert worker.verify([RIGHT, NONE], ["1/2", "1/2"]) == [1.0, 0.0]
    assert worker.verify([RIGHT, NONE], ["1/2", "1/2"], True, math_verify_impl="hf_math_verify") == ([1.0, 0.0], ["0.5", None])


def test_rllm():
    out = rllm.math_reward({"ground_truth": ["3", "1/2"]}, RIGHT)
    assert (out.reward, out.is_correct, out.metadata["pred"]) == (1.0, True, "0.5")


def test_areal():
    assert areal.reward_fn("p", RIGHT, [1], [1, 2], "1/2", task="math") == 1.0
    assert areal.reward_fn("p", WRONG, [1], [1, 2], "1/2") == 0.0


def test_lm_eval():
    assert lm_eval.process_results({"answer": "18"}, ["She has 18 eggs left. The answer is 18."]) == {"exact_match": 1.0, "undecided": 0.0}
    assert lm_eval.make(gold="target", prose=False)({"target": "18"}, ["18 eggs, I think"]) == {"exact_match": 0.0, "undecided": 1.0}


def test_lighteval():
    doc = SimpleNamespace(get_golds=lambda: ["2", "1/2"])
    assert lighteval.MathVerdict().compute(doc, SimpleNamespace(final_text=[NONE, RIGHT])) == 1.0
    assert lighteval.MathVerdict().compute(doc, SimpleNamespace(final_text=[WRONG])) == 0.0


def test_verifiers():
    completion = [{"role": "assistant", "content": RIGHT}]
    assert asyncio.run(verifiers.correct_answer(completion=completion, answer="1/2", state={}, info={})) == 1.0


def test_verifiers_itself():
    vf = pytest.importorskip("verifiers")
    if not hasattr(vf, "Rubric"):
        pytest.skip("another verifiers than 0.1")
    rubric = vf.Rubric(funcs=[verifiers.correct_answer])
    prompt, completion = [{"role": "user", "content": "?"}], [{"role": "assistant", "content": RIGHT}]
    state = {"prompt": prompt, "completion": completion, "answer": "1/2", "task": "t", "info": {}, "timing": {"scoring_ms": 0.0, "total_ms": 0.0}}
    # Earlier ones also take a semaphore.
    limits = [contextlib.nullcontext()] if len(inspect.signature(rubric.score_rollout).parameters) > 1 else []
    asyncio.run(rubric.score_rollout(state, *limits))
    assert (state["reward"], state["metrics"]) == (1.0, {"correct_answer": 1.0})


def test_verifiers_since_0_4_itself():
    """The task of docs/trainers.md, scored by verifiers."""
    vf = pytest.importorskip("verifiers.v1")
    if not hasattr(vf, "TaskData"):
        pytest.skip("another verifiers than 0.4")
    text = (Path(__file__).resolve().parents[2] / "docs" / "trainers.md").read_text(encoding="utf-8")
    code = next(block for block in re.findall(r"```python\n(.*?)```", text, re.S) if "vf.Task[" in block)
    world = {"__name__": "task_module"}
    exec(code, world)
    task = world["MathTask"](world["MathData"](prompt="1/2?", answer="1/2"), vf.TaskConfig())
    rewards = []
    for reply in (RIGHT, WRONG, NONE):
        trace = vf.Trace.model_construct(rewards={}, metrics={}, nodes=[], errors=[], root_reply=reply)
        asyncio.run(task.score(trace))
        rewards.append(trace.reward)
    assert rewards == [1.0, 0.0, 0.0]


def test_inspect_ai_itself(tmp_path):
    inspect_ai = pytest.importorskip("inspect_ai")
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    from mathverdict.adapters.inspect_ai import math_verdict

    texts = [RIGHT, WRONG, NONE, RIGHT]
    outputs = [ModelOutput.from_content("mockllm/model", text) for text in texts]
    for output in outputs:
        # Otherwise tokens are counted with a table from the network.
        output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
    model = get_model("mockllm/model", custom_outputs=outputs)
    samples = [Sample(id=at, input="?", target=gold) for at, gold in enumerate(["1/2", "1/2", "1/2", BAD_GOLD])]
    task = inspect_ai.Task(dataset=samples, scorer=math_verdict(prose=False))
    [log] = inspect_ai.eval(task, model=model, log_dir=str(tmp_path), display="none", max_samples=1)
    assert log.status == "success"
    scores = {sample.id: sample.scores["math_verdict"] for sample in log.samples}
    assert [scores[at].value for at in range(3)] == ["C", "I", "I"] and scores[3].value != scores[3].value
    assert [scores[at].metadata["math_scorer_status"] for at in range(4)] == ["correct", "incorrect", "no_answer", "target_parse_error"]


def test_math_verify():
    from mathverdict.math_verify import parse, verify

    # The README's example of Math-Verify: gold first.
    gold = parse("${1,3} \\cup {2,4}$")
    answer = parse("${1,2,3,4}$")
    assert verify(gold, answer)
    assert verify(parse("1/2"), parse("The answer is \\boxed{0.5}")) and not verify(parse("1/2"), parse("0.6"))
    assert verify("2", ["no idea", "2"]) and not verify([], parse("1")) and parse("  ") == []
    assert verify(parse("1"), parse("1"), float_rounding=6, strict=True, timeout_seconds=None, policy="math-verify")


def test_math_verify_has_the_same_arguments():
    theirs = pytest.importorskip("math_verify")

    from mathverdict.math_verify import verify

    names = [name for name in inspect.signature(theirs.verify).parameters]
    assert [name for name in inspect.signature(verify).parameters][: len(names)] == names


def test_adapters_import_nothing_heavy():
    code = (
        f"import sys; sys.path.insert(0, {str(Path(mathverdict.__file__).resolve().parents[1])!r});"
        "from mathverdict.adapters import verl, trl, openrlhf, easyr1, verifiers, nemo_rl, rllm, areal, lm_eval, lighteval;"
        "import json; print(json.dumps([m for m in ('torch', 'trl', 'ray', 'inspect_ai') if m in sys.modules]))"
    )
    assert json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) == []
