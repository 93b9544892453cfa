"""Verdicts, and what happens to them when processes die, fork and wait for each other."""

import asyncio
import json
import multiprocessing
import os
import pickle
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

import mathverdict
from mathverdict import Client, MathVerdictError, areward, judge, judge_batch, reward, verify
from mathverdict import _node

SOURCE = str(Path(mathverdict.__file__).resolve().parents[1])


def rows(count):
    return [{"id": at, "response": f"So \\boxed{{{at}}}.", "gold": at if at % 3 == 0 else at + 1} for at in range(count)]


def expected(count):
    return [at % 3 == 0 for at in range(count)]


def test_one_sample():
    assert verify("0.5", "\\frac12")
    assert not verify("5 m", "5 cm")
    assert verify("3", ["1", 3])
    assert verify("1.414", "\\sqrt2") and not verify("1.414", "\\sqrt2", policy="exact")
    verdict = judge(response="So \\boxed{0.6}.", gold="1/2")
    assert (verdict.outcome, verdict.correct, verdict.score, verdict.status) == ("different", False, 0.0, "incorrect")
    assert verdict.prediction == "0.6" and verdict.reason.startswith("Different")
    assert reward("<think>1</think><answer>2</answer>", "2", "format+accuracy").score == 1.0


def test_what_cannot_be_judged_is_no_zero():
    assert reward("\\boxed{1}", "\\frac{1}{").score is None
    assert reward("\\boxed{1}", None).status == "target_parse_error"
    assert reward(None, "1").status == "no_answer"
    assert reward("\\boxed{\\frac{1}{}", "1").score == 0.0
    with pytest.raises(ValueError, match="Expected a preset among"):
        reward("\\boxed{1}", "1", preset="best")
    [verdict] = judge_batch([{"response": "1"}])
    assert (verdict.outcome, verdict.cause, verdict.score, verdict.paid(failed=-1.0)) == ("failed", "bad-request", None, -1.0)


def test_the_log_has_the_same_keys_for_every_sample():
    verdicts = judge_batch([{"response": "\\boxed{1}", "gold": "1"}, {"response": "", "gold": "1"}, {"response": "", "gold": {}}])
    assert len({tuple(verdict.log()) for verdict in verdicts}) == 1
    assert all(value is not None for verdict in verdicts for value in verdict.log().values())


def test_odd_texts_arrive():
    assert verify("\ud800", "1") is False
    assert verify("½", "1/2") and verify("−3", "-3")
    assert verify("x" * 200_000, "1") is False
    with pytest.raises(ValueError):
        judge(response="1", gold=float("nan"))


def test_batches_keep_their_order():
    with Client(processes=2) as client:
        for count in (0, 1, 2, 129, 1000):
            assert [verdict.correct for verdict in client.judge_batch(rows(count))] == expected(count)
        assert [verdict.raw["id"] for verdict in client.judge_batch(rows(300))] == list(range(300))
        assert len(client.pids) <= 2


