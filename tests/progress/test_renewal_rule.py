"""What counts for a renewal: which tries, from when on, and what of them is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.credentials.validity import Validity, next_end, renewable_from
from courseware.progress.facts import Fact, FactKind
from courseware.progress.renewal import renewal

OPENS = date(2028, 8, 20)
DAY_BEGINS = datetime(2028, 8, 19, 10, tzinfo=UTC)
"""Where a day begins first, 20 August begins at ten in the morning of the 19th, UTC."""
IN_TIME, TOO_EARLY = DAY_BEGINS, DAY_BEGINS - timedelta(seconds=1)
REVIEW = "line/foundation"


def graded(subject: str, at: datetime, *, num: int = 9, passed: int = 1, **more: Any) -> Fact:
    kind = FactKind.REVIEW_GRADED if "/" in subject else FactKind.ATTEMPT_GRADED
    body = {"attempt": 7, "num": num, "den": 1, "maximum": 10, "passed": passed, **more}
    return Fact(kind, subject, at, body)


def passed(module: str) -> Fact:
    return Fact(FactKind.MODULE_PASSED, module, datetime(2026, 1, 1, tzinfo=UTC))


BOTH = (passed("flow"), passed("safety"))


@pytest.mark.parametrize(
    ("facts", "done"),
    [
        pytest.param((), 0, id="nothing"),
        pytest.param((graded("flow", IN_TIME),), 1, id="a quiz on the first day"),
        pytest.param((graded("flow", TOO_EARLY),), 0, id="a quiz a second before it"),
        pytest.param((graded("flow", IN_TIME, passed=0),), 0, id="a quiz that failed"),
        pytest.param((graded("flow", IN_TIME, purpose="challenge"),), 1, id="a challenge"),
        pytest.param((graded("other", IN_TIME),), 0, id="a module that is not asked"),
        pytest.param((graded(REVIEW, IN_TIME),), 0, id="a review where none is asked"),
        pytest.param((graded("flow", IN_TIME), graded("flow", IN_TIME)), 1, id="one quiz twice"),
        pytest.param((graded("flow", IN_TIME), graded("safety", IN_TIME)), 2, id="both"),
    ],
)
def test_what_counts_for_a_pathway(facts: tuple[Fact, ...], done: int) -> None:
    found = renewal(OPENS, ["flow", "safety"], "", [*BOTH, *facts])
    assert (found.done, found.is_met) == (done, done == 2)


def test_a_module_that_came_later_is_to_be_passed_first() -> None:
    quiz = graded("new", IN_TIME)
    assert not renewal(OPENS, ["new"], "", [quiz]).is_met
    assert renewal(OPENS, ["new"], "", [quiz, passed("new")]).is_met


@pytest.mark.parametrize(
    ("begun", "is_met"), [(IN_TIME, True), (TOO_EARLY, False)], ids=["in the window", "before it"]
)
def test_a_review_counts_from_when_it_was_begun(begun: datetime, is_met: bool) -> None:
    late = graded(REVIEW, IN_TIME + timedelta(days=3))  # somebody had to mark it
    assert renewal(OPENS, ["flow"], REVIEW, [late], {7: begun}).is_met is is_met


def test_a_level_with_a_review_asks_for_no_quiz() -> None:
    found = renewal(OPENS, ["flow", "safety"], REVIEW, [graded("flow", IN_TIME)])
    assert dict(found.again) == {REVIEW: None}


def test_of_several_tries_the_best_counts_and_the_first_of_equals() -> None:
    days = [IN_TIME + timedelta(days=n) for n in range(4)]
    tries = [graded("flow", day, num=num) for day, num in zip(days, (8, 10, 9, 10), strict=True)]
    kept = renewal(OPENS, ["flow"], "", [passed("flow"), *tries]).again["flow"]
    assert kept is not None
    assert (kept.at, kept.share) == (days[1], Fraction(1))


def test_it_is_open_from_the_first_day_on_and_after_the_end_too() -> None:
    found = renewal(OPENS, ["flow"], "", ())
    assert not found.is_open(TOO_EARLY)
    assert found.is_open(IN_TIME)
    assert found.is_open(IN_TIME + timedelta(days=4000))


def test_where_nothing_is_asked_nothing_is_met() -> None:
    assert not renewal(OPENS, (), "", ()).is_met


@given(
    end=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    months=st.integers(1, 120),
    share=st.integers(0, 119),
    late=st.integers(-4000, 4000),
)
def test_nobody_loses_a_day_whenever_they_renew(
    end: date, months: int, share: int, late: int
) -> None:
    rule = Validity(months, 1 + share % months)
    today = end + timedelta(days=late)
    new = next_end(rule, today=today, before=end)
    assert renewable_from(end, rule) < end
    assert new > max(end, today)
    assert new >= next_end(rule, today=today)
