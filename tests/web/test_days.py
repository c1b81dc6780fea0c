"""The reader's days looked up are those that the time zone itself gives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, g
from hypothesis import example, given
from hypothesis import strategies as st

from courseware.web.days import Days
from courseware.web.language import day, moment

ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo",
    "Pacific/Kiritimati", "Pacific/Apia", "America/Havana", "Africa/Cairo", "America/Asuncion",
]  # fmt: skip
SINCE = datetime(2000, 1, 1, tzinfo=UTC)
moments = st.integers(0, 40 * 365 * 86_400).map(lambda n: SINCE + timedelta(seconds=n))


@given(moments, st.sampled_from(ZONES), st.sampled_from(["", ".000000", "+00", ".25+00:00"]))
@example(datetime(2011, 12, 30, 9, 59, 59, tzinfo=UTC), "Pacific/Apia", "")  # a day was skipped
@example(datetime(2011, 12, 30, 10, tzinfo=UTC), "Pacific/Apia", "")
@example(datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC), "Pacific/Kiritimati", "")
@example(datetime(2026, 1, 1, tzinfo=UTC), "America/New_York", "")
def test_a_day_is_the_local_one(at: datetime, zone: str, behind: str) -> None:
    at = at.replace(microsecond=0)
    text = f"{at:%Y-%m-%d %H:%M:%S}{behind}"
    assert Days(ZoneInfo(zone)).of(text) == at.astimezone(ZoneInfo(zone)).date()


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/Havana", "Africa/Cairo"])
def test_each_side_of_every_midnight_of_a_year(zone: str) -> None:
    days, local = Days(ZoneInfo(zone)), ZoneInfo(zone)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year == 2026:
        for one in (at, at - timedelta(seconds=1)):
            assert days.of(f"{one:%Y-%m-%d %H:%M:%S}") == one.astimezone(local).date()
        at += timedelta(minutes=30)


def test_a_day_is_written_as_moments_are(app: Flask) -> None:
    at = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
    with app.test_request_context():
        g.who = None
        assert day(at.date()) == moment(at, "date") == "3 Mar 2026"
