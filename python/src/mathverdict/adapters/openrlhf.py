"""OpenRLHF: ``--reward.remote_url reward.py`` with ``from mathverdict.adapters.openrlhf import reward_func``.

Contract (OpenRLHF, 2026-08-13): ``reward_func(queries, prompts, labels, **kwargs) -> {"rewards", "scores", "extra_logs"}`` of tensors, called
in a thread; queries hold prompt, response and special tokens. ``scores`` (0 to 1) are those by which samples are filtered.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Sequence

from ._settings import grade


def make(unscored: float = 0.0, failed: float = 0.0, **settings: Any) -> Callable[..., Dict[str, Any]]:
    """A ``reward_func`` with settings: ``reward_func = make(preset="deepvision")``."""

    def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Any], **_: Any) -> Dict[str, Any]:
        import torch

        samples = [{"query": query, "prompt": prompt, "gold": label} for query, prompt, label in zip(queries, prompts, labels)]
        verdicts = grade(samples, settings)
        logs = {name: torch.tensor([float(v.log()[name] or 0) for v in verdicts]) for name in ("acc", "undecided", "no_answer", "unscored", "failed")}
        rewards = torch.tensor([verdict.paid(unscored, failed) for verdict in verdicts])
        return {"rewards": rewards, "scores": logs["acc"], "extra_logs": logs}

    return reward_func


reward_func = make()
