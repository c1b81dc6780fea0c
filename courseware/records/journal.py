"""The record itself: append-only facts, one hash chain per learner, and the lock that guards it.

`learner` is both the lock and the head of the chain. Every write about a learner locks that row
first and reads everything else in later statements: after a wait PostgreSQL refreshes only the
locked rows, so a sub-select in the locking statement would see the past.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    and_,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.progress.facts import FactKind
from courseware.progress.requirements import BY_ASSESSMENT
from courseware.records.base import Base, iso, table_of

TAG = "courseware.journal.1"
GENESIS = "0" * 64


class Learner(Base):
    """A person's place in the record: how many facts there are and the hash of the last."""

    __tablename__ = "learner"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(default=GENESIS)


class JournalRow(Base):
    """One fact. `body` holds ids, codes, numbers and dates only: never a name, never free text."""

    __tablename__ = "journal"
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    recorded_at: Mapped[datetime]
    kind: Mapped[str]
    subject: Mapped[str]  # what the fact is about, e.g. "mp1-factory-systems/flow-physics"
    body: Mapped[str | None]  # canonical JSON; None after erasure
    salt: Mapped[str | None]
    commitment: Mapped[str]  # SHA-256(salt ‖ body)
    evidence: Mapped[str]  # SHA-256 of the canonical rows that the fact rests on; "" for none
    by_person: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    prev: Mapped[str]
    hash: Mapped[str]
    __table_args__ = (Index("ix_journal_person_id_kind_subject", "person_id", "kind", "subject"),)


learner = table_of(Learner)
journal = table_of(JournalRow)


@dataclass(slots=True)
class Lock:
    """A learner whose row this transaction holds; `append` moves the head along.

    Facts wait in `unwritten` until `save`, so that all of one transaction are one statement.
    """

    person_id: int
    seq: int
    head: str
    unwritten: list[dict[str, Any]] = field(default_factory=list)


def canonical(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, no floats."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def commit_to(salt: str, text: str) -> str:
    """Return SHA-256(salt ‖ text): proves the text as long as the salt is kept, nothing after."""
    return commit_to_bytes(salt, text.encode())


def commit_to_bytes(salt: str, body: bytes) -> str:
    """Return SHA-256(salt ‖ bytes), for what is no text; "" for a salt that is none, which fits nothing."""
    try:
        key = bytes.fromhex(salt)
    except ValueError:
        return ""
    return hashlib.sha256(key + body).hexdigest()


def link(*, prev: str, person_id: int, seq: int, fields: Sequence[str | int | None]) -> str:
    """Return the hash of a fact over its place in the chain and all that its row says."""
    return hashlib.sha256(canonical([TAG, prev, person_id, seq, *fields]).encode()).hexdigest()


def create_learner(conn: Connection, person_id: int) -> None:
    """Give a new person an empty chain."""
    conn.execute(insert(learner).values(person_id=person_id, seq=0, head=GENESIS))


def passed_by_assessment() -> ColumnElement[bool]:
    """Select the facts of passes that a challenge earned.

    Their bodies are canonical JSON, so that one text of it says so (progress.requirements.BY_ASSESSMENT).
    """
    said = canonical({"by": BY_ASSESSMENT})[1:-1]
    is_pass = journal.c.kind == FactKind.MODULE_PASSED.value
    return and_(is_pass, journal.c.body.contains(said, autoescape=True))


_LOCK = (
    select(learner.c.seq, learner.c.head)
    .where(learner.c.person_id == bindparam("whose"))
    .with_for_update(of=learner, key_share=True)
)


def lock_learner(conn: Connection, person_id: int) -> Lock | None:
    """Lock a learner for this transaction; None if there is no such learner."""
    row = conn.execute(_LOCK, {"whose": person_id}).first()
    return None if row is None else Lock(person_id, row.seq, row.head)


def append(
    lock: Lock,
    *,
    kind: str,
    subject: str,
    body: Mapping[str, Any],
    salt: bytes,
    now: datetime,
    evidence: str = "",
    by_person: int | None = None,
) -> int:
    """Append one fact to the locked chain and return its number; `save` writes it."""
    text = canonical(body)
    seq, salt_hex = lock.seq + 1, salt.hex()
    commitment = commit_to(salt_hex, text)
    fields = (kind, iso(now), subject, commitment, evidence, by_person)
    digest = link(prev=lock.head, person_id=lock.person_id, seq=seq, fields=fields)
    lock.unwritten.append(
        {
            "person_id": lock.person_id,
            "seq": seq,
            "recorded_at": now,
            "kind": kind,
            "subject": subject,
            "body": text,
            "salt": salt_hex,
            "commitment": commitment,
            "evidence": evidence,
            "by_person": by_person,
            "prev": lock.head,
            "hash": digest,
        }
    )
    lock.seq, lock.head = seq, digest
    return seq


_APPEND = insert(journal)
_MOVE = (
    update(learner)
    .where(learner.c.person_id == bindparam("whose"))
    .values(seq=bindparam("number"), head=bindparam("last"))
)


def save(conn: Connection, lock: Lock) -> None:
    """Write the facts that were appended, and the head that they moved."""
    if lock.unwritten:
        conn.execute(_APPEND, lock.unwritten)
        conn.execute(_MOVE, {"whose": lock.person_id, "number": lock.seq, "last": lock.head})
        lock.unwritten.clear()


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored fact as it is read back."""

    person_id: int
    seq: int
    recorded_at: datetime
    kind: str
    subject: str
    body: dict[str, Any] | None
    evidence: str
    by_person: int | None


def read_facts(
    conn: Connection, person_id: int, *, kinds: Sequence[str] | None = None
) -> list[Entry]:
    """Return a person's facts in order, all or of some kinds."""
    query = select(journal).where(journal.c.person_id == person_id).order_by(journal.c.seq)
    if kinds is not None:
        query = query.where(journal.c.kind.in_(kinds))
    return [
        Entry(
            row.person_id,
            row.seq,
            row.recorded_at,
            row.kind,
            row.subject,
            None if row.body is None else json.loads(row.body),
            row.evidence,
            row.by_person,
        )
        for row in conn.execute(query)
    ]


def subjects_of(conn: Connection, person_id: int, *, kind: str) -> frozenset[str]:
    """Return what a person's facts of one kind are about (which lessons are read, say)."""
    query = select(journal.c.subject).where(
        journal.c.person_id == person_id, journal.c.kind == kind
    )
    return frozenset(conn.scalars(query))
