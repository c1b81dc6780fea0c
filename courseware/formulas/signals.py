"""Signals of a control chart: which points say that something special happened, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from courseware.formulas.guards import finite
from courseware.formulas.rounding import DUST

Rule = Callable[[Sequence[float], Sequence[float]], list[int]]
"""Points and limits → the numbers of the points that signal, counted from 1."""

RUN = 8
TREND = 6


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
    return _most_of_a_window(points, limits, 2, least=2, window=3)


def four_of_five(points: Sequence[float], limits: Sequence[float]) -> list[int]:
    """Return the points beyond 1 sigma that make four of five in a row on one side (F35): rule 3.

    1 sigma is one third of the way from the center line to a limit. Arguments as beyond_limits.
    Raises ValueError as it does. Source: as beyond_limits.
    """
    return _most_of_a_window(points, limits, 1, least=4, window=5)


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


def _most_of_a_window(
    points: Sequence[float], limits: Sequence[float], sigmas: int, *, least: int, window: int
) -> list[int]:
    """Return the points beyond so many sigma of which `least` lie in `window` in a row on one side."""
    lower, center, upper, dust = _lines(points, limits)
    high, low = center + (upper - center) * sigmas / 3, center - (center - lower) * sigmas / 3
    above = [no for no, point in enumerate(points, 1) if point > high + dust]
    below = [no for no, point in enumerate(points, 1) if point < low - dust]
    found: set[int] = set()
    for outside in (above, below):
        for first in range(len(outside) - least + 1):
            group = outside[first : first + least]
            if group[-1] - group[0] < window:
                found.update(group)
    return sorted(found)


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
    return lower, center, upper, (upper - lower) * DUST  # so near it lies on the line