def test_threads_share_the_processes():
    with Client(processes=2) as client:
        results = {}

        def work(name):
            results[name] = [client.verify(str(at), str(name)) for at in range(30)]

        threads = [threading.Thread(target=work, args=(name,)) for name in range(16)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        assert all(results[name] == [at == name for at in range(30)] for name in range(16))
        assert len(client.pids) <= 2


def test_coroutines():
    async def main():
        verdicts = await asyncio.gather(*(areward(f"\\boxed{{{at}}}", "7") for at in range(50)))
        batch = await mathverdict.ajudge_batch(rows(300))
        return [verdict.correct for verdict in verdicts], [verdict.correct for verdict in batch], await mathverdict.averify("1", "1")

    one, batch, single = asyncio.run(main())
    assert one == [at == 7 for at in range(50)] and batch == expected(300) and single


def test_killed_processes_are_replaced_and_nothing_is_lost():
    with Client(processes=2) as client:
        client.verify("1", "1")
        stop = threading.Event()

        def kill():
            chance = random.Random(8)
            while not stop.wait(chance.uniform(0.02, 0.2)):
                for pid in client.pids[:1]:
                    os.kill(pid, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            for _ in range(3):
                verdicts = client.judge_batch(rows(3000))
                assert [verdict.correct for verdict in verdicts] == expected(3000)
                assert not any(verdict.outcome == "failed" for verdict in verdicts)
        finally:
            stop.set()
            killer.join()
        assert client.deaths > 0
        assert client.verify("1", "1")


FAULTY = """
import { createInterface } from 'node:readline'
for await (const line of createInterface({ input: process.stdin })) {
  const { id, response } = JSON.parse(line)
  if (response === 'die') process.exit(3)
  if (response === 'hang') for (;;) {}
  process.stdout.write(JSON.stringify({ id, score: 1, acc: 1, format: null, outcome: 'equivalent', kind: 'number', certainty: 'proved',
    cause: null, side: null, prediction: '1', reference: '1', extraction: 'box', reason: '', rules_version: '0' }).replaceAll('": ', '":') + '\\n')
}
"""


def test_only_the_guilty_row_is_lost(tmp_path, monkeypatch):
    worker = tmp_path / "worker.mjs"
    worker.write_text(FAULTY)
    monkeypatch.setenv("MATHVERDICT_WORKER", str(worker))
    with Client(processes=1, patience=0.5) as client:
        requests = [{"response": "1", "gold": "1"} for _ in range(20)]
        requests[7] = {"response": "die", "gold": "1"}
        requests[12] = {"response": "hang", "gold": "1"}
        verdicts = client.judge_batch(requests)
    assert [at for at, verdict in enumerate(verdicts) if verdict.outcome == "failed"] == [7, 12]
    assert verdicts[7].cause == "worker-died" and "code 3" in verdicts[7].reason
    assert "no sign of life" in verdicts[12].reason


def in_child(connection):
    connection.send(([verdict.correct for verdict in judge_batch(rows(200))], mathverdict.client().pids))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_children_have_processes_of_their_own(method):
    assert verify("1", "1")
    context = multiprocessing.get_context(method)
    here, there = context.Pipe()
    child = context.Process(target=in_child, args=(there,))
    child.start()
    assert here.poll(60)
    answers, pids = here.recv()
    child.join(30)
    assert answers == expected(200)
    assert not set(pids) & set(mathverdict.client().pids)
    assert verify("1", "1")


def test_a_fork_in_the_middle_of_a_batch_harms_nobody():
    with Client(processes=2) as client:
        results = []
        thread = threading.Thread(target=lambda: results.extend(client.judge_batch(rows(5000))))
        thread.start()
        time.sleep(0.02)
        pid = os.fork()
        if pid == 0:
            right = [verdict.correct for verdict in client.judge_batch(rows(100))] == expected(100)
            client.close()
            os._exit(0 if right else 1)
        _, status = os.waitpid(pid, 0)
        thread.join()
    assert status == 0
    assert [verdict.correct for verdict in results] == expected(5000)


def gone(pid, seconds=6.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().split(")")[-1].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks for processes in /proc")
@pytest.mark.parametrize("forked", [False, True])
def test_no_worker_outlives_its_parent(forked):
    # A fork without Python's hooks keeps the pipe open: the worker notices that its parent is another.
    code = f"""
        import os, sys, time, ctypes
        sys.path.insert(0, {SOURCE!r})
        import mathverdict
        mathverdict.verify("1", "1")
        if {forked} and ctypes.CDLL(None).fork() == 0:
            time.sleep(20); os._exit(0)
        print(*mathverdict.client().pids, flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert pids
    parent.kill()
    parent.wait()
    try:
        assert all(gone(pid) for pid in pids)
    finally:
        if forked:
            os.killpg(parent.pid, signal.SIGKILL)


def test_settings_travel():
    client = pickle.loads(pickle.dumps(Client(processes=1, patience=7.0)))
    assert (client.processes, client.patience) == (1, 7.0) and client.verify("1", "1")
    client.close()
    assert client.verify("1", "1")
    client.close()


def test_a_missing_node_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("MATHVERDICT_NODE", str(tmp_path / "node"))
    with pytest.raises(MathVerdictError, match="needs Node 20 or later, and found no"):
        Client().verify("1", "1")
    old = tmp_path / "old"
    old.write_text("#!/bin/sh\necho v18.2.0\n")
    old.chmod(0o755)
    monkeypatch.setenv("MATHVERDICT_NODE", str(old))
    with pytest.raises(MathVerdictError, match="found v18.2.0"):
        Client().verify("1", "1")
    monkeypatch.delenv("MATHVERDICT_NODE")
    broken = tmp_path / "worker.mjs"
    broken.write_text("process.exit(1)")
    monkeypatch.setenv("MATHVERDICT_WORKER", str(broken))
    with pytest.raises(MathVerdictError, match="does not start"):
        Client().verify("1", "1")
    monkeypatch.setenv("MATHVERDICT_WORKER", str(tmp_path / "none.mjs"))
    with pytest.raises(MathVerdictError, match="npm run python:worker"):
        _node.worker_command()


def test_nothing_reaches_standard_output():
    code = f"import sys; sys.path.insert(0, {SOURCE!r}); import mathverdict; mathverdict.verify('1', '2')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_lines_are_ascii():
    from mathverdict._client import _encode

    assert json.loads(_encode({"response": "π\n\u2028"})) == {"response": "π\n\u2028"} and b"\n" not in _encode({"a": "\n"})[:-1]
