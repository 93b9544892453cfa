"""TRL: ``GRPOTrainer(reward_funcs=AccuracyReward(), …)``.

Contract (TRL 1.16): ``reward_func(prompts=…, completions=…, completion_ids=…, trainer_state=…, log_extra=…, log_metric=…, **columns) ->
list[float | None]``; completions are texts or lists of messages; ``None`` leaves a sample out. The object is picklable.
"""

from __future__ import annotations

from typing import Any, Callable, List, Optional, Sequence

from ._settings import grade, text_of


class AccuracyReward:
    def __init__(self, solution: str = "solution", **settings: Any) -> None:
        """:param solution: the column of the data set with the gold"""
        self.solution, self.settings = solution, settings
        self.__name__ = f"mathverdict_{settings.get('preset', 'accuracy')}"

    def __call__(
        self,
        completions: Sequence[Any],
        completion_ids: Optional[Sequence[Sequence[int]]] = None,
        log_extra: Optional[Callable[[str, List[Any]], None]] = None,
        log_metric: Optional[Callable[[str, float], None]] = None,
        **columns: Any,
    ) -> List[Optional[float]]:
        golds = columns[self.solution]
        choices = columns.get("choices") or [None] * len(golds)
        tokens = [None] * len(golds) if completion_ids is None else [len(ids) for ids in completion_ids]
        samples = [
            {"response": text_of(completion), "gold": gold, "choices": options, "tokens": length}
            for completion, gold, options, length in zip(completions, golds, choices, tokens)
        ]
        verdicts = grade(samples, self.settings)
        if log_extra is not None:
            log_extra("answer", [verdict.prediction for verdict in verdicts])
            log_extra("status", [verdict.status for verdict in verdicts])
        if log_metric is not None and verdicts:
            for name in ("acc", "undecided", "no_answer", "unscored", "failed"):
                log_metric(f"mathverdict/{name}", sum(float(verdict.log()[name] or 0) for verdict in verdicts) / len(verdicts))
        return [verdict.score for verdict in verdicts]


accuracy_reward = AccuracyReward()
