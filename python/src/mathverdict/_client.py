"""Requests in, verdicts out, over a few worker processes.

    threads, tasks ──→ [rows] ──→ chunks ──→ a free process ──→ verdicts, in the order of the rows

Processes start when they are first needed, one for each chunk that finds none free, up to ``processes``. One that dies is
replaced and asked again. A row that two processes died of by themselves, each asked for nothing else, is ``failed``; no other row is
lost with it. Processes that somebody kills are no fault of a row.
Waiting for a free process counts for nothing; only a process that is asked and stays silent for ``patience`` seconds is
taken for stuck. It should not come to that: every grade is bounded by counted steps.

After a fork the child starts processes of its own. Objects may be pickled (``spawn``, Ray): only their settings travel.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union

from ._node import MathVerdictError
from ._process import WorkerDied, WorkerProcess
from .verdict import Verdict, read_verdict

Gold = Union[str, int, float, bool, None, Mapping[str, Any], Sequence[Any]]
Request = Mapping[str, Any]

# Rows that go to a process at once.
_CHUNK = 128
# How much more a row is suspected whose process ended by itself than one whose process was killed from outside.
_GUILT = 8
# How often a process is started again that is killed before it is ready.
_STARTS = 10
# Rows that are asked one at a time after a death, to find the guilty one.
_CAUTION = 256


class Client:
    """A verifier with processes of its own. The functions of the package use one that is shared.

    >>> with Client(processes=1) as client:
    ...     client.verify("0.5", "\\\\frac12")
    True
    """

    def __init__(self, processes: Optional[int] = None, patience: float = 60.0) -> None:
        """
        :param processes: at most so many workers; default: one for each core, at most 4
        :param patience: seconds of silence after which a worker is taken for stuck and replaced
        """
        if processes is not None and processes < 1:
            raise ValueError(f"Expected processes to be at least 1, found {processes}")
        self._settings = (processes, patience)
        self.processes = processes or min(4, os.cpu_count() or 1)
        self.patience = patience
        #: Workers that died so far.
        self.deaths = 0
        self._reset()
        _clients.add(self)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(self.processes)
        self._idle: List[WorkerProcess] = []
        self._all: List[WorkerProcess] = []
        self._executor: Optional[ThreadPoolExecutor] = None

    # One sample ---------------------------------------------------------------------------------------------------

    def verify(self, prediction: str, gold: Gold, **settings: Any) -> bool:
        """Whether a prediction equals a gold, prediction first. A list of golds holds alternatives."""
        return self._one({"prediction": prediction, "gold": gold, **settings}).correct

    def judge(self, *, gold: Gold, response: Optional[str] = None, prediction: Optional[str] = None, **settings: Any) -> Verdict:
        """The verdict on a response or a prediction. :raises ValueError: for a caller's mistake"""
        if prediction is not None:
            return self._one({"prediction": prediction, "gold": gold, **settings})
        return self._one({"response": response, "gold": gold, **settings})

    def reward(self, response: Optional[str], gold: Gold, preset: str = "accuracy", **settings: Any) -> Verdict:
        """What a response earns: ``score`` of the verdict. :raises ValueError: for a caller's mistake"""
        return self._one({"response": response, "gold": gold, "preset": preset, **settings})

    def _one(self, request: Request) -> Verdict:
        [verdict] = self.judge_batch([request])
        if verdict.cause == "bad-request":
            raise ValueError(verdict.reason)
        return verdict

    # Many samples -------------------------------------------------------------------------------------------------

    def judge_batch(self, requests: Iterable[Request]) -> List[Verdict]:
        """Verdicts on many samples, in their order, on all processes. A request that is none is ``failed`` and harms no other.

        :param requests: the fields of ``mathverdict worker`` (docs/serving.md): ``response`` or ``prediction``, ``gold``, …
        """
        lines = [_encode(request) for request in requests]
        return [read_verdict(json.loads(reply)) for reply in self.answer_lines(lines)]

    def answer_lines(self, lines: Sequence[bytes]) -> List[bytes]:
        """The replies of ``mathverdict worker`` to lines of JSON, none of them blank, as they came and without line ends."""
        chunks = [lines[at : at + _CHUNK] for at in range(0, len(lines), _CHUNK)]
        if len(chunks) <= 1 or self.processes == 1:
            answered = [self._ask(chunk) for chunk in chunks]
        else:
            answered = list(self._threads().map(self._ask, chunks))
        return [reply for replies in answered for reply in replies]

    # Without blocking a loop --------------------------------------------------------------------------------------

    async def averify(self, prediction: str, gold: Gold, **settings: Any) -> bool:
        return await self._later(lambda: self.verify(prediction, gold, **settings))

    async def ajudge(self, *, gold: Gold, response: Optional[str] = None, prediction: Optional[str] = None, **settings: Any) -> Verdict:
        return await self._later(lambda: self.judge(gold=gold, response=response, prediction=prediction, **settings))

    async def areward(self, response: Optional[str], gold: Gold, preset: str = "accuracy", **settings: Any) -> Verdict:
        return await self._later(lambda: self.reward(response, gold, preset, **settings))

    async def ajudge_batch(self, requests: Iterable[Request]) -> List[Verdict]:
        requests = list(requests)
        # Not on the threads that the chunks use: those wait for nobody.
        return await asyncio.get_running_loop().run_in_executor(None, self.judge_batch, requests)

    async def _later(self, call: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads(), call)

    # Processes ----------------------------------------------------------------------------------------------------

    def _threads(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(max_workers=self.processes, thread_name_prefix="mathverdict")
            return self._executor

    def _ask(self, lines: Sequence[bytes]) -> List[bytes]:
        replies: List[bytes] = []
        alone = 0
        strikes: Dict[int, int] = {}
        with self._slots:
            while len(replies) < len(lines):
                head = len(replies)
                sent = lines[head : head + 1] if alone > 0 else lines[head:]
                worker = self._take()
                try:
                    worker.ask(sent, replies)
                except BaseException as death:
                    self._bury(worker)
                    if not isinstance(death, WorkerDied):
                        raise
                    alone = _CAUTION
                    if len(sent) == 1 and len(replies) == head:
                        strikes[head] = strikes.get(head, 0) + (1 if death.ended_from_outside else _GUILT)
                        if strikes[head] >= 2 * _GUILT:
                            replies.append(_failure(str(death)))
                else:
                    self._put(worker)
                    alone = max(0, alone - 1)
        return replies

    def _take(self) -> WorkerProcess:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                break
            if worker.alive:
                return worker
            self._bury(worker)
        for attempt in range(_STARTS):
            try:
                worker = WorkerProcess(self.patience)
            except WorkerDied as death:
                if attempt == _STARTS - 1:
                    raise MathVerdictError(f"mathverdict: workers are killed while they start: {death}") from death
                self.deaths += 1
                continue
            with self._lock:
                self._all.append(worker)
            return worker
        raise AssertionError

    def _put(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._idle.append(worker)

    def _bury(self, worker: WorkerProcess) -> None:
        worker.kill()
        with self._lock:
            self.deaths += 1
            if worker in self._all:
                self._all.remove(worker)

    @property
    def pids(self) -> List[int]:
        """The workers that run."""
        with self._lock:
            return [worker.pid for worker in self._all]

    def close(self) -> None:
        """End the processes. The next call starts new ones."""
        with self._lock:
            workers, executor = self._all, self._executor
            self._all, self._idle, self._executor = [], [], None
        if executor is not None:
            executor.shutdown(wait=True)
        for worker in workers:
            worker.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> Any:
        return Client, self._settings

    def _forked(self) -> None:
        """In a child: the locks may be held by threads that do not exist here, and the processes are the parent's."""
        workers = self._all
        self._reset()
        for worker in workers:
            worker.forget()


_clients: "weakref.WeakSet[Client]" = weakref.WeakSet()


def _after_fork() -> None:
    for client in list(_clients):
        client._forked()


def _at_exit() -> None:
    for client in list(_clients):
        client.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
atexit.register(_at_exit)


def _encode(request: Request) -> bytes:
    """A line of JSON. Values of NumPy and tensors with one element are taken as the numbers that they hold."""
    return json.dumps(request, default=_plain, allow_nan=False).encode("ascii") + b"\n"


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"Expected a value that JSON knows, found {type(value).__name__}")


def _failure(message: str) -> bytes:
    return json.dumps({"id": None, "error": {"code": "worker-died", "message": message}}).encode("ascii")
