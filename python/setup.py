"""Builds the worker where the package is installed from a checkout of the project; a wheel carries it."""

import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
WORKER = HERE / "src" / "mathverdict" / "worker.mjs"


class BuildWithWorker(build_py):
    def run(self) -> None:
        checkout = HERE.parent
        if (checkout / "node_modules" / "esbuild").is_dir():
            subprocess.run(["npm", "run", "--silent", "python:worker"], cwd=checkout, check=True)
        elif not WORKER.is_file():
            raise RuntimeError(
                "mathverdict: the worker is not built. Run `npm ci` in the folder above this one, or install a wheel."
            )
        super().run()


setup(cmdclass={"build_py": BuildWithWorker})
