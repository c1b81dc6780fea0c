"""Where somebody stands on each level, as the pages of learners and managers show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from courseware.content.model import Pathway
from courseware.practice.entries import EntryState
from courseware.progress.next_steps import Desk, next_of
from courseware.progress.readiness import Readiness, StepKind, readiness
from courseware.records.practice_entries import count_entries
from courseware.records.shown import read_shown
from courseware.web.database import read, shelf
from courseware.web.language import gettext as _
from courseware.web.language import say


def _mark(text: str) -> str:
    """Mark words for the translators' catalog: at import there is no reader yet."""
    return text


TITLES = {
    StepKind.MODULES: _mark("Modules"),
    StepKind.REVIEW: _mark("Level review"),
    StepKind.PRACTICE: _mark("Practice"),
    StepKind.A3: _mark("A3 report"),
    StepKind.RESULTS: _mark("Results"),
    StepKind.RATINGS: _mark("Ratings by others"),
}
_PLACES = {
    StepKind.PRACTICE: "/practicum",
    StepKind.A3: "/a3",
    StepKind.RESULTS: "/results",
    StepKind.RATINGS: "/ratings",
}


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a step in words; `percent`: how much is there, None where that says nothing."""

    is_met: bool
    text: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a level: what is met, what is missing, what to do next and where."""

    kind: str
    title: str
    is_met: bool
    lines: Sequence[LineView]
    next: str
    url: str


@dataclass(frozen=True, slots=True)
class LevelView:
    """One level with all its steps."""

    found: Readiness
    pathway: Pathway
    steps: Sequence[StepView]
    title: str

    @property
    def met(self) -> int:
        """Return how many steps hold."""
        return sum(step.is_met for step in self.steps)

    @property
    def is_planned(self) -> bool:
        """Say whether its modules are still to be written."""
        return not self.found.level.through


def levels_of(person_id: int, pathways: Iterable[Pathway]) -> list[LevelView]:
    """Return all levels of a person's pathways, in the order of the files."""
    leveled = [one for one in pathways if one.levels]
    if not leveled:
        return []
    shown = read_shown(read(), person_id).shown
    desk = _desk(person_id)
    competencies = shelf().shared.competencies
    return [
        _level(
            pathway,
            readiness(pathway, level, shown, competencies),
            desk,
            is_alone=len(leveled) == 1,
        )
        for pathway in leveled
        for level in pathway.levels
    ]


def next_level(levels: Sequence[LevelView]) -> LevelView | None:
    """Return the first level that is not reached yet."""
    return next((one for one in levels if not one.found.is_reached), None)


def _desk(person_id: int) -> Desk:
    there = count_entries(read(), person_id)
    drafts = there[EntryState.DRAFT] + there[EntryState.RETURNED]
    return Desk(drafts, there[EntryState.SENT])


def _level(pathway: Pathway, found: Readiness, desk: Desk, *, is_alone: bool) -> LevelView:
    steps = []
    for step in found.steps:
        advice = next_of(found, step, desk)
        lines = [LineView(one.is_met, say(one.says), _percent(one.share)) for one in step.lines]
        steps.append(
            StepView(
                step.kind.value,
                _(TITLES[step.kind]),
                step.is_met,
                lines,
                say(advice) if advice else "",
                _PLACES.get(step.kind, "") or _place(pathway, found, step.kind),
            )
        )
    return LevelView(found, pathway, steps, _title(pathway, found, is_alone=is_alone))


def _title(pathway: Pathway, found: Readiness, *, is_alone: bool) -> str:
    """Return what a level is called; levels of two pathways may have the same title."""
    title = found.level.title
    return title if is_alone else f"{pathway.title}: {title}"


def _place(pathway: Pathway, found: Readiness, kind: StepKind) -> str:
    if kind is StepKind.REVIEW:
        return f"/pathways/{pathway.id}/levels/{found.level.id}/review"
    return f"/pathways/{pathway.id}"


def _percent(share: Fraction | None) -> int | None:
    return None if share is None else share.numerator * 100 // share.denominator
