"""What is said about one sample."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Optional, Union

LogValue = Union[str, float, bool, None]


@dataclass(frozen=True)
class Verdict:
    """The verdict on one sample and what it earns.

    ``outcome`` is ``equivalent``, ``different``, ``undecided`` (with ``cause`` and ``side``), or ``failed``: the sample
    could not be judged at all (``cause`` is ``bad-request``, ``worker-died`` or ``internal``, ``reason`` says more).
    """

    outcome: str
    #: The reward. ``None``: the reference alone failed, or nothing was judged; leave the sample out.
    score: Optional[float]
    #: 1 or 0, or a share where a rule grades; ``None`` where ``score`` is.
    acc: Optional[float]
    #: 1 or 0, or ``None`` where the preset asks for no format.
    format: Optional[float]
    kind: Optional[str]
    #: ``proved`` or ``likely``, for what is equivalent.
    certainty: Optional[str]
    cause: Optional[str]
    #: ``prediction``, ``reference`` or ``both``, for what is undecided.
    side: Optional[str]
    #: The answer that was found in the response; empty if there is none.
    prediction: str
    reference: str
    #: By which rule the answer was found, or why there is none.
    extraction: Optional[str]
    reason: str
    rules_version: str
    #: The whole reply, as it came.
    raw: Mapping[str, Any] = field(repr=False)

    @property
    def correct(self) -> bool:
        return self.acc == 1

    @property
    def status(self) -> str:
        """One word for tallies, after inspect_ai's math scorer: ``correct``, ``incorrect``, ``no_answer``,
        ``answer_parse_error``, ``answer_limit``, ``target_parse_error``, ``target_limit``, ``undecided`` or ``failed``."""
        if self.outcome == "failed":
            return "failed"
        if self.outcome != "undecided":
            return "correct" if self.correct else "incorrect"
        if self.cause == "no-answer":
            return "no_answer"
        whose = "target" if self.side == "reference" else "answer"
        if self.cause == "budget-exhausted":
            return f"{whose}_limit"
        if self.cause in ("unreadable-prediction", "unreadable-reference"):
            return f"{whose}_parse_error"
        return "undecided"

    def paid(self, unscored: float = 0.0, failed: float = 0.0) -> float:
        """The score as a number, for trainers that take nothing else."""
        if self.outcome == "failed":
            return failed
        return unscored if self.score is None else self.score

    def log(self) -> Dict[str, LogValue]:
        """Flat values for a trainer's log: the same keys for every sample, and no ``None``."""
        return {
            "acc": float(self.acc or 0),
            "undecided": float(self.outcome == "undecided"),
            "no_answer": float(self.cause == "no-answer"),
            "unscored": float(self.score is None and self.outcome != "failed"),
            "failed": float(self.outcome == "failed"),
            "outcome": self.outcome,
            "cause": self.cause or "",
            "kind": self.kind or "",
            "pred": self.prediction,
            "rules_version": self.rules_version,
        }


def read_verdict(reply: Mapping[str, Any]) -> Verdict:
    error = reply.get("error")
    if error is not None:
        return Verdict(
            outcome="failed", score=None, acc=None, format=None, kind=None, certainty=None, cause=error["code"], side=None,
            prediction="", reference="", extraction=None, reason=error["message"], rules_version="", raw=reply,
        )  # fmt: skip
    return Verdict(
        outcome=reply["outcome"],
        score=_number(reply["score"]),
        acc=_number(reply["acc"]),
        format=_number(reply["format"]),
        kind=reply["kind"],
        certainty=reply["certainty"],
        cause=reply["cause"],
        side=reply["side"],
        prediction=reply["prediction"],
        reference=reply["reference"],
        extraction=reply["extraction"],
        reason=reply["reason"],
        rules_version=reply["rules_version"],
        raw=reply,
    )


def _number(value: Any) -> Optional[float]:
    return None if value is None else float(value)
