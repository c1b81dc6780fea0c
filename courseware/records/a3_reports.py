"""A learner's A3 reports and the versions that were handed in: reading and writing them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from courseware.practice.a3_report import WITHDRAWN, WRITABLE, A3State, Report
from courseware.records import journal
from courseware.records.a3s import a3, a3_version


@dataclass(frozen=True, slots=True)
class A3Row:
    """A report as pages and operations use it; `draft` is what stands in the builder."""

    id: int
    person_id: int
    kind: str
    state: A3State
    draft: Report
    revision: int
    changed_at: datetime

    @property
    def is_writable(self) -> bool:
        """Say whether its author may change it."""
        return self.state in WRITABLE


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A report as it was handed in. `decision` is "" while somebody has yet to assess it."""

    id: int
    a3_id: int
    number: int
    report: Report
    sent_at: datetime
    decision: str
    decided_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for an assessor."""
        return not self.decision

    @property
    def is_withdrawn(self) -> bool:
        """Say whether its author took it back."""
        return self.decision == WITHDRAWN


def add_a3(conn: Connection, person_id: int, kind: str, *, now: datetime) -> int:
    """Store a new, empty report and return its number."""
    made = conn.execute(
        insert(a3)
        .values(
            person_id=person_id, kind=kind, state=A3State.DRAFT.value, title="",
            draft=journal.canonical(Report().plain()), revision=1, created_at=now, changed_at=now,
        )
        .returning(a3.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


def a3s_of(conn: Connection, person_id: int) -> list[A3Row]:
    """Return a person's reports, the one that was changed last first."""
    query = select(a3).where(a3.c.person_id == person_id)
    return [
        _a3(row) for row in conn.execute(query.order_by(a3.c.changed_at.desc(), a3.c.id.desc()))
    ]


def find_a3(conn: Connection, person_id: int, a3_id: int) -> A3Row | None:
    """Return one report of a person."""
    row = conn.execute(select(a3).where(a3.c.id == a3_id, a3.c.person_id == person_id)).first()
    return None if row is None else _a3(row)


def _a3(row: Row[Any]) -> A3Row:
    return A3Row(
        row.id, row.person_id, row.kind, A3State(row.state),
        Report.of_plain(json.loads(row.draft or "{}")), row.revision, row.changed_at,
    )  # fmt: skip


def save_draft(conn: Connection, there: A3Row, report: Report, *, now: datetime) -> None:
    """Keep what stands in the builder; whether it may still change was asked under the lock."""
    conn.execute(
        update(a3)
        .where(a3.c.id == there.id)
        .values(
            title=report.title, draft=journal.canonical(report.plain()),
            revision=there.revision + 1, changed_at=now,
        )
    )  # fmt: skip


def set_state(conn: Connection, a3_id: int, state: A3State, *, now: datetime) -> None:
    """Move a report to a state; an accepted one stays for good."""
    conn.execute(
        update(a3)
        .where(a3.c.id == a3_id, a3.c.state != A3State.ACCEPTED.value)
        .values(state=state.value, changed_at=now)
    )


def add_version(conn: Connection, a3_id: int, report: Report, *, salt: bytes, now: datetime) -> int:
    """Store a report as it is handed in, and return which version it is."""
    last = select(func.coalesce(func.max(a3_version.c.number), 0)).where(
        a3_version.c.a3_id == a3_id
    )
    number = int(conn.execute(last).scalar_one()) + 1
    body = journal.canonical(report.plain())
    conn.execute(
        insert(a3_version).values(
            a3_id=a3_id, number=number, body=body, salt=salt.hex(),
            body_digest=journal.commit_to(salt.hex(), body), sent_at=now,
        )
    )  # fmt: skip
    return number


def versions_of(conn: Connection, a3_id: int) -> list[VersionRow]:
    """Return the versions of a report, the newest first; the number of the report is checked before."""
    query = select(a3_version).where(a3_version.c.a3_id == a3_id)
    return [version_of(row) for row in conn.execute(query.order_by(a3_version.c.number.desc()))]


def stored_version(conn: Connection, version_id: int) -> Row[Any]:
    """Return a version as stored: what facts rest on."""
    return conn.execute(select(a3_version).where(a3_version.c.id == version_id)).one()


def version_of(row: Row[Any]) -> VersionRow:
    """Return a stored version as pages use it."""
    return VersionRow(
        row.id, row.a3_id, row.number, Report.of_plain(json.loads(row.body or "{}")), row.sent_at,
        row.decision, row.decided_at,
    )  # fmt: skip


def close_version(conn: Connection, version_id: int, decision: str, *, now: datetime) -> bool:
    """Write down what became of a version; False if that was written before."""
    done = conn.execute(
        update(a3_version)
        .where(a3_version.c.id == version_id, a3_version.c.decision == "")
        .values(decision=decision, decided_at=now)
    )
    return done.rowcount == 1
