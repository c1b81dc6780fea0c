"""Result records: a measure before and after, what somebody's own part was, who confirmed it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, Select, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.practice.entries import WRITABLE, EntryState
from courseware.practice.results import DAYS, TEXTS
from courseware.records import journal
from courseware.records.base import Base, table_of
from courseware.records.people import person
from courseware.records.practice_entries import Verifier
from courseware.records.sign_offs import sign_off

KIND = "results"
"""How sign-offs, files and facts name what stands here."""


class ResultRecord(Base):
    """One result. Its state, words and verifier are those of an entry of the practice log.

    `texts`: canonical JSON of measure, unit, baseline, after, guard, money, own_part, team; numbers as
    they were typed, so that they are exact.
    """

    __tablename__ = "result_record"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    state: Mapped[str]  # draft | sent | verified | returned
    baseline_from: Mapped[date | None]
    baseline_to: Mapped[date | None]
    after_from: Mapped[date | None]
    after_to: Mapped[date | None]
    is_finance_checked: Mapped[bool]
    texts: Mapped[str | None]  # None after erasure
    salt: Mapped[str | None]
    text_digest: Mapped[str]
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    verifier_name: Mapped[str] = mapped_column(default="")
    verifier_role: Mapped[str] = mapped_column(default="")
    verifier_contact: Mapped[str] = mapped_column(default="")
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"), index=True)
    revision: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


result_record = table_of(ResultRecord)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a learner wrote: `texts` by TEXTS, `days` by DAYS of practice.results."""

    texts: Mapping[str, str]
    days: Mapping[str, date | None]
    is_finance_checked: bool
    verifier: Verifier

    def columns(self, salt: bytes) -> dict[str, Any]:
        """Return the columns that say what the draft says."""
        text = journal.canonical({name: self.texts.get(name, "") for name in TEXTS})
        return {
            **{name: self.days.get(name) for name in DAYS},
            "is_finance_checked": self.is_finance_checked,
            "texts": text,
            "salt": salt.hex(),
            "text_digest": journal.commit_to(salt.hex(), text),
            "verifier_id": self.verifier.person_id,
            "verifier_name": self.verifier.name,
            "verifier_role": self.verifier.role,
            "verifier_contact": self.verifier.contact,
        }


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result as pages and operations use it."""

    id: int
    person_id: int
    learner: str
    state: EntryState
    draft: Draft
    guest_id: int | None
    revision: int
    changed_at: datetime
    sent_at: datetime | None

    @property
    def is_writable(self) -> bool:
        """Say whether the learner may change it."""
        return self.state in WRITABLE

    @property
    def verifier(self) -> Verifier:
        """Return who was asked to confirm it."""
        return self.draft.verifier


def add_result(conn: Connection, person_id: int, columns: Mapping[str, Any], now: datetime) -> int:
    """Store a new draft and return its number."""
    made = conn.execute(
        insert(result_record)
        .values(
            person_id=person_id, state=EntryState.DRAFT.value, revision=1, created_at=now,
            changed_at=now, **columns,
        )
        .returning(result_record.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


def save_result(conn: Connection, row: ResultRow, columns: Mapping[str, Any], now: datetime) -> int:
    """Change a result that may still be changed and return its new revision."""
    conn.execute(
        update(result_record)
        .where(
            result_record.c.id == row.id,
            result_record.c.state.in_([one.value for one in WRITABLE]),
        )
        .values(revision=row.revision + 1, changed_at=now, **columns)
    )
    return row.revision + 1


def move_result(conn: Connection, result_id: int, state: EntryState, **columns: Any) -> None:
    """Put a result into a state; a verified one stays for good."""
    conn.execute(
        update(result_record)
        .where(result_record.c.id == result_id, result_record.c.state != EntryState.VERIFIED.value)
        .values(state=state.value, **columns)
    )


def drop_result(conn: Connection, person_id: int, result_id: int) -> bool:
    """Delete a draft that nobody has decided about; what came back once stays."""
    seen = select(sign_off.c.id).where(sign_off.c.kind == KIND, sign_off.c.subject_id == result_id)
    gone = conn.execute(
        delete(result_record).where(
            result_record.c.id == result_id,
            result_record.c.person_id == person_id,
            result_record.c.state == EntryState.DRAFT.value,
            ~seen.exists(),
        )
    )
    return gone.rowcount == 1


RESULTS = select(result_record, person.c.name.label("learner")).join(
    person, person.c.id == result_record.c.person_id
)


def read_results(conn: Connection, person_id: int) -> list[ResultRow]:
    """Return a person's results, the newest first."""
    mine = RESULTS.where(result_record.c.person_id == person_id)
    return rows_of(conn, mine.order_by(result_record.c.id.desc()))


def find_result(conn: Connection, person_id: int, result_id: int) -> ResultRow | None:
    """Return one result of a person."""
    mine = RESULTS.where(result_record.c.person_id == person_id)
    return next(iter(rows_of(conn, mine.where(result_record.c.id == result_id))), None)


def rows_of(conn: Connection, query: Select[Any]) -> list[ResultRow]:
    """Return the results of a query that begins with RESULTS."""
    return [_row(row) for row in conn.execute(query)]


def _row(row: Row[Any]) -> ResultRow:
    said = json.loads(row.texts) if row.texts else {}
    draft = Draft(
        {name: said.get(name, "") for name in TEXTS},
        {name: getattr(row, name) for name in DAYS},
        row.is_finance_checked,
        Verifier(row.verifier_name, row.verifier_role, row.verifier_contact, row.verifier_id),
    )
    return ResultRow(
        row.id, row.person_id, row.learner, EntryState(row.state), draft, row.guest_id,
        row.revision, row.changed_at, row.sent_at,
    )  # fmt: skip
