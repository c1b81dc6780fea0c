"""How long what is held about people who left is kept, and when it is erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SHORTEST, LONGEST = 1, 30
"""Years that a site may choose; 0 keeps records for ever."""
SOON = timedelta(days=30)
"""Whoever would be erased within this time is counted before a shorter time is chosen."""


def erased_at(left_at: datetime, years: int) -> datetime:
    """Return when somebody who left is erased: the same day `years` later.

    The 29th of February has no such day in most years; the 1st of March begins then.
    """
    try:
        return left_at.replace(year=left_at.year + years)
    except ValueError:
        return datetime(left_at.year + years, 3, 1, tzinfo=UTC)


def left_by(moment: datetime, years: int) -> datetime:
    """Return the latest time at which somebody left whose records are erased by `moment`.

    For queries: `left_at <= left_by(moment, years)` is `erased_at(left_at, years) <= moment`.
    """
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        start_of_march = datetime(moment.year - years, 3, 1, tzinfo=UTC)
        return start_of_march - timedelta(microseconds=1)
