"""A certificate or a record ends before its time; the fact stays on the holder's record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from courseware.credentials.ending import Ending
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.records import evidence, journal, revocations
from courseware.records.credentials import credential
from courseware.records.module_records import module_record
from courseware.records.work import note


def revoke(
    conn: Connection,
    public_id: str,
    *,
    reason: Ending,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> None:
    """End a certificate or a record for good; its page says so from now on, its bit after the next round.

    Raises NotPossible if there is none with this number, if it was erased, or if it ended before.
    """
    lock = lock_holder(conn, public_id)
    if revocations.find_revocation(conn, public_id) is not None:
        raise NotPossible(f"{public_id} ended before. Nothing was changed.")
    end(conn, lock, public_id, reason=reason, now=now, site=site, by_person=by_person)
    journal.save(conn, lock)
    note(conn, action="credential.revoked", subject=public_id, details={"reason": reason.value},
         by_person=by_person, now=now)  # fmt: skip


def lock_holder(conn: Connection, public_id: str) -> journal.Lock:
    """Lock the record of whom a certificate or a module record belongs to.

    Raises NotPossible if there is none with this number, or if its holder was erased.
    """
    for table in (credential, module_record):
        row = conn.execute(select(table.c.person_id).where(table.c.public_id == public_id)).first()
        if row is None:
            continue
        lock = journal.lock_learner(conn, row.person_id)
        lives = conn.execute(
            select(table.c.id).where(table.c.public_id == public_id, table.c.snapshot.is_not(None))
        ).first()
        if lock is None or lives is None:
            raise NotPossible(f"The holder of {public_id} was erased; it is withdrawn already.")
        return lock
    raise NotPossible(f"There is neither a certificate nor a record {public_id}.")


def end(
    conn: Connection,
    lock: journal.Lock,
    public_id: str,
    *,
    reason: Ending,
    now: datetime,
    site: Site,
    by_person: int | None,
) -> None:
    """Write the end of a credential and its fact; the caller holds the lock and saves it."""
    revocations.revoke(conn, public_id, reason=reason.value, now=now, by_person=by_person)
    journal.append(
        lock,
        kind=FactKind.CREDENTIAL_REVOKED,
        subject=public_id,
        body={"reason": reason.value},
        salt=site.chance(16),
        now=now,
        by_person=by_person,
        evidence=evidence.of_revocation(revocations.find_revocation(conn, public_id)),
    )


def revocation_faults(
    conn: Connection, person_id: int, facts: Sequence[Any]
) -> Iterator[tuple[int, str]]:
    """Compare what ended with the facts: (number of the fact or 0, what is wrong)."""
    told = {row.subject: row for row in facts if row.kind == FactKind.CREDENTIAL_REVOKED}
    own: list[str] = []
    for table in (credential, module_record):
        own += conn.scalars(select(table.c.public_id).where(table.c.person_id == person_id))
    ended = revocations.revocations_among(conn, sorted({*own, *told}))
    for number in told.keys() - ended.keys():
        yield told[number].seq, f"the end of {number} was taken away"
    for number, row in ended.items():
        if number not in told:
            yield 0, f"{number} was ended and no fact says so"
        elif evidence.of_revocation(row) != told[number].evidence:
            yield told[number].seq, f"the end of {number} was changed"
