"""When one may try a quiz again, how long a try stays open, and which one counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from courseware.words import Reason, percent

OPEN_FOR = timedelta(days=14)
"""A try that was started may be left and resumed for this long."""
EXTRA_TIMES = (0, 25, 50, 100)
"""How much longer, in percent, a clock may run for a person who needs it."""
FAILS_BEFORE_WAIT = 3
WAIT = timedelta(hours=24)


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

    `reason` has every value but local time: its `when` is the same UTC time. A face that knows the
    reader's time zone shows `told(when)`, with `when` in words such as "at 15:40".
    """

    reason: Reason
    opens_at: datetime

    def told(self, when: str) -> Reason:
        """Return the reason with the opening time in the reader's own words."""
        return replace(self.reason, values={**self.reason.values, "when": when})


def time_limit(minutes: int, extra_time: int) -> timedelta:
    """Return how long a clock of so many minutes runs for somebody with `extra_time` percent more.

    The factor is 1 + extra_time ÷ 100, exactly: it is multiplied out in whole milliseconds.
    """
    return timedelta(milliseconds=600 * minutes * (100 + extra_time))


def deadline(started_at: datetime, minutes: int | None, extra_time: int) -> datetime:
    """Return until when (UTC) a try that started then takes answers (ASSESSMENT section 4).

    `minutes` is the time limit of its quiz, None for none. Nothing stays open longer than two weeks.
    """
    if minutes is None:
        return started_at + OPEN_FOR
    return started_at + min(time_limit(minutes, extra_time), OPEN_FOR)


def seconds_left(deadline_at: datetime, now: datetime) -> int:
    """Return the whole seconds until the deadline, 0 after it: all that a browser is told of time."""
    return max(0, (deadline_at - now) // timedelta(seconds=1))


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
