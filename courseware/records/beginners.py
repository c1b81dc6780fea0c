"""The chains of many people at once: locked, and written in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from courseware.records.enrollments import enrollment
from courseware.records.journal import Lock, journal, learner
from courseware.records.people_lists import parts_of
from courseware.records.standings import standing


def lock_beginners(conn: Connection, ids: Sequence[int], *, pathway: str) -> dict[int, Lock]:
    """Lock those of `ids` who are not on the pathway and have no module begun.

    All of `ids` are locked first, in their order, and read in later statements (`journal` says why).
    """
    locks: dict[int, Lock] = {}
    for part in parts_of(ids):
        rows = conn.execute(
            select(learner.c.person_id, learner.c.seq, learner.c.head)
            .where(learner.c.person_id.in_(part))
            .order_by(learner.c.person_id)
            .with_for_update(of=learner, key_share=True)
        )
        locks.update({row.person_id: Lock(row.person_id, row.seq, row.head) for row in rows})
    for part in parts_of(ids):
        there = select(enrollment.c.person_id).where(
            enrollment.c.person_id.in_(part), enrollment.c.pathway == pathway
        )
        begun = select(standing.c.person_id).where(standing.c.person_id.in_(part))
        for one in conn.scalars(there.union(begun)):
            locks.pop(one, None)
    return locks


def add_enrollments(conn: Connection, ids: Sequence[int], *, pathway: str, now: datetime) -> None:
    """Store first enrollments of people who are locked."""
    rows = [
        {"person_id": one, "pathway": pathway, "cycle": 1, "enrolled_at": now, "counts_from": None}
        for one in ids
    ]
    if rows:
        conn.execute(insert(enrollment), rows)


def save_chains(conn: Connection, locks: Sequence[Lock]) -> None:
    """Write the facts that were appended to many chains; `journal.save` does it for one."""
    facts = [fact for lock in locks for fact in lock.unwritten]
    if not facts:
        return
    conn.execute(insert(journal), facts)
    conn.execute(
        update(learner)
        .where(learner.c.person_id == bindparam("whose"))
        .values(seq=bindparam("number"), head=bindparam("last")),
        [{"whose": lock.person_id, "number": lock.seq, "last": lock.head} for lock in locks],
    )
    for lock in locks:
        lock.unwritten.clear()
