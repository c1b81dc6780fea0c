"""What the files in modules/ say, for the pages of authors and operators.

Reading them parses and compiles the whole curriculum, which takes seconds. So it happens outside
the gate, never inside a write, and only when a file has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from flask import current_app

from courseware.content.files import digest
from courseware.content.model import Module
from courseware.problems import Problem, Severity
from courseware.records.transaction import refuse_inside_write
from courseware.web.gate import outside_gate


@dataclass(frozen=True, slots=True)
class Counts:
    """What a module holds: its lessons, and its questions by use (quiz, practice, review)."""

    lessons: int
    questions: Mapping[str, int]


def counts_of(module: Module) -> Counts:
    """Count what a module holds."""
    return Counts(len(module.lessons), Counter(one.use for one in module.bank.questions))


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A sound module as its files are now."""

    title: str
    digest: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Curriculum:
    """One reading of the folder: sound modules by slug, module folders, and all problems."""

    modules: Mapping[str, OnDisk] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def problems_of(self, slug: str) -> tuple[Problem, ...]:
        """Return the problems in a module's files, by file and line."""
        return tuple(one for one in self.problems if one.file.startswith(f"{slug}/"))

    @property
    def other_problems(self) -> tuple[Problem, ...]:
        """Return the problems of files that belong to no module: pathways, glossary, tracks."""
        return tuple(one for one in self.problems if one.file.partition("/")[0] not in self.folders)

    @property
    def errors(self) -> int:
        """Return how many problems stop publishing."""
        return sum(one.severity is Severity.ERROR for one in self.problems)


Stamp = tuple[int, int]
"""The newest change and the number of entries below a folder; equal stamps are equal files."""


class CurriculumReader:
    """Reads one folder and keeps the reading until a file in it changes; safe between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._reading = Curriculum()

    def read(self) -> Curriculum:
        """Return what the files say now."""
        refuse_inside_write("Reading the curriculum")
        with outside_gate(), self._lock:
            stamp = _stamp(self._root)
            if stamp != self._stamp:
                self._reading = _read(self._root)
                self._stamp = stamp
            return self._reading


def _stamp(root: Path) -> Stamp:
    """Look at files and folders: a folder's time changes when something in it is renamed."""
    times = list(_times(root))
    return max(times, default=0), len(times)


def _times(path: Path) -> Iterator[int]:
    try:
        yield path.stat(follow_symlinks=False).st_mtime_ns
        if path.is_dir() and not path.is_symlink():
            for inside in path.iterdir():
                yield from _times(inside)
    except FileNotFoundError:
        return  # removed while we looked: the next look sees the rest


def curriculum() -> Curriculum:
    """Return what the files of this site say now."""
    root = current_app.config["COURSEWARE"].modules_dir
    reader: CurriculumReader = current_app.extensions.setdefault(
        "courseware.curriculum", CurriculumReader(root)
    )
    return reader.read()


def _read(root: Path) -> Curriculum:
    # Not at the top: the reader is large, and workers that serve learners only never need it.
    from courseware.content.catalog import read_catalog  # noqa: PLC0415

    catalog, report = read_catalog(root)
    return Curriculum(
        modules={
            slug: OnDisk(module.title, digest(catalog.files[slug]), counts_of(module))
            for slug, module in catalog.modules.items()
        },
        folders=frozenset(path.parent.name for path in root.glob("*/module.yaml")),
        problems=tuple(sorted(report.problems)),
    )
