"""How long a certificate is valid and when it can be renewed: whole months, and days that end everywhere."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from courseware.stored import Stored

_LAST_ZONE = timedelta(hours=12)
"""The last place on earth where a day ends is 12 hours behind UTC."""
_FIRST_ZONE = timedelta(hours=14)
"""The first place where a day begins is 14 hours ahead of it."""


@dataclass(frozen=True, slots=True)
class Validity(Stored):
    """Valid for so many months; renewable from `renew` months before the end on."""

    months: int
    renew: int = 3


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier), or the last day of a shorter month.

    31 August and 6 months make 28 February, or 29 in a leap year.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def ends_at(valid_until: date) -> datetime:
    """Return the moment from which a certificate is no longer valid.

    Its last day counts in full wherever its holder and its reader live: it ends when that day has
    ended everywhere, at noon UTC of the next one.
    """
    return datetime.combine(valid_until + timedelta(days=1), time(0), UTC) + _LAST_ZONE


def is_expired(valid_until: date | None, now: datetime) -> bool:
    """Say whether the end is over; a certificate without one never expires."""
    return valid_until is not None and now >= ends_at(valid_until)


def begins_at(day: date) -> datetime:
    """Return the moment at which a day begins somewhere: what is done on it counts wherever one lives."""
    return datetime.combine(day, time(0), UTC) - _FIRST_ZONE


def renewable_from(valid_until: date, validity: Validity) -> date:
    """Return the first day on which a certificate can be renewed."""
    return add_months(valid_until, -validity.renew)


def next_end(validity: Validity, *, today: date, before: date | None = None) -> date:
    """Return the last day of a new certificate; `before` is that of the one it renews.

    Whoever renews early loses no day: the new time begins where the old one ends.
    """
    begin = today if before is None else max(today, before)
    return add_months(begin, validity.months)
