"""Signed records of passed modules, and which passed modules have none yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.progress.facts import FactKind
from courseware.progress.standing import State
from courseware.records.base import Base, table_of
from courseware.records.journal import journal
from courseware.records.people import person
from courseware.records.revocations import is_superseded
from courseware.records.signing_keys import signing_key
from courseware.records.standings import standing


class ModuleRecord(Base):
    """One issue of the record of one passed module. Text and signature are stored once.

    Erasing a person nulls snapshot, signature and salt: a signature that stayed would let anybody
    try out names against it. Both digests stay, for the holder's chain rests on them.
    """

    __tablename__ = "module_record"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"))
    module: Mapped[str]
    cycle: Mapped[int]
    issue: Mapped[int]  # 1 is made by itself; a later one supersedes
    snapshot: Mapped[str | None]  # canonical JSON, the text that is signed; None after erasure
    signature: Mapped[str | None]  # base64url; None after erasure
    salt: Mapped[str | None]
    snapshot_digest: Mapped[str]  # SHA-256(salt ‖ snapshot)
    signature_digest: Mapped[str]  # SHA-256(salt ‖ signature)
    key_id: Mapped[int] = mapped_column(ForeignKey("signing_key.id"), index=True)
    signed_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("person_id", "module", "cycle", "issue"),)


module_record = table_of(ModuleRecord)
FIRST_CYCLE, FIRST_ISSUE = 1, 1
"""The one record that a passed module gets by itself."""
_COUNTS = (module_record.c.cycle == FIRST_CYCLE) & ~is_superseded(module_record.c.public_id)
"""The record of a pass that counts: the one that no later issue is to follow."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A stored record with its key, and what the holder's chain says of it (None: nothing)."""

    public_id: str
    person_id: int
    module: str
    cycle: int
    issue: int
    snapshot: str | None
    signature: str | None
    salt: str | None
    snapshot_digest: str
    signature_digest: str
    signed_at: datetime
    key_name: str
    public_key: str
    evidence: str | None


_ROWS: Select[Any] = (
    select(
        *(module_record.c[name] for name in (
            "public_id", "person_id", "module", "cycle", "issue", "snapshot", "signature", "salt",
            "snapshot_digest", "signature_digest", "signed_at",
        )),
        signing_key.c.name,
        signing_key.c.public_key,
        journal.c.evidence,
    )
    .join(signing_key, signing_key.c.id == module_record.c.key_id)
    .outerjoin(
        journal,
        (journal.c.person_id == module_record.c.person_id)
        & (journal.c.kind == FactKind.MODULE_RECORD_SIGNED.value)
        & (journal.c.subject == module_record.c.public_id),
    )
)  # fmt: skip


def find_record(conn: Connection, public_id: str) -> RecordRow | None:
    """Return the record with this public id."""
    row = conn.execute(_ROWS.where(module_record.c.public_id == public_id)).first()
    return None if row is None else RecordRow(*row)


def records_of(conn: Connection, person_id: int) -> Sequence[RecordRow]:
    """Return a person's records, oldest first."""
    rows = conn.execute(
        _ROWS.where(module_record.c.person_id == person_id).order_by(module_record.c.id)
    )
    return [RecordRow(*row) for row in rows]


def signed_modules(conn: Connection, person_id: int) -> frozenset[str]:
    """Return the modules of which a person has the record that counts."""
    query = select(module_record.c.module).where(module_record.c.person_id == person_id, _COUNTS)
    return frozenset(conn.scalars(query))


def next_issues(conn: Connection, person_id: int) -> dict[str, int]:
    """Return, for each module with a record, the number of the issue that would be next."""
    record = module_record.c
    query = (
        select(record.module, func.max(record.issue) + 1)
        .where(record.person_id == person_id, record.cycle == FIRST_CYCLE)
        .group_by(record.module)
    )
    return {module: int(issue) for module, issue in conn.execute(query)}


@dataclass(frozen=True, slots=True)
class Passed:
    """A module that somebody passed, and the number of its record if it is signed."""

    module: str
    passed_at: datetime
    public_id: str | None


def passed_modules(
    conn: Connection, person_id: int, *, module: str | None = None
) -> Sequence[Passed]:
    """Return the modules a person has passed (or only this one), in the order of passing."""
    query = (
        select(standing.c.module, standing.c.passed_at, module_record.c.public_id)
        .select_from(
            standing.outerjoin(
                module_record,
                (module_record.c.person_id == standing.c.person_id)
                & (module_record.c.module == standing.c.module)
                & _COUNTS,
            )
        )
        .where(standing.c.person_id == person_id, standing.c.state == State.PASSED.value)
        .order_by(standing.c.passed_at, standing.c.module)
    )
    if module is not None:
        query = query.where(standing.c.module == module)
    return [Passed(*row) for row in conn.execute(query)]


@dataclass(frozen=True, slots=True)
class Pass:
    """The fact that a module was passed, with its place in the chain."""

    module: str
    passed_at: datetime
    body: str | None
    hash: str


def unsigned_passes(conn: Connection, person_id: int) -> Sequence[Pass]:
    """Return a person's passes that have no record yet, in the order of the chain."""
    there = (
        select(module_record.c.id)
        .where(
            module_record.c.person_id == journal.c.person_id,
            module_record.c.module == journal.c.subject,
            _COUNTS,
        )
        .exists()
    )
    query = (
        select(journal.c.subject, journal.c.recorded_at, journal.c.body, journal.c.hash)
        .where(
            journal.c.person_id == person_id,
            journal.c.kind == FactKind.MODULE_PASSED.value,
            ~there,
        )
        .order_by(journal.c.seq.desc())
    )
    # a module passed twice has one record: of its first pass, which comes last here
    return list({row.subject: Pass(*row) for row in conn.execute(query)}.values())[::-1]


_HAS_RECORD = (
    select(module_record.c.id)
    .where(
        module_record.c.person_id == standing.c.person_id,
        module_record.c.module == standing.c.module,
        _COUNTS,
    )
    .exists()
)
_HAS_NAME = (
    select(person.c.id)
    .where(
        person.c.id == standing.c.person_id,
        person.c.certificate_name_confirmed_at.is_not(None),
        person.c.erased_at.is_(None),
    )
    .exists()
)
# Asked in every round: the record is looked for first, in its index alone, because nearly all have one.
_WAITING = select(standing.c.person_id).where(
    standing.c.state == State.PASSED.value, ~_HAS_RECORD, _HAS_NAME
)


def people_to_sign(conn: Connection, *, limit: int) -> list[int]:
    """Return people with a confirmed name and a passed module that has no record yet."""
    query = _WAITING.distinct().order_by(standing.c.person_id).limit(limit)
    return [int(person_id) for person_id in conn.scalars(query)]


def count_unsigned(conn: Connection) -> int:
    """Return how many records could be signed now, were there a key and an issuer."""
    return conn.execute(select(func.count()).select_from(_WAITING.subquery())).scalar_one()
