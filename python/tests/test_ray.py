"""Ray itself: a cluster of two nodes on this machine, one of them killed while it works."""

import json
import threading
import time
import urllib.error
import urllib.request

import pytest

ray = pytest.importorskip("ray")
from ray.cluster_utils import Cluster  # noqa: E402

from mathverdict import files  # noqa: E402
from mathverdict.adapters import ray_data, ray_serve  # noqa: E402

SOURCE = files.__file__.rsplit("/mathverdict/", 1)[0]


def rows(path, count):
    hard = "\\boxed{\\sqrt{" + "+".join(["2"] * 40) + "}}"
    with open(path, "w") as target:
        for at in range(count):
            text = hard if at % 11 == 0 else f"So \\boxed{{{at}}}."
            target.write(json.dumps({"id": at, "response": text, "gold": at if at % 3 == 0 else "1/2"}) + "\n")
        target.write('{"id": "no request"}\n')


@pytest.fixture
def cluster():
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    second = made.add_node(num_cpus=1)
    ray.init(address=made.address, runtime_env={"env_vars": {"PYTHONPATH": SOURCE}}, log_to_driver=False)
    yield made, second
    ray.shutdown()
    made.shutdown()


def test_a_node_dies_and_no_byte_differs(cluster, tmp_path):
    made, second = cluster
    path, out = tmp_path / "rows.jsonl", tmp_path / "cluster"
    rows(path, 20_000)
    expected = files.judge_files([str(path)], str(tmp_path / "single"), rows=256)
    seen = []

    def kill():
        while not seen:
            parts = len(list((out / "parts").glob("*.jsonl"))) if out.exists() else 0
            # Both nodes are at work.
            if parts >= 10 and ray.available_resources().get("CPU", 0) == 0:
                made.remove_node(second, allow_graceful=False)
                seen.append(parts)
            time.sleep(0.02)

    killer = threading.Thread(target=kill)
    killer.start()
    summary = ray_data.judge_files([str(path)], str(out), actors=2, rows=256)
    killer.join()
    assert seen[0] < 79, "the node died too late to matter"
    assert summary == expected and summary["rows"] == 20_001
    for name in ("verdicts.jsonl", "summary.json"):
        assert (out / name).read_bytes() == (tmp_path / "single" / name).read_bytes()
    # Begun again, nothing is left to do; with a part lost, that part alone.
    lost = out / "parts" / "0-000005.jsonl"
    lost.unlink()
    assert ray_data.judge_files([str(path)], str(out), actors=1, rows=256) == expected and lost.exists()


def test_a_step_of_a_pipeline(cluster):
    data = ray.data.from_items([{"response": f"\\boxed{{{at}}}", "gold": "7"} for at in range(64)])
    judged = data.map_batches(ray_data.Judge, fn_constructor_kwargs={"preset": "accuracy"}, batch_size=16, concurrency=1).take_all()
    assert sum(row["score"] for row in judged) == 1.0 and {row["outcome"] for row in judged} == {"equivalent", "different"}


def test_serve(cluster):
    serve = pytest.importorskip("ray.serve")
    serve.start(http_options={"port": 8917})
    serve.run(ray_serve.app(replicas=1, unscored=-0.5))

    def post(path, body):
        request = urllib.request.Request(f"http://127.0.0.1:8917/{path}", json.dumps(body).encode(), {"content-type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answered:
                return answered.status, json.loads(answered.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    try:
        assert post("slime", {"prompt": "?", "response": "\\boxed{0.5}", "label": "1/2"}) == (200, 1.0)
        status, body = post("openrlhf", {"query": ["q\\boxed{1}", "q\\boxed{1}"], "prompts": ["q", "q"], "labels": ["1", "\\frac{1}{"]})
        assert status == 200 and body["rewards"] == [1.0, -0.5] and body["extra_logs"]["unscored"] == [0.0, 1.0]
        status, body = post("judge", {"rows": [{"id": 1, "response": "\\boxed{1}", "gold": "1"}, {"id": 2}]})
        assert [reply.get("score") for reply in body["replies"]] == [1, None]
        for path, sent, name in (
            ("slime", {"response": 1, "label": "1"}, "body/response"),
            ("openrlhf", {"query": ["a"], "labels": []}, "body/labels"),
            ("judge", {"rows": [1]}, "body/rows/0"),
            ("judge", {}, "'rows'"),
        ):
            status, body = post(path, sent)
            assert status == 400 and name in body["error"]["message"]
        assert post("nowhere", {})[0] == 404
    finally:
        serve.shutdown()
