"""A histogram: how many values fall into each class of equal width, with round edges."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from math import ceil, sqrt

from courseware.charts.chart import Chart, Titles
from courseware.charts.frame import (
    TEXT,
    TICK_ROW,
    TITLE_ROW,
    WIDTH,
    Box,
    axis_titles,
    drawing,
    horizontal_axis,
    margin,
    scale,
    vertical_axis,
)
from courseware.charts.marks import element
from courseware.charts.numbers import tick_texts, ticks

PLOT = 150.0
LEAST_CLASSES, MOST_CLASSES = 5, 12
MOST_TEXTS = 7


def histogram(values: Sequence[float], titles: Titles) -> Chart:
    """Return a histogram of at least one value. A value on an edge counts in the class above it."""
    classes = min(MOST_CLASSES, max(LEAST_CLASSES, ceil(sqrt(len(values)))))
    edges = ticks(min(values), max(values), classes + 2)
    starts = [float(edge) for edge in edges]
    inside = Counter(min(bisect_right(starts, one), len(edges) - 1) - 1 for one in values)
    counts = [inside[no] for no in range(len(edges) - 1)]
    marks = [mark for mark in ticks(0, max(counts), 6) if mark == int(mark)]
    top = (TITLE_ROW if titles.y else 0) + TEXT / 2
    box = Box(margin(marks), top, WIDTH - 14, top + PLOT)
    height = box.bottom + TICK_ROW + 8 + (TITLE_ROW if titles.x else 0)
    across, up = scale(edges, box.left, box.right), scale(marks, box.bottom, box.top)
    bars = [
        element(
            "rect",
            x=across(start) + 0.5,
            y=up(count),
            width=across(end) - across(start) - 1,
            height=box.bottom - up(count),
            class_="bar",
        )
        for start, end, count in zip(starts, starts[1:], counts, strict=False)
        if count
    ]
    texts = tick_texts(edges)
    svg = drawing(
        titles,
        titles.title or "Histogram",
        f"{len(values)} values in {len(counts)} classes from {texts[0]} to {texts[-1]}.",
        height,
        vertical_axis(box, marks, up),
        *bars,
        horizontal_axis(box, edges[:: ceil(len(edges) / MOST_TEXTS)], across),
        axis_titles(titles, box, height),
    )
    rows = zip(texts, texts[1:], map(str, counts), strict=False)
    return Chart(svg, ("From", "to below", titles.y or "Count"), tuple(rows))
