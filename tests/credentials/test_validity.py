from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.credentials.achievement import DEMONSTRATION, achievement_of
from courseware.credentials.badge import Registered, badge_of
from courseware.credentials.printed import printed_fields
from courseware.credentials.sharing import linkedin_address, profile_of
from courseware.credentials.snapshot import Snapshot, from_json, to_json
from courseware.credentials.validity import (
    Validity,
    add_months,
    ends_at,
    is_expired,
    next_end,
    renewable_from,
)

TWO_YEARS = Validity(24, 3)
END = date(2028, 11, 20)
BASE = "https://academy.rivermill.example"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),  # a leap year
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 11, 20), 24, (2028, 11, 20)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
        ((2027, 1, 31), -2, (2026, 11, 30)),
    ],
)
def test_the_same_day_months_later_or_the_last_of_a_shorter_month(
    day: tuple[int, int, int], months: int, later: tuple[int, int, int]
) -> None:
    assert add_months(date(*day), months) == date(*later)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 120))
def test_months_later_is_in_that_month_and_never_a_later_day(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or add_months(later, 0) + timedelta(days=1) > later


def test_its_last_day_counts_until_it_has_ended_everywhere() -> None:
    assert ends_at(END) == datetime(2028, 11, 21, 12, tzinfo=UTC)
    assert not is_expired(END, datetime(2028, 11, 21, 11, 59, tzinfo=UTC))
    assert is_expired(END, datetime(2028, 11, 21, 12, tzinfo=UTC))
    assert not is_expired(None, datetime(2999, 1, 1, tzinfo=UTC))


def test_who_renews_early_loses_no_day_and_who_is_late_begins_that_day() -> None:
    assert renewable_from(END, TWO_YEARS) == date(2028, 8, 20)
    assert next_end(TWO_YEARS, today=date(2028, 9, 1), before=END) == date(2030, 11, 20)
    assert next_end(TWO_YEARS, today=date(2029, 1, 15), before=END) == date(2031, 1, 15)
    assert next_end(TWO_YEARS, today=date(2026, 11, 20)) == END


def test_an_end_is_printed_signed_and_shared_and_none_leaves_no_trace(
    make: Callable[..., Snapshot],
) -> None:
    with_end, without = make(valid_until=END), make()
    assert from_json(to_json(with_end)) == with_end
    assert "valid_until" not in to_json(without)
    (field,) = [one for one in printed_fields(with_end) if one.label_code == "valid"]
    assert (field.label(), field.value) == ("Valid until", "20 November 2028")
    assert all(one.label_code != "valid" for one in printed_fields(without))
    known = Registered(BASE, 1, 1, 7)
    badge = badge_of(with_end, achievement_of(with_end), known)
    assert badge["validUntil"] == "2028-11-21T12:00:00Z"
    assert "validUntil" not in badge_of(without, achievement_of(without), known)
    link = linkedin_address(profile_of(with_end))
    assert "expirationYear=2028&expirationMonth=11" in link
    assert "expiration" not in linkedin_address(profile_of(without))


def test_what_only_shows_how_one_looks_is_marked_in_a_profile_too(
    make: Callable[..., Snapshot],
) -> None:
    assert profile_of(make(demonstration=True)).name == f"{DEMONSTRATION} {profile_of(make()).name}"
