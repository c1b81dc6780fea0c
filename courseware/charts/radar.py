"""A radar chart: how far several things have come on scales of their own, now and as they should be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import cos, pi, sin

from courseware.charts.accepted import accepted, counted
from courseware.charts.chart import Chart, Titles
from courseware.charts.curve import Curve, checked, sample
from courseware.charts.frame import TEXT, TITLE_ROW, WIDTH, dot, drawing, line, polyline, text
from courseware.charts.key import key
from courseware.charts.marks import Mark, joined
from courseware.charts.numbers import legible, shown, tick_texts, ticks
from courseware.charts.room import extent, shortened

RADIUS = 112.0
LABEL = 11.0
"""How far the middle of an axis' number stands from its end."""
LEAST_AXES, MOST_AXES, MOST_RINGS = 3, 12, 3
ROW = 17.0

Point = tuple[float, float]


def radar_chart(names: Sequence[str], rings: Sequence[Curve], most: float, titles: Titles) -> Chart:
    """Return 3 to 12 axes from 0 to `most`, the first one upright, with 1 to 3 rings over them.

    Each ring has a value for each name, in their order. On the drawing the axes have numbers, which
    stand with the names below it. ValueError says what is wrong.
    """
    values, end = _read(names, rings, most)
    keys, top = key(
        [(partial(sample, f"line-{no}"), one.name) for no, one in enumerate(rings, 1)],
        TITLE_ROW if titles.y else 0,
    )
    center = WIDTH / 2, top + LABEL + TEXT / 2 + RADIUS + 6
    at = partial(_at, center, len(names))
    lowest = max(at(no, 1)[1] for no in range(len(names)))
    listed, height = _names(names, lowest + LABEL + TEXT)
    outlines = [[at(no, one / end) for no, one in enumerate(ring)] for ring in values]
    digits = [legible(ring) for ring in values]
    said = [[shown(one, no) for one in ring] for ring, no in zip(values, digits, strict=True)]
    svg = drawing(
        titles,
        titles.title or "Radar chart",
        _told(names, rings, said, values, shown(end, legible([end]))),
        height,
        text(0, TEXT, titles.y, "axis-title") if titles.y else joined(),
        keys,
        _web(center, len(names), end),
        _scale_numbers(center, end),
        *(
            polyline([*points, points[0]], f"line line-{no} ring")
            for no, points in enumerate(outlines, 1)
        ),
        *(dot(x, y, "point") for x, y in outlines[0]),
        listed,
    )
    rows = tuple(zip(names, *said, strict=True))
    return Chart(svg, (titles.x or "Axis", *(one.name for one in rings)), rows)


def _read(
    names: Sequence[str], rings: Sequence[Curve], most: float
) -> tuple[list[list[float]], float]:
    counted("Axes", names, LEAST_AXES, MOST_AXES)
    checked("Rings", rings, MOST_RINGS)
    if not all(name.strip() for name in names):
        raise ValueError("Axes: each needs a name.")
    (end,) = accepted("The end of the axes", [most])
    if end <= 0:
        raise ValueError("The end of the axes: it must be above 0.")
    for one in rings:
        if len(one.values) != len(names):
            raise ValueError(f"{one.name} has {len(one.values)} values for {len(names)} axes.")
    values = [accepted(one.name, one.values, least=0) for one in rings]
    for one, ring in zip(rings, values, strict=True):
        if max(ring) > end:
            raise ValueError(f"{one.name}: a value is above {most:g}, where the axes end.")
    return values, end


def _at(center: Point, axes: int, no: int, part: float, beyond: float = 0) -> Point:
    """Return the place on an axis: `part` 0 is the center, 1 its end, `beyond` units more."""
    turn, reach = 2 * pi * no / axes, RADIUS * part + beyond
    return center[0] + reach * sin(turn), center[1] - reach * cos(turn)


def _web(center: Point, axes: int, end: float) -> Mark:
    """Return the axes with their numbers at the ends, and a light ring at each tick."""
    parts = [*(float(one) / end for one in ticks(0, end)[1:] if float(one) < end), 1.0]
    rounds = [[_at(center, axes, no % axes, part) for no in range(axes + 1)] for part in parts]
    ends = [(no, _at(center, axes, no, 1), _at(center, axes, no, 1, LABEL)) for no in range(axes)]
    return joined(
        *(polyline(points, "grid") for points in rounds),
        *(line(*center, *tip, "grid") for _, tip, _ in ends),
        *(text(x, y + TEXT / 3, str(no + 1), "number", "middle") for no, _, (x, y) in ends),
    )


def _scale_numbers(center: Point, end: float) -> Mark:
    """Return the numbers of the ticks, at the left of the upright axis."""
    marks = ticks(0, end)
    return joined(
        *(
            text(
                center[0] - 5, center[1] - RADIUS * float(mark) / end + 4, said, "tick halo", "end"
            )
            for mark, said in zip(marks, tick_texts(marks), strict=True)
            if float(mark) <= end
        )
    )


def _names(names: Sequence[str], top: float) -> tuple[Mark, float]:
    """Return the numbered names, in two columns where all of them have room, and where they end."""
    said = [f"{no} {name}" for no, name in enumerate(names, 1)]
    columns = 2 if all(extent(one) < WIDTH / 2 - 4 for one in said) else 1
    rows = -(-len(said) // columns)
    marks = [
        text(
            WIDTH / 2 * (no // rows), top + ROW * (no % rows + 1) - 4, shortened(one, WIDTH), "name"
        )
        for no, one in enumerate(said)
    ]
    return joined(*marks), top + ROW * rows + 2


def _told(
    names: Sequence[str],
    rings: Sequence[Curve],
    said: Sequence[Sequence[str]],
    values: Sequence[Sequence[float]],
    end: str,
) -> str:
    told = [f"{len(names)} axes from 0 to {end}."]
    for ring, texts, numbers in zip(rings, said, values, strict=True):
        low, high = numbers.index(min(numbers)), numbers.index(max(numbers))
        told.append(
            f"{ring.name}: lowest {texts[low]} ({names[low]}), highest {texts[high]} ({names[high]})."
        )
    return " ".join(told)
