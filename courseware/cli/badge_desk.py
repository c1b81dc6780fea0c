"""What becomes a badge in a round: certificates and records, then the status lists, a bounded number.

Signing and drawing happen outside every write. What cannot be signed is told of once and left alone
until the process restarts.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from courseware.cli.key_ring import KeyRing
from courseware.credentials.pictures import draw_badge, picture_of
from courseware.operations.badges import (
    Keys,
    SignedBadge,
    Stated,
    read_stated,
    register,
    registered,
    sign_badge,
)
from courseware.operations.status_lists import due_lists, sign_list
from courseware.records.achievements import find_version
from courseware.records.badge_files import Unsigned, newest, without_badge
from courseware.records.status_lists import ListRow, mark
from courseware.records.transaction import reading, refuse_inside_write, writing

log = logging.getLogger(__name__)
BADGES_A_ROUND = 200
LOOK_THROUGH = timedelta(minutes=5)
"""All are looked through this often although none is new: a write may end after a later one."""
LOOK_AGAIN = timedelta(hours=1)
"""Lists are a day old at most; this often that is looked at although nothing changed."""


@dataclass(slots=True)
class BadgeDesk:
    """Where badges and status lists are signed."""

    ring: KeyRing
    unsignable: set[str] = field(default_factory=set)
    done: tuple[object, datetime] | None = None
    """The newest there was when nothing was left to sign, and when."""
    quiet: tuple[object, datetime] | None = None
    """What was seen when no list was due, and when: as long as it is the same, none is."""

    def signed(self, done: Counter[str]) -> Iterator[SignedBadge]:
        """Yield signed badges, ready to be stored; count failures in `done`."""
        now = self.ring.clock()
        with reading(self.ring.engine) as conn:
            seen = newest(conn)
            if self.done is not None and self.done[0] == seen and now - self.done[1] < LOOK_THROUGH:
                return
            rows = without_badge(conn, limit=BADGES_A_ROUND + len(self.unsignable))
        waiting = [row for row in rows if row.public_id not in self.unsignable]
        self.done = None if waiting else (seen, now)
        keys = self.ring.keys(done) if waiting else None
        if keys is None:
            return
        for row in waiting:
            badge = self._sign(row, keys, done)
            if badge is not None:
                yield badge

    def lists(self, done: Counter[str]) -> Iterator[ListRow]:
        """Yield the status lists that are to be stored: a bit or a key changed, or a day passed."""
        now = self.ring.clock()
        with reading(self.ring.engine) as conn:
            names = self.ring.names(conn)
            seen = (mark(conn), names)
            if (
                self.quiet is not None
                and self.quiet[0] == seen
                and now - self.quiet[1] < LOOK_AGAIN
            ):
                return
            due = list(due_lists(conn, names, now=now)) if names else []
        self.quiet = None if due else (seen, now)
        keys = self.ring.keys(done) if due else None
        if keys is None:
            return
        for number, digest, withdrawn in due:
            with reading(self.ring.engine) as conn:
                yield sign_list(conn, number, digest, withdrawn, keys, now=self.ring.clock())

    def _sign(self, row: Unsigned, keys: Keys, done: Counter[str]) -> SignedBadge | None:
        try:
            one = read_stated(row)
            with reading(self.ring.engine) as conn:
                known = registered(conn, one)
                version = find_version(conn, one.achievement.slug, one.digest)
            if known is None:
                image = _draw(one) if version is None else None
                with writing(self.ring.engine) as conn:
                    known = register(conn, one, image, now=self.ring.clock(), site=self.ring.site)
            return sign_badge(one, known, keys)
        except Exception:  # one bad row must not stop the work for everybody else
            self.unsignable.add(row.public_id)
            done["failed"] += 1
            log.exception("The badge of %s could not be signed", row.public_id)
            return None


def _draw(one: Stated) -> bytes:
    refuse_inside_write("Drawing a badge")
    return draw_badge(picture_of(one.stated))
