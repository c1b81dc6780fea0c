"""The key of a drawing: a sample of each kind of line or bar in it, and its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from courseware.charts.frame import TEXT, WIDTH, text
from courseware.charts.marks import Mark, joined
from courseware.charts.room import extent, shortened

SAMPLE = 26.0
ROW = 18.0
GAP, APART = 6.0, 16.0

Sample = Callable[[float, float], Mark]
"""Left end and middle line of a sample → the sample, 26 units wide and at most 12 high."""


def key(entries: Sequence[tuple[Sample, str]], top: float) -> tuple[Mark, float]:
    """Return the key, set in rows from `top` down, and where it ends. Names too long are shortened."""
    marks: list[Mark] = []
    left, middle = 0.0, top + ROW / 2
    for sample, name in entries:
        said = shortened(name, WIDTH - SAMPLE - GAP)
        width = SAMPLE + GAP + extent(said)
        if left and left + width > WIDTH:
            left, middle = 0.0, middle + ROW
        marks += [
            sample(left, middle),
            text(left + SAMPLE + GAP, middle + TEXT / 3, said, "key"),
        ]
        left += width + APART
    return joined(*marks), middle + ROW / 2 if entries else top
