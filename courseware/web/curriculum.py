"""What the files in modules/ say, for the pages of authors and operators.

Compiling a module takes a second. So reading happens outside the gate, never inside a write, only
when a file has changed, and compiles only the modules that have. The process that reads keeps what
they came to; one that serves learners only never reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from flask import current_app

from courseware.content.files import digest, read_tree
from courseware.content.memory import Memory
from courseware.content.model import Files, Module, Shared
from courseware.content.stamps import Stamp, stamp_of
from courseware.labs.lab import Lab
from courseware.problems import Problem, Report, Severity
from courseware.records.transaction import refuse_inside_write
from courseware.web.gate import outside_gate


@dataclass(frozen=True, slots=True)
class Counts:
    """What a module holds: its lessons, its questions by use (quiz, practice, review), its labs."""

    lessons: int
    questions: Mapping[str, int]
    labs: int = 0


def counts_of(module: Module) -> Counts:
    """Count what a module holds."""
    uses: Counter[str] = Counter(one.use for one in module.bank.questions)
    return Counts(len(module.lessons), uses, len(module.labs))


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A sound module as its files are now, compiled."""

    digest: str
    module: Module


@dataclass(frozen=True, slots=True)
class Curriculum:
    """One reading of the folder: sound modules by slug, all module folders, and all problems.

    `waiting`: the labs whose modules are still to come.
    """

    modules: Mapping[str, OnDisk] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()
    shared: Shared = field(default_factory=lambda: Shared({}, (), ()))
    waiting: Mapping[str, Lab] = field(default_factory=dict)
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


class CurriculumReader:
    """Reads one folder and keeps the reading until a file in it changes; safe between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._reading = Curriculum()
        self._memory = Memory()

    def read(self) -> Curriculum:
        """Return what the files say now."""
        refuse_inside_write("Reading the curriculum")
        with outside_gate(), self._lock:
            stamp = stamp_of(self._root)
            if stamp != self._stamp:
                self._reading = _read(self._root, self._memory)
                self._stamp = stamp
            return self._reading

    def files(self, slug: str) -> Files:
        """Return the files of a module's folder as they are now, sound or not; none if it has none."""
        if slug not in self.read().folders:  # so that no name leads out of the root
            return {}
        with outside_gate():
            return read_tree(self._root / slug, Report())


def curriculum() -> Curriculum:
    """Return what the files of this site say now."""
    return _reader().read()


def files_of(slug: str) -> Files:
    """Return the files of one module as they are now."""
    return _reader().files(slug)


def _reader() -> CurriculumReader:
    root = current_app.config["COURSEWARE"].modules_dir
    reader: CurriculumReader = current_app.extensions.setdefault(
        "courseware.curriculum", CurriculumReader(root)
    )
    return reader


def _read(root: Path, memory: Memory) -> Curriculum:
    # Not at the top: the reader is large, and workers that serve learners only never need it.
    from courseware.content.catalog import read_catalog  # noqa: PLC0415

    catalog, report = read_catalog(root, memory)
    return Curriculum(
        modules={
            slug: OnDisk(digest(catalog.files[slug]), module)
            for slug, module in catalog.modules.items()
        },
        folders=frozenset(path.parent.name for path in root.glob("*/module.yaml")),
        shared=catalog.shared,
        waiting=catalog.waiting,
        problems=tuple(sorted(report.problems)),
    )
