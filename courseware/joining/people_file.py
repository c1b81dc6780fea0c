"""A list of people as CSV: text → one line a person and all problems; nothing here raises.

Comma, semicolon or tab; headings in any order and case; UTF-8, or Windows-1252 with a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courseware.joining.folding import did_you_mean, fold_name
from courseware.joining.people_columns import COLUMNS, READERS, NotReadable, read_text
from courseware.joining.row_problems import RowProblem, RowReport
from courseware.joining.table_text import Reading, read_table
from courseware.tables.csv_text import csv_chunks

MOST_ROWS = 5_000
MOST_COLUMNS = 100
_BY_FOLDED = {column.name.replace("_", ""): column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What one row says of a person; empty or None: it says nothing."""

    row: int
    user_name: str
    name: str
    email: str = ""
    team: str = ""
    job_role: str = ""
    site: str = ""
    shift: str = ""
    line: str = ""
    started_on: date | None = None
    time_zone: str = ""
    pathway: str = ""
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """The rows that can be read, the columns that are there, and everything that is wrong."""

    lines: tuple[PersonLine, ...] = ()
    columns: frozenset[str] = frozenset()
    problems: tuple[RowProblem, ...] = ()
    errors: int = 0
    text: str = ""
    """The list as text, for a form that posts it again."""


def read_people(data: bytes | str) -> PeopleFile:
    """Read a list of at most LARGEST bytes (`table_text`) and MOST_ROWS people."""
    report = RowReport()
    table = read_table(data, frozenset(_BY_FOLDED), fold_heading, report)
    heading = _heading(table, report) if table.heading else {}
    lines = tuple(_lines(table, heading, report)) if not report.errors else ()
    if heading and not lines and not report.errors:
        report.error(0, "", "There is nobody in this list.", "Write one row for each person.")
    return PeopleFile(
        _without_doubles(lines, report),
        frozenset(heading.values()),
        tuple(sorted(report.problems, key=lambda one: (one.row, one.column))),
        report.errors,
        table.text,
    )


def fold_heading(cell: str) -> str:
    """Return the form in which headings are compared: "User name" and "user_name" are the same."""
    return "".join(one for one in fold_name(cell[:100]) if one.isalnum())


def _heading(table: Reading, report: RowReport) -> dict[int, str]:
    """Return place → column for the headings that are known."""
    places: dict[int, str] = {}
    row, cells = table.row, table.heading
    if len(cells) > MOST_COLUMNS:
        report.error(row, "", f"The heading has {len(cells):,} columns, and at most "
                     f"{MOST_COLUMNS} are read.", "Is the separator a comma, semicolon or tab?")  # fmt: skip
        return {}
    for place, cell in enumerate(cells):
        column = _BY_FOLDED.get(fold_heading(cell))
        if column is None:
            if cell.strip():
                report.warning(row, cell.strip(), "This column is not known; it is left out.",
                               lambda cell=cell: did_you_mean(cell, [one.name for one in COLUMNS]))  # type: ignore[misc]  # fmt: skip # a default binds the loop's value
        elif column.name in places.values():
            report.error(row, column.name, "This column is there twice.", "Take one of them out.")
        else:
            places[place] = column.name
    for column in COLUMNS:
        if column.is_required and column.name not in places.values():
            report.error(row, column.name, "This column is missing.",
                         "The first row must name the columns: user_name, name and so on.")  # fmt: skip
    return places


def _lines(table: Reading, heading: dict[int, str], report: RowReport) -> Iterator[PersonLine]:
    count = 0
    for row, cells in table.rows(report):
        count += 1
        if count > MOST_ROWS:
            report.error(row, "", f"The list has more than {MOST_ROWS:,} people.",
                         "Cut it into several lists.")  # fmt: skip
            return
        extra = [cell for cell in cells[len(table.heading) :] if cell.strip()]
        if extra:
            report.error(row, "", f"This row has {len(cells):,} cells, and the heading has "
                         f"{len(table.heading)}.", "Put text that holds the separator in quotes.")  # fmt: skip
            continue
        line = _line(
            row, {heading[n]: cell for n, cell in enumerate(cells) if n in heading}, report
        )
        if line is not None:
            yield line


def _line(row: int, cells: dict[str, str], report: RowReport) -> PersonLine | None:
    """Read one row; None if any of its cells cannot be read."""
    values: dict[str, Any] = {}
    before = report.errors
    for column in COLUMNS:
        try:
            text = read_text(column, cells.get(column.name, ""))
            if text:
                values[column.name] = READERS.get(column.name, str)(text)
            elif column.is_required:
                report.error(row, column.name, "This cell is empty.", "Everybody needs one.")
        except NotReadable as fault:
            report.error(row, column.name, str(fault), fault.mend)
    return PersonLine(row, **values) if report.errors == before else None


def _without_doubles(lines: Sequence[PersonLine], report: RowReport) -> tuple[PersonLine, ...]:
    """Leave out rows whose user name or address an earlier one has; what one types must tell who."""
    taken: dict[str, int] = {}
    kept = []
    for line in lines:
        keys = {fold_name(line.user_name): "user_name"}
        if line.email:
            keys.setdefault(fold_name(line.email), "email")
        doubles = [(key, column) for key, column in keys.items() if key in taken]
        for key, column in doubles:
            value = line.user_name if column == "user_name" else line.email
            report.error(line.row, column, f"Rows {taken[key]} and {line.row} both have “{value}”.",
                         "Give each person a user name and an address of their own.")  # fmt: skip
        taken.update({key: line.row for key in keys if key not in taken})
        if not doubles:
            kept.append(line)
    return tuple(kept)


def write_people(lines: Iterable[PersonLine]) -> Iterator[bytes]:
    """Yield a list as CSV; `read_people` reads the same again."""
    yield from csv_chunks(_cells(lines))


def _cells(lines: Iterable[PersonLine]) -> Iterator[list[str]]:
    yield [column.name for column in COLUMNS]
    for line in lines:
        values = (getattr(line, column.name) for column in COLUMNS)
        yield [str(value) if value is not None else "" for value in values]
