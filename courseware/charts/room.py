"""How much room words take, and how words and ticks are kept inside of a drawing."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import east_asian_width

from courseware.charts.frame import DIGIT, TEXT, WIDTH, line, text
from courseware.charts.marks import Mark, joined
from courseware.charts.numbers import tick_texts, ticks

MOST_TICKS, LEAST_TICKS = 6, 3
POINTER_ROW = 22.0
"""What the words of a pointer need above a drawing; the number at the top of an axis stays free."""
NARROW, LARGE, LARGEST = 4.6, 8.8, 11.5
"""Widths of letters in units, at most: of `il`, of capitals, of `mw`. The others are as wide as a digit."""


def extent(said: str) -> float:
    """Return how wide a text is at most, in units. The font is the reader's own, so this is a bound."""
    return sum(map(_width, said))


def shortened(said: str, room: float) -> str:
    """Return a text that has room: as it is, or its beginning and "…". The table has the whole."""
    if extent(said) <= room:
        return said
    while said and extent(said + "…") > room:
        said = said[:-1]
    return said.rstrip() + "…"


def ticks_that_fit(low: float, high: float, room: float) -> tuple[Decimal, ...]:
    """Return ticks whose numbers stand side by side in `room`: at most 6, fewer where they are long."""
    for most in range(MOST_TICKS, LEAST_TICKS, -1):
        marks = ticks(low, high, most)
        if len(marks) * (max(map(extent, tick_texts(marks))) + DIGIT) <= room:
            return marks
    return ticks(low, high, LEAST_TICKS)


def overhang(mark: Decimal, marks: tuple[Decimal, ...]) -> float:
    """Return how far the number of a tick reaches to each side of its tick."""
    return extent(tick_texts(marks)[marks.index(mark)]) / 2 + 1


def pointer(x: float, top: float, bottom: float, said: str, kind: str) -> Mark:
    """Return a vertical line at `x` and its words above it, moved as far as they need to stay inside."""
    words = shortened(said, WIDTH)
    half = extent(words) / 2
    at = min(max(x, half), WIDTH - half)
    return joined(
        line(x, top - 5, x, bottom, kind),
        text(at, top - 8, words, "pointer", "middle"),
    )


def _width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return TEXT
    if letter in "mwMW@%…—":
        return LARGEST
    if letter in "fijlrtI.,:;'|!()[]- ":
        return NARROW
    return LARGE if letter.isupper() else DIGIT
