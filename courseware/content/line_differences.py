"""Two texts line by line: what was added, removed and changed, down to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from courseware.content.line_matching import Effort, Pair, matcher_of, matches

CONTEXT = 3
"""How many unchanged lines are shown around a change."""
MOST_LINES = 8_000
"""A text of 256 KB that people wrote has fewer."""
MOST_ROWS = 1_200
"""Beyond this many rows nobody reads on: the texts are too different."""
ALIKE = 0.35
"""The share of words that a line must keep to count as changed, not as replaced."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Kind(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line; `is_changed` says that only this side has it."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of either text, or of both. Numbers count from 1; None: that side has no line here."""

    kind: Kind
    old_no: int | None
    old: tuple[Part, ...]
    new_no: int | None
    new: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Unchanged lines that are left out."""

    lines: int


@dataclass(frozen=True, slots=True)
class LineDifference:
    """How a text became another. There are no rows when the two are too different to be shown."""

    rows: tuple[Row | Fold, ...]
    added: int
    removed: int

    @property
    def is_too_different(self) -> bool:
        """Say whether there is something to show that is too much to show."""
        return not self.rows and bool(self.added or self.removed)


def compare_lines(old: str, new: str) -> LineDifference:
    """Compare two texts."""
    a, b = old.splitlines(), new.splitlines()
    if max(len(a), len(b)) > MOST_LINES:
        return LineDifference((), len(b), len(a)) if a != b else LineDifference((), 0, 0)
    effort = Effort()
    kept = matches(a, b, effort)
    removed, added = len(a) - len(kept), len(b) - len(kept)
    if removed + added > MOST_ROWS:
        return LineDifference((), added, removed)
    rows = tuple(_folded(list(_rows(a, b, kept, effort)))) if removed or added else ()
    return LineDifference(rows if len(rows) <= MOST_ROWS else (), added, removed)


def _rows(a: Sequence[str], b: Sequence[str], kept: list[Pair], effort: Effort) -> Iterator[Row]:
    i = j = 0
    for at, to in [*kept, (len(a), len(b))]:
        for old, new in _align(a[i:at], b[j:to], effort):
            yield _row(
                None if old is None else i + old, None if new is None else j + new, a, b, effort
            )
        if at < len(a):
            same = (Part(a[at]),)
            yield Row(Kind.SAME, at + 1, same, to + 1, same)
        i, j = at + 1, to + 1


def _align(
    old: Sequence[str], new: Sequence[str], effort: Effort
) -> list[tuple[int | None, int | None]]:
    """Say which removed line became which added one: the pairing in order that keeps most words."""
    cost = len(new) * len("".join(old)) + len(old) * len("".join(new))
    if not old or not new or not effort.takes(cost + 20 * len(old) * len(new)):
        return [*((n, None) for n in range(len(old))), *((None, n) for n in range(len(new)))]
    words = [Counter(_TOKEN.findall(line)) for line in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, line in enumerate(old):
        own = Counter(_TOKEN.findall(line))
        for j, other in enumerate(words):
            share = _likeness(own, other)
            paired = best[i][j] + share if share >= ALIKE else 0.0
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], paired)
    return _walk_back(best)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 0.0


def _walk_back(best: list[list[float]]) -> list[tuple[int | None, int | None]]:
    """Return the steps that led to the best pairing of all lines."""
    i, j = len(best) - 1, len(best[0]) - 1
    steps: list[tuple[int | None, int | None]] = []
    while i or j:
        if j and best[i][j] == best[i][j - 1]:
            j -= 1
            steps.append((None, j))
        elif i and best[i][j] == best[i - 1][j]:
            i -= 1
            steps.append((i, None))
        else:
            i, j = i - 1, j - 1
            steps.append((i, j))
    return steps[::-1]


def _row(i: int | None, j: int | None, a: Sequence[str], b: Sequence[str], effort: Effort) -> Row:
    if j is None and i is not None:
        return Row(Kind.REMOVED, i + 1, (Part(a[i]),), None, ())
    if i is None and j is not None:
        return Row(Kind.ADDED, None, (), j + 1, (Part(b[j]),))
    if i is None or j is None:
        raise ValueError("a row has a line on one side at least")
    old, new = _words(a[i], b[j], effort)
    return Row(Kind.CHANGED, i + 1, old, j + 1, new)


def _words(old: str, new: str, effort: Effort) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return both lines in pieces; the whole lines when they are too long to compare by words."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = matcher_of(a, b, effort)
    if matcher is None:
        return (Part(old, is_changed=True),), (Part(new, is_changed=True),)
    olds, news = list[Part](), list[Part]()
    for tag, i, to_i, j, to_j in matcher.get_opcodes():
        olds.append(Part("".join(a[i:to_i]), tag != "equal"))
        news.append(Part("".join(b[j:to_j]), tag != "equal"))
    return tuple(part for part in olds if part.text), tuple(part for part in news if part.text)


def _folded(rows: list[Row]) -> Iterator[Row | Fold]:
    """Yield the rows; a long run of unchanged lines is one fold, with some lines left around it."""
    changed = [n for n, row in enumerate(rows) if row.kind is not Kind.SAME]
    shown = {m for n in changed for m in range(n - CONTEXT, n + CONTEXT + 1)}
    hidden = 0
    for n, row in zip_longest(range(len(rows) + 1), rows):
        if row is not None and n not in shown:
            hidden += 1
            continue
        if hidden == 1:
            yield rows[n - 1]  # a fold of one line saves nothing
        elif hidden:
            yield Fold(hidden)
        hidden = 0
        if row is not None:
            yield row
