"""A person asks to be erased, takes it back, or is told why not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations.letters import tell
from courseware.operations.people import NotPossible
from courseware.records.erasure_requests import (
    DECLINED,
    WITHDRAWN,
    add_request,
    decide_request,
    last_request,
    operators,
)
from courseware.records.journal import lock_learner
from courseware.records.people import is_erased
from courseware.records.work import note


def ask_erasure(conn: Connection, person_id: int, *, name: str, now: datetime) -> bool:
    """Store the request and tell every operator; False if one is open already."""
    lock = lock_learner(conn, person_id)
    asked = last_request(conn, person_id)
    if lock is None or (asked and asked.is_open) or is_erased(conn, person_id):
        return False
    number = add_request(conn, person_id, now=now)
    details = {"who": name, "person_id": str(person_id)}
    for one in operators(conn):
        tell(conn, one, Letter.ERASURE_ASKED, details, now=now, once=f"erasure:{number}:{one}")
    return True


def withdraw_erasure(conn: Connection, person_id: int, *, now: datetime) -> bool:
    """Take the open request back; False if it was decided meanwhile."""
    lock_learner(conn, person_id)
    return decide_request(conn, person_id, WITHDRAWN, now=now, by_person=person_id)


def decline_erasure(
    conn: Connection, person_id: int, *, reason: str, now: datetime, by_person: int
) -> None:
    """Say no with a reason, which the person is told. Raises NotPossible if nothing is open."""
    lock_learner(conn, person_id)
    if not decide_request(conn, person_id, DECLINED, now=now, by_person=by_person, reason=reason):
        raise NotPossible("The request was withdrawn or decided meanwhile.")
    tell(conn, person_id, Letter.ERASURE_DECLINED, {"reason": reason}, now=now)
    note(conn, action="erasure.declined", subject=f"person:{person_id}", details={},
         by_person=by_person, now=now)  # fmt: skip
