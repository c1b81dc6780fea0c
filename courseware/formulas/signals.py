"""Signals of a control chart: which points say that something special happened, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from courseware.formulas.guards import finite

Rule = Callable[[Sequence[float], Sequence[float]], list[int]]
"""Points and limits → the numbers of the points that signal, counted from 1."""

DUST = 1e-9
"""A distance this small, relative to that of the limits, is float dust: the point lies on the line."""
RUN = 8
TREND = 6
WINDOW, OF_WINDOW = 3, 2
"""Two of three in a row beyond two thirds of the way to a limit."""


def beyond_limits(points: Sequence[float], limits: Sequence[float]) -> list[int]:
    """Return the numbers of the points outside of the limits (F35), counted from 1: rule 1.

    points: what the chart shows, in the order of time. limits: [lower, center, upper], same unit.
    Raises ValueError if they are not three that rise. A point on a limit is not beyond it.
    Source: Western Electric, Statistical Quality Control Handbook (1956).
    """
    lower, _center, upper, dust = _lines(points, limits)
    return [
        no for no, point in enumerate(points, 1) if point > upper + dust or point < lower - dust
    ]


def two_of_three(points: Sequence[float], limits: Sequence[float]) -> list[int]:
    """Return the points beyond 2 sigma that make two of three in a row on one side (F35): rule 2.

    2 sigma is two thirds of the way from the center line to a limit. Arguments as beyond_limits.
    Raises ValueError as it does. Source: as beyond_limits.
    """
    lower, center, upper, dust = _lines(points, limits)
    high, low = center + (upper - center) * 2 / 3, center - (center - lower) * 2 / 3
    found: set[int] = set()
    above = [no for no, point in enumerate(points, 1) if point > high + dust]
    below = [no for no, point in enumerate(points, 1) if point < low - dust]
    for outside in (above, below):
        for before, after in pairwise(outside):
            if after - before < WINDOW:
                found |= {before, after}
    return sorted(found)


def run_of_8(points: Sequence[float], limits: Sequence[float]) -> list[int]:
    """Return the points of every eight or more in a row on one side of the center line (F35): rule 4.

    All points of the run are returned. A point on the line ends a run. Arguments as beyond_limits.
    Raises ValueError as it does. Source: as beyond_limits.
    """
    _lower, center, _upper, dust = _lines(points, limits)
    sides = [(point > center + dust) - (point < center - dust) for point in points]
    return _stretches(sides, lambda before, after: before == after != 0, RUN)


def trend_of_6(points: Sequence[float], limits: Sequence[float]) -> list[int]:
    """Return the points of every six or more in a row that steadily rise, or steadily fall (F35).

    Arguments as beyond_limits; of the limits only their distance counts, for float dust.
    Raises ValueError as it does.
    Source: Nelson, The Shewhart control chart: tests for special causes (1984).
    """
    *_lines_of_it, dust = _lines(points, limits)
    rising = _stretches(points, lambda before, after: after > before + dust, TREND)
    falling = _stretches(points, lambda before, after: after < before - dust, TREND)
    return sorted({*rising, *falling})


def _stretches(
    values: Sequence[float], goes_on: Callable[[float, float], bool], least: int
) -> list[int]:
    """Return the numbers of all values in stretches of at least `least` neighbors that go on."""
    found: list[int] = []
    start = 0
    for end in range(1, len(values) + 1):
        if end < len(values) and goes_on(values[end - 1], values[end]):
            continue
        if end - start >= least:
            found += range(start + 1, end + 1)
        start = end
    return found


def _lines(points: Sequence[float], limits: Sequence[float]) -> tuple[float, float, float, float]:
    """Return lower, center and upper line, and how much is float dust between them."""
    for value in (*points, *limits):
        finite("a value of points or limits", value)
    if len(limits) != 3 or not limits[0] < limits[1] < limits[2]:  # noqa: PLR2004 - lower, center, upper
        raise ValueError(
            "limits must be three numbers that rise: lower limit, center, upper limit."
        )
    lower, center, upper = limits
    return lower, center, upper, (upper - lower) * DUST
