"""A person starts a pathway."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.completions import settle_pathways
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.enrollments import add_enrollment, read_enrollments


def enroll(
    conn: Connection,
    *,
    person_id: int,
    pathway: str,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> bool:
    """Put a person on a pathway; False if they are on it already or it does not exist.

    Passes on the record count at once: a pathway may be complete on its first day.
    """
    if pathway not in site.shelves.current(conn).pathways:
        return False
    lock = journal.lock_learner(conn, person_id)
    if lock is None or any(known.pathway == pathway for known in read_enrollments(conn, person_id)):
        return False
    add_enrollment(conn, person_id=person_id, pathway=pathway, now=now)
    journal.append(
        conn,
        lock,
        kind=FactKind.ENROLLED,
        subject=pathway,
        body={"pathway": pathway, "cycle": 1},
        salt=site.chance(16),
        now=now,
        by_person=by_person,
    )
    settle_pathways(conn, lock, now=now, site=site)
    journal.save_head(conn, lock)
    return True
