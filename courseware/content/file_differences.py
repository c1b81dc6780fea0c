"""Which files of a module differ between two states; what differs inside them is in `differences`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One file that differs; `path` is below the module's folder."""

    path: str
    kind: FileKind


def compare_files(before: Mapping[str, str], after: Mapping[str, str]) -> list[FileDifference]:
    """Return which files differ, by path; both sides are path → digest."""
    found = []
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            found.append(FileDifference(path, FileKind.ADDED))
        elif path not in after:
            found.append(FileDifference(path, FileKind.REMOVED))
        elif before[path] != after[path]:
            found.append(FileDifference(path, FileKind.CHANGED))
    return found
