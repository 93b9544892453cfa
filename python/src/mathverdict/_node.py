"""Where Node and the worker are."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import List

OLDEST = 20


class MathVerdictError(RuntimeError):
    """The verifier cannot run here: Node is missing or too old, or its worker does not start."""


def worker_command() -> List[str]:
    """The command that starts a worker.

    ``MATHVERDICT_NODE`` names another Node than the one on ``PATH``, ``MATHVERDICT_WORKER`` another worker than the
    bundled one.

    :raises MathVerdictError: saying what is missing and how to get it
    """
    node = _node(os.environ.get("MATHVERDICT_NODE") or "node")
    worker = Path(os.environ.get("MATHVERDICT_WORKER") or Path(__file__).with_name("worker.mjs"))
    if not worker.is_file():
        raise MathVerdictError(
            f"mathverdict: expected the worker at {worker}. In a checkout, `npm ci && npm run python:worker` builds it."
        )
    return [node, "--max-old-space-size=1024", str(worker)]


@lru_cache(maxsize=None)
def _node(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise MathVerdictError(
            f"mathverdict needs Node {OLDEST} or later, and found no {name!r}. Install Node (nodejs.org, or "
            f"`conda install -c conda-forge nodejs`) and put it on PATH, or set MATHVERDICT_NODE to its path."
        )
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=True).stdout.strip()
        major = int(said.lstrip("v").split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise MathVerdictError(f"mathverdict: {path} --version tells no version: {error}") from error
    if major < OLDEST:
        raise MathVerdictError(f"mathverdict needs Node {OLDEST} or later, and found {said} at {path}.")
    return path
