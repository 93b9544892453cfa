"""Whether a model's mathematical answer equals a reference, and what it earns.

>>> from mathverdict import verify, reward
>>> verify("0.5", "\\\\frac12")
True
>>> reward("So the answer is \\\\boxed{12}.", "12").score
1.0

The verdicts are those of the JavaScript package ``mathverdict``, whose worker is bundled; Node 20 or later must be on
``PATH``. Everything may be called from any thread, from coroutines, from forked and spawned processes and Ray workers.
"""

from __future__ import annotations

import os
import threading
from typing import Any, Iterable, List, Optional

from ._client import Client, Gold, Request
from ._node import MathVerdictError
from .verdict import Verdict

__version__ = "0.1.0"
__all__ = [
    "Client",
    "Gold",
    "MathVerdictError",
    "Request",
    "Verdict",
    "ajudge",
    "ajudge_batch",
    "areward",
    "averify",
    "client",
    "judge",
    "judge_batch",
    "reward",
    "verify",
]

_shared: Optional[Client] = None
_lock = threading.Lock()


def _new_lock() -> None:
    global _lock
    _lock = threading.Lock()


# A lock that another thread held at a fork would stay held in the child.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_new_lock)


def client() -> Client:
    """The client that the functions of this package share."""
    global _shared
    if _shared is None:
        with _lock:
            if _shared is None:
                _shared = Client()
    return _shared


def verify(prediction: str, gold: Gold, **settings: Any) -> bool:
    """Whether a prediction equals a gold, prediction first. A list of golds holds alternatives."""
    return client().verify(prediction, gold, **settings)


def judge(*, gold: Gold, response: Optional[str] = None, prediction: Optional[str] = None, **settings: Any) -> Verdict:
    """The verdict on a response or a prediction. :raises ValueError: for a caller's mistake"""
    return client().judge(gold=gold, response=response, prediction=prediction, **settings)


def reward(response: Optional[str], gold: Gold, preset: str = "accuracy", **settings: Any) -> Verdict:
    """What a response earns: ``score`` of the verdict. :raises ValueError: for a caller's mistake"""
    return client().reward(response, gold, preset, **settings)


def judge_batch(requests: Iterable[Request]) -> List[Verdict]:
    """Verdicts on many samples, in their order, on several processes."""
    return client().judge_batch(requests)


async def averify(prediction: str, gold: Gold, **settings: Any) -> bool:
    return await client().averify(prediction, gold, **settings)


async def ajudge(*, gold: Gold, response: Optional[str] = None, prediction: Optional[str] = None, **settings: Any) -> Verdict:
    return await client().ajudge(gold=gold, response=response, prediction=prediction, **settings)


async def areward(response: Optional[str], gold: Gold, preset: str = "accuracy", **settings: Any) -> Verdict:
    return await client().areward(response, gold, preset, **settings)


async def ajudge_batch(requests: Iterable[Request]) -> List[Verdict]:
    return await client().ajudge_batch(requests)
