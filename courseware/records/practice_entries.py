"""The practice log: entries, and the sheets by which a week of them is sent to who saw the work."""

from __future__ import annotations

import json
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
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.practice.entries import WRITABLE, EntryState
from courseware.records import journal
from courseware.records.base import Base, table_of
from courseware.records.people import person

QUARTERS = 4


class PracticeSheet(Base):
    """Entries of one week, sent to one person. That is an account, or a guest with a link."""

    __tablename__ = "practice_sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    week_on: Mapped[date]  # the Monday
    to_person: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"), index=True)
    sent_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # all entries decided, or taken back


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


class SignOff(Base):
    """One act of a verifier about an entry or a result: who, when, what. Never changed."""

    __tablename__ = "sign_off"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    kind: Mapped[str]  # entries | results
    subject_id: Mapped[int]
    revision: Mapped[int]  # of what was seen
    decision: Mapped[str]  # verified | returned
    by_person: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"))  # neither: the system
    texts: Mapped[str | None]  # canonical JSON: name, role, comment
    salt: Mapped[str | None]
    text_digest: Mapped[str]
    decided_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "revision"),
        Index("ix_sign_off_kind_subject_id", "kind", "subject_id"),
    )


practice_sheet = table_of(PracticeSheet)
practice_entry = table_of(PracticeEntry)
sign_off = table_of(SignOff)


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


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet as its verifier sees it."""

    id: int
    person_id: int
    learner: str
    week_on: date
    to_person: int | None
    guest_id: int | None
    sent_at: datetime


def add_entry(conn: Connection, person_id: int, values: Mapping[str, Any], *, now: datetime) -> int:
    """Store a new entry and return its number; `values` are of `columns`."""
    made = conn.execute(
        insert(practice_entry)
        .values(
            person_id=person_id, revision=1, created_at=now, changed_at=now,
            **{"state": EntryState.DRAFT.value, "case_id": "", **values},
        )
        .returning(practice_entry.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


def columns(
    *,
    on: date | None,
    hours: Fraction | None,
    category: str,
    words: Words,
    verifier: Verifier,
    salt: bytes,
) -> dict[str, Any]:
    """Return the columns that say what an entry says."""
    text = words.to_json()
    return {
        "worked_on": on,
        "quarters": None if hours is None else int(hours * QUARTERS),
        "category": category,
        "texts": text,
        "salt": salt.hex(),
        "text_digest": journal.commit_to(salt.hex(), text),
        "verifier_id": verifier.person_id,
        "verifier_name": verifier.name,
        "verifier_role": verifier.role,
        "verifier_contact": verifier.contact,
    }


def save_entry(
    conn: Connection, entry: EntryRow, values: Mapping[str, Any], *, now: datetime
) -> bool:
    """Change an entry that may still be changed; False if it may not, or another page changed it."""
    done = conn.execute(
        update(practice_entry)
        .where(
            practice_entry.c.id == entry.id,
            practice_entry.c.revision == entry.revision,
            practice_entry.c.state.in_([one.value for one in WRITABLE]),
        )
        .values(revision=entry.revision + 1, changed_at=now, **values)
    )
    return done.rowcount == 1


def set_state(
    conn: Connection, entry_ids: Collection[int], *, state: EntryState, sheet_id: int | None
) -> None:
    """Move entries to a state, and onto or off a sheet; a verified one stays for good.

    Sending is a revision of its own: what came back and is sent again unchanged is looked at again.
    """
    moved: dict[str, Any] = {"state": state.value, "sheet_id": sheet_id}
    if state is EntryState.SENT:
        moved["revision"] = practice_entry.c.revision + 1
    conn.execute(
        update(practice_entry)
        .where(
            practice_entry.c.id.in_(list(entry_ids)),
            practice_entry.c.state != EntryState.VERIFIED.value,
        )
        .values(**moved)
    )


def drop_entry(conn: Connection, person_id: int, entry_id: int) -> bool:
    """Delete a draft that nobody has seen; what was sent once stays."""
    seen = select(sign_off.c.id).where(
        sign_off.c.kind == "entries", sign_off.c.subject_id == entry_id
    )
    gone = conn.execute(
        delete(practice_entry).where(
            practice_entry.c.id == entry_id,
            practice_entry.c.person_id == person_id,
            practice_entry.c.state == EntryState.DRAFT.value,
            ~seen.exists(),
        )
    )
    return gone.rowcount == 1


def read_entries(
    conn: Connection, person_id: int, *, states: Collection[EntryState] = tuple(EntryState)
) -> list[EntryRow]:
    """Return a person's entries, the latest day first; drafts without a day before them."""
    query = _of(person_id).where(practice_entry.c.state.in_([one.value for one in states]))
    rows = conn.execute(query).all()
    rows = sorted(rows, key=lambda row: (row.worked_on or date.max, row.id), reverse=True)
    return [_entry(row) for row in rows]


def find_entry(conn: Connection, person_id: int, entry_id: int) -> EntryRow | None:
    """Return one entry of a person."""
    row = conn.execute(_of(person_id).where(practice_entry.c.id == entry_id)).first()
    return None if row is None else _entry(row)


