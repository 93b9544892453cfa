"""NeMo-RL: the worker of a math environment.

Contract (NeMo-RL, 2026-08-22): ``verify(pred_responses, ground_truths, return_extracted_answer=False, **kwargs) -> list[float] |
(scores, extracted)``. ``ray.remote(VerifyWorker)`` takes the place of ``HFVerifyWorker``.
"""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple, Union

from ._settings import NAMES, grade


class VerifyWorker:
    def __init__(self, unscored: float = 0.0, failed: float = 0.0, **settings: Any) -> None:
        self.unscored, self.failed, self.settings = unscored, failed, settings

    def verify(
        self, pred_responses: Sequence[str], ground_truths: Sequence[Any], return_extracted_answer: bool = False, **kwargs: Any
    ) -> Union[List[float], Tuple[List[float], List[Optional[str]]]]:
        samples = [{"response": response, "gold": gold} for response, gold in zip(pred_responses, ground_truths)]
        verdicts = grade(samples, {**self.settings, **{name: kwargs[name] for name in NAMES if name in kwargs}})
        scores = [verdict.paid(self.unscored, self.failed) for verdict in verdicts]
        return (scores, [verdict.prediction or None for verdict in verdicts]) if return_extracted_answer else scores
