"""What a row says differently from what is stored of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from courseware.joining.folding import fold_name
from courseware.joining.people_file import PersonLine
from courseware.joining.people_plan import Change, Known, KnownPerson
from courseware.tables.csv_text import plain_cell, safe_cell

FIELDS = ("name", "email", "job_role", "site", "shift", "line", "started_on", "time_zone")
"""The columns that are columns of `person` too."""
Values = tuple[tuple[str, str | date], ...]


def said_of(line: PersonLine) -> Values:
    """Return all that a row says of a new person."""
    values = ((column, getattr(line, column)) for column in FIELDS)
    return tuple((column, value) for column, value in values if value)


def changes_of(line: PersonLine, known: KnownPerson) -> tuple[tuple[Change, ...], Values]:
    """Return what a row changes, for readers and as values to store. It never empties anything."""
    changes, values = [], []
    for column, said in said_of(line):
        stored = getattr(known, column)
        if not _is_same(column, said, stored):
            changes.append(Change(column, str(stored or ""), str(said)))
            values.append((column, said))
    return tuple(changes), tuple(values)


def people_by_key(known: Known) -> Mapping[str, KnownPerson]:
    """Return people by user name, also in the form in which a downloaded list writes it."""
    as_written = {fold_name(_as_read(one.user_name)): one for one in known.people}
    return {**as_written, **{fold_name(one.user_name): one for one in known.people}}


def _is_same(column: str, said: str | date, stored: str | date | None) -> bool:
    if said == stored:
        return True
    if not isinstance(said, str) or not isinstance(stored, str):
        return False
    if column == "email" and fold_name(said) == fold_name(stored):
        return True
    return said == _as_read(stored)


def _as_read(stored: str) -> str:
    """Return a stored text as it comes back from a downloaded list."""
    return stored if stored.isalnum() else " ".join(plain_cell(safe_cell(stored)).split())
