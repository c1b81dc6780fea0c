"""What is asked of whom, and the pass mark to the last fraction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from courseware.progress.requirements import (
    AppliesTo,
    Published,
    is_module_passed,
    required_tasks,
)

DAY = timedelta(days=1)
T0 = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = Published(T0, AppliesTo.NEW, ("a", "b"))


@pytest.mark.parametrize(
    ("applies_to", "started", "expected"),
    [
        (AppliesTo.NEW, None, ("a", "b", "c")),
        (AppliesTo.NEW, T0 + DAY, ("a", "b")),
        (AppliesTo.NEW, T0 + 9 * DAY, ("a", "b", "c")),
        (AppliesTo.UNFINISHED, T0 + DAY, ("a", "b", "c")),
        (AppliesTo.ALL, T0 + DAY, ("a", "b", "c")),
    ],
)
def test_a_new_lesson_is_asked_of_those_the_author_chose(
    applies_to: AppliesTo, started: datetime | None, expected: tuple[str, ...]
) -> None:
    second = Published(T0 + 5 * DAY, applies_to, ("a", "b", "c"))
    assert required_tasks([FIRST, second], started) == expected


@pytest.mark.parametrize("applies_to", AppliesTo)
@pytest.mark.parametrize("started", [None, T0 + DAY, T0 + 9 * DAY])
def test_a_new_lab_is_asked_of_everybody_who_has_not_passed(
    applies_to: AppliesTo, started: datetime | None
) -> None:
    second = Published(T0 + 5 * DAY, applies_to, ("a", "b", "labs/x"))
    assert required_tasks([FIRST, second], started) == ("a", "b", "labs/x")


def test_a_removed_lab_is_asked_of_nobody() -> None:
    second = Published(T0 + 5 * DAY, AppliesTo.NEW, ("a", "b", "labs/x"))
    third = Published(T0 + 6 * DAY, AppliesTo.ALL, ("a", "b"))
    assert required_tasks([FIRST, second, third], T0 + DAY) == ("a", "b")


def test_the_first_version_is_asked_of_somebody_whose_clock_was_slow() -> None:
    assert required_tasks([FIRST], T0 - DAY) == ("a", "b")


def test_a_removed_lesson_is_asked_of_nobody() -> None:
    second = Published(T0 + 5 * DAY, AppliesTo.NEW, ("b",))
    assert required_tasks([FIRST, second], T0 + DAY) == ("b",)


def test_a_module_without_versions_asks_nothing() -> None:
    assert required_tasks([], None) == ()


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        (Fraction(8, 10), True),
        (Fraction(7999, 10000), False),
        (Fraction(960, 1200), True),
        (Fraction(959, 1200), False),
        (None, False),
    ],
)
def test_the_pass_mark_is_compared_before_rounding(best: Fraction | None, expected: bool) -> None:
    met = is_module_passed(required=["a"], done=["a", "z"], best=best, pass_mark=Fraction(4, 5))
    assert met is expected


def test_one_unread_lesson_keeps_a_module_open() -> None:
    full = Fraction(1)
    assert not is_module_passed(required=["a", "b"], done=["a"], best=full, pass_mark=full)
