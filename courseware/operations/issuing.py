"""How a certificate is written: its row and its fact, for a first issue, a renewal and a later issue."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, insert
from sqlalchemy.exc import SQLAlchemyError

from courseware.credentials.snapshot import Snapshot, to_json
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.records import evidence, journal
from courseware.records.credentials import credential

log = logging.getLogger(__name__)


def without_harm(conn: Connection, lock: journal.Lock, issue: Callable[[], int]) -> int:
    """Issue in a savepoint: a certificate that cannot be written must never make a submission fail.

    What could not be issued is told in the log, leaves nothing behind, and returns 0.
    """
    seq, head, written = lock.seq, lock.head, len(lock.unwritten)
    try:
        with conn.begin_nested():
            return issue()
    except (SQLAlchemyError, LookupError, ValueError):
        lock.seq, lock.head = seq, head
        del lock.unwritten[written:]
        log.exception("A certificate was not issued; it is tried again later.")
        return 0


def store_credential(
    conn: Connection,
    lock: journal.Lock,
    snapshot: Snapshot,
    *,
    cycle: int,
    issue: int,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> None:
    """Write a certificate's row and its fact; the caller holds the lock and saves it."""
    level = "" if snapshot.level is None else snapshot.level.id
    text, salt = to_json(snapshot), site.chance(16)
    digest = journal.commit_to(salt.hex(), text)
    conn.execute(
        insert(credential).values(
            public_id=snapshot.public_id,
            person_id=lock.person_id,
            pathway=snapshot.pathway,
            level=level,
            cycle=cycle,
            issue=issue,
            snapshot=text,
            salt=salt.hex(),
            snapshot_digest=digest,
            is_demonstration=snapshot.demonstration,
            issued_at=now,
        )
    )
    journal.append(
        lock,
        kind=FactKind.CREDENTIAL_ISSUED,
        subject=snapshot.public_id,
        body={"pathway": snapshot.pathway, "level": level, "cycle": cycle, "issue": issue},
        salt=site.chance(16),
        now=now,
        by_person=by_person,
        evidence=evidence.of_credential(snapshot.public_id, digest),
    )
