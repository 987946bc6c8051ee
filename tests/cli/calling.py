"""Calls the command line in a process of its own, as a person would."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SIMULATION = Path(__file__).parents[2] / "simulation"
CODE = "from utfall.cli.main import main; main()"


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment with the package of this checkout first."""
    return {**os.environ, "PYTHONPATH": str(SIMULATION), **(extra or {})}


def command(*arguments: str) -> list[str]:
    """The words of a call."""
    return [sys.executable, "-c", CODE, *arguments]


def utfall(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 600) -> subprocess.CompletedProcess[str]:
    """Call it and wait; a traceback on standard error is a failure of every test."""
    done = subprocess.run(
        command(*arguments), cwd=cwd, env=environment(env), capture_output=True, text=True, check=False, timeout=timeout, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done
