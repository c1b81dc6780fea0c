"""What is published now, and every version ever published: compiled forms, cached by process.

A version never changes, so it is read once; its questions stay packed until an attempt draws them.
What is newest is asked for at most once a second and process.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from threading import Lock

from sqlalchemy import Connection, func, select

from courseware.content.composed import is_case, is_review
from courseware.content.model import Module, Pathway, Shared, lab_task
from courseware.content.practice_model import Practice
from courseware.progress.requirements import AppliesTo, Published
from courseware.records.versions import (
    PRACTICE,
    SHARED,
    module_version,
    pathway_version,
    read_compiled,
)


@dataclass(frozen=True, slots=True)
class PublishedModule:
    """The newest version of a module with what every version before it asked for."""

    version_id: int
    number: int
    digest: str
    compiled_digest: str
    published_at: datetime
    module: Module
    history: tuple[Published, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Everything that is published now. Equal only to itself, so that a cache can be kept of it."""

    modules: Mapping[str, PublishedModule] = field(default_factory=dict)
    pathways: Mapping[str, Pathway] = field(default_factory=dict)
    shared: Shared = field(default_factory=lambda: Shared({}, (), ()))
    practice: Practice = field(default_factory=Practice)
    reviews: Mapping[str, PublishedModule] = field(default_factory=dict)
    """The banks of level reviews, by "pathway/level"."""
    cases: Mapping[str, PublishedModule] = field(default_factory=dict)
    """Simulated cases in the form of modules, by `composed.case_slug`."""


_KEPT_VERSIONS = 100
"""A fifth of a megabyte each, most of it lessons."""


class Shelves:
    """One process's view of what is published; safe to use from several threads."""

    def __init__(self, fresh_for: float = 1.0) -> None:
        self._fresh_for = fresh_for
        self._lock = Lock()
        self._checked = float("-inf")
        self._newest: tuple[int, int] = (-1, -1)
        self._shelf = Shelf()
        self._versions: OrderedDict[int, Module] = OrderedDict()
        self._tasks: dict[int, tuple[str, ...]] = {}

    def current(self, conn: Connection) -> Shelf:
        """Return what is published now."""
        with self._lock:
            if time.monotonic() - self._checked < self._fresh_for:
                return self._shelf
            newest = _newest_ids(conn)
            if newest != self._newest:
                self._shelf = self._load(conn)
                self._newest = newest
            self._checked = time.monotonic()
            return self._shelf

    def version(self, conn: Connection, version_id: int) -> Module:
        """Return the module as it stood in this version."""
        with self._lock:
            return self._version(conn, version_id)

    def _version(self, conn: Connection, version_id: int) -> Module:
        module = self._versions.get(version_id)
        if module is None:
            module = Module.from_json(read_compiled(conn, version_id))
            self._versions[version_id] = module
            self._tasks[version_id] = tuple(task for task, _title in module.tasks)
            if len(self._versions) > _KEPT_VERSIONS:
                self._versions.popitem(last=False)
        return module

    def _tasks_of(self, conn: Connection, version_id: int) -> tuple[str, ...]:
        """Return the tasks of a version. Of an older one nothing else is kept: few ask for more."""
        if version_id not in self._tasks:
            compiled = read_compiled(conn, version_id)
            lessons = [lesson["id"] for lesson in compiled["lessons"]]
            labs = [lab_task(lab["id"]) for lab in compiled.get("labs", ())]
            self._tasks[version_id] = (*lessons, *labs)
        return self._tasks[version_id]

    def _load(self, conn: Connection) -> Shelf:
        pathways, shared, practice = _load_pathways(conn)
        every = self._load_modules(conn)
        reviews = {slug: one for slug, one in every.items() if is_review(slug)}
        cases = {slug: one for slug, one in every.items() if is_case(slug)}
        modules = {slug: every[slug] for slug in every if slug not in reviews | cases}
        return Shelf(modules, pathways, shared, practice, reviews, cases)

    def _load_modules(self, conn: Connection) -> dict[str, PublishedModule]:
        rows = conn.execute(
            select(
                module_version.c.id,
                module_version.c.module,
                module_version.c.number,
                module_version.c.digest,
                module_version.c.compiled_digest,
                module_version.c.applies_to,
                module_version.c.published_at,
            ).order_by(module_version.c.module, module_version.c.number)
        ).all()
        modules: dict[str, PublishedModule] = {}
        for slug, group in groupby(rows, key=attrgetter("module")):
            *older, newest = group
            module = self._version(conn, newest.id)
            modules[slug] = PublishedModule(
                newest.id,
                newest.number,
                newest.digest,
                newest.compiled_digest,
                newest.published_at,
                module,
                tuple(
                    Published(
                        row.published_at, AppliesTo(row.applies_to), self._tasks_of(conn, row.id)
                    )
                    for row in (*older, newest)
                ),
            )
        return modules


def _newest_ids(conn: Connection) -> tuple[int, int]:
    row = conn.execute(
        select(
            select(func.max(module_version.c.id)).scalar_subquery(),
            select(func.max(pathway_version.c.id)).scalar_subquery(),
        )
    ).one()
    return (row[0] or 0, row[1] or 0)


def _load_pathways(conn: Connection) -> tuple[dict[str, Pathway], Shared, Practice]:
    newest = (
        select(func.max(pathway_version.c.id).label("id"))
        .group_by(pathway_version.c.pathway)
        .subquery()
    )
    rows = conn.execute(
        select(pathway_version.c.pathway, pathway_version.c.compiled)
        .join(newest, newest.c.id == pathway_version.c.id)
        .order_by(pathway_version.c.pathway)
    )
    pathways, shared, practice = {}, Shared({}, (), ()), Practice()
    for row in rows:
        data = json.loads(row.compiled)
        if row.pathway == SHARED:
            shared = Shared.from_json(data)
        elif row.pathway == PRACTICE:
            practice = Practice.from_json(data)
        else:
            pathways[row.pathway] = Pathway.from_json(data)
    return pathways, shared, practice
