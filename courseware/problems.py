"""An author's fault is data, never an exception: what is wrong, where, and what to write instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_LISTED = 100
"""Problems of one severity that are listed of one file: who mends these sees the others next."""
LONGEST = 600
"""Characters of a message or mend: it may quote what an author typed, however long that is."""

Path = tuple[str | int, ...]
"""Where a value stands inside a document: keys and list positions from the root."""
Mend = str | Callable[[], str]
"""What to write instead, or what finds it: a search is worth its time only if it is listed."""

_BREAKS = re.compile(r"[\t\n\r\u2028\u2029]+")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, signs that turn the direction of writing, and bytes of file names that are no text."""


class Severity(StrEnum):
    """An error stops publishing; a warning is shown and leaves the choice to the author."""

    ERROR = "error"
    WARNING = "warning"


class Strictness(StrEnum):
    """By whose rules files are checked; what they compile to never depends on it.

    `house`: those of the shipped curriculum. `site`: what an instructor's own module needs to work;
    the other rules of the house are advice there.
    """

    HOUSE = "house"
    SITE = "site"


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

    strictness: Strictness = Strictness.SITE
    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    """How many errors were found, listed or not."""
    _found: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def source(self, file: str, lines: Mapping[Path, int] | None = None) -> Source:
        """Return the place to report problems of `file`; `lines` maps a value's path to its line."""
        return Source(self, shown(file), lines or {})

    def take(self, other: Report) -> None:
        """Add all that another report holds."""
        self.problems.extend(other.problems)
        self.errors += other.errors

    def has_room(self, file: str, line: int, severity: Severity) -> bool:
        """Count a problem and say whether it is listed; the first that is not is told as "more"."""
        self.errors += severity is Severity.ERROR
        self._found[file, severity] += 1
        found = self._found[file, severity]
        if found == MOST_LISTED + 1:
            message = (
                f"This file has more than {MOST_LISTED} {severity}s; the others are not listed."
            )
            self.problems.append(Problem(file, line, message, "Mend the listed ones.", severity))
        return found <= MOST_LISTED

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

    def error(self, message: str, *path: str | int, mend: Mend = "") -> None:
        """Report a fault that stops publishing."""
        self.add(self.line(*path), message, mend, Severity.ERROR)

    def warning(self, message: str, *path: str | int, mend: Mend = "") -> None:
        """Report a fault that does not stop publishing."""
        self.add(self.line(*path), message, mend, Severity.WARNING)

    def house(self, message: str, *path: str | int, mend: Mend = "") -> None:
        """Report what breaks a rule of the house: an error there, a warning on a site of its own.

        Only for what can be graded, drawn, read and kept all the same.
        """
        self.add(self.line(*path), message, mend, self.house_severity)

    @property
    def house_severity(self) -> Severity:
        """Return how a broken rule of the house counts here."""
        is_house = self.report.strictness is Strictness.HOUSE
        return Severity.ERROR if is_house else Severity.WARNING

    def add(self, line: int, message: str, mend: Mend, severity: Severity) -> None:
        """Report a fault on a line that the caller knows itself."""
        if self.report.has_room(self.file, line, severity):
            instead = mend if isinstance(mend, str) else mend()
            problem = Problem(self.file, line, shown(message), shown(instead), severity)
            self.report.problems.append(problem)


def shown(text: str) -> str:
    """Return a text as one line that a terminal, a page and JSON can show, at most LONGEST long."""
    line = _UNSHOWN.sub("�", _BREAKS.sub(" ", text))
    if len(line) <= LONGEST:
        return line
    return f"{line[: LONGEST // 2]} … {line[3 - LONGEST // 2 :]}"  # what is wrong may stand last


def count_errors(source: Source) -> int:
    """Return how many errors were reported so far, to see later whether one has come."""
    return source.report.errors
