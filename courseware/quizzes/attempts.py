"""When one may try a quiz or a challenge again, how long a try stays open, and which one counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from courseware.words import Reason, percent

OPEN_FOR = timedelta(days=14)
"""A try that was started may be left and resumed for this long."""
FAILS_BEFORE_WAIT = 3
WAIT = timedelta(hours=24)
CHALLENGE_WAIT = timedelta(days=30)
"""From the end of a challenge to the next one: one try in 30 days (CURRICULUM 6.2)."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A graded try: points of a maximum, whether it passed by its own quiz, when it ended (UTC)."""

    points: Fraction
    maximum: int
    passed: bool
    finished_at: datetime

    @property
    def share(self) -> Fraction:
        """Return the points as a share of the maximum, exactly."""
        return self.points / self.maximum


@dataclass(frozen=True, slots=True)
class Allowed:
    """A new try may start now."""


@dataclass(frozen=True, slots=True)
class Refused:
    """No new try before `opens_at` (UTC).

    `reason` has every value but local time: its `when` is the same UTC time, and its `tried` is
    `tried_at`, where the reason names it. A face that knows the reader's time zone shows
    `told(when)`, with `when` in words such as "at 15:40".
    """

    reason: Reason
    opens_at: datetime
    tried_at: datetime | None = None

    def told(self, when: str, tried: str = "") -> Reason:
        """Return the reason with its times in the reader's own words."""
        words = {"when": when, **({"tried": tried} if self.tried_at else {})}
        return replace(self.reason, values={**self.reason.values, **words})


def may_attempt(past: Sequence[Finished], now: datetime, mark: Fraction) -> Allowed | Refused:
    """Say whether a new try may start at `now`; `mark` is the pass mark that the reason names.

    Tries are unlimited. Three fails in a row, counted since the last pass or the last wait, close
    the quiz for 24 hours from the end of the third (CURRICULUM 2.2). `past` may be in any order.
    """
    opens_at = _opens_at(past)
    top = best(past)
    if opens_at is None or top is None or now >= opens_at:
        return Allowed()
    values = {"mark": percent(mark), "best": percent(top.share), "when": opens_at}
    return Refused(Reason("locked.wait", values), opens_at)


def may_challenge(past: Sequence[Finished], now: datetime) -> Allowed | Refused:
    """Say whether a new challenge may start at `now`: one try in 30 days (CURRICULUM 6.2).

    The 30 days count from the end of the last one, so that no one is asked again before they have
    had that time since they saw its result. `past` are the person's finished challenges of this module.
    """
    last = max((one.finished_at for one in past), default=None)
    if last is None or now >= last + CHALLENGE_WAIT:
        return Allowed()
    opens_at = last + CHALLENGE_WAIT
    values = {"days": CHALLENGE_WAIT.days, "tried": last, "when": opens_at}
    return Refused(Reason("challenge.wait", values), opens_at, last)


def best(past: Sequence[Finished]) -> Finished | None:
    """Return the try with the highest share of points, the earliest of equals; None without tries."""
    return min(past, key=lambda one: (-one.share, one.finished_at), default=None)


def _opens_at(past: Sequence[Finished]) -> datetime | None:
    """Return when the last wait ends or ended; None if none has begun since the last pass."""
    opens_at = None
    fails = 0
    for one in sorted(past, key=lambda one: one.finished_at):
        if one.passed:
            opens_at, fails = None, 0
            continue
        fails += 1
        if fails == FAILS_BEFORE_WAIT:
            opens_at, fails = one.finished_at + WAIT, 0
    return opens_at
