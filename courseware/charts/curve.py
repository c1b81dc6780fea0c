"""Lines over a common axis, told apart by their dashes; a mark shows where the reader stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from courseware.charts.accepted import accepted, counted, marked
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
    margin,
    polyline,
    scale,
    vertical_axis,
)
from courseware.charts.key import SAMPLE, key
from courseware.charts.marks import Mark
from courseware.charts.numbers import legible, shown, ticks
from courseware.charts.room import POINTER_ROW, overhang, pointer, ticks_that_fit

PLOT = 170.0
MOST_CURVES = 4
LEAST_POINTS, MOST_POINTS = 2, 100


@dataclass(frozen=True, slots=True)
class Curve:
    """A name and one value for each place of an axis."""

    name: str
    values: Sequence[float]


def curve_chart(
    x: Sequence[float],
    curves: Sequence[Curve],
    titles: Titles,
    *,
    here: tuple[float, str] | None = None,
) -> Chart:
    """Return 1 to 4 lines through 2 to 100 points each, over an `x` that rises.

    here: a place on the axis and its words ("You: 948"); the axis reaches at least to it.
    ValueError says what cannot be drawn.
    """
    across_values, up_values = _read(x, curves)
    at = marked("The mark", here)
    all_up = [value for values in up_values for value in values]
    up_marks = ticks(min(all_up), max(all_up))
    left = margin(up_marks)
    marks = ticks_that_fit(min(across_values + at), max(across_values + at), WIDTH - left)
    keys, top = key(
        [(partial(sample, f"line-{no}"), one.name) for no, one in enumerate(curves, 1)],
        TITLE_ROW if titles.y else 0,
    )
    top += POINTER_ROW if here else TEXT / 2
    box = Box(left, top, WIDTH - max(14, overhang(marks[-1], marks)), top + PLOT)
    height = box.bottom + TICK_ROW + 8 + (TITLE_ROW if titles.x else 0)
    across, up = scale(marks, box.left, box.right), scale(up_marks, box.bottom, box.top)
    lines = [
        polyline([(across(a), up(b)) for a, b in zip(across_values, values, strict=True)], kind)
        for values, kind in zip(up_values, _kinds(), strict=False)
    ]
    columns = [_column(side) for side in (across_values, *up_values)]
    names = (titles.x or "x", *(one.name for one in curves))
    svg = drawing(
        titles,
        titles.title or "Line chart",
        _told(names, columns, up_values, here),
        height,
        vertical_axis(box, up_marks, up),
        horizontal_axis(box, marks, across),
        keys,
        *lines,
        *(pointer(across(one), box.top, box.bottom, here[1], "here") for one in at if here),
        axis_titles(titles, box, height),
    )
    return Chart(svg, names, tuple(zip(*columns, strict=True)))


def sample(kind: str, left: float, middle: float) -> Mark:
    """Return the sample of a line in a key."""
    return line(left, middle, left + SAMPLE, middle, f"line {kind}")


def checked(what: str, curves: Sequence[Curve], most: int) -> None:
    """Raise ValueError unless there are 1 to `most` curves, each with a name."""
    counted(what, curves, 1, most)
    if not all(one.name.strip() for one in curves):
        raise ValueError(f"{what}: each needs a name.")


def _column(values: Sequence[float]) -> list[str]:
    digits = legible(values)
    return [shown(one, digits) for one in values]


def _kinds() -> list[str]:
    return [f"line line-{no}" for no in range(1, MOST_CURVES + 1)]


def _read(x: Sequence[float], curves: Sequence[Curve]) -> tuple[list[float], list[list[float]]]:
    checked("Lines", curves, MOST_CURVES)
    counted("Points", x, LEAST_POINTS, MOST_POINTS)
    for one in curves:
        if len(one.values) != len(x):
            raise ValueError(f"{one.name} has {len(one.values)} values for {len(x)} places of x.")
    read = accepted("x", x)
    if any(after <= before for before, after in pairwise(read)):
        raise ValueError("x: each value must be larger than the one before it.")
    return read, [accepted(one.name, one.values) for one in curves]


def _told(
    names: Sequence[str],
    columns: Sequence[Sequence[str]],
    values: Sequence[Sequence[float]],
    here: tuple[float, str] | None,
) -> str:
    """Return what the lines do, for who cannot see them: their lowest and highest points."""
    told = [f"{len(values)} lines of {len(columns[0])} points." if values[1:] else "One line."]
    told.append(f"{names[0]} from {columns[0][0]} to {columns[0][-1]}.")
    for name, said, numbers in zip(names[1:], columns[1:], values, strict=True):
        low, high = numbers.index(min(numbers)), numbers.index(max(numbers))
        told.append(
            f"{name}: lowest {said[low]} at {columns[0][low]}, "
            f"highest {said[high]} at {columns[0][high]}."
        )
    if here:
        told.append(f"Marked at {shown(here[0], legible(here[:1]))}: {here[1]}.")
    return " ".join(told)
