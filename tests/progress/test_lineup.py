"""Many people laid out at once stand where each of them stands alone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.progress import matrix
from courseware.progress.marks import Known, read_moment
from courseware.progress.matrix import Group, Line, Lineup, Spot, count
from courseware.progress.movement import LATELY, STILL_AFTER, is_lately, is_still
from courseware.progress.route import Plan, Station, StationState, lay_out
from courseware.progress.standing import ModuleStanding, State

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
PASSED_AT = "2026-03-03 09:09:00"
STOPS: list[tuple[str, tuple[str, ...]]] = [
    ("a", ()), ("b", ("a",)), ("c", ("a",)), ("d", ("b", "c")),
]  # fmt: skip
OLD, NEW = (("one", "One"),), (("one", "One"), ("two", "Two"))


def variant(_slug: str, started: datetime | None) -> int:
    return int(started is not None and started < START)


def plan(slug: str, number: int) -> Plan:
    lessons = OLD if number else NEW
    return Plan(slug, slug.upper(), "cp", 30, dict(STOPS)[slug], lessons, Fraction(4, 5))


begun = st.tuples(
    st.sampled_from(["", "1/2", "3/4", "4/5", "9/10"]),
    st.sets(st.sampled_from(["one", "two"])),
    st.sampled_from([START, START - timedelta(days=1)]),
)
people = st.builds(
    lambda places, **more: (places, more),
    st.fixed_dictionaries({}, optional={slug: begun | st.just("passed") for slug, _ in STOPS}),
    enrolled_at=st.sampled_from(["", PASSED_AT]),
    certified_at=st.sampled_from(["", "", PASSED_AT]),
)


def known_of(places: dict, more: dict) -> Known:
    known = Known(**more)
    for slug, place in places.items():
        if place == "passed":
            known.marks[slug] = ("9/10", PASSED_AT)
        else:
            best, read, started = place
            known.marks[slug] = (best, "")
            known.done[slug], known.started[slug] = frozenset(read), started
    return known


def alone(known: Known) -> tuple[Station, ...]:
    """Lay one person out by the rule that their own page asks."""
    plans = [plan(slug, variant(slug, known.started.get(slug))) for slug, _after in STOPS]
    standings = {
        slug: ModuleStanding(
            slug, State.PASSED if at else State.IN_PROGRESS, Fraction(best) if best else None,
            read_moment(at) if at else None, START,
        )
        for slug, (best, at) in known.marks.items()
    }  # fmt: skip
    return lay_out(plans, standings, known.done)


def told(station: Station) -> tuple[object, ...]:
    is_open = station.state in {StationState.NOW, StationState.OPEN}
    return (
        "open" if is_open else station.state, station.best, station.steps_done, station.steps,
        station.locked, station.is_held_up, station.plan.title, station.number,
    )  # fmt: skip


LINEUP = Lineup(STOPS, variant, plan)  # one for all examples, as a process keeps it


@given(people)
def test_a_line_is_the_route_of_the_person_alone(person: tuple[dict, dict]) -> None:
    known = known_of(*person)
    line, stations = LINEUP.line(known), alone(known)
    assert len(line.places) == len(stations)
    for place, station in zip(line.places, stations, strict=True):
        if isinstance(place, Spot):
            assert told(place.station) == told(station)
        else:
            assert (station.state, place) == (
                StationState.PASSED,
                known.marks[station.plan.module],
            )
    assert line.passed == sum(one.state is StationState.PASSED for one in stations)
    assert line.group is group_in_words(known, stations)


def group_in_words(known: Known, stations: tuple[Station, ...]) -> Group:
    if known.certified_at:
        return Group.CERTIFIED
    if not known.enrolled_at:
        return Group.ELSEWHERE
    if any(one.is_held_up for one in stations):
        return Group.HELD_UP
    return Group.ON_THE_WAY if any(one.standing for one in stations) else Group.NOT_STARTED


def test_who_stands_alike_shares_a_spot() -> None:
    lineup = Lineup(STOPS, variant, plan)
    lines = [lineup.line(known_of({"a": ("1/2", {"one"}, START)}, {})) for _n in range(2)]
    assert lines[0].places[1] is lines[1].places[1]
    other = lineup.line(known_of({"a": ("3/4", {"one"}, START)}, {}))
    assert other.places[1] is not lines[0].places[1]


def test_a_lineup_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "KEPT", 8)
    monkeypatch.setattr(matrix, "KEPT_LINES", 8)
    lineup = Lineup(STOPS, variant, plan)
    for n in range(1, 60):
        line = lineup.line(known_of({"a": (f"1/{n}", set(), START)}, {"enrolled_at": PASSED_AT}))
        assert line.group is (Group.HELD_UP if n > 1 else Group.ON_THE_WAY)
    assert len(lineup._spots) <= 8
    assert len(lineup._lists) <= 8
    assert len(lineup._lines) <= 8


def test_progress_sorts_by_modules_and_then_by_steps() -> None:
    lineup = Lineup(STOPS, variant, plan)
    far = lineup.line(known_of({"a": "passed", "b": ("", {"one"}, START)}, {}))
    near = lineup.line(known_of({"a": "passed"}, {}))
    none = lineup.line(known_of({}, {}))
    assert sorted([none, far, near], key=lambda one: one.progress) == [none, near, far]


def test_everybody_is_counted_once() -> None:
    lines = {n: Line((), group, 0, ()) for n, group in enumerate([*Group, Group.HELD_UP])}
    assert count(lines) == {**dict.fromkeys(Group, 1), Group.HELD_UP: 2}
    assert Counter(count({})).total() == 0


@pytest.mark.parametrize(
    "text",
    ["2026-03-03 09:09:00", "2026-03-03 09:09:00.000000", "2026-03-03 09:09:00+00",
     "2026-03-03 09:09:00.0+00:00"],
)  # fmt: skip
def test_moments_are_read_as_each_database_writes_them(text: str) -> None:
    assert read_moment(text) == datetime(2026, 3, 3, 9, 9, tzinfo=UTC)


def test_the_last_movement_is_a_fact_or_the_start_of_the_pathway() -> None:
    known = Known(last_at="2026-03-05 10:00:00", enrolled_at="2026-03-09 08:00:00")
    assert known.moved_at == datetime(2026, 3, 9, 8, tzinfo=UTC)
    known.last_at = "2026-03-09 08:00:00.5"
    assert known.moved_at.microsecond == 500_000


@pytest.mark.parametrize(
    ("gone", "still"),
    [(timedelta(days=13, hours=23), False), (STILL_AFTER, True), (timedelta(days=90), True)],
)
def test_two_weeks_without_movement_are_long(gone: timedelta, still: bool) -> None:
    assert timedelta(days=14) == STILL_AFTER
    assert is_still(START - gone, START) is still


def test_thirty_days_are_lately() -> None:
    assert timedelta(days=30) == LATELY
    assert is_lately(START - LATELY, START)
    assert not is_lately(START - LATELY - timedelta(seconds=1), START)
