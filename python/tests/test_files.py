"""Files judged in pieces give the bytes of one worker, however often they were ended and begun again."""

import json
import os
import subprocess

import pytest

from mathverdict import Client, files
from mathverdict._node import worker_command


def written(path, count=500):
    lines = [json.dumps({"id": at, "response": f"So \\boxed{{{at}}}.", "gold": at if at % 3 == 0 else "1/2"}) for at in range(count)]
    lines[7], lines[90], lines[200] = "{", '{"id": "é"}', json.dumps({"id": 200, "response": "\ud800 \\boxed{π}", "gold": None})
    lines[300] = ""
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def by_worker(path):
    with open(path, "rb") as source:
        return subprocess.run(worker_command(), stdin=source, capture_output=True, check=True).stdout


def test_pieces_are_the_whole(tmp_path):
    path = written(tmp_path / "rows.jsonl")
    summary = files.judge_files([path], str(tmp_path / "out"), rows=64)
    assert (tmp_path / "out" / "verdicts.jsonl").read_bytes() == by_worker(path)
    assert summary["rows"] == 499 and summary["outcome"]["failed"] == 2 and summary["correct"] == 165
    assert summary == json.loads((tmp_path / "out" / "summary.json").read_text())
    other = files.judge_files([path], str(tmp_path / "other"), rows=4096, processes=1)
    assert other == summary and by_worker(path) == (tmp_path / "other" / "verdicts.jsonl").read_bytes()


def test_it_goes_on_where_it_stopped(tmp_path):
    path = written(tmp_path / "rows.jsonl")
    job = files.Job([path], str(tmp_path / "out"), {}, {})
    with Client(processes=1) as client:
        shards = files.plan(job, client, 64)
        for shard in shards[:3]:
            files.judge_shard(job, shard, client)
    kept = tmp_path / "out" / "parts" / "0-000001.jsonl"
    before = kept.stat().st_mtime_ns
    assert files.pending(job, shards) == shards[3:]
    files.judge_files([path], str(tmp_path / "out"), rows=64)
    assert kept.stat().st_mtime_ns == before
    assert (tmp_path / "out" / "verdicts.jsonl").read_bytes() == by_worker(path)
    with pytest.raises(ValueError, match="choose another folder"):
        files.judge_files([path], str(tmp_path / "out"), rows=64, preset="deepvision")
    os.utime(path, (1, 1))
    with pytest.raises(ValueError, match="choose another folder"):
        files.judge_files([path], str(tmp_path / "out"), rows=64)


def test_fields_and_settings(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [{"id": 1, "model": {"out": "\\boxed{0.5}"}, "rm": {"gt": 0.50}}, {"id": 2, "model": {"out": "\\boxed{1}"}, "rm": {}}]
    path.write_text("".join(json.dumps(row).replace("0.5}}", "0.50}}") + "\n" for row in rows))
    files.judge_files([str(path)], str(tmp_path / "out"), {"response": "model.out", "gold": "rm.gt"}, preset="format+accuracy")
    replies = [json.loads(line) for line in (tmp_path / "out" / "verdicts.jsonl").read_text().splitlines()]
    assert [(reply["id"], reply["score"], reply["reference"]) for reply in replies] == [(1, 0.9, "0.50"), (2, None, "")]
    with pytest.raises(ValueError, match="Expected settings among"):
        files.judge_files([str(path)], str(tmp_path / "bad"), presets="x")
    with pytest.raises(ValueError, match="Expected a preset"):
        files.judge_files([str(path)], str(tmp_path / "bad"), preset="x")


def test_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    golds = [{"ground_truth": str(at if at % 2 else at + 1), "style": "rule"} for at in range(300)]
    table = pyarrow.table({"output": [f"\\boxed{{{at}}}" for at in range(300)], "reward_model": golds})
    parquet.write_table(table, tmp_path / "rows.parquet", row_group_size=70)
    fields = {"response": "output", "gold": "reward_model.ground_truth"}
    summary = files.judge_files([str(tmp_path / "rows.parquet")], str(tmp_path / "out"), fields)
    assert (summary["rows"], summary["correct"]) == (300, 150)
    assert len(list((tmp_path / "out" / "parts").iterdir())) == 5
