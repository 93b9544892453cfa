"""inspect_ai: ``Task(…, scorer=math_verdict())``.

Contract (inspect_ai 0.3.285): ``async score(state: TaskState, target: Target) -> Score``; ``Score.unscored`` for a target that cannot be
read; ``metadata["math_scorer_status"]`` as in the built-in ``math()``.
"""

from __future__ import annotations

import asyncio
from typing import Any

from inspect_ai.scorer import CORRECT, INCORRECT, Score, Scorer, Target, accuracy, scorer, stderr
from inspect_ai.solver import TaskState

from ._settings import grade


@scorer(metrics=[accuracy(), stderr()], name="math_verdict")
def math_verdict(prose: bool = True, **settings: Any) -> Scorer:
    async def score(state: TaskState, target: Target) -> Score:
        samples = [{"response": state.output.completion, "gold": list(target)}]
        [verdict] = await asyncio.get_running_loop().run_in_executor(None, grade, samples, {"prose": prose, **settings})
        metadata = {"math_scorer_status": verdict.status, **verdict.log()}
        if verdict.outcome == "failed" or verdict.score is None:
            return Score.unscored(explanation=verdict.reason, metadata=metadata)
        answer = verdict.prediction or state.output.completion
        return Score(value=CORRECT if verdict.correct else INCORRECT, answer=answer, explanation=verdict.reason, metadata=metadata)

    return score
