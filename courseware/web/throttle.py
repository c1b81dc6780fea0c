"""How often something may be tried: counted before it is tried, by all processes together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection
from werkzeug.exceptions import TooManyRequests

from courseware.records.throttle import Limit, add_tries, is_over, lock_limits
from courseware.web.database import now, write

WINDOW = timedelta(minutes=15)
"""The time in which tries are counted; the page that refuses one names it."""


class TooManyTries(TooManyRequests):
    """This account or this network has tried too often lately; shown as its own page."""

    def __init__(self) -> None:
        super().__init__(retry_after=int(WINDOW.total_seconds()))


def count_try(*limits: Limit) -> Sequence[int]:
    """Count a try against each limit, in a write of its own, and return the ids of what was counted.

    Counted before it is known whether the try is good, so that many at once are no more than one
    after the other; `forget_tries` takes back what was no guess. Raises TooManyTries.
    """
    with write() as conn:
        return count_try_in(conn, *limits)


def count_try_in(conn: Connection, *limits: Limit) -> Sequence[int]:
    """Do the same in a write that is open. Whoever is over a limit counts for nothing."""
    lock_limits(conn, limits)
    # The count is a statement after the lock: PostgreSQL then sees what others counted meanwhile.
    if is_over(conn, limits, since=now() - WINDOW):
        raise TooManyTries
    return add_tries(conn, limits, now=now())


def count_quietly_in(conn: Connection, quiet: Limit, *limits: Limit) -> bool:
    """Count a try, and say whether `quiet` has room for it.

    For what must be answered alike whether or not it is done: nobody sees a refusal by `quiet`,
    and the same statements run. The other limits refuse aloud. Raises TooManyTries.
    """
    lock_limits(conn, [quiet, *limits])
    since = now() - WINDOW
    is_loud, has_room = is_over(conn, limits, since=since), not is_over(conn, [quiet], since=since)
    if is_loud:
        raise TooManyTries
    counted = quiet if has_room else Limit(f"{quiet.key}:over", 0)
    add_tries(conn, [*limits, counted], now=now())
    return has_room
