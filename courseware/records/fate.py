"""What a decision about erasing is made of: which rows are a person's, what becomes of each column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table


@dataclass(frozen=True, slots=True)
class Whose:
    """Who is erased, and by what else rows can be tied to them as long as it is known."""

    id: int
    user_name_key: str = ""
    email: str = ""


Rows = Callable[[Whose], ColumnElement[bool]]
Value = Callable[[int], str | int]


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of some columns: kept, emptied, or replaced by `value` of the person's id."""

    columns: tuple[str, ...]
    reason: str
    is_kept: bool = False
    value: Value | None = None

    def new_value(self, column: Column[Any], person_id: int) -> str | int | None:
        """Return what stands in the column afterwards: nothing, as far as the column allows."""
        if self.value is not None:
            return self.value(person_id)
        return None if column.nullable else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a person's rows in one table: `rows` None says that none are about anybody."""

    rows: Rows | None
    fates: tuple[Fate, ...] = ()
    reason: str = ""

    @property
    def deletes(self) -> bool:
        """Say whether the rows go."""
        return self.rows is not None and not self.fates

    def changes(self, table: Table) -> Iterator[tuple[Column[Any], Fate]]:
        """Yield the columns that are emptied or replaced."""
        for fate in self.fates:
            if not fate.is_kept:
                yield from ((table.c[name], fate) for name in fate.columns)


def kept(columns: str, reason: str) -> Fate:
    """Decide that columns (names with spaces between them) stay as they are."""
    return Fate(tuple(columns.split()), reason, is_kept=True)


def emptied(columns: str, reason: str) -> Fate:
    """Decide that columns hold nothing afterwards."""
    return Fate(tuple(columns.split()), reason)


def replaced(columns: str, value: Value, reason: str) -> Fate:
    """Decide that columns hold a value made of the number of the person."""
    return Fate(tuple(columns.split()), reason, value=value)


def nobodys(reason: str) -> Decision:
    """Say that a table holds nothing about people but numbers of staff."""
    return Decision(None, reason=reason)


def deleted(rows: Rows, reason: str) -> Decision:
    """Decide that rows go as a whole."""
    return Decision(rows, reason=reason)


def stays(rows: Rows, *fates: Fate) -> Decision:
    """Decide that rows stay, each column by its fate."""
    return Decision(rows, fates)
