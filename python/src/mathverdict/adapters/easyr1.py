"""EasyR1: ``worker.reward.reward_function=…/mathverdict/adapters/easyr1.py:compute_score``.

Contract (EasyR1, 2026-08): ``REWARD_NAME``, ``REWARD_TYPE = "batch"``, ``compute_score(reward_inputs, **reward_function_kwargs) ->
list[{"overall", "format", "accuracy"}]``; an input holds ``response``, ``response_length`` and ``ground_truth``.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Sequence

from mathverdict.adapters._settings import grade

REWARD_NAME = "mathverdict"
REWARD_TYPE = "batch"


def compute_score(
    reward_inputs: Sequence[Mapping[str, Any]],
    format_weight: float = 0.1,
    preset: str = "easyr1-math",
    unscored: float = 0.0,
    failed: float = 0.0,
    **settings: Any,
) -> List[Dict[str, float]]:
    """``overall`` is the preset's score; for ``easyr1-math`` with another weight of the format it is weighted anew."""
    samples = [{"response": one["response"], "gold": one["ground_truth"], "tokens": one.get("response_length")} for one in reward_inputs]
    scores = []
    for verdict in grade(samples, {"preset": preset, **settings}):
        overall, form = verdict.paid(unscored, failed), verdict.format or 0.0
        if preset == "easyr1-math" and verdict.score is not None:
            overall = (1 - format_weight) * (verdict.acc or 0.0) + format_weight * form
        scores.append({"overall": overall, "format": form, "accuracy": verdict.acc or 0.0})
    return scores
