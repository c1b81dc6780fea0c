"""Many people start a pathway at once: the same facts as `enrollments.enroll` writes for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.enrollments import enroll
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.beginners import (
    add_enrollments,
    lock_beginners,
    save_chains,
)


def enroll_many(
    conn: Connection,
    person_ids: Sequence[int],
    pathway: str,
    *,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> list[int]:
    """Put people on a pathway and return who was not on it before.

    Whoever has nothing on record but enrollments can complete nothing by starting, so their facts
    are written together; all others go one by one.
    """
    if pathway not in site.shelves.current(conn).pathways:
        return []
    ids = sorted(set(person_ids))  # one order for all, so that two never wait for each other
    locks = lock_beginners(conn, ids, pathway=pathway)
    for lock in locks.values():
        journal.append(
            lock,
            kind=FactKind.ENROLLED,
            subject=pathway,
            body={"pathway": pathway, "cycle": 1},
            salt=site.chance(16),
            now=now,
            by_person=by_person,
        )
    add_enrollments(conn, list(locks), pathway=pathway, now=now)
    save_chains(conn, list(locks.values()))
    others = [
        one
        for one in ids
        if one not in locks
        and enroll(conn, person_id=one, pathway=pathway, now=now, site=site, by_person=by_person)
    ]
    return [*locks, *others]
