"""When one may try a quiz or a challenge again, how long a try stays open, and which one counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
CHALLENGE_WAIT = timedelta(days=30)
"""From the end of a challenge to the next one: one try in 30 days."""


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
class Mend:
    """What opens the quiz before the wait is over, and how far it is done.

    `lessons` are those of the missed outcomes, as (id, title); `again` are the ids of those that were
    read since the third fail ended. `items` is how many practice questions to answer until they are
    right or no try is left, `answered` how many were since.
    """

    lessons: tuple[tuple[str, str], ...]
    items: int
    again: frozenset[str] = frozenset()
    answered: int = 0

    @property
    def unread(self) -> tuple[tuple[str, str], ...]:
        """Return the lessons that are still to read again."""
        return tuple(one for one in self.lessons if one[0] not in self.again)

    @property
    def items_left(self) -> int:
        """Return how many practice questions are still to answer."""
        return max(0, self.items - self.answered)

    @property
    def is_done(self) -> bool:
        """Say whether all is done; where there is nothing to do, only time opens the quiz."""
        return bool(self.lessons or self.items) and not self.unread and not self.items_left


@dataclass(frozen=True, slots=True)
class Allowed:
    """A new try may start now."""


@dataclass(frozen=True, slots=True)
class Refused:
    """No new try before `opens_at` (UTC), or before `mend` is done; `since` is the end of the third fail.

    `opens_at` None: not before somebody has done something.

    `reason` has every value but local time: its `when` is the same UTC time, and its `tried` is
    `tried_at`, where the reason names it. A face that knows the reader's time zone shows
    `told(when)`, with `when` in words such as "at 15:40".
    """

    reason: Reason
    opens_at: datetime | None
    since: datetime | None = None
    mend: Mend | None = None
    tried_at: datetime | None = None

    def told(self, when: str, tried: str = "") -> Reason:
        """Return the reason with its times in the reader's own words."""
        words = {"when": when, "tried": tried}
        named = {name: word for name, word in words.items() if name in self.reason.values}
        return replace(self.reason, values={**self.reason.values, **named})


def time_limit(minutes: int, extra_time: int) -> timedelta:
    """Return how long a clock of so many minutes runs for somebody with `extra_time` percent more.

    The factor is 1 + extra_time ÷ 100, exactly: it is multiplied out in whole milliseconds.
    """
    return timedelta(milliseconds=600 * minutes * (100 + extra_time))


def deadline(started_at: datetime, minutes: int | None, extra_time: int) -> datetime:
    """Return until when (UTC) a try that started then takes answers.

    `minutes` is the time limit of its quiz, None for none. Nothing stays open longer than two weeks.
    """
    if minutes is None:
        return started_at + OPEN_FOR
    return started_at + min(time_limit(minutes, extra_time), OPEN_FOR)


def seconds_left(deadline_at: datetime, now: datetime) -> int:
    """Return the whole seconds until the deadline, 0 after it: all that a browser is told of time."""
    return max(0, (deadline_at - now) // timedelta(seconds=1))


def may_attempt(
    past: Sequence[Finished], now: datetime, mark: Fraction, mend: Mend | None = None
) -> Allowed | Refused:
    """Say whether a new try may start at `now`; `mark` is the pass mark that the reason names.

    Tries are unlimited. Three fails in a row, counted since the last pass or the last wait, close
    the quiz for 24 hours from the end of the third, or until the mend set is done, whichever is
    first. `past` may be in any order; `mend` belongs to the third fail of the wait.
    """
    opens_at = _opens_at(past)
    top = best(past)
    if opens_at is None or top is None or now >= opens_at:
        return Allowed()
    if mend is not None and mend.is_done:
        return Allowed()
    values = {"mark": percent(mark), "best": percent(top.share), "when": opens_at}
    return Refused(_reason(values, mend), opens_at, opens_at - WAIT, mend)


def _reason(values: Mapping[str, object], mend: Mend | None) -> Reason:
    """Say when the quiz opens again, and what is left to do for it to open earlier."""
    if mend is None or not (mend.unread or mend.items_left):
        return Reason("locked.wait", values)
    lessons = ", ".join(f"“{title}”" for _id, title in mend.unread)
    values = {**values, "lessons": lessons, "items": mend.items_left}
    if not mend.items_left:
        return Reason("locked.wait.lessons", values)
    return Reason("locked.wait.both" if mend.unread else "locked.wait.items", values)


def being_read(numbers: Sequence[int]) -> Refused:
    """Refuse a new try while a person reads answers of the last one; `numbers` of its questions."""
    if len(numbers) == 1:
        return Refused(Reason("attempt.read", {"no": numbers[0]}), None)
    listed = ", ".join(map(str, sorted(numbers)))
    return Refused(Reason("attempt.read.several", {"nos": listed}), None)


def may_challenge(past: Sequence[Finished], now: datetime) -> Allowed | Refused:
    """Say whether a new challenge may start at `now`: one try in 30 days.

    The 30 days count from the end of the last one, so that no one is asked again before they have
    had that time since they saw its result. `past` are the person's finished challenges of this module.
    """
    last = max((one.finished_at for one in past), default=None)
    if last is None or now >= last + CHALLENGE_WAIT:
        return Allowed()
    opens_at = last + CHALLENGE_WAIT
    values = {"days": CHALLENGE_WAIT.days, "tried": last, "when": opens_at}
    return Refused(Reason("challenge.wait", values), opens_at, tried_at=last)


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
