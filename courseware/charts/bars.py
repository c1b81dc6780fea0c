"""Bars with names, lying so that a name has room; as a Pareto chart largest first with what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

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
    line,
    scale,
    text,
)
from courseware.charts.marks import Mark, element, joined
from courseware.charts.numbers import decimals, shown, ticks

ROW, BAR = 34.0, 12.0


def bar_chart(
    values: Sequence[float], names: Sequence[str], titles: Titles, *, is_pareto: bool = False
) -> Chart:
    """Return one bar for each value, with its name and number; all values are 0 or above.

    A Pareto chart also tells what share of the whole each bar and those above it make together.
    """
    pairs = list(zip(values, names, strict=True))
    if is_pareto:
        pairs.sort(key=lambda pair: -pair[0])
    digits = decimals(values)
    shares = _shares([value for value, _ in pairs]) if is_pareto else [""] * len(pairs)
    marks = ticks(0, max(values), 6)
    top = TITLE_ROW if titles.y or is_pareto else 0.0
    box = Box(2, top, WIDTH - 14, top + ROW * len(pairs) + 4)
    height = box.bottom + TICK_ROW + 8 + (TITLE_ROW if titles.x else 0)
    across = scale(marks, box.left, box.right)
    rows = [(name, shown(value, digits)) for value, name in pairs]
    svg = drawing(
        titles,
        titles.title or ("Pareto chart" if is_pareto else "Bar chart"),
        f"{len(rows)} bars, from {shown(min(values), digits)} to {shown(max(values), digits)}.",
        height,
        *(
            _row(top + ROW * no, across(value), name, said, share)
            for no, ((value, _), (name, said), share) in enumerate(
                zip(pairs, rows, shares, strict=True)
            )
        ),
        horizontal_axis(box, marks, across),
        line(box.left, box.top, box.left, box.bottom, "axis"),
        text(WIDTH, TEXT, "Adds up to", "tick", "end") if is_pareto else joined(),
        axis_titles(titles, box, height),
    )
    columns = (titles.y or "Name", titles.x or "Value")
    if not is_pareto:
        return Chart(svg, columns, tuple(rows))
    summed = tuple((*row, share) for row, share in zip(rows, shares, strict=True))
    return Chart(svg, (*columns, "Adds up to"), summed)


def _row(top: float, end: float, name: str, said: str, share: str) -> Mark:
    """Return one bar below its name and number."""
    return joined(
        text(6, top + TEXT + 2, f"{name}: {said}", "name"),
        text(WIDTH, top + TEXT + 2, share, "value", "end") if share else joined(),
        element("rect", x=2, y=top + TEXT + 7, width=max(0, end - 2), height=BAR, class_="bar"),
    )


def _shares(values: Sequence[float]) -> list[str]:
    whole = sum(values)
    return [f"{shown(100 * part / whole if whole else 0, 0)} %" for part in accumulate(values)]
