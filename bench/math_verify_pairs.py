"""Math-Verify on pairs of LaTeX, one JSON array [reference, prediction] a line; writes [verdict or null, microseconds of CPU time] a line."""
import json
import sys
import time

from math_verify import parse, verify

for line in sys.stdin:
    reference, prediction = json.loads(line)
    started = time.process_time()
    try:
        gold, answer = parse(f"${reference}$"), parse(f"${prediction}$")
        verdict = verify(gold, answer) if gold and answer else None
    except Exception:
        verdict = None
    print(json.dumps([verdict, (time.process_time() - started) * 1e6]), flush=True)
