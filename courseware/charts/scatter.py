"""A scatter chart: one point for each pair of values."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.charts.chart import Chart, Titles
from courseware.charts.frame import (
    TEXT,
    TICK_ROW,
    TITLE_ROW,
    WIDTH,
    Box,
    axis_titles,
    dot,
    drawing,
    horizontal_axis,
    margin,
    scale,
    vertical_axis,
)
from courseware.charts.numbers import decimals, shown, ticks

PLOT = 190.0


def scatter_chart(x: Sequence[float], y: Sequence[float], titles: Titles) -> Chart:
    """Return a point for each x with its y; both lists are equally long and not empty."""
    across_marks, up_marks = ticks(min(x), max(x)), ticks(min(y), max(y))
    top = (TITLE_ROW if titles.y else 0) + TEXT / 2
    box = Box(margin(up_marks), top, WIDTH - 16, top + PLOT)
    height = box.bottom + TICK_ROW + 8 + (TITLE_ROW if titles.x else 0)
    across, up = scale(across_marks, box.left, box.right), scale(up_marks, box.bottom, box.top)
    columns = [[shown(one, decimals(side)) for one in side] for side in (x, y)]
    ends = [[shown(edge, decimals(side)) for edge in (min(side), max(side))] for side in (x, y)]
    svg = drawing(
        titles,
        titles.title or "Scatter chart",
        f"{len(x)} points. {titles.x or 'Across'} from {ends[0][0]} to {ends[0][1]}; "
        f"{titles.y or 'up'} from {ends[1][0]} to {ends[1][1]}.",
        height,
        vertical_axis(box, up_marks, up),
        horizontal_axis(box, across_marks, across),
        *(dot(across(one), up(other), "pair", 3.2) for one, other in zip(x, y, strict=True)),
        axis_titles(titles, box, height),
    )
    rows = tuple((str(no), *pair) for no, pair in enumerate(zip(*columns, strict=True), 1))
    return Chart(svg, ("Point", titles.x or "x", titles.y or "y"), rows)
