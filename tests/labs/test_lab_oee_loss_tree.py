"""Lab 09: what the loss tree gives, where minutes gain most, and which answers pass."""

from __future__ import annotations

from itertools import product

import pytest

from courseware.labs.checking import is_passed
from courseware.labs.working import Work
from tests.labs.number_labs import (
    assert_it_answers,
    hostile_works,
    met,
    passes,
    said,
    worked,
)
from tests.labs.shipped import shipped_lab

LAB = shipped_lab("oee-loss-tree")
CASES = range(len(LAB.cases))
SAVES = ("changeover", "breakdown", "starved", "speed", "quality")


def number(done: Work, name: str) -> float:
    value = done.values[name]
    assert not isinstance(value, list)
    return float(value)


def spent(case: int, **minutes: float) -> Work:
    return worked(LAB, case, rework=14, **{f"save_{name}": one for name, one in minutes.items()})


def budget_of(case: int) -> int:
    return int(number(worked(LAB, case), "budget"))


def test_the_printed_key_of_the_curriculum() -> None:
    done = worked(LAB, rework=14)
    shares = [number(done, name) for name in ("availability", "performance", "quality", "oee")]
    assert shares == pytest.approx([0.8295, 0.8986, 0.9744, 0.7264], abs=5e-5)
    minutes = [number(done, name) for name in ("stopped", "slow", "bad", "good_minutes")]
    assert minutes == pytest.approx([75, 37.0, 8.4, 319.6], abs=0.05)
    assert done.values["lost"] == pytest.approx([35, 28, 12, 37, 5.6, 2.8])


def test_mended_parts_left_out_do_not_pass_and_are_asked_for() -> None:
    done = worked(LAB, save_quality=5.6, save_speed=budget_of(0) - 5.6)
    assert met(LAB, done)[0] is False
    assert "Is a mended part right the first time?" in said(LAB, done)


@pytest.mark.parametrize(
    "sheet",
    [
        {"scrap": 42, "rework": 0},
        {"changeover": 75, "breakdown": 0, "starved": 0},
        {"shift": 500, "breaks": 60},
    ],
)
def test_a_sheet_whose_sums_are_right_is_still_not_the_sheet(sheet: dict[str, int]) -> None:
    done = worked(LAB, **{"rework": 14, **sheet})
    assert number(done, "oee") == pytest.approx(0.7264, abs=5e-5)
    assert met(LAB, done)[0] is False


@pytest.mark.parametrize("case", CASES)
def test_no_way_to_spend_the_minutes_beats_the_best(case: int) -> None:
    """Every split over the five places in steps of a quarter, with all that bad parts can give."""
    budget = budget_of(case)
    best = number(spent(case), "oee_best")
    for shares in product(range(5), repeat=5):
        if sum(shares) == 4:
            minutes = [share * budget / 4 for share in shares]
            done = spent(case, **dict(zip(SAVES, minutes, strict=True)))
            assert number(done, "oee_new") <= best + 1e-12
    quality = min(8.4, budget)
    found = number(spent(case, quality=quality, speed=min(37.0, budget - quality)), "oee_new")
    assert found == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("case", CASES)
def test_bad_parts_and_then_speed_pass_within_tolerance(case: int) -> None:
    budget = budget_of(case)
    assert passes(LAB, spent(case, quality=8.4, speed=budget - 8.4))
    assert passes(LAB, spent(case, quality=8.3, speed=budget - 8.3)), "nearly the best is enough"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("place", ["changeover", "breakdown", "starved"])
def test_all_on_one_stop_does_not_pass(case: int, place: str) -> None:
    done = spent(case, **{place: min(budget_of(case), 60)})
    assert met(LAB, done)[2] is False


def test_speed_before_bad_parts_falls_short_by_what_the_digits_show() -> None:
    for quality, speed in ((4, 8), (7, 33)):
        case = next(no for no in CASES if budget_of(no) == quality + speed)
        done = spent(case, quality=quality, speed=speed)
        shown = [f"{number(done, name):.2%}" for name in ("oee_new", "oee_best")]
        assert shown[0] < shown[1]
        assert met(LAB, done)[2] is False


def test_a_minute_taken_from_a_stop_is_thinned_by_speed_and_bad_parts() -> None:
    done = spent(0, changeover=10)
    assert number(done, "gain") == pytest.approx(10 * 0.8986 * 0.9744, abs=0.005)
    assert number(spent(0, quality=8), "gain") == pytest.approx(8)


def test_the_week_of_the_so_what_question() -> None:
    assert number(spent(0, changeover=20), "gain") == pytest.approx(17.5, abs=0.05)


def test_more_minutes_than_there_are_do_not_pass() -> None:
    budget = budget_of(0)
    assert met(LAB, spent(0, quality=8.4, speed=budget))[1] is False
    assert met(LAB, spent(0))[1] is False


def test_minutes_beyond_a_loss_are_told_and_bring_nothing() -> None:
    assert spent(0, quality=8.4, speed=37).notes == (), "all that is lost there, and no more"
    done = spent(0, quality=12)
    assert any("12.0 min in bad parts, but only 8.4" in note for note in done.notes)
    assert number(done, "oee_new") == number(spent(0, quality=8.4), "oee_new")


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"total": 2000}, "2,000 parts at 12 s need 400 min, but the press ran only 365 min."),
        ({"total": 0}, "No part was made"),
        ({"breakdown": 480}, "The stops take all of the planned time."),
        ({"scrap": 500, "total": 100}, "More parts are scrapped and mended than were made."),
        ({"changeover": 400}, "The stops take all of the planned time."),
        ({"shift": 60, "breaks": 60}, "nothing is planned"),
    ],
    ids=[
        "faster than it can",
        "no parts",
        "stopped beyond the shift",
        "more bad than made",
        "never ran",
        "nothing planned",
    ],
)
def test_a_shift_that_cannot_be_is_refused_in_a_sentence(
    inputs: dict[str, int], sentence: str
) -> None:
    assert sentence in worked(LAB, **inputs).problem


def test_beginning_where_a_minute_is_worth_most_regardless_of_the_work_does_not_pass() -> None:
    done = spent(0, quality=8.4, speed=budget_of(0) - 8.4)
    assert [is_passed(LAB, done, one) for one in ("1", "2", "3", "")] == [False, True, False, False]


def test_whatever_is_typed_is_answered() -> None:
    for done in hostile_works(LAB):
        assert_it_answers(LAB, done)
