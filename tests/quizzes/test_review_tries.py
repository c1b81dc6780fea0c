"""How often a level review may be begun: two tries in any seven days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.quizzes.attempts import Allowed, Refused
from courseware.quizzes.reviews import may_review, modules_left

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
WEEK = 7 * DAY


def ago(*spans: timedelta) -> list[datetime]:
    return [NOW - span for span in spans]


@pytest.mark.parametrize(
    ("begun", "opens_in"),
    [
        ([], None),
        (ago(DAY), None),
        (ago(DAY, 2 * DAY), 5 * DAY),
        (ago(2 * DAY, DAY), 5 * DAY),  # in any order
        (ago(DAY, WEEK - SECOND), SECOND),
        (ago(DAY, WEEK), None),  # the moment a week ago is not in the window
        (ago(timedelta(0), timedelta(0)), WEEK),
        (ago(DAY, 2 * DAY, 8 * DAY), 5 * DAY),
        (ago(8 * DAY, 9 * DAY, 10 * DAY), None),
        (
            ago(DAY, 2 * DAY, 3 * DAY),
            5 * DAY,
        ),  # more than are allowed, from before the rule changed
    ],
)
def test_two_in_seven_days(begun: list[datetime], opens_in: timedelta | None) -> None:
    verdict = may_review(begun, NOW, tries=2, days=7)
    if opens_in is None:
        assert verdict == Allowed()
    else:
        assert isinstance(verdict, Refused)
        assert verdict.opens_at == NOW + opens_in
        assert "2 times within 7 days" in verdict.told("tomorrow").sentence()


@given(st.lists(st.integers(0, 30 * 24), max_size=8), st.integers(1, 4), st.integers(1, 10))
def test_it_opens_at_the_moment_it_names_and_not_before(
    hours: list[int], tries: int, days: int
) -> None:
    begun = [NOW - timedelta(hours=one) for one in hours]
    verdict = may_review(begun, NOW, tries=tries, days=days)
    if isinstance(verdict, Refused):
        assert verdict.opens_at is not None
        assert may_review(begun, verdict.opens_at, tries=tries, days=days) == Allowed()
        before = may_review(begun, verdict.opens_at - SECOND, tries=tries, days=days)
        assert isinstance(before, Refused)


@pytest.mark.parametrize(
    ("passed", "left"), [([], 2), (["a"], 1), (["a", "b"], None), (["a", "b", "c"], None)]
)
def test_it_opens_when_all_modules_are_passed(passed: list[str], left: int | None) -> None:
    refused = modules_left(frozenset(passed), ["a", "b"])
    assert (refused and refused.reason.values["count"]) == left
