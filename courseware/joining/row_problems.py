"""What is wrong in a list, as data: the row, the column, and what to do instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from courseware.problems import MOST_LISTED, Mend, Severity, shown

ROWS_NAMED = 3
"""Rows that a problem of many rows names; the others are counted."""


@dataclass(frozen=True, order=True, slots=True)
class RowProblem:
    """One fault of a list. `row` as a spreadsheet counts it, the heading is row 1; 0: the whole file."""

    row: int
    column: str
    message: str
    mend: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Give the line that `flask people import` prints."""
        where = f"row {self.row}" if self.row else "file"
        column = f", {self.column}" if self.column else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{where}{column}: {self.severity}: {self.message}{mend}"


@dataclass(slots=True)
class RowReport:
    """Collects the problems of one list; all are counted, the first of each severity are listed."""

    problems: list[RowProblem] = field(default_factory=list)
    found: Counter[Severity] = field(default_factory=Counter)

    def error(self, row: int, column: str, message: str, mend: Mend = "") -> None:
        """Report what stops the import."""
        self._add(row, column, message, mend, Severity.ERROR)

    def warning(self, row: int, column: str, message: str, mend: Mend = "") -> None:
        """Report what the reader should know and decide."""
        self._add(row, column, message, mend, Severity.WARNING)

    @property
    def errors(self) -> int:
        """Return how many errors were found, listed or not."""
        return self.found[Severity.ERROR]

    def _add(self, row: int, column: str, message: str, mend: Mend, severity: Severity) -> None:
        self.found[severity] += 1
        if self.found[severity] <= MOST_LISTED:
            instead = mend if isinstance(mend, str) else mend()
            self.problems.append(
                RowProblem(row, shown(column), shown(message), shown(instead), severity)
            )


def rows_words(rows: Sequence[int]) -> str:
    """Name rows: "row 4", "rows 4, 7, 9 and 12 more"."""
    named = ", ".join(str(row) for row in rows[:ROWS_NAMED])
    more = len(rows) - ROWS_NAMED
    start = "row" if len(rows) == 1 else "rows"
    return f"{start} {named} and {more} more" if more > 0 else f"{start} {named}"
