"""The files of one module that the reader accepts, and their digest."""

from __future__ import annotations

from pathlib import Path

from courseware.content.model import Files
from courseware.problems import Report


def read_tree(root: Path, report: Report) -> dict[str, bytes]:
    """Return path below `root` → normalized bytes; what is refused is reported."""
    raise NotImplementedError


def digest(files: Files) -> str:
    """Return the hex SHA-256 over the sorted (path, SHA-256 of the content)."""
    raise NotImplementedError
