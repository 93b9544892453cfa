"""Files of rows, judged piece by piece: the same bytes on one process and on a cluster.

    rows.jsonl ──→ shards of 4,096 lines ──→ parts/0-000000.jsonl, …  (each whole or not there) ──→ verdicts.jsonl, summary.json
    rows.parquet ─→ a shard for each row group ─┘

A shard is a place in a file; whoever judges it reads the file itself and writes one part, under another name until it is complete. So a job
that was ended anywhere goes on where it stopped, and a shard that is judged twice (a node died behind it) gives the same part. A reply
is the line that ``mathverdict worker`` writes. A folder that holds the parts of other rows, settings or rules is refused.
"""

from __future__ import annotations

import json
import os
import re
import uuid
from collections import Counter
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from ._client import Client, _encode
from .adapters._settings import NAMES

ROWS = 4096
_LINE = re.compile(rb',"line":([0-9]+),"error":\{"code":"')


@dataclass(frozen=True)
class Shard:
    """Where rows stand, and the name of their part."""

    name: str
    path: str
    #: Byte of the first line, or number of the row group.
    start: int
    #: Byte behind the last line; -1 for a row group.
    end: int
    #: Number of the first row in its file, from 1.
    first: int


@dataclass(frozen=True)
class Job:
    """What is judged, and how: settings of ``mathverdict worker``, and paths (``reward_model.ground_truth``) to its fields."""

    files: Sequence[str]
    out: str
    settings: Mapping[str, Any]
    fields: Mapping[str, str]


def plan(job: Job, client: Client, rows: int = ROWS) -> List[Shard]:
    """The shards of a job, in order; the folder is prepared, or refused.

    :raises ValueError: for a wrong setting, or where the folder holds another job's parts
    """
    unknown = [name for name in job.settings if name not in NAMES]
    if unknown:
        raise ValueError(f"Expected settings among {', '.join(NAMES)}, found {unknown[0]!r}")
    rules = client.judge(response="\\boxed{1}", gold="1", tokens=1, **job.settings).rules_version
    shards = [shard for at, path in enumerate(job.files) for shard in _shards(at, os.path.abspath(path), rows)]
    files = [[os.path.abspath(path), os.path.getsize(path), os.stat(path).st_mtime_ns] for path in job.files]
    about = {"files": files, "settings": dict(job.settings), "fields": dict(job.fields), "rows": rows, "rules_version": rules}
    text = json.dumps(about, sort_keys=True, indent=1) + "\n"
    out = Path(job.out)
    (out / "parts").mkdir(parents=True, exist_ok=True)
    written = out / "job.json"
    if written.exists():
        if written.read_text() != text:
            raise ValueError(f"Expected {out} to hold this job, found parts of other rows, settings or rules: choose another folder")
    else:
        _write(written, text.encode())
    return shards


def pending(job: Job, shards: Sequence[Shard]) -> List[Shard]:
    """Those without a part."""
    return [shard for shard in shards if not _part(job, shard).exists()]


def judge_shard(job: Job, shard: Shard, client: Client) -> int:
    """Write the part of a shard, unless it is there. Returns the number of its rows."""
    rows = list(_rows(job, shard))
    if not _part(job, shard).exists():
        replies = client.answer_lines([line for _, line in rows])
        lines = [_numbered(reply, number) for (number, _), reply in zip(rows, replies)]
        _write(_part(job, shard), b"".join(line + b"\n" for line in lines))
    return len(rows)


def finish(job: Job, shards: Sequence[Shard]) -> Dict[str, Any]:
    """Join the parts, in the order of the rows, and count them."""
    out = Path(job.out)
    counts: Dict[str, Counter] = {name: Counter() for name in ("outcome", "kind", "cause")}
    scores: Counter = Counter()
    rows = correct = 0
    joined = out / f"verdicts.jsonl.{uuid.uuid4().hex}"
    with open(joined, "wb") as target:
        for shard in shards:
            with open(_part(job, shard), "rb") as part:
                for line in part:
                    target.write(line)
                    reply = json.loads(line)
                    failed = reply.get("error")
                    rows += 1
                    correct += reply.get("acc") == 1
                    counts["outcome"]["failed" if failed else reply["outcome"]] += 1
                    counts["cause"][failed["code"] if failed else reply["cause"] or ""] += 1
                    counts["kind"]["" if failed else reply["kind"] or ""] += 1
                    if not failed and reply["score"] is not None:
                        scores[reply["score"]] += 1
    os.replace(joined, out / "verdicts.jsonl")
    scored = sum(scores.values())
    total = sum((Fraction(score) * count for score, count in scores.items()), Fraction(0))
    tally = {name: {key: count[key] for key in sorted(count) if key} for name, count in counts.items()}
    summary = {"rows": rows, "correct": correct, "scored": scored, "score": float(total / scored) if scored else None, **tally}
    _write(out / "summary.json", (json.dumps(summary, indent=1) + "\n").encode())
    return summary


