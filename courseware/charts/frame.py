"""The frame of every chart: its size, scales, axes with round ticks, and its words for who cannot see it.

A drawing is 340 units wide, so that on a phone of 360 px a text of 12 units is 11.6 px high.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from courseware.charts.chart import Titles
from courseware.charts.marks import Mark, element, joined, place, words
from courseware.charts.numbers import tick_texts

WIDTH = 340.0
TEXT = 12.0
DIGIT = 6.9
"""Width of a digit, at most, in units."""
TITLE_ROW = 20.0
TICK_ROW = 14.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Data from `low` to `high` → places from `start` to `end`, straight."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Box:
    """Where the data are drawn, in units from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def scale(marks: Sequence[Decimal], start: float, end: float) -> Scale:
    """Return the scale that reaches from the first tick to the last."""
    return Scale(float(marks[0]), float(marks[-1]), start, end)


def margin(marks: Sequence[Decimal]) -> float:
    """Return how much room the texts of a vertical axis need at its left."""
    return max(len(one) for one in tick_texts(marks)) * DIGIT + 7


def text(x: float, y: float, said: str, kind: str = "", anchor: str | None = None) -> Mark:
    """Return a text; `anchor` is middle or end."""
    return element("text", words(said), x=x, y=y, class_=kind or None, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Mark:
    """Return a straight line."""
    return element("path", d=f"M{place(x1)} {place(y1)}L{place(x2)} {place(y2)}", class_=kind)


def polyline(points: Sequence[tuple[float, float]], kind: str) -> Mark:
    """Return lines from point to point."""
    return element(
        "path", d="M" + "L".join(f"{place(x)} {place(y)}" for x, y in points), class_=kind
    )


def dot(x: float, y: float, kind: str, radius: float = 2.6) -> Mark:
    """Return a point."""
    return element("circle", cx=x, cy=y, r=radius, class_=kind)


def vertical_axis(box: Box, marks: Sequence[Decimal], at: Callable[[float], float]) -> Mark:
    """Return the light lines of a vertical axis, each with its number at the left."""
    return joined(
        *(
            joined(
                line(box.left, at(float(mark)), box.right, at(float(mark)), "grid"),
                text(box.left - 5, at(float(mark)) + 4, said, "tick", "end"),
            )
            for mark, said in zip(marks, tick_texts(marks), strict=True)
        )
    )


def horizontal_axis(box: Box, marks: Sequence[Decimal], at: Callable[[float], float]) -> Mark:
    """Return the axis at the bottom: a line, short ticks and their numbers."""
    return joined(
        line(box.left, box.bottom, box.right, box.bottom, "axis"),
        *(
            joined(
                line(at(float(mark)), box.bottom, at(float(mark)), box.bottom + 4, "axis"),
                text(at(float(mark)), box.bottom + TICK_ROW + 2, said, "tick", "middle"),
            )
            for mark, said in zip(marks, tick_texts(marks), strict=True)
        ),
    )


def drawing(titles: Titles, name: str, said: str, height: float, *marks: Mark) -> Mark:
    """Return the whole drawing. `name` is its short name, `said` what it shows, for who cannot see it."""
    ids = f"{titles.id}-title", f"{titles.id}-desc"
    return element(
        "svg",
        element("title", words(name), id=ids[0]),
        element("desc", words(said), id=ids[1]),
        *marks,
        viewBox=f"0 0 {place(WIDTH)} {place(height)}",
        role="img",
        aria_labelledby=" ".join(ids),
        class_="chart-drawing",
    )


def axis_titles(titles: Titles, box: Box, height: float) -> Mark:
    """Return the titles of both axes: the vertical one above its axis, upright; the other at the bottom."""
    return joined(
        text(0, TEXT, titles.y, "axis-title") if titles.y else joined(),
        text(box.right, height - 4, titles.x, "axis-title", "end") if titles.x else joined(),
    )
