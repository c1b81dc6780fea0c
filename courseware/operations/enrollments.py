"""A person starts a pathway."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from courseware.joining.asking import Outcome
from courseware.operations.completions import settle_pathways
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.enrollments import Enrolled, add_enrollment
from courseware.records.pathway_requests import close_request
from courseware.records.places import read_place


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

    Passes on the record count at once: a pathway may be complete on its first day. A request of
    theirs that is open is granted by it, whoever put them there.
    """
    if pathway not in site.shelves.current(conn).pathways:
        return False
    lock = journal.lock_learner(conn, person_id)
    if lock is None:
        return False
    place = read_place(conn, person_id)
    if place.is_erased or any(known.pathway == pathway for known in place.enrollments):
        return False
    add_enrollment(conn, person_id=person_id, pathway=pathway, now=now)
    close_request(
        conn, person_id=person_id, pathway=pathway, outcome=Outcome.GRANTED, now=now,
        by_person=by_person,
    )  # fmt: skip
    journal.append(
        lock,
        kind=FactKind.ENROLLED,
        subject=pathway,
        body={"pathway": pathway, "cycle": 1},
        salt=site.chance(16),
        now=now,
        by_person=by_person,
    )
    here = replace(place, enrollments=[Enrolled(person_id, pathway, 1, now)])
    settle_pathways(conn, lock, here, now=now, site=site)
    journal.save(conn, lock)
    return True
