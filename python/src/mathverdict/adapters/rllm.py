"""rllm: a reward function for an agent's last action.

Contract (rllm, 2026-08): ``fn(task_info: dict, action: str) -> RewardOutput(reward, metadata, is_correct)``;
``task_info["ground_truth"]`` may be a list of alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Mapping

from ._settings import grade


@dataclass
class _RewardOutput:
    reward: float
    metadata: Dict[str, Any] = field(default_factory=dict)
    is_correct: bool = False


def math_reward(task_info: Mapping[str, Any], action: Any, unscored: float = 0.0, failed: float = 0.0, **settings: Any) -> Any:
    """rllm's ``RewardOutput``, or one of the same shape where rllm is not installed."""
    try:
        from rllm.rewards.reward_types import RewardOutput
    except ImportError:
        RewardOutput = _RewardOutput
    [verdict] = grade([{"response": getattr(action, "action", action), "gold": task_info.get("ground_truth")}], settings)
    return RewardOutput(reward=verdict.paid(unscored, failed), metadata=verdict.log(), is_correct=verdict.correct)
