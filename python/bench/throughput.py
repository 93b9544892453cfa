"""Throughput against Math-Verify in the way verl calls both: ``python python/bench/throughput.py [prompts] [samples]``.

The responses are made from the fixtures of the project: prose, then a box. mathverdict is called once for the batch
(``compute_score_batched``) and once for each sample (``compute_score``); Math-Verify once for each sample, gold in a box.
"""

import json
import logging
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
from mathverdict.adapters.verl import compute_score, compute_score_batched  # noqa: E402

prompts, samples = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in ((1, 2048), (2, 16)))
fixtures = Path(__file__).resolve().parents[2] / "test" / "fixtures"
cases = [json.loads(line) for path in sorted(fixtures.glob("*.jsonl")) for line in path.read_text().splitlines()]
cases = [case for case in cases if isinstance(case.get("reference"), str) and "prediction" in case]
prose = "We look at the cases in turn and simplify what is left. " * 30
rows = [(f"{prose}The answer is $\\boxed{{{case['prediction']}}}$.", case["reference"]) for case in cases]
rows = [rows[at % len(rows)] for at in range(prompts * samples)]
responses, golds = [row[0] for row in rows], [row[1] for row in rows]


def timed(name, call, count):
    began = time.perf_counter()
    call()
    seconds = time.perf_counter() - began
    print(f"{name:44}{count:8}{seconds:10.2f} s{count / seconds:12.0f} a second", flush=True)


compute_score("d", responses[0], golds[0])
none = [None] * len(rows)
timed("mathverdict, compute_score_batched", lambda: compute_score_batched(["d"] * len(rows), responses, golds, none), len(rows))
few = min(2048, len(rows))
timed("mathverdict, compute_score", lambda: [compute_score("d", *row) for row in rows[:few]], few)
try:
    from math_verify import parse, verify
except ImportError:
    sys.exit("Math-Verify is not installed here.")
logging.disable(logging.CRITICAL)


def theirs(response, gold):
    try:
        return verify(parse(f"\\boxed{{{gold}}}"), parse(response))
    except Exception:
        return False


timed("Math-Verify, one process", lambda: [theirs(*row) for row in rows[:few]], few)
