"""The settings that all adapters share."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, List, Mapping, Optional, Sequence

from .. import client
from ..verdict import Verdict

NAMES = ("preset", "policy", "finished", "prose", "compat", "max_tokens")


def grade(samples: Sequence[Mapping[str, Any]], settings: Mapping[str, Any]) -> List[Verdict]:
    """Verdicts on samples that share their settings; ``None`` leaves a setting or a field out.

    :raises ValueError: for a wrong setting
    """
    given = {name: value for name, value in settings.items() if value is not None}
    check(tuple(sorted(given.items())), any(sample.get("tokens") is not None for sample in samples))
    return client().judge_batch([{**given, **{k: v for k, v in sample.items() if v is not None or k in _DATA}} for sample in samples])


#: Fields whose ``None`` is data: no response, no gold.
_DATA = ("response", "query", "gold")


@lru_cache(maxsize=64)
def check(settings: Any, tokens: bool) -> None:
    """A sample that is right tells whether the settings are."""
    unknown = [name for name, _ in settings if name not in NAMES]
    if unknown:
        raise ValueError(f"Expected settings among {', '.join(NAMES)}, found {unknown[0]!r}")
    probe: Dict[str, Any] = {"response": "\\boxed{1}", "gold": "1", **dict(settings)}
    if tokens:
        probe["tokens"] = 1
    client().judge(**probe)


def text_of(completion: Any) -> Optional[str]:
    """The text of a completion: a string, or messages of which the last one that says something counts."""
    if completion is None or isinstance(completion, str):
        return completion
    if isinstance(completion, Mapping):
        return text_of(completion.get("content"))
    texts = [text_of(part.get("text") if isinstance(part, Mapping) and "text" in part else part) for part in completion]
    said = [text for text in texts if text]
    return said[-1] if said else ""
