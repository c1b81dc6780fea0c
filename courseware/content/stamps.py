"""Whether files below a folder were changed: seen by what the disk says of them, without reading any."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

Stamp = str
"""A digest of what stands below a folder; equal stamps are equal files."""
DEEPEST = 12
"""Levels of folders that are looked at; a module has three."""


def stamp_of(root: Path) -> Stamp:
    """Look at every file and folder: its name, when it changed, its size and its place on the disk."""
    seen: list[tuple[str, int, int, int]] = []
    waiting = [(root, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for one in entries:
                    told = one.stat(follow_symlinks=False)
                    seen.append((one.path, told.st_mtime_ns, told.st_size, told.st_ino))
                    if depth < DEEPEST and one.is_dir(follow_symlinks=False):
                        waiting.append((Path(one.path), depth + 1))
        except OSError:
            continue  # removed while we looked, or not ours to read: reading it says so
    return hashlib.sha256(repr(sorted(seen)).encode("utf-8", "surrogateescape")).hexdigest()
