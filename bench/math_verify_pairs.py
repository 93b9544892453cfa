"""Math-Verify on pairs of LaTeX, one JSON array [reference, prediction] a line; writes [verdict or null, microseconds] a line."""
import json
import sys
import time

from math_verify import parse, verify

for line in sys.stdin:
    reference, prediction = json.loads(line)
    started = time.perf_counter()
    try:
        gold, answer = parse(f"${reference}$"), parse(f"${prediction}$")
        verdict = verify(gold, answer) if gold and answer else None
    except Exception:
        verdict = None
    print(json.dumps([verdict, (time.perf_counter() - started) * 1e6]), flush=True)