def judge_files(
    files: Sequence[str],
    out: str,
    fields: Optional[Mapping[str, str]] = None,
    processes: Optional[int] = None,
    rows: int = ROWS,
    **settings: Any,
) -> Dict[str, Any]:
    """Judge files on this machine into ``out/verdicts.jsonl`` and ``out/summary.json``; called again, it goes on. Returns the summary."""
    job = Job(list(files), out, settings, dict(fields or {}))
    with Client(processes=processes) as client:
        shards = plan(job, client, rows)
        for shard in pending(job, shards):
            judge_shard(job, shard, client)
    return finish(job, shards)


def job_from(value: Mapping[str, Any]) -> Tuple[Job, Shard]:
    return Job(**value["job"]), Shard(**value["shard"])


def job_to(job: Job, shard: Shard) -> Dict[str, Any]:
    return {"job": asdict(job), "shard": asdict(shard)}


def _part(job: Job, shard: Shard) -> Path:
    return Path(job.out) / "parts" / f"{shard.name}.jsonl"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    draft.write_bytes(content)
    os.replace(draft, path)


def _shards(at: int, path: str, rows: int) -> Iterator[Shard]:
    if path.endswith(".parquet"):
        import pyarrow.parquet as parquet

        meta = parquet.ParquetFile(path).metadata
        first = 1
        for group in range(meta.num_row_groups):
            yield Shard(f"{at}-{group:06}", path, group, -1, first)
            first += meta.row_group(group).num_rows
        return
    with open(path, "rb") as source:
        start = end = number = 0
        first, part = 1, 0
        for line in source:
            end += len(line)
            number += 1
            if number - first + 1 == rows:
                yield Shard(f"{at}-{part:06}", path, start, end, first)
                start, first, part = end, number + 1, part + 1
        if end > start:
            yield Shard(f"{at}-{part:06}", path, start, end, first)


def _rows(job: Job, shard: Shard) -> Iterator[Tuple[int, bytes]]:
    """Rows with their numbers, as lines for the worker."""
    if shard.end < 0:
        import pyarrow.parquet as parquet

        for at, row in enumerate(parquet.ParquetFile(shard.path).read_row_group(shard.start).to_pylist()):
            yield shard.first + at, _encode(_request(job, row))
        return
    with open(shard.path, "rb") as source:
        source.seek(shard.start)
        lines = source.read(shard.end - shard.start).split(b"\n")
    for at, line in enumerate(lines):
        line = (line[3:] if shard.start + at == 0 and line.startswith(b"\xef\xbb\xbf") else line).strip()
        if not line:
            continue
        if job.settings or job.fields:
            try:
                # A number keeps the digits that were written.
                row = json.loads(line, parse_float=str)
            except ValueError:
                row = None
            if isinstance(row, dict):
                line = _encode(_request(job, row)).rstrip(b"\n")
        yield shard.first + at, line + b"\n"


def _request(job: Job, row: Mapping[str, Any]) -> Mapping[str, Any]:
    if not job.fields:
        return {**job.settings, **row}
    found = {name: _at(row, path) for name, path in job.fields.items()}
    if "id" in row and "id" not in found:
        found["id"] = row["id"]
    return {**job.settings, **found}


def _at(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = row.get(name) if isinstance(row, Mapping) else None
    return row


def _numbered(reply: bytes, number: int) -> bytes:
    """A refusal tells the line: that of the file, not of the worker's input. Inside texts quotes are escaped, so this finds no text."""
    found = _LINE.search(reply)
    return reply if found is None else b"%b%d%b" % (reply[: found.start(1)], number, reply[found.end(1) :])
