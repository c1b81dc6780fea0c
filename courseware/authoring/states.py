"""The state of a module: what is published compared with what its files say now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courseware.problems import Problem, Severity
from courseware.records.catalog import PublishedModule, Shelf
from courseware.web.curriculum import Counts, Curriculum, OnDisk, counts_of


class Stage(StrEnum):
    """What an author has to know first. The order is the order of urgency."""

    BROKEN = "broken"  # an error stops publishing
    NEW = "new"  # sound, never published
    CHANGED = "changed"  # the files differ from the newest version
    GONE = "gone"  # published, and no longer among the files
    PUBLISHED = "published"  # the files are what is served


@dataclass(frozen=True, slots=True)
class ModuleState:
    """One module as the list shows it. `number` and `published_at` are of the newest version."""

    slug: str
    title: str
    stage: Stage
    number: int | None
    published_at: datetime | None
    counts: Counts | None  # of what is served; before that, of the files; None when neither is
    submitted: int
    passed: int
    problems: tuple[Problem, ...]


def module_states(
    shelf: Shelf, files: Curriculum, counts: Mapping[str, tuple[int, int]]
) -> list[ModuleState]:
    """Return every module that is published or has a folder, the most urgent first, then by slug."""
    states = [
        _state(slug, shelf.modules.get(slug), files, counts.get(slug, (0, 0)))
        for slug in sorted(shelf.modules.keys() | files.modules.keys() | files.folders)
    ]
    urgency = list(Stage)
    return sorted(states, key=lambda one: urgency.index(one.stage))


def _state(
    slug: str, published: PublishedModule | None, files: Curriculum, counts: tuple[int, int]
) -> ModuleState:
    on_disk, problems = files.modules.get(slug), files.problems_of(slug)
    title, held = slug, None
    if on_disk is not None:
        title, held = on_disk.module.title, counts_of(on_disk.module)
    if published is not None:
        title, held = published.module.title, counts_of(published.module)
    return ModuleState(
        slug=slug,
        title=title,
        stage=_stage(published, on_disk, problems),
        number=None if published is None else published.number,
        published_at=None if published is None else published.published_at,
        counts=held,
        submitted=counts[0],
        passed=counts[1],
        problems=problems,
    )


def _stage(
    published: PublishedModule | None, on_disk: OnDisk | None, problems: tuple[Problem, ...]
) -> Stage:
    if any(one.severity is Severity.ERROR for one in problems):
        return Stage.BROKEN
    if published is None:
        return Stage.NEW
    if on_disk is None:
        return Stage.GONE
    return Stage.PUBLISHED if on_disk.digest == published.digest else Stage.CHANGED
