"""Ray Data: files judged on a cluster, or a step of a data set's own pipeline.

    python -m mathverdict.adapters.ray_data rows.parquet --out /shared/verdicts --preset deepvision
    dataset.map_batches(Judge, fn_constructor_kwargs={"preset": "deepvision"}, concurrency=8)

Contract (Ray 2.60): ``map_batches`` calls an object of the class in an actor, with a dict of NumPy arrays, and takes a dict of columns;
Ray restarts actors whose node died and asks again for their batches. Files and folder must be reachable from every node.
"""

from __future__ import annotations

import argparse
import json
from typing import Any, Dict, List, Mapping, Optional, Sequence

from .. import files as rows_of
from .._client import Client
from ._settings import grade


class Judge:
    """Adds ``score`` and the columns of :meth:`Verdict.log` to a batch. A sample without a score has NaN."""

    def __init__(self, response: str = "response", gold: str = "gold", **settings: Any) -> None:
        self.response, self.gold, self.settings = response, gold, settings

    def __call__(self, batch: Mapping[str, Any]) -> Dict[str, Any]:
        samples = [{"response": text, "gold": gold} for text, gold in zip(batch[self.response], batch[self.gold])]
        verdicts = grade(samples, self.settings)
        columns: Dict[str, List[Any]] = {"score": [float("nan") if one.score is None else one.score for one in verdicts]}
        for verdict in verdicts:
            for name, value in verdict.log().items():
                columns.setdefault(name, []).append(value)
        return {**batch, **columns}


class _JudgeShards:
    """The actor of :func:`judge_files`."""

    def __init__(self, processes: int) -> None:
        self.client = Client(processes=processes)

    def __call__(self, batch: Mapping[str, Any]) -> Dict[str, Any]:
        return {"rows": [rows_of.judge_shard(*rows_of.job_from(json.loads(str(one))), self.client) for one in batch["shard"]]}


def judge_files(
    files: Sequence[str],
    out: str,
    fields: Optional[Mapping[str, str]] = None,
    actors: int = 2,
    processes: int = 1,
    rows: int = rows_of.ROWS,
    **settings: Any,
) -> Dict[str, Any]:
    """:func:`mathverdict.files.judge_files` on a cluster: the same ``verdicts.jsonl`` and ``summary.json``, byte for byte.

    :param actors: at most so many, wherever the cluster has room; each with ``processes`` workers and as many CPUs
    """
    import ray.data

    job = rows_of.Job(list(files), out, settings, dict(fields or {}))
    with Client(processes=1) as client:
        shards = rows_of.plan(job, client, rows)
    left = [{"shard": json.dumps(rows_of.job_to(job, shard))} for shard in rows_of.pending(job, shards)]
    if left:
        judged = ray.data.from_items(left, override_num_blocks=len(left)).map_batches(
            _JudgeShards,
            fn_constructor_kwargs={"processes": processes},
            batch_size=1,
            # From one, so that the job goes on with the nodes that are left; to begin with, all of them.
            concurrency=(1, actors, actors),
            num_cpus=processes,
        )
        for _ in judged.iter_batches(batch_size=None):
            pass
    return rows_of.finish(job, shards)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m mathverdict.adapters.ray_data", description="Judge JSONL or Parquet on a Ray cluster.")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--out", required=True, help="folder on a file system that all nodes see; given again, the job goes on")
    parser.add_argument("--response", help="path of the response, as model.output; default: rows are requests of mathverdict worker")
    parser.add_argument("--gold", help="path of the gold, as reward_model.ground_truth")
    parser.add_argument("--preset")
    parser.add_argument("--policy")
    parser.add_argument("--actors", type=int, default=2)
    parser.add_argument("--processes", type=int, default=1)
    given = {name: value for name, value in vars(parser.parse_args()).items() if value is not None}
    fields = {name: given.pop(name) for name in ("response", "gold") if name in given}
    print(json.dumps(judge_files(fields=fields, **given)))


if __name__ == "__main__":
    main()
