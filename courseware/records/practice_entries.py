"""The practice log: its entries, real work and passed cases alike."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    Row,
    Select,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.practice.entries import WRITABLE, EntryState
from courseware.records import journal
from courseware.records.base import Base, table_of

QUARTERS = 4


class PracticeEntry(Base):
    """One entry. Words stand in `texts` with a salt, so that facts can rest on their digest.

    A verified entry never changes again. `case_id` is "" for real work, else the simulated case.
    """

    __tablename__ = "practice_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"))
    state: Mapped[str]
    worked_on: Mapped[date | None]
    quarters: Mapped[int | None]  # quarter hours
    category: Mapped[str]  # "" while it is open
    case_id: Mapped[str] = mapped_column(default="")
    texts: Mapped[
        str | None
    ]  # canonical JSON: did, observed, reflection, lines; None after erasure
    salt: Mapped[str | None]
    text_digest: Mapped[str]  # SHA-256(salt ‖ texts)
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # an account
    verifier_name: Mapped[str] = mapped_column(default="")
    verifier_role: Mapped[str] = mapped_column(default="")
    verifier_contact: Mapped[str] = mapped_column(default="")
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("practice_sheet.id"), index=True)
    revision: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    __table_args__ = (
        Index("ix_practice_entry_person_id_worked_on", "person_id", "worked_on"),
        # a case counts once
        Index(
            "uq_practice_entry_case", "person_id", "case_id", unique=True,
            sqlite_where=case_id != "", postgresql_where=case_id != "",
        ),
    )  # fmt: skip


practice_entry = table_of(PracticeEntry)


@dataclass(frozen=True, slots=True)
class Words:
    """What an entry says in words."""

    did: str = ""
    observed: str = ""
    reflection: str = ""
    lines: Mapping[str, str] | None = None

    def to_json(self) -> str:
        """Return the canonical text."""
        said: dict[str, Any] = {
            "did": self.did, "observed": self.observed, "reflection": self.reflection,
        }  # fmt: skip
        if self.lines:
            said["lines"] = dict(self.lines)
        return journal.canonical(said)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Who saw the work: an account (`person_id`), or somebody with an address."""

    name: str = ""
    role: str = ""
    contact: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as pages and operations use it. `returned`: what the verifier wrote last, if it came back."""

    id: int
    person_id: int
    state: EntryState
    on: date | None
    hours: Fraction | None
    category: str
    case_id: str
    words: Words
    verifier: Verifier
    sheet_id: int | None
    revision: int
    changed_at: datetime

    @property
    def is_writable(self) -> bool:
        """Say whether the learner may change it."""
        return self.state in WRITABLE


def read_entries(
    conn: Connection, person_id: int, *, states: Collection[EntryState] = tuple(EntryState)
) -> list[EntryRow]:
    """Return a person's entries, the latest day first; drafts without a day before them."""
    query = _of(person_id).where(practice_entry.c.state.in_([one.value for one in states]))
    rows = conn.execute(query).all()
    rows = sorted(rows, key=lambda row: (row.worked_on or date.max, row.id), reverse=True)
    return [entry_in(row) for row in rows]


def count_entries(conn: Connection, person_id: int) -> Counter[EntryState]:
    """Return how many entries a person has in each state."""
    query = (
        select(practice_entry.c.state, func.count())
        .where(practice_entry.c.person_id == person_id)
        .group_by(practice_entry.c.state)
    )
    return Counter({EntryState(state): count for state, count in conn.execute(query)})


def find_entry(conn: Connection, person_id: int, entry_id: int) -> EntryRow | None:
    """Return one entry of a person."""
    row = conn.execute(_of(person_id).where(practice_entry.c.id == entry_id)).first()
    return None if row is None else entry_in(row)


def entry_of_case(conn: Connection, person_id: int, case_id: str) -> EntryRow | None:
    """Return the entry that a passed case made."""
    row = conn.execute(_of(person_id).where(practice_entry.c.case_id == case_id)).first()
    return None if row is None else entry_in(row)


def hours_of_day(conn: Connection, person_id: int, on: date, *, but: int | None) -> Fraction:
    """Return the hours of a person's entries of one day, without one of them; simulated ones are not of a day."""
    query = select(func.coalesce(func.sum(practice_entry.c.quarters), 0)).where(
        practice_entry.c.person_id == person_id,
        practice_entry.c.worked_on == on,
        practice_entry.c.case_id == "",
    )
    if but is not None:
        query = query.where(practice_entry.c.id != but)
    return Fraction(int(conn.execute(query).scalar_one()), QUARTERS)


def entries_on(conn: Connection, sheet_id: int) -> list[EntryRow]:
    """Return the entries of a sheet that wait, by day."""
    query = select(practice_entry).where(
        practice_entry.c.sheet_id == sheet_id, practice_entry.c.state == EntryState.SENT.value
    )
    return [
        entry_in(row)
        for row in conn.execute(query.order_by(practice_entry.c.worked_on, practice_entry.c.id))
    ]


def stored_entry(conn: Connection, entry_id: int) -> Row[Any]:
    """Return an entry as stored: what the fact about it rests on."""
    return conn.execute(select(practice_entry).where(practice_entry.c.id == entry_id)).one()


def stored_entries(conn: Connection, person_id: int) -> Sequence[Row[Any]]:
    """Return a person's verified entries with their last sign-off, as stored: what facts rest on."""
    query = (
        select(practice_entry)
        .where(
            practice_entry.c.person_id == person_id,
            practice_entry.c.state == EntryState.VERIFIED.value,
        )
        .order_by(practice_entry.c.id)
    )
    return conn.execute(query).all()


def _of(person_id: int) -> Select[Any]:
    return select(practice_entry).where(practice_entry.c.person_id == person_id)


def entry_in(row: Row[Any]) -> EntryRow:
    """Return the entry that a stored row holds."""
    said = json.loads(row.texts) if row.texts else {}
    words = Words(
        said.get("did", ""), said.get("observed", ""), said.get("reflection", ""), said.get("lines")
    )
    verifier = Verifier(row.verifier_name, row.verifier_role, row.verifier_contact, row.verifier_id)
    hours = None if row.quarters is None else Fraction(row.quarters, QUARTERS)
    return EntryRow(
        row.id, row.person_id, EntryState(row.state), row.worked_on, hours, row.category,
        row.case_id, words, verifier, row.sheet_id, row.revision, row.changed_at,
    )  # fmt: skip
