"""What staff did, for those who look after it: the newest first, with the names that the notes leave out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from courseware.records.people import fold_name, person, team
from courseware.records.work import audit

SHOWN = 50
"""Notes on a page."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One note. `by` is None for a command."""

    id: int
    at: datetime
    by: str | None
    action: str
    subject: str
    details: dict[str, str]

    @property
    def ids(self) -> list[tuple[str, int]]:
        """Return the persons and teams that it speaks of, as (kind, id)."""
        pairs = [self.subject.partition(":")[::2], ("team", self.details.get("team", ""))]
        return [(kind, int(text)) for kind, text in pairs if text.isascii() and text.isdigit()]


def read_audit(
    conn: Connection,
    *,
    action: str = "",
    person_id: int | None = None,
    before: int | None = None,
) -> tuple[Sequence[Noted], bool]:
    """Return a page of notes older than the note `before`, and whether there are more.

    `person_id`: only what this person did, or what was done about them.
    """
    query = (
        select(audit, person.c.name.label("by"))
        .outerjoin(person, person.c.id == audit.c.by_person)
        .order_by(audit.c.id.desc())
        .limit(SHOWN + 1)
    )
    if action:
        query = query.where(audit.c.action == action)
    if person_id is not None:
        about = audit.c.subject == f"person:{person_id}"
        query = query.where(or_(audit.c.by_person == person_id, about))
    if before is not None:
        query = query.where(audit.c.id < before)
    rows = conn.execute(query).all()
    found = [
        Noted(row.id, row.at, row.by, row.action, row.subject, json.loads(row.details))
        for row in rows[:SHOWN]
    ]
    return found, len(rows) > SHOWN


def names_in(conn: Connection, notes: Iterable[Noted]) -> dict[tuple[str, int], str]:
    """Return the names of the persons and teams that notes speak of: two statements for all of them."""
    ids = {pair for one in notes for pair in one.ids}
    names: dict[tuple[str, int], str] = {}
    for kind, table in (("person", person), ("team", team)):
        wanted = [number for its_kind, number in ids if its_kind == kind]
        if wanted:
            query = select(table.c.id, table.c.name).where(table.c.id.in_(wanted))
            names |= {(kind, row.id): row.name for row in conn.execute(query)}
    return names


def find_id(conn: Connection, user_name: str) -> int | None:
    """Return the id of the person with this user name or address."""
    key = fold_name(user_name)
    query = select(person.c.id).where(or_(person.c.user_name_key == key, person.c.email_key == key))
    found: int | None = conn.execute(query).scalar()
    return found
