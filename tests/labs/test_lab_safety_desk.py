"""Lab 03: twelve hazards get the best control, and a log becomes three rates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.labs.shipped import HOSTILE, Inputs, is_told, met, passes, shipped_lab, worked

LAB = shipped_lab("safety-desk")
CARDS: dict[str, dict[str, Any]] = next(LAB.inputs).spec["items"]
BEST = {card: item["right"][0] for card, item in CARDS.items()}
CASES = range(len(LAB.cases))


def log(case: int, **changes: str) -> Inputs:
    """Return what the log of a case says, with every card right; `changes` are mistakes."""
    values = LAB.case(case)
    rates = {
        "cases": str(values["recordable"]),
        "dart_cases": str(values["dart_seen"]),
        "days": str(values["days_seen"]),
        "hours": str(values["hours_worked"]),
    }
    return {"cards": BEST, **rates, **changes}


def test_the_record_of_the_lesson_has_the_printed_rates() -> None:
    done = worked(LAB, {})
    assert done.values["trir"] == pytest.approx(3.20, abs=0.005)
    assert done.values["dart"] == pytest.approx(1.83, abs=0.005)
    assert done.values["severity"] == pytest.approx(21.0, abs=0.05)
    assert done.values["range"] == pytest.approx([1.3, 6.6], abs=0.05)
    assert not passes(LAB, {"cards": BEST})


@pytest.mark.parametrize("case", CASES)
def test_the_log_of_each_case_passes_and_its_range_holds_the_rate_before(case: int) -> None:
    assert passes(LAB, log(case), case)
    values: dict[str, Any] = dict(worked(LAB, log(case), case).values)
    assert values["low"] < LAB.case(case)["before"] < values["high"]


@pytest.mark.parametrize(
    ("what", "wrong", "check"),
    [
        ("first aid counted", lambda one: {"cases": one["recordable"] + one["first_aid"]}, 1),
        ("near misses counted", lambda one: {"cases": one["recordable"] + one["near"]}, 1),
        ("planned hours", lambda one: {"hours": one["planned"]}, 1),
        ("all cases as DART", lambda one: {"dart_cases": one["recordable"]}, 2),
        ("restricted days left out", lambda one: {"days": one["away"]}, 3),
    ],
)
@pytest.mark.parametrize("case", CASES)
def test_a_usual_mistake_is_found(case: int, what: str, wrong: Any, check: int) -> None:
    changes = {name: str(value) for name, value in wrong(LAB.case(case)).items()}
    assert met(LAB, log(case, **changes), case)[check] is False, what


def test_both_levels_of_a_card_that_can_be_argued_are_right() -> None:
    tied = {card: item["right"][1] for card, item in CARDS.items() if len(item["right"]) > 1}
    assert tied == {"totes": "eliminate", "belt": "engineer", "air": "engineer"}
    assert passes(LAB, {**log(0), "cards": {**BEST, **tied}})


def test_ten_right_cards_pass_and_nine_do_not() -> None:
    two = dict.fromkeys(("wiping", "truck"), "ppe")
    assert passes(LAB, {**log(0), "cards": {**BEST, **two}})
    assert not passes(LAB, {**log(0), "cards": {**BEST, **two, "cable": "ppe"}})


def test_protective_equipment_is_right_for_two_and_no_answer_for_all() -> None:
    done = worked(LAB, {"cards": dict.fromkeys(CARDS, "ppe")})
    assert done.values["cards_right"] == 2


def test_every_level_is_the_best_for_some_card_and_every_card_says_why() -> None:
    places = next(LAB.inputs).spec["places"]
    assert {one for item in CARDS.values() for one in item["right"]} == set(places)
    assert all(item["feedback"] for item in CARDS.values())


def test_the_cards_stand_beside_their_picture() -> None:
    assert '<figure class="figure"><img src="/figures/' in LAB.steps[0].html


@pytest.mark.parametrize("typed", [*HOSTILE, "2.5", "1001"])
@pytest.mark.parametrize("field", ["cases", "dart_cases", "days", "hours"])
def test_odd_numbers_give_rates_or_a_sentence(field: str, typed: str) -> None:
    assert is_told(worked(LAB, log(0, **{field: typed})))


@given(st.dictionaries(st.sampled_from(tuple(CARDS)), st.sampled_from((*HOSTILE, "ppe"))))
def test_whatever_lies_where_never_fails(placed: dict[str, str]) -> None:
    assert worked(LAB, {"cards": placed}).is_computed
