"""How often a level review may be begun: so many tries in any so many days, counted from their starts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from courseware.quizzes.attempts import Allowed, Refused
from courseware.words import Reason


def may_review(
    begun: Sequence[datetime], now: datetime, *, tries: int, days: int
) -> Allowed | Refused:
    """Say whether another review may begin at `now`; `begun` are the starts of the others, in any order.

    It looks back `days` days, the moment that long ago not included: whoever began on Monday at nine
    may begin again on the next Monday at nine.
    """
    window = timedelta(days=days)
    lately = sorted(one for one in begun if one > now - window)
    if len(lately) < tries:
        return Allowed()
    opens_at = lately[len(lately) - tries] + window
    values = {"tries": tries, "days": days, "when": opens_at}
    return Refused(Reason("review.wait", values), opens_at)


def modules_left(passed: frozenset[str], asked: Sequence[str]) -> Refused | None:
    """Refuse a review while modules of its level are still to pass; None when all are passed."""
    count = sum(slug not in passed for slug in asked)
    return Refused(Reason("review.locked", {"count": count}), None) if count else None
