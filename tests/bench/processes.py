"""CPU time and memory of a server with everything that it started (Linux: /proc)."""

from __future__ import annotations

import os
import re
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def family(root: int) -> list[int]:
    """Return the ids of a process and of all below it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(folder.name))
        if fields:
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, new = [root], [root]
    while new:
        new = [child for one in new for child in children.get(one, [])]
        found += new
    return found


def cpu_seconds(*roots: int) -> float:
    """Return user and system time of whole process trees, ended children included."""
    ticks = 0
    for root in roots:
        for process in family(root):
            fields = _stat(process)
            if fields:
                ticks += sum(int(text) for text in fields[11:15])
    return ticks / TICKS


def pss_mb(root: int) -> float:
    """Return the proportional memory of a process tree, in MB (shared pages counted once)."""
    total = 0
    for process in family(root):
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        total += sum(int(kb) for kb in _PSS.findall(text))
    return total / 1024


def _stat(process: int) -> list[str]:
    """Return the fields of /proc/<id>/stat after the name; none if the process has ended."""
    try:
        text = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(") ")[2].split()
