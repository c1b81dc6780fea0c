"""The frame of a chart whose bars lie: one axis from 0 at the bottom, rows above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from courseware.charts.chart import Titles
from courseware.charts.frame import (
    TICK_ROW,
    TITLE_ROW,
    WIDTH,
    Box,
    Scale,
    axis_titles,
    horizontal_axis,
    line,
    scale,
)
from courseware.charts.marks import Mark, joined
from courseware.charts.room import overhang, ticks_that_fit


@dataclass(frozen=True, slots=True)
class Lying:
    """Where the rows are drawn, the scale along them, the ticks on it and the height of the whole."""

    box: Box
    across: Scale
    ticks: tuple[Decimal, ...]
    height: float

    def grid(self) -> Mark:
        """Return the line at 0 and the light lines of the other ticks; rows are drawn over them."""
        places = [self.across(float(one)) for one in self.ticks]
        return joined(
            *(line(x, self.box.top, x, self.box.bottom, "grid") for x in places[1:]),
            line(places[0], self.box.top, places[0], self.box.bottom, "axis"),
        )

    def axis(self, titles: Titles) -> Mark:
        """Return the axis below and the titles."""
        return joined(
            horizontal_axis(self.box, self.ticks, self.across),
            axis_titles(titles, self.box, self.height),
        )


def lying(values: Sequence[float], titles: Titles, top: float, rows: float) -> Lying:
    """Return the frame for values from 0 up; `rows` is how high all rows are together, from `top` on."""
    marks = ticks_that_fit(0, max(values) or 1, WIDTH)
    right = WIDTH - overhang(marks[-1], marks)
    box = Box(overhang(marks[0], marks), top, right, top + rows)
    height = box.bottom + TICK_ROW + 8 + (TITLE_ROW if titles.x else 0)
    return Lying(box, scale(marks, box.left, box.right), marks, height)
