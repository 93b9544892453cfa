"""verifiers 0.1: ``vf.Rubric(funcs=[correct_answer])``, or with settings ``vf.Rubric(funcs=[make(preset="deepvision")])``.

Contract (verifiers 0.1): a reward function is chosen arguments by their names, among ``completion``, ``answer``, ``info``, …; it may be a
coroutine; it returns a number. In verifiers 0.4 (``import verifiers.v1 as vf``) a task has methods with ``@vf.reward``, which need no adapter:
``return (await areward(trace.last_reply, self.data.answer)).paid()``.
"""

from __future__ import annotations

import asyncio
from typing import Any, Callable, Coroutine

from ._settings import grade, text_of


def make(unscored: float = 0.0, failed: float = 0.0, **settings: Any) -> Callable[..., Coroutine[Any, Any, float]]:
    async def correct_answer(completion: Any, answer: Any, **_: Any) -> float:
        samples = [{"response": text_of(completion), "gold": answer}]
        [verdict] = await asyncio.get_running_loop().run_in_executor(None, grade, samples, settings)
        return verdict.paid(unscored, failed)

    return correct_answer


correct_answer = make()
