"""A control chart: points in the order of time, the center line and the limits. Nothing says which are out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.charts.chart import Chart, Titles
from courseware.charts.frame import (
    DIGIT,
    TEXT,
    TICK_ROW,
    TITLE_ROW,
    WIDTH,
    Box,
    Scale,
    axis_titles,
    dot,
    drawing,
    line,
    margin,
    polyline,
    scale,
    text,
    vertical_axis,
)
from courseware.charts.marks import Mark, joined
from courseware.charts.numbers import shown, ticks

PLOT = 150.0
GAP = 2 * TEXT + 3
"""Two limits whose words stand at the right margin are at least this far apart."""
NUMBERED_IN_ONE_ROW, NUMBERED = 14, 30
"""Up to so many points have all their numbers, in one row or by turns in two; more have every fifth."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The three lines of a control chart, in the unit of its points, and how many digits are shown."""

    lower: float
    center: float
    upper: float
    digits: int


def control_chart(
    points: Sequence[float], limits: Limits | None, titles: Titles, digits: int
) -> Chart:
    """Return a control chart, or a run chart where there are no limits.

    points: at least one; `digits` after the point are shown of them.
    """
    said = [shown(one, digits) for one in points]
    lines = (limits.lower, limits.upper) if limits else ()
    marks = ticks(min(*points, *lines, points[0]), max(*points, *lines, points[0]))
    named = _named(limits)
    rows = 1 if len(points) <= NUMBERED_IN_ONE_ROW or len(points) > NUMBERED else 2
    top = (TITLE_ROW if titles.y else 0) + TEXT / 2
    right = WIDTH - (max(len(one[2]) for one in named) * DIGIT + 6 if named else 6)
    box = Box(margin(marks), top, right, top + PLOT)
    height = box.bottom + rows * TICK_ROW + 6 + (TITLE_ROW if titles.x else 0)
    across = Scale(1, max(2, len(points)), box.left + 8, box.right - 8)
    up = scale(marks, box.bottom, box.top)
    places = [(across(no), up(one)) for no, one in enumerate(points, 1)]
    name = titles.title or ("Control chart" if limits else "Run chart")
    svg = drawing(
        titles,
        name,
        _told(said, points, named, limits),
        height,
        vertical_axis(box, marks, up),
        _numbers(box, places, rows),
        *(line(box.left, up(value), box.right, up(value), kind) for value, kind, _, _ in named),
        polyline(places, "series"),
        *(dot(x, y, "point") for x, y in places),
        _limit_words(box, up, named),
        axis_titles(titles, box, height),
    )
    columns = (titles.x or "Point", titles.y or "Value")
    return Chart(svg, columns, tuple((str(no), one) for no, one in enumerate(said, 1)))


_Named = tuple[float, str, str, str]
"""Value, class of the line, its number as text, its short name."""


def _named(limits: Limits | None) -> list[_Named]:
    if limits is None:
        return []
    return [
        (limits.upper, "limit", shown(limits.upper, limits.digits), "UCL"),
        (limits.center, "center", shown(limits.center, limits.digits), "CL"),
        (limits.lower, "limit", shown(limits.lower, limits.digits), "LCL"),
    ]


def _numbers(box: Box, places: Sequence[tuple[float, float]], rows: int) -> Mark:
    """Return the axis below: a tick for each point, and numbers as dense as can be read."""
    marks = [line(box.left, box.bottom, box.right, box.bottom, "axis")]
    every = 1 if len(places) <= NUMBERED else 5
    for no, (x, _y) in enumerate(places, 1):
        is_numbered = no % every == 0 or no == 1
        row = (no - 1) % rows
        foot = box.bottom + (4 + row * TICK_ROW if is_numbered else 2)
        marks.append(line(x, box.bottom, x, foot, "grid" if row else "axis"))
        if is_numbered:
            marks.append(text(x, foot + TICK_ROW - 2, str(no), "tick", "middle"))
    return joined(*marks)


def _limit_words(box: Box, up: Scale, named: Sequence[_Named]) -> Mark:
    """Return the name and number of each line at the right; close lines push their words apart."""
    at = [up(value) for value, *_rest in named]
    if at:
        at = [min(at[0], at[1] - GAP), at[1], max(at[2], at[1] + GAP)]
    return joined(
        *(
            joined(
                text(box.right + 4, y - 2, short, "tick"),
                text(box.right + 4, y + TEXT - 2, said, "value"),
            )
            for y, (_value, _kind, said, short) in zip(at, named, strict=True)
        )
    )


def _told(
    said: Sequence[str], points: Sequence[float], named: Sequence[_Named], limits: Limits | None
) -> str:
    low, high = (said[points.index(edge)] for edge in (min(points), max(points)))
    told = f"{len(points)} points in the order of time, from {low} to {high}."
    if limits is None:
        return told
    upper, center, lower = (one[2] for one in named)
    return f"{told} Center line {center}, lower limit {lower}, upper limit {upper}."
