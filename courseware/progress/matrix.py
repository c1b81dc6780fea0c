"""Many people on one pathway: where each of them stands, worked out once for all who stand alike.

The rules are those of `route`; here they are only asked seldom. A passed module needs none of
them: its mark says all. What is left is shared by many, so a station is kept under what it depends
on: its own mark and tasks, and those of the modules that it comes after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction
from itertools import repeat
from typing import TypeVar

from courseware.progress.marks import Known, Mark
from courseware.progress.route import Plan, Station, station_at
from courseware.progress.standing import ModuleStanding, State

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Group(StrEnum):
    """Where a person stands on a pathway as a whole; the values stand in addresses."""

    CERTIFIED = "certified"
    ON_THE_WAY = "on-the-way"
    HELD_UP = "held-up"
    NOT_STARTED = "not-started"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A station that is not passed, shared by all who stand alike: two are the same if identical."""

    station: Station
    is_held_up: bool


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One person on the pathway, the same as long as what is known is: a mark for each passed module, a spot for each other one."""

    places: Sequence[Mark | Spot]
    group: Group
    passed: int
    held_up: tuple[Spot, ...]

    @property
    def progress(self) -> tuple[int, int]:
        """Return how far they are: modules passed, then steps done in those begun."""
        spots = (one.station for one in self.places if isinstance(one, Spot))
        return self.passed, sum(one.steps_done for one in spots)


_Begun = tuple[str, frozenset[str], int]  # best share, tasks done, variant of the plan
_Sign = str | _Begun | None
"""What others need to know of a module: nothing begun, passed, or how far it is begun."""
_PASSED = "passed"
_UNTOLD = datetime.min.replace(tzinfo=UTC)  # moments that no station asks for
KEPT, KEPT_LINES = 20_000, 4_000
"""How many spots and lists of them, and how many lines, a lineup keeps before it begins anew."""


class Lineup:
    """Lays out many people on one pathway; kept as long as the pathway stays as published.

    What a module asks depends on the moment at which somebody began it. `variant` numbers what it
    may ask, `plan` tells what that is.
    """

    def __init__(
        self,
        stops: Sequence[tuple[str, tuple[str, ...]]],
        variant: Callable[[str, datetime | None], int],
        plan: Callable[[str, int], Plan],
    ) -> None:
        """Take the modules, each with those that it comes after."""
        self._slugs = [slug for slug, _after in stops]
        places = {slug: place for place, slug in enumerate(self._slugs)}
        self._after = [[places[slug] for slug in after] for _slug, after in stops]
        self._variant, self._plan = variant, plan
        self._spots: dict[tuple[int, tuple[_Sign, ...]], Spot] = {}
        self._lists: dict[tuple[_Sign, ...], tuple[Spot | None, ...]] = {}
        self._lines: dict[Known, Line] = {}

    def line(self, known: Known) -> Line:
        """Return where one person stands."""
        line = self._lines.get(known)
        if line is None:
            line = self._lay_out(known)
            _keep(self._lines, known, line, most=KEPT_LINES)
        return line

    def _lay_out(self, known: Known) -> Line:
        marks = [known.marks.get(slug) for slug in self._slugs]
        passed: list[Mark] = [mark for mark in marks if mark is not None and mark[1]]
        if len(passed) == len(marks):  # most people, in the end
            return Line(tuple(passed), _group(known, False), len(passed), ())
        spots = self._list(tuple(map(self._sign, self._slugs, marks, repeat(known))))
        passes = iter(passed)
        places = [next(passes) if spot is None else spot for spot in spots]
        held_up = tuple(one for one in spots if one is not None and one.is_held_up)
        return Line(places, _group(known, bool(held_up)), len(passed), held_up)

    def _sign(self, slug: str, mark: Mark | None, known: Known) -> _Sign:
        if mark is None:
            return None
        if mark[1]:
            return _PASSED
        variant = self._variant(slug, known.started.get(slug))
        return mark[0], known.done.get(slug, frozenset()), variant

    def _list(self, signs: tuple[_Sign, ...]) -> tuple[Spot | None, ...]:
        """Return the spots of all modules that are not passed, None for the others."""
        spots = self._lists.get(signs)
        if spots is None:
            spots = tuple(
                None if sign == _PASSED else self._spot(place, signs)
                for place, sign in enumerate(signs)
            )
            _keep(self._lists, signs, spots, most=KEPT)
        return spots

    def _spot(self, place: int, signs: tuple[_Sign, ...]) -> Spot:
        key = place, (signs[place], *[signs[before] for before in self._after[place]])
        spot = self._spots.get(key)
        if spot is None:
            station = self._station(place, signs)
            spot = Spot(station, station.is_held_up)
            _keep(self._spots, key, spot, most=KEPT)
        return spot

    def _station(self, place: int, signs: tuple[_Sign, ...]) -> Station:
        """Ask the rules of the route. Which open station is the next one is not told apart here."""
        plans, standings, done = {}, {}, {}
        for number in (place, *self._after[place]):
            slug, sign = self._slugs[number], signs[number]
            variant = sign[2] if isinstance(sign, tuple) else self._variant(slug, None)
            plans[slug] = self._plan(slug, variant)
            if sign is not None:
                standings[slug] = _standing(slug, sign)
            if isinstance(sign, tuple):
                done[slug] = sign[1]
        return station_at(place + 1, plans[self._slugs[place]], plans, standings, done)


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value, *, most: int) -> None:
    if len(kept) >= most:
        kept.clear()
    kept[key] = value


def _standing(slug: str, sign: str | _Begun) -> ModuleStanding:
    if isinstance(sign, str):
        return ModuleStanding(slug, State.PASSED, None, _UNTOLD, _UNTOLD)
    best = Fraction(sign[0]) if sign[0] else None
    return ModuleStanding(slug, State.IN_PROGRESS, best, None, _UNTOLD)


def _group(known: Known, is_held_up: bool) -> Group:
    """Say which of the numbers of a report counts this person."""
    if known.certified_at:
        return Group.CERTIFIED
    if not known.enrolled_at:
        return Group.ELSEWHERE
    if is_held_up:
        return Group.HELD_UP
    return Group.ON_THE_WAY if known.marks else Group.NOT_STARTED


def count(lines: Mapping[int, Line]) -> dict[Group, int]:
    """Return how many people stand in each group."""
    counts = dict.fromkeys(Group, 0)
    for line in lines.values():
        counts[line.group] += 1
    return counts
