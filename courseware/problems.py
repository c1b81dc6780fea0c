"""An author's fault is data, never an exception: what is wrong, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Path = tuple[str | int, ...]
"""Where a value stands inside a document: keys and list positions from the root."""


class Severity(StrEnum):
    """An error stops publishing; a warning is shown and leaves the choice to the author."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault: `file` and `line` (1-based), what is wrong, and what to write instead (`mend`)."""

    file: str
    line: int
    message: str
    mend: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Give the line that `flask content check` prints."""
        mend = f" {self.mend}" if self.mend else ""
        return f"{self.file}:{self.line}: {self.severity}: {self.message}{mend}"


@dataclass(slots=True)
class Report:
    """Collects the problems of one reading. Rooms are handed a `Source` of it and add to it."""

    problems: list[Problem] = field(default_factory=list)

    def source(self, file: str, lines: Mapping[Path, int] | None = None) -> Source:
        """Return the place to report problems of `file`; `lines` maps a value's path to its line."""
        return Source(self, file, lines or {})

    @property
    def has_errors(self) -> bool:
        """Say whether anything found would stop publishing."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Source:
    """One file under reading: knows on which line each value stands."""

    report: Report
    file: str
    lines: Mapping[Path, int]
    base: Path = ()

    def at(self, *path: str | int) -> Source:
        """Return the same file with `path` as the new root for what is reported."""
        return Source(self.report, self.file, self.lines, (*self.base, *path))

    def line(self, *path: str | int) -> int:
        """Return the line of the value at `path`, or of its nearest known parent."""
        where = (*self.base, *path)
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def error(self, message: str, *path: str | int, mend: str = "") -> None:
        """Report a fault that stops publishing."""
        self.add(self.line(*path), message, mend, Severity.ERROR)

    def warning(self, message: str, *path: str | int, mend: str = "") -> None:
        """Report a fault that does not stop publishing."""
        self.add(self.line(*path), message, mend, Severity.WARNING)

    def add(self, line: int, message: str, mend: str, severity: Severity) -> None:
        """Report a fault on a line that the caller knows itself."""
        self.report.problems.append(Problem(self.file, line, message, mend, severity))
