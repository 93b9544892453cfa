"""Ray Serve: the endpoints of ``mathverdict serve`` on a cluster.

    from mathverdict.adapters.ray_serve import app
    serve.run(app(preset="deepvision", replicas=8))

Contract (Ray 2.60): a deployment's ``__call__`` gets a Starlette request and may be a coroutine; Serve restarts replicas that died,
sends their requests elsewhere and refuses with 503 what is more than ``max_queued_requests``. The bodies are those of ``docs/serving.md``.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from .._client import Client
from ..verdict import Verdict
from ._settings import NAMES

_COLUMNS = ("undecided", "no_answer", "unscored", "failed")


class Verifier:
    def __init__(self, processes: int = 1, unscored: float = 0.0, failed: float = 0.0, max_rows: int = 4096, **settings: Any) -> None:
        unknown = [name for name in settings if name not in NAMES]
        if unknown:
            raise ValueError(f"Expected settings among {', '.join(NAMES)}, found {unknown[0]!r}")
        self.client = Client(processes=processes)
        self.settings, self.unscored, self.failed, self.max_rows = settings, unscored, failed, max_rows
        self.client.judge(response="\\boxed{1}", gold="1", **settings)

    async def __call__(self, request: Any) -> Any:
        from starlette.responses import JSONResponse

        path = request.url.path.rstrip("/").rsplit("/", 1)[-1]
        if path == "health":
            return JSONResponse({"status": "ok"})
        try:
            try:
                body = await request.json()
            except ValueError as error:
                raise ValueError(f"body must be JSON: {error}") from error
            if not isinstance(body, dict):
                raise ValueError("body must be object")
            return JSONResponse(await self.answer(path, body))
        except LookupError as error:
            return _refusal(404, error)
        except ValueError as error:
            return _refusal(400, error)

    async def answer(self, path: str, body: Mapping[str, Any]) -> Any:
        """:raises ValueError: naming the field; LookupError: for another path"""
        if path == "slime":
            [verdict] = await self.judged([{"response": _text(body, "response"), "gold": _given(body, "label")}])
            return verdict.paid(self.unscored, self.failed)
        if path == "openrlhf":
            queries, labels = self._list(body, "query"), self._list(body, "labels")
            prompts = self._list(body, "prompts") if body.get("prompts") is not None else [None] * len(queries)
            for name, values in (("labels", labels), ("prompts", prompts)):
                if len(values) != len(queries):
                    raise ValueError(f"body/{name} must have as many items as query ({len(queries)}), found {len(values)}")
            samples = [{"query": query, "prompt": prompt, "gold": gold} for query, prompt, gold in zip(queries, prompts, labels)]
            return self._openrlhf(await self.judged(samples))
        if path == "judge":
            rows = self._list(body, "rows")
            for at, row in enumerate(rows):
                if not isinstance(row, dict):
                    raise ValueError(f"body/rows/{at} must be object")
            return {"replies": [verdict.raw for verdict in await self.client.ajudge_batch([self._with(row) for row in rows])]}
        raise LookupError("Expected /openrlhf, /slime, /judge or /health")

    async def judged(self, samples: List[Dict[str, Any]]) -> List[Verdict]:
        return await self.client.ajudge_batch([{**self.settings, **sample} for sample in samples])

    def _with(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        return row if "prediction" in row else {**self.settings, **row}

    def _list(self, body: Mapping[str, Any], name: str) -> List[Any]:
        values = _given(body, name)
        if not isinstance(values, list):
            raise ValueError(f"body/{name} must be array")
        if len(values) > self.max_rows:
            raise ValueError(f"body/{name} must NOT have more than {self.max_rows} items")
        return values

    def _openrlhf(self, verdicts: List[Verdict]) -> Dict[str, Any]:
        accuracy = [verdict.acc or 0.0 for verdict in verdicts]
        logs = {name: [float(verdict.log()[name] or 0) for verdict in verdicts] for name in _COLUMNS}
        rewards = [verdict.paid(self.unscored, self.failed) for verdict in verdicts]
        return {"rewards": rewards, "scores": accuracy, "extra_logs": {"accuracy": accuracy, **logs}}


def app(replicas: int = 1, max_ongoing: int = 16, max_queued: int = 256, **settings: Any) -> Any:
    """An application for ``serve.run``; settings are those of :class:`Verifier`."""
    from ray import serve

    options = {"name": "mathverdict", "num_replicas": replicas, "max_ongoing_requests": max_ongoing, "max_queued_requests": max_queued}
    return serve.deployment(**options)(Verifier).bind(**settings)


def _refusal(status: int, error: Exception) -> Any:
    from starlette.responses import JSONResponse

    return JSONResponse({"error": {"status": status, "message": str(error)}}, status_code=status)


def _given(body: Mapping[str, Any], name: str) -> Any:
    if name not in body:
        raise ValueError(f"body must have required property '{name}'")
    return body[name]


def _text(body: Mapping[str, Any], name: str) -> str:
    value = _given(body, name)
    if not isinstance(value, str):
        raise ValueError(f"body/{name} must be string")
    return value
