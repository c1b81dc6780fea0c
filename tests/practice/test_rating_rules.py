"""What a form of ratings must say, and which forms a level counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.content.model import Competency, Pathway
from courseware.practice.gates import AttestationGate, Level
from courseware.practice.ratings import Form, faults, good_forms, holds, mean
from courseware.progress.practiced import Shown
from courseware.progress.readiness import StepKind, readiness
from tests.witnessing import CODES, TODAY

ONE, TWO = AttestationGate(forms=1), AttestationGate(forms=2)
MATRIX = tuple(Competency(code, "", "", "", "") for code in CODES)
THREES = dict.fromkeys(CODES, 3)


def form(rater: str = "person:7", *, without: int = 0, **changes: int) -> Form:
    """Return a form of threes; the first `without` competencies were not observed."""
    ratings = {
        code: one for code, one in {**THREES, **changes}.items() if code not in CODES[:without]
    }
    return Form("supervisor", rater, ratings)


def is_met(gate: AttestationGate, *forms: Form) -> bool:
    level = Level("supervisor", "", "", "", "", "", attestations=gate)
    pathway = Pathway("p", "", "", "open", "", "", (), levels=(level,))
    step = readiness(pathway, level, Shown(forms=forms), MATRIX).step(StepKind.RATINGS)
    assert step is not None
    return step.is_met


@pytest.mark.parametrize(
    ("changes", "average", "holds_it"),
    [
        ({}, Fraction(3), True),  # exactly 3.0
        ({"C1": 2}, Fraction(29, 10), False),
        ({"C1": 2, "C2": 4}, Fraction(3), True),
        ({"C1": 1, **dict.fromkeys(CODES[1:], 4)}, Fraction(37, 10), False),  # one 1 is enough
        ({"C1": 2, **dict.fromkeys(CODES[1:], 4)}, Fraction(38, 10), True),
    ],
)
def test_each_rating_and_the_mean(changes: dict[str, int], average: Fraction, holds_it: bool):
    assert mean(form(**changes)) == average
    assert holds(form(**changes), ONE, CODES) is holds_it
    assert is_met(ONE, form(**changes)) is holds_it


def test_two_forms_of_one_person_count_once():
    assert not is_met(TWO, form("person:7"), form("person:7"))
    assert is_met(TWO, form("person:7"), form("guest:3"))
    assert not is_met(TWO, form("guest:3"), form("guest:3"))


def test_the_last_form_of_a_person_counts():
    assert not is_met(ONE, form(), form(C1=1))
    assert is_met(ONE, form(C1=1), form())


def test_forms_of_another_level_do_not_count():
    assert not is_met(ONE, replace(form(), level="manager"))


def test_three_not_observed_pass_only_when_somebody_else_covers_them():
    assert not is_met(ONE, form(without=3))
    assert is_met(ONE, form(without=3), form("guest:3"))
    weak = Form("supervisor", "guest:3", {**THREES, **dict.fromkeys(CODES[5:], 2)})
    assert is_met(ONE, form(without=3), weak)  # a form whose mean is low still covers
    unseen = Form("supervisor", "guest:3", {**THREES, "C1": 1})
    assert not is_met(ONE, form(without=3), unseen)  # a 1 covers nothing


def test_four_not_observed_never_pass():
    assert holds(form(without=3), ONE, CODES)
    assert not holds(form(without=4), ONE, CODES)
    assert not is_met(ONE, form(without=4))
    low = Form("supervisor", "guest:3", {**THREES, "C9": 2})
    assert not is_met(ONE, form(without=4), low)


def test_a_form_without_ratings_holds_nothing():
    assert mean(Form("supervisor", "person:7", {})) == 0
    assert not holds(Form("supervisor", "person:7", {}), AttestationGate(1, not_observed=10), CODES)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 4)), max_size=8))
def test_no_person_ever_counts_twice(given_forms):
    forms = [Form("supervisor", who, dict.fromkeys(CODES, one)) for who, one in given_forms]
    good = good_forms(forms, ONE, "supervisor", CODES)
    assert len({one.rater for one in good}) == len(good)
    last = dict(given_forms)
    assert {one.rater for one in good} == {who for who, one in last.items() if one >= 3}


def wrong(
    changes: Mapping[str, int | None] | None = None,
    *,
    known: date | None = TODAY - timedelta(days=28),
    examples: dict[str, str] | None = None,
    left_out: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    ratings = {
        code: one for code, one in {**THREES, **(changes or {})}.items() if code not in left_out
    }
    found = faults(ratings, examples or {}, competencies=CODES, known_since=known, today=TODAY)
    return [(name, why.code) for name, why in found]


@pytest.mark.parametrize(
    ("days", "why"),
    [(400, None), (28, None), (27, "rating.known.short"), (0, "rating.known.short"),
     (-1, "rating.known.short")],
)  # fmt: skip
def test_a_rater_knows_the_work_for_four_weeks(days: int, why: str | None):
    found = wrong(known=TODAY - timedelta(days=days))
    assert found == ([] if why is None else [("known_since", why)])


def test_the_form_asks_since_when():
    assert wrong(known=None) == [("known_since", "rating.known.blank")]


def test_each_competency_needs_a_choice():
    assert wrong(left_out=("C4",)) == [("rating_C4", "rating.blank")]


@pytest.mark.parametrize("example", ["", "  "])
def test_a_four_needs_an_example(example: str):
    assert wrong({"C2": 4}, examples={"C2": example}) == [("example_C2", "rating.example")]
    assert wrong({"C2": 4}, examples={"C2": "Led the changeover alone"}) == []


def test_an_example_has_an_end():
    assert wrong(examples={"C2": "x" * 2_000}) == []
    assert wrong(examples={"C2": "x" * 2_001}) == [("example_C2", "entry.long")]


def test_at_most_three_are_not_observed():
    assert wrong(dict.fromkeys(CODES[:3], None)) == []
    assert wrong(dict.fromkeys(CODES[:4], None)) == [("rating_C4", "rating.unseen")]