def entry_of_case(conn: Connection, person_id: int, case_id: str) -> EntryRow | None:
    """Return the entry that a passed case made."""
    row = conn.execute(_of(person_id).where(practice_entry.c.case_id == case_id)).first()
    return None if row is None else _entry(row)


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


def _of(person_id: int) -> Select[Any]:
    return select(practice_entry).where(practice_entry.c.person_id == person_id)


def _entry(row: Row[Any]) -> EntryRow:
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


def add_sheet(
    conn: Connection,
    person_id: int,
    *,
    week_on: date,
    to_person: int | None,
    guest_id: int | None,
    now: datetime,
) -> int:
    """Store a new sheet and return its number."""
    made = conn.execute(
        insert(practice_sheet)
        .values(
            person_id=person_id, week_on=week_on, to_person=to_person, guest_id=guest_id,
            sent_at=now,
        )
        .returning(practice_sheet.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


_SHEETS = (
    select(practice_sheet, person.c.name.label("learner"))
    .join(person, person.c.id == practice_sheet.c.person_id)
    .where(practice_sheet.c.closed_at.is_(None), person.c.erased_at.is_(None))
    .order_by(practice_sheet.c.sent_at, practice_sheet.c.id)
)


def sheets_to(conn: Connection, person_id: int) -> list[SheetRow]:
    """Return the open sheets that were sent to an account, oldest first."""
    return [
        _sheet(row) for row in conn.execute(_SHEETS.where(practice_sheet.c.to_person == person_id))
    ]


def sheets_of(conn: Connection, person_ids: Collection[int]) -> list[SheetRow]:
    """Return the open sheets of some learners, oldest first."""
    if not person_ids:
        return []
    mine = practice_sheet.c.person_id.in_(list(person_ids))
    return [_sheet(row) for row in conn.execute(_SHEETS.where(mine))]


def find_sheet(conn: Connection, sheet_id: int) -> SheetRow | None:
    """Return an open sheet."""
    row = conn.execute(_SHEETS.where(practice_sheet.c.id == sheet_id)).first()
    return None if row is None else _sheet(row)


def sheet_of_guest(conn: Connection, guest_id: int) -> SheetRow | None:
    """Return the open sheet behind a link."""
    row = conn.execute(_SHEETS.where(practice_sheet.c.guest_id == guest_id)).first()
    return None if row is None else _sheet(row)


def entries_on(conn: Connection, sheet_id: int) -> list[EntryRow]:
    """Return the entries of a sheet that wait, by day."""
    query = select(practice_entry).where(
        practice_entry.c.sheet_id == sheet_id, practice_entry.c.state == EntryState.SENT.value
    )
    return [
        _entry(row)
        for row in conn.execute(query.order_by(practice_entry.c.worked_on, practice_entry.c.id))
    ]


def close_sheet_if_done(conn: Connection, sheet_id: int, *, now: datetime) -> bool:
    """Close a sheet on which nothing waits any more."""
    if entries_on(conn, sheet_id):
        return False
    conn.execute(
        update(practice_sheet)
        .where(practice_sheet.c.id == sheet_id, practice_sheet.c.closed_at.is_(None))
        .values(closed_at=now)
    )
    return True


def _sheet(row: Row[Any]) -> SheetRow:
    return SheetRow(
        row.id, row.person_id, row.learner, row.week_on, row.to_person, row.guest_id, row.sent_at
    )


@dataclass(frozen=True, slots=True)
class Act:
    """What a verifier did about one thing; `name` as it was then."""

    kind: str
    subject_id: int
    revision: int
    decision: str
    by_person: int | None
    guest_id: int | None
    name: str
    role: str
    comment: str
    at: datetime


def add_sign_off(conn: Connection, person_id: int, act: Act, *, salt: bytes) -> Row[Any]:
    """Store an act and return its row; a second one about the same revision is refused by the table."""
    text = journal.canonical({"name": act.name, "role": act.role, "comment": act.comment})
    made = conn.execute(
        insert(sign_off)
        .values(
            person_id=person_id, kind=act.kind, subject_id=act.subject_id, revision=act.revision,
            decision=act.decision, by_person=act.by_person, guest_id=act.guest_id, texts=text,
            salt=salt.hex(), text_digest=journal.commit_to(salt.hex(), text), decided_at=act.at,
        )
        .returning(*sign_off.c)
    )  # fmt: skip
    return made.one()


def read_sign_offs(conn: Connection, person_id: int, kind: str) -> dict[int, list[Act]]:
    """Return what was done about a person's entries or results: number → acts, oldest first."""
    query = select(sign_off).where(sign_off.c.person_id == person_id, sign_off.c.kind == kind)
    acts: dict[int, list[Act]] = {}
    for row in conn.execute(query.order_by(sign_off.c.id)):
        said = json.loads(row.texts) if row.texts else {}
        acts.setdefault(row.subject_id, []).append(
            Act(
                row.kind, row.subject_id, row.revision, row.decision, row.by_person, row.guest_id,
                said.get("name", ""), said.get("role", ""), said.get("comment", ""), row.decided_at,
            )
        )  # fmt: skip
    return acts


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
