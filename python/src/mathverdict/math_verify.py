"""For code that was written for Math-Verify: ``from mathverdict.math_verify import parse, verify``.

The order of arguments is Math-Verify's, the gold first: ``verify(gold, target)``. Everywhere else in this package the prediction comes first.

``parse`` keeps the text and finds nothing in it yet: how a prediction is read depends on the gold. Where Math-Verify returns an empty list for what it
cannot read, this returns one text, and ``verify`` is False. Settings of extraction and of time are accepted and not looked at.
"""

from __future__ import annotations

from typing import Any, List, Sequence, Union

from . import client

__all__ = ["parse", "verify"]


def parse(pred: str, extraction_config: Any = None, *_: Any, **__: Any) -> List[str]:
    """The text as it will be compared, in a list as Math-Verify has it; empty for an empty text."""
    return [pred] if pred.strip() else []


def verify(
    gold: Union[Sequence[str], str],
    target: Union[Sequence[str], str],
    float_rounding: int = 6,
    numeric_precision: int = 15,
    strict: bool = True,
    allow_set_relation_comp: bool = False,
    timeout_seconds: Any = None,
    raise_on_error: bool = False,
    *,
    policy: str = "standard",
) -> bool:
    """Whether any of the targets equals any of the golds. The gold comes first.

    :param policy: ``math-verify`` reads decimals, percent and sets as Math-Verify 0.8 does
    """
    golds = [gold] if isinstance(gold, str) else [str(one) for one in gold]
    targets = [target] if isinstance(target, str) else [str(one) for one in target]
    if not golds or not targets:
        return False
    requests = [{"response": one, "gold": golds, "policy": policy, "prose": True, "finished": False} for one in targets]
    verdicts = client().judge_batch(requests)
    refused = next((verdict for verdict in verdicts if verdict.cause == "bad-request"), None)
    if refused is not None:
        raise ValueError(refused.reason)
    return any(verdict.correct for verdict in verdicts)
