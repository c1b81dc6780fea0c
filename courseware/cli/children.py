"""The processes that `flask serve` starts and ends together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Self

PATIENCE = 6.0
"""Seconds for all children together to end in good order."""
_PR_SET_PDEATHSIG = 1


class Children:
    """Child processes by name. Leaving the `with` block ends them all, with what they started."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._environment = environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        """Start with none."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End them all."""
        self.stop()

    def start(self, name: str, module: str, *arguments: str) -> None:
        """Start `python -m module arguments…` with this interpreter.

        Each child leads a process group, so that its own children can be ended with it.
        """
        command: Sequence[str] = [sys.executable, "-m", module, *arguments]
        self._running[name] = subprocess.Popen(  # noqa: S603 - the command is ours
            command,
            cwd=self._folder,
            env=dict(self._environment),
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads yet
        )

    def died(self) -> str | None:
        """Return which child has ended by itself, and how; None while all run."""
        for name, child in self._running.items():
            status = child.poll()
            if status is not None:
                return f"The {name} ended by itself with status {status}"
        return None

    def stop(self) -> None:
        """End all in good order; kill what has not ended after a few seconds."""
        for child in self._running.values():
            child.terminate()
        until = monotonic() + PATIENCE
        for child in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, until - monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)  # a killed web server leaves its workers
            child.wait()
        self._running.clear()


def _end_with_parent() -> None:
    """Ask Linux to end this process if `flask serve` is killed and cannot do it itself."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
