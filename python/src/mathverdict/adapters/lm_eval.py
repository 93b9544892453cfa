"""lm-evaluation-harness: ``process_results: !function utils.process_results`` with ``from mathverdict.adapters.lm_eval import process_results``.

Contract (lm_eval 0.4): ``process_results(doc, results) -> {metric: value}``. The metrics are lists in the task's file: ``exact_match`` and
``undecided``, both averaged. Answers of base models are seldom marked, so prose is read unless told otherwise.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Sequence

from ._settings import grade


def make(gold: str = "answer", prose: bool = True, **settings: Any) -> Callable[[Mapping[str, Any], Sequence[str]], Dict[str, float]]:
    """:param gold: the field of a document with the gold"""

    def process_results(doc: Mapping[str, Any], results: Sequence[str]) -> Dict[str, float]:
        [verdict] = grade([{"response": results[0], "gold": doc[gold]}], {"prose": prose, **settings})
        return {"exact_match": float(verdict.correct), "undecided": float(verdict.outcome in ("undecided", "failed"))}

    return process_results


process_results = make()
