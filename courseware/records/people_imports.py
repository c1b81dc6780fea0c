"""Which lists of people were imported: counts and ids in the table of what staff did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from courseware.records.journal import canonical
from courseware.records.work import audit

IMPORTED = "people.imported"
ADDED = "person.added"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import that changed something."""

    id: int
    at: datetime
    counts: Mapping[str, int]


def note_import(
    conn: Connection, counts: Mapping[str, int], *, now: datetime, by_person: int | None
) -> int:
    """Write down an import and return its id; what it did to each person is noted after it."""
    details = {name: str(number) for name, number in counts.items()}
    added = conn.execute(
        insert(audit)
        .values(
            at=now,
            by_person=by_person,
            action=IMPORTED,
            subject="people",
            details=canonical(details),
        )
        .returning(audit.c.id)
    )
    return int(added.scalar_one())


def find_import(conn: Connection, import_id: int) -> ImportRow | None:
    """Return one import."""
    row = conn.execute(
        select(audit).where(audit.c.id == import_id, audit.c.action == IMPORTED)
    ).first()
    if row is None:
        return None
    counts = {name: int(number) for name, number in json.loads(row.details).items()}
    return ImportRow(row.id, row.at, counts)


def last_import_id(conn: Connection) -> int | None:
    """Return the id of the last import."""
    return conn.execute(select(func.max(audit.c.id)).where(audit.c.action == IMPORTED)).scalar()


def people_of_import(conn: Connection, import_id: int) -> list[int]:
    """Return the ids of the people whom an import added."""
    details = canonical({"import": str(import_id)})
    subjects = conn.scalars(
        select(audit.c.subject).where(
            audit.c.id > import_id, audit.c.action == ADDED, audit.c.details == details
        )
    )
    return [int(subject.removeprefix("person:")) for subject in subjects]
