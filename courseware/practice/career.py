"""A learner's own career plan: what a line of it must say, when a certification ends, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from courseware.words import Reason

MOST_ITEMS = 200
LONGEST_TITLE, LONGEST_BODY, LONGEST_NOTE = 120, 200, 2_000
SOON = 90
"""Days before a certification ends from which on the days are counted."""
EARLIEST, LATEST = date(1950, 1, 1), date(2120, 12, 31)


class Kind(StrEnum):
    """What a line of the plan is; the values are stored."""

    CERTIFICATION = "certification"
    ASSOCIATION = "association"
    CONTACT = "contact"
    STEP = "step"


class State(StrEnum):
    """Where a line stands; the values are stored. A step that is held is a station of the road."""

    PLANNED = "planned"
    HELD = "held"
    DONE = "done"


STATES: dict[Kind, tuple[State, ...]] = {
    Kind.CERTIFICATION: (State.PLANNED, State.HELD),
    Kind.ASSOCIATION: (State.PLANNED, State.HELD),
    Kind.CONTACT: (State.HELD,),
    Kind.STEP: (State.PLANNED, State.DONE),
}
"""The states that a line of each kind can be given, the first one by itself."""
SHOWABLE = frozenset({Kind.CERTIFICATION, Kind.ASSOCIATION, Kind.STEP})
"""What may stand in a portfolio. People whom the learner knows never do."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line as the learner wrote it. `body`: who awards it, or what the person does; `on`: the day."""

    kind: Kind
    title: str
    body: str = ""
    note: str = ""
    state: State = State.PLANNED
    on: date | None = None
    expires: date | None = None
    is_shown: bool = False


Fault = tuple[str, Reason]
"""The field and what is wrong with it."""


def faults(line: Written, *, today: date) -> list[Fault]:
    """Return what is wrong with a line, in the order of the form. `today`: where the learner lives."""
    return [*_texts(line), *_state(line), *_day(line, today), *_expiry(line)]


def _texts(line: Written) -> Iterator[Fault]:
    if not line.title.strip():
        yield "title", Reason("career.title.blank")
    lengths = {"title": LONGEST_TITLE, "body": LONGEST_BODY, "note": LONGEST_NOTE}
    for name, most in lengths.items():
        count = len(getattr(line, name))
        if count > most:
            yield name, Reason("entry.long", {"most": most, "count": count})


def _state(line: Written) -> Iterator[Fault]:
    if line.state not in STATES[line.kind]:
        yield "state", Reason("career.state.blank")


def _day(line: Written, today: date) -> Iterator[Fault]:
    if line.on is None:
        if line.kind is Kind.STEP:
            yield "on", Reason("career.on.due")
        elif line.kind is Kind.CERTIFICATION and line.state is State.HELD:
            yield "on", Reason("career.on.earned")
    elif not EARLIEST <= line.on <= LATEST:
        yield "on", Reason("career.on.range")
    elif line.state is State.HELD and line.on > today:
        yield "on", Reason("career.on.future")


def _expiry(line: Written) -> Iterator[Fault]:
    if line.expires is None:
        return
    if line.kind is not Kind.CERTIFICATION or line.state is not State.HELD:
        yield "expires", Reason("career.expires.unheld")
    elif not EARLIEST <= line.expires <= LATEST:
        yield "expires", Reason("career.on.range")
    elif line.on is not None and line.expires <= line.on:
        yield "expires", Reason("career.expires.order")


def expires_after(on: date, years: int) -> date | None:
    """Return when something earned on a day ends; None if it does not. 29 February becomes the 28th.

    None, too, for a day that no line may have: it is told by itself, and no calendar holds its end.
    """
    if not years or on > LATEST:
        return None
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year + years, day=28 if is_leap_day else on.day)


def expiry_says(expires: date, *, today: date) -> Reason:
    """Say when a certification ends. On its last day it still counts."""
    days = (expires - today).days
    if days < 0:
        return Reason("career.expires.gone", {"on": expires})
    if days > SOON:
        return Reason("career.expires.later", {"on": expires})
    near = {0: "career.expires.today", 1: "career.expires.tomorrow"}
    return Reason(near.get(days, "career.expires.soon"), {"days": days, "on": expires})


def is_overdue(state: State, on: date | None, *, today: date) -> bool:
    """Say whether a step should have been done."""
    return state is State.PLANNED and on is not None and on < today


def step_says(state: State, on: date | None, *, today: date) -> Reason:
    """Say how a step stands against its day, without blame."""
    if state is State.DONE:
        return Reason("career.step.done")
    if on is None:
        return Reason("career.step.open")
    days = (on - today).days
    words = {-1: "late.one", 0: "today", 1: "tomorrow"}
    name = words.get(days, "late" if days < 0 else "coming")
    return Reason(f"career.step.{name}", {"days": abs(days), "on": on})
