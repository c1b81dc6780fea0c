"""A person is erased: the record of what took place stays, everything that says who it was goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.joining.leaving import ErasureReason
from courseware.letters import Letter
from courseware.operations.letters import post
from courseware.operations.people import NotPossible, keep_an_operator
from courseware.operations.site import Site
from courseware.permissions import Role
from courseware.progress.facts import FactKind
from courseware.records import evidence, journal
from courseware.records.erasing import (
    erase_rows,
    lock_person,
    mark_erased,
    sealed_rows,
    void_open_attempts,
)
from courseware.records.erasure_requests import ERASED, decide_request, last_request
from courseware.records.fate import Whose
from courseware.records.fates import ERASED_NAME
from courseware.records.guests import nonces_of
from courseware.records.letters import drop_letters_of, forget_names
from courseware.records.people import role_grant
from courseware.records.tokens import end_tokens
from courseware.records.work import note

SUBJECT = "person"
"""What the fact of an erasure is about."""
TOLD = frozenset({ErasureReason.ASKED, ErasureReason.IN_WRITING})
"""Who asked is told by a last mail; who left years ago, or was never here, is not."""


def erase_person(
    conn: Connection,
    person_id: int,
    *,
    reason: ErasureReason,
    now: datetime,
    site: Site,
    by_person: int | None = None,
    left_before: datetime | None = None,
) -> bool:
    """Erase a person for good; False if that was done before.

    `left_before`: only if they left before this moment and did not come back. Raises NotPossible
    for the last operator, for nobody, and when a request that is answered is no longer open.
    The caller then empties the database's log (`records.transaction.forget_freed`).
    """
    lock = journal.lock_learner(conn, person_id)
    if lock is None:
        raise NotPossible("There is no such person.")
    _look_for_operators(conn, person_id)
    end_tokens(conn, person_id=person_id, now=now)  # whoever uses a link locks it before the person
    row = lock_person(conn, person_id)
    if row is None or row.erased_at is not None:
        return False
    if left_before is not None and (row.disabled_at is None or row.disabled_at >= left_before):
        return False
    asked = last_request(conn, person_id)
    if reason is ErasureReason.ASKED and not (asked and asked.is_open):
        raise NotPossible("The request was withdrawn or decided meanwhile. Nothing was erased.")
    _erase(conn, row, now=now, by_person=by_person)
    _record(conn, lock, reason, now=now, site=site, by_person=by_person)
    if row.email and reason in TOLD:
        post(conn, row.email, Letter.ERASED, {}, now=now, once=f"erased:{person_id}")
    return True


def _look_for_operators(conn: Connection, person_id: int) -> None:
    """Raise NotPossible for the last operator."""
    operates = select(role_grant.c.id).where(
        role_grant.c.person_id == person_id, role_grant.c.role == Role.OPERATOR.value
    )
    if conn.execute(operates).first() is not None:
        keep_an_operator(conn, without=person_id)


def _erase(conn: Connection, row: Row[Any], *, now: datetime, by_person: int | None) -> None:
    decide_request(conn, row.id, ERASED, now=now, by_person=by_person)
    void_open_attempts(conn, row.id)
    drop_letters_of(conn, nonces_of(conn, row.id))  # to people around them: no link works any more
    erase_rows(conn, Whose(row.id, row.user_name_key, row.email_key or ""))
    names = {one for one in (row.name, row.certificate_name, row.user_name, row.email) if one}
    forget_names(conn, row.id, names, instead=ERASED_NAME)
    mark_erased(conn, row.id, now=now)


def _record(
    conn: Connection,
    lock: journal.Lock,
    reason: ErasureReason,
    *,
    now: datetime,
    site: Site,
    by_person: int | None,
) -> None:
    """Append the fact, which seals the rows that stay, and note who did it."""
    journal.append(
        lock,
        kind=FactKind.ERASED,
        subject=SUBJECT,
        body={"reason": reason.value},
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_erasure(sealed_rows(conn, lock.person_id)),
        by_person=by_person,
    )
    journal.save(conn, lock)
    note(conn, action="person.erased", subject=f"person:{lock.person_id}",
         details={"reason": reason.value}, by_person=by_person, now=now)  # fmt: skip
