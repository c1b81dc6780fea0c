"""Which lines stay when a text becomes another, in bounded time.

Python's difflib takes a time that grows with the third power of a text in the worst case. So lines
that stand once in both texts divide them first, and what lies between is compared only while the
effort lasts; beyond that it counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

EFFORT = 2_000_000
"""Comparisons that one pair of texts may take, about a quarter of a second."""

Pair = tuple[int, int]
"""A place in the old text and one in the new, from 0."""


@dataclass(slots=True)
class Effort:
    """What is left of the work that one comparison may take."""

    left: int = EFFORT

    def takes(self, cost: int) -> bool:
        """Spend `cost`, or say that there is not enough left."""
        if cost > self.left:
            return False
        self.left -= cost
        return True


def matches(a: Sequence[str], b: Sequence[str], effort: Effort) -> list[Pair]:
    """Return the places of lines that stay, in order."""
    head = _common(zip(a, b, strict=False))
    rest = min(len(a), len(b)) - head
    tail = min(_common(zip(reversed(a), reversed(b), strict=False)), rest)
    ends = len(a) - tail, len(b) - tail
    kept = [(place, place) for place in range(head)]
    i, j = head, head
    for anchor in [*_anchors(a, b, (head, head), ends), ends]:
        kept += _between(a, b, (i, j), anchor, effort)
        if anchor != ends:
            kept.append(anchor)
        i, j = anchor[0] + 1, anchor[1] + 1
    return kept + [(ends[0] + n, ends[1] + n) for n in range(tail)]


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _anchors(a: Sequence[str], b: Sequence[str], start: Pair, ends: Pair) -> list[Pair]:
    """Return the longest series of lines that stand once in each text and in the same order."""
    once_b = _places_of_single(b, start[1], ends[1])
    pairs = [
        (i, once_b[line])
        for line, i in _places_of_single(a, start[0], ends[0]).items()
        if line in once_b
    ]
    tops: list[int] = []  # tops[n]: the least end of a series of n + 1
    chain: list[int] = []  # chain[k]: how long the longest series is that ends with pairs[k]
    for _i, j in pairs:
        length = bisect_left(tops, j)
        tops[length : length + 1] = [j]
        chain.append(length)
    found: list[Pair] = []
    wanted = len(tops) - 1
    for pair, length in zip(reversed(pairs), reversed(chain), strict=True):
        if length == wanted and (not found or pair[1] < found[-1][1]):
            found.append(pair)
            wanted -= 1
    return found[::-1]


def _places_of_single(lines: Sequence[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(lines[start:end])
    return {lines[n]: n for n in range(start, end) if counts[lines[n]] == 1}


def _between(
    a: Sequence[str], b: Sequence[str], start: Pair, end: Pair, effort: Effort
) -> list[Pair]:
    """Return the lines that stay between two anchors, as far as the effort allows."""
    old, new = a[start[0] : end[0]], b[start[1] : end[1]]
    matcher = matcher_of(old, new, effort)
    if matcher is None:
        return []
    return [
        (start[0] + i + n, start[1] + j + n)
        for i, j, size in matcher.get_matching_blocks()
        for n in range(size)
    ]


def matcher_of(
    old: Sequence[str], new: Sequence[str], effort: Effort
) -> SequenceMatcher[str] | None:
    """Return difflib's matcher if its worst case can be afforded: equal pairs × the shorter side."""
    if not old or not new:
        return None
    counts, others = Counter(old), Counter(new)
    pairs = sum(count * others[one] for one, count in counts.items())
    cost = len(old) + len(new) + pairs * min(len(old), len(new))
    return SequenceMatcher(None, old, new, autojunk=False) if effort.takes(cost) else None
