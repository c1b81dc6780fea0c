"""One function decides what is open and says why not."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from courseware.progress.route import Plan, StationState, is_completed, lay_beside, lay_out
from courseware.progress.standing import ModuleStanding, State
from courseware.words import percent

T0 = datetime(2026, 3, 2, tzinfo=UTC)
LESSONS = (("one", "The first"), ("two", "The second"))
START = Plan("cp1", "Your starting point", "cp", 60, (), LESSONS, Fraction(4, 5))
NEXT = Plan("mp1", "How factories work", "mp", 60, ("cp1",), LESSONS, Fraction(4, 5))


def standing(module: str, *, best: Fraction | None = None, done: bool = False) -> ModuleStanding:
    state = State.PASSED if done else State.IN_PROGRESS
    return ModuleStanding(module, state, best, T0 if done else None, T0)


def states(*known: ModuleStanding) -> list[str]:
    route = lay_out([START, NEXT], {one.module: one for one in known}, {})
    return [station.state.value for station in route]


def test_at_first_only_the_first_station_is_open() -> None:
    assert states() == ["now", "locked"]


def test_a_pass_opens_the_next_station() -> None:
    assert states(standing("cp1", best=Fraction(9, 10), done=True)) == ["passed", "now"]


def test_a_passed_station_stays_passed_though_the_one_before_is_open() -> None:
    assert states(standing("mp1", best=Fraction(1), done=True)) == ["now", "passed"]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (None, "“How factories work” opens when you pass “Your starting point” with 80 %."),
        (
            standing("cp1", best=Fraction(72, 100)),
            "“How factories work” opens when you score 80 % in “Your starting point”; your best is 72 %.",
        ),
        (
            standing("cp1", best=Fraction(9, 10)),
            "“How factories work” opens when you pass “Your starting point”: its quiz is passed, "
            "“The first”, “The second” still to do.",
        ),
    ],
)
def test_a_lock_explains_itself(known: ModuleStanding | None, sentence: str) -> None:
    standings = {} if known is None else {"cp1": known}
    locked = lay_out([START, NEXT], standings, {})[1].locked
    assert [reason.sentence() for reason in locked] == [sentence]


def test_the_next_lesson_is_the_first_unread_one() -> None:
    station = lay_out([START], {}, {"cp1": {"one"}})[0]
    assert station.next_task == ("two", "The second")
    assert (station.steps_done, station.steps) == (1, 3)
    assert station.state is StationState.NOW


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(4, 5), "80 %"),
        (Fraction(7999, 10000), "79.9 %"),
        (Fraction(1, 3), "33.3 %"),
        (Fraction(1), "100 %"),
        (Fraction(0), "0 %"),
    ],
)
def test_percent_is_cut_and_never_rounded_up(share: Fraction, text: str) -> None:
    assert percent(share) == text


def test_a_pathway_is_complete_when_every_module_is_passed() -> None:
    known = {"cp1": standing("cp1", done=True)}
    assert is_completed(["cp1"], known)
    assert not is_completed(["cp1", "mp1"], known)
    assert not is_completed([], known)


def test_what_stands_beside_the_route_is_open_has_no_number_and_is_never_the_next_step() -> None:
    stations = lay_beside([START], {}, {"cp1": {"one"}})
    assert [(one.number, one.state.value, one.steps_done) for one in stations] == [(0, "open", 1)]
    passed = lay_beside([START], {"cp1": standing("cp1", done=True)}, {}, ["cp1"])
    assert [(one.state.value, one.is_assessed) for one in passed] == [("passed", True)]
