"""lighteval: ``SampleLevelMetric(…, sample_level_fn=MathVerdict())``.

Contract (lighteval 0.11, 2026): ``SampleLevelComputation.compute(doc, model_response) -> float``; the golds are ``doc.get_golds()``, the
texts ``model_response.final_text``. Any gold and any text may match, as in ``MultilingualExtractiveMatchMetric``.
"""

from __future__ import annotations

from typing import Any

from ._settings import grade


class MathVerdict:
    def __init__(self, prose: bool = True, **settings: Any) -> None:
        self.settings = {"prose": prose, **settings}

    def compute(self, doc: Any, model_response: Any, **_: Any) -> float:
        golds = list(doc.get_golds())
        verdicts = grade([{"response": text, "gold": golds} for text in model_response.final_text], self.settings)
        return max((float(verdict.correct) for verdict in verdicts), default=0.0)
