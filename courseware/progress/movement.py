"""When somebody counts as standing still, and what counts as lately: compared with now, never stored."""

from __future__ import annotations

from datetime import datetime, timedelta

STILL_AFTER = timedelta(days=14)
"""So long nothing new on a person's record: as long as a quiz that was started stays open."""
LATELY = timedelta(days=30)


def is_still(last: datetime, now: datetime) -> bool:
    """Say whether the `last` thing on somebody's record is so old that a word with them is due."""
    return now - last >= STILL_AFTER


def is_lately(at: datetime, now: datetime) -> bool:
    """Say whether something is recent enough to be news."""
    return now - at <= LATELY
