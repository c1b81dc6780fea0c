from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.joining.leaving import left_before

MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("2000-01-01"),
    max_value=datetime.fromisoformat("2200-01-01"),
    timezones=st.just(UTC),
)
YEARS = st.integers(1, 50)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "years", "last_kept", "due"),
    [
        ("2023-06-15 10:00", 3, "2026-06-15 09:59", "2026-06-15 10:00"),
        ("2023-02-28 10:00", 1, "2024-02-28 09:59", "2024-02-28 10:00"),
        ("2024-02-29 10:00", 1, "2025-02-28 23:59", "2025-03-01 00:00"),
        ("2024-02-29 10:00", 4, "2028-02-29 09:59", "2028-02-29 10:00"),
        ("2023-03-01 00:00", 1, "2024-02-29 23:59", "2024-03-01 00:00"),
        ("2023-12-31 23:59", 1, "2024-12-31 23:58", "2024-12-31 23:59"),
    ],
)
def test_years_are_those_of_the_calendar(left: str, years: int, last_kept: str, due: str) -> None:
    kept, gone = left_before(day(last_kept), years), left_before(day(due), years)
    assert kept is not None
    assert gone is not None
    assert not day(left) < kept
    assert day(left) < gone


@pytest.mark.parametrize("years", [0, -1, 2026, 9999])
def test_nobody_is_due_when_the_site_keeps_for_ever(years: int) -> None:
    assert left_before(day("2026-04-01 08:00"), years) is None


@given(MOMENTS, MOMENTS, YEARS)
def test_who_is_due_stays_due(one: datetime, other: datetime, years: int) -> None:
    first, second = left_before(min(one, other), years), left_before(max(one, other), years)
    assert first is not None
    assert second is not None
    assert first <= second


@given(MOMENTS, YEARS)
def test_nobody_is_kept_a_day_too_short_or_too_long(now: datetime, years: int) -> None:
    before = left_before(now, years)
    assert before is not None
    leap_days = timedelta(days=years // 4 + 1)
    assert (
        timedelta(days=365 * years - 1) <= now - before <= timedelta(days=365 * years) + leap_days
    )
