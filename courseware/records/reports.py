"""What single pages read for a report: names of staff, versions of a module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from courseware.records.people import person
from courseware.records.versions import module_version


def read_names(conn: Connection, people: Sequence[int]) -> dict[int, str]:
    """Return the names of several people."""
    rows = conn.execute(select(person.c.id, person.c.name).where(person.c.id.in_(people)))
    return {row.id: row.name for row in rows}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version of a module; `by` is None when a command published it."""

    number: int
    published_at: datetime
    by: str | None
    reason: str
    digest: str


def read_versions(conn: Connection, module: str) -> Sequence[VersionRow]:
    """Return the versions of a module, newest first."""
    version = module_version.c
    rows = conn.execute(
        select(version.number, version.published_at, person.c.name, version.reason, version.digest)
        .outerjoin(person, person.c.id == version.published_by)
        .where(version.module == module)
        .order_by(version.number.desc())
    )
    return [VersionRow(*row) for row in rows]
