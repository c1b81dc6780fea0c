"""A copy of all that the site holds about one person, one statement a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from courseware.records.base import iso
from courseware.records.own_data_parts import PARTS, Part

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Copied:
    """One table of the copy; each row as JSON knows it."""

    part: Part
    rows: Sequence[Values]


def statement_of(part: Part) -> Select[Any]:
    """Return the statement that reads a part, in the order of its key."""
    columns = [
        part.instead.get(column.name, column).label(column.name)
        for column in part.table.c
        if column.name not in part.left_out
    ]
    return select(*columns).where(part.mine).order_by(*part.table.primary_key.columns)


# Built once: making a statement costs as much as running it.
_STATEMENTS = tuple((part, statement_of(part)) for part in PARTS)


def copy_of(conn: Connection, person_id: int) -> Iterator[Copied]:
    """Yield what is held about a person. `conn` should see one moment (`snapshot`)."""
    whose = {"me": person_id, "subject": f"person:{person_id}"}
    for part, statement in _STATEMENTS:
        rows = conn.execute(statement, whose).mappings()
        yield Copied(part, [_plain(row) for row in rows])


def _plain(row: Mapping[Any, Any]) -> Values:
    return {str(name): _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    """Write moments as a digest does, in UTC; the rest is JSON already."""
    if isinstance(value, datetime):
        return iso(value)
    return value.isoformat() if isinstance(value, date) else value
