"""When somebody may ask for a pathway again, and when that is news to those who decide."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

WAIT = timedelta(days=7)
"""From a "not now" to the next question: time for a talk, and no letter a day for a manager."""

QUIET = timedelta(days=1)
"""Somebody who takes a request back and asks again is not announced again within this time."""


class Outcome(StrEnum):
    """How a request ended; the values are stored. An open one has none."""

    OPEN = ""
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def asks_again_at(outcome: str, decided_at: datetime | None) -> datetime | None:
    """Return from when on one may ask after a request that ended so; None: there is no wait."""
    if outcome != Outcome.DECLINED or decided_at is None:
        return None
    return decided_at + WAIT


def is_news(asked_before: datetime | None, now: datetime) -> bool:
    """Say whether those who decide are told of a request; `asked_before` is when they last were."""
    return asked_before is None or now - asked_before >= QUIET
