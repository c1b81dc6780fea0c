"""What a missing unit, few figures and a foreseen mistake earn, and the anchors of numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from quiz_examples import NUMERIC, compiled, numeric, put, quiz_file, read

from courseware.quizzes.grading import Graded, grade
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant

TENTH = Fraction(1, 10)
PART = {"rate / wip": {"feedback": "Told later: upside down.", "credit": "1/2"}}


def question(**changes: Any) -> Variant:
    """Return a question whose key is 2.5 h, with 0.4 as a foreseen mistake."""
    return compiled("numeric", numeric("n", given={"wip": "50", "rate": "20"}, **changes))[0]


def answer(variant: Variant, number: str, unit: str = "h") -> Graded:
    return grade("numeric", variant, (), {"": [number], "unit": [unit]})


@pytest.mark.parametrize(
    ("penalty", "earned", "said"),
    [
        (None, Fraction(9, 10), "costs 10 % of the point"),
        ("1/4", Fraction(3, 4), "costs 25 % of the point"),
        ("0", Fraction(1), "A number alone says little"),
        ("1", Fraction(0), "costs 100 % of the point"),
    ],
)
def test_a_missing_unit_costs_what_the_author_says_a_tenth_by_default(penalty, earned, said):
    graded = answer(question(**({"unit_penalty": penalty} if penalty else {})), "2.5", "")
    assert graded.fraction == earned
    assert [note.code for note in graded.notes] == ["unit.left_out"]
    assert said in graded.notes[0].reason.sentence()


@pytest.mark.parametrize(
    ("credit", "earned", "said"),
    [
        (None, Fraction(1), "Significant figures asked: 3."),
        ("1/2", Fraction(1, 2), "fewer cost 50 % of the point"),
        ("0", Fraction(0), "fewer cost 100 % of the point"),
    ],
)
def test_few_figures_of_a_right_value_leave_the_credit_that_is_set(credit, earned, said):
    changes = {"figures": "3", "decimals": None}
    variant = question(**changes, **({"precision_credit": credit} if credit else {}))
    graded = answer(variant, "2.5")
    assert graded.fraction == earned
    assert said in graded.notes[0].reason.sentence()
    assert answer(variant, "2.50").fraction == 1


def test_both_are_taken_from_what_is_left():
    variant = question(figures="3", decimals=None, precision_credit="1/2", unit_penalty="1/5")
    assert answer(variant, "2.5", "").fraction == Fraction(1, 2) * Fraction(4, 5)


def test_a_foreseen_mistake_may_earn_a_part_and_tells_its_feedback():
    variant = question(mistakes=PART)
    graded = answer(variant, "0.4")
    assert graded.fraction == Fraction(1, 2)
    assert [note.code for note in graded.notes] == ["mistake:rate / wip"]
    assert "upside down" in graded.notes[0].html
    assert answer(variant, "24", "min").fraction == Fraction(1, 2)
    assert answer(variant, "0.4", "").fraction == Fraction(1, 2) * (1 - TENTH)
    assert answer(variant, "0.4", "part").fraction == 0


def test_a_mistake_without_credit_is_stored_as_it_always_was():
    short, long = (
        question(mistakes=mistakes)
        for mistakes in (
            {"rate / wip": "Told later: upside down."},
            {"rate / wip": {"feedback": "Told later: upside down."}},
        )
    )
    assert short.to_json() == long.to_json()
    assert set(short.to_json()["mistakes"][0]) == {"note", "value", "feedback"}
    assert answer(short, "0.4").fraction == 0


def test_the_wrong_sample_earns_nothing_although_a_mistake_would():
    """The first number that the sample would type, 2 · 2.5 + 3 · 0.1 + 1, is such a mistake."""
    variant = question(mistakes={"wip / rate * 2 + 1.3": PART["rate / wip"]})
    wrong = KINDS["numeric"].samples(variant, ()).wrong
    assert answer(variant, "6.3").fraction == Fraction(1, 2)
    assert grade("numeric", variant, (), wrong).fraction == 0


@pytest.mark.parametrize(
    ("typed", "earned"),
    [
        ("3.335", 1),  # |x - k| = half a unit of the third figure
        ("3.325", 1),
        ("3.3350000001", 0),  # 0.5 and not 0.51 of it
        ("3.33501", 0),
    ],
)
def test_figures_count_half_a_unit_of_the_last_one(typed, earned):
    variant = question(value="3.33", units=["h"], figures="3", decimals=None, mistakes={})
    assert answer(variant, typed).fraction == earned


@pytest.mark.parametrize(
    ("typed", "earned"),
    [
        ("2.6", 1),
        ("2.6000000000001", 1),  # within 1e-12 of the tolerance of 0.1
        ("2.60000000001", 0),
    ],
)
def test_float_dust_in_a_tolerance_counts_as_within(typed, earned):
    assert answer(question(within="0.1"), typed).fraction == earned


@pytest.mark.parametrize("typed", ["2,5", "1,234", "0,75"])
def test_a_lone_comma_is_asked_back_never_guessed(typed):
    graded = answer(question(), typed)
    assert graded.fraction == 0
    assert graded.reason is not None
    assert graded.reason.code == "number.comma"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unit_penalty": "a bit"}, "`unit_penalty` is “a bit”"),
        ({"unit_penalty": "2"}, "`unit_penalty` is “2”"),
        ({"unit_penalty": "1/5", "units": ["h"]}, "nothing to count for"),
        ({"precision_credit": "1/2"}, "nothing to count for"),
        ({"mistakes": {"rate / wip": {"feedback": "x", "credit": "1"}}}, "credit of `rate / wip`"),
        ({"mistakes": {"rate / wip": {"feedback": "x", "credit": "much"}}}, "credit of `rate"),
        ({"mistakes": {"rate / wip": {"feedbck": "x"}}}, "Did you mean `feedback`?"),
        ({"mistakes": {"rate / wip": ["x"]}}, "`mistakes` has the wrong form"),
    ],
)
def test_a_share_that_cannot_count_is_an_error(change, said):
    file = quiz_file()
    put(NUMERIC, **change)(file)
    bank, problems = read(file)
    assert bank is None
    assert any(said in f"{problem.message} {problem.mend}" for problem in problems)
