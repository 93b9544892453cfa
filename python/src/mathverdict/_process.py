"""One worker process and its pipes.

    lines of requests ──stdin──→ node worker.mjs ──stdout──→ lines of replies, in order

A process belongs to one thread at a time and to the process that started it. It ends when its input ends, so it never
outlives its parent; it lives in a session of its own, so that a Ctrl-C for the trainer does not reach it.
"""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import threading
from typing import List, Optional, Sequence

from ._node import MathVerdictError, worker_command

# A pipe takes this much without anybody reading; more is written by a thread beside the one that reads.
_PIPE = 16_384
_HELLO = b'{"id":"hello","prediction":"1","gold":"1"}\n'


class WorkerDied(Exception):
    """The process ended, or gave no sign of life for too long, before every request was answered."""

    def __init__(self, message: str, ended_from_outside: bool = False) -> None:
        super().__init__(message)
        #: Somebody else sent SIGKILL or SIGTERM: probably no fault of what was asked.
        self.ended_from_outside = ended_from_outside


class WorkerProcess:
    def __init__(self, patience: float) -> None:
        """:param patience: seconds without any reply after which the process counts as stuck"""
        self._patience = patience
        self._buffer = b""
        try:
            self._process = subprocess.Popen(
                worker_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                start_new_session=os.name == "posix",
                env={name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"},
            )
        except OSError as error:
            raise MathVerdictError(f"mathverdict: cannot start the worker: {error}") from error
        hello: List[bytes] = []
        try:
            self.ask([_HELLO], hello, patience=max(60.0, patience))
        except WorkerDied as death:
            self.kill()
            if death.ended_from_outside:
                raise
            raise MathVerdictError(f"mathverdict: the worker does not start: {death}") from death
        if b'"outcome":"equivalent"' not in hello[0]:
            self.kill()
            raise MathVerdictError(f"mathverdict: the worker does not answer as expected: {hello[0][:200]!r}")

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, lines: Sequence[bytes], replies: List[bytes], patience: Optional[float] = None) -> None:
        """Send lines and append a reply for each of them.

        :raises WorkerDied: what was answered until then is in ``replies``
        """
        wanted = len(replies) + len(lines)
        payload = b"".join(lines)
        writer: Optional[threading.Thread] = None
        if len(payload) <= _PIPE:
            self._write(payload)
        else:
            writer = threading.Thread(target=self._write, args=(payload,), daemon=True)
            writer.start()
        try:
            while len(replies) < wanted:
                replies.extend(self._read(patience or self._patience))
        except BaseException:
            # Replies that are still on their way would be taken for those of the next requests.
            self.kill()
            raise
        finally:
            if writer is not None:
                writer.join()

    def _write(self, payload: bytes) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        view = memoryview(payload)
        # A process that died is noticed where its replies are read.
        with contextlib.suppress(OSError, ValueError):
            while view:
                view = view[stdin.write(view) :]

    def _read(self, patience: float) -> List[bytes]:
        stdout = self._process.stdout
        assert stdout is not None
        if not _readable(stdout.fileno(), patience):
            raise WorkerDied(f"no sign of life for {patience:g} s")
        piece = os.read(stdout.fileno(), 1 << 16)
        if not piece:
            code = self._process.wait()
            raise WorkerDied(f"it ended with code {code}", ended_from_outside=code in (-9, -15))
        *lines, self._buffer = (self._buffer + piece).split(b"\n")
        return lines

    def close(self) -> None:
        """End the process in order."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self.kill()
        self._close_pipes()

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._close_pipes()

    def forget(self) -> None:
        """Let go of a process of the parent, after a fork: close this side's copies of its pipes and nothing else."""
        self._close_pipes()
        self._process.returncode = 0

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _readable(descriptor: int, seconds: float) -> bool:
    """Whether bytes (or the end) arrive in time. Without ``poll``, on Windows, it waits for them as long as it takes."""
    if not hasattr(select, "poll"):
        return True
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(waiting.poll(seconds * 1000))
