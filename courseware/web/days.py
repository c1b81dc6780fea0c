"""The reader's days: today, and those of many moments at once.

A matrix asks for thousands of them. Asking the time zone each time costs more than all the rest of
a cell, so the moments at which the days begin are listed once, and a moment is looked up among them.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from courseware.web.database import now
from courseware.web.language import zone

_Year = tuple[tuple[str, ...], tuple[date, ...]]


def today() -> date:
    """Return the day it is where the reader lives; for a visitor that of UTC."""
    return now().astimezone(zone()).date()


class Days:
    """The days of one time zone."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._years: dict[str, _Year] = {}

    def of(self, moment: str) -> date:
        """Return the local day of a moment that is written in UTC: "2026-03-03 09:09:00"."""
        year = self._years.get(moment[:4])
        if year is None:
            year = self._years[moment[:4]] = _year(self._zone, int(moment[:4]))
        begins, days = year
        return days[bisect_right(begins, moment) - 1]


@lru_cache(maxsize=256)
def _year(zone: tzinfo, year: int) -> _Year:
    """Return when each local day begins in UTC, and the days; some more on both sides of the year."""
    first = date(year, 1, 1) - timedelta(days=3)
    days = [first + timedelta(days=n) for n in range(372)]
    return tuple(_begin(day, zone) for day in days), tuple(days)


def _begin(day: date, zone: tzinfo) -> str:
    begin = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    return begin.strftime("%Y-%m-%d %H:%M:%S")
