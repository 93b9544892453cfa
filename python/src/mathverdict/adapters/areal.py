"""AReaL: ``reward_fn="mathverdict.adapters.areal.reward_fn"``.

Contract (AReaL, 2026-05-21): ``reward_fn(prompt, completions, prompt_ids, completion_ids, answer, **kwargs) -> float``, called in a process
pool of ``AsyncRewardWrapper``.
"""

from __future__ import annotations

from typing import Any

from ._settings import NAMES, grade


def reward_fn(
    prompt: Any, completions: Any, prompt_ids: Any, completion_ids: Any, answer: Any, unscored: float = 0.0, failed: float = 0.0, **kwargs: Any
) -> float:
    tokens = None if completion_ids is None else len(completion_ids)
    settings = {name: value for name, value in kwargs.items() if name in NAMES}
    [verdict] = grade([{"response": str(completions), "gold": answer, "tokens": tokens}], settings)
    return verdict.paid(unscored, failed)
