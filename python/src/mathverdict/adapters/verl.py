"""verl: ``custom_reward_function.path=…/mathverdict/adapters/verl.py`` (or ``pkg://mathverdict.adapters.verl``).

Contract (verl, 2026-08-22): called with keywords only, ``compute_score(data_source, solution_str, ground_truth, extra_info,
**reward_kwargs)``, in a thread of an executor; a dict needs ``score``, and its keys must be the same for every sample. Settings come from
``custom_reward_function.reward_kwargs``; verl adds arguments of its own, which are not looked at.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

from mathverdict.adapters._settings import NAMES, grade


def compute_score(
    data_source: str, solution_str: str, ground_truth: Any, extra_info: Optional[Mapping[str, Any]] = None, **reward_kwargs: Any
) -> Dict[str, Any]:
    """``{"score", "acc", "pred", …}`` for one sample."""
    return compute_score_batched([data_source], [solution_str], [ground_truth], [extra_info], **reward_kwargs)[0]


def compute_score_batched(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[Any],
    extra_infos: Sequence[Optional[Mapping[str, Any]]],
    unscored: float = 0.0,
    failed: float = 0.0,
    **reward_kwargs: Any,
) -> List[Dict[str, Any]]:
    """The same for the ``batch`` manager: one call for all samples, on several processes."""
    samples = [
        {"response": text, "gold": gold, "choices": (info or {}).get("choices"), "references": (info or {}).get("equivalent_answers")}
        for text, gold, info in zip(solution_strs, ground_truths, extra_infos)
    ]
    verdicts = grade(samples, {name: value for name, value in reward_kwargs.items() if name in NAMES})
    return [{"score": verdict.paid(unscored, failed), **verdict.log()} for verdict in verdicts]
