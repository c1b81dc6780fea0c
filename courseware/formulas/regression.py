"""The straight line through points, and how closely they follow it (F52)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.guards import in_range
from courseware.formulas.guards_lists import numbers, same_length
from courseware.formulas.samples import is_dust, sample_deviation, sample_mean, squared_deviations


@dataclass(frozen=True, slots=True)
class Line:
    """A least-squares line y = intercept + slope · x, with the correlation of its points."""

    slope: float
    """b: how much y changes with one more of x, in the unit of y per unit of x."""
    intercept: float
    """a: y of the line at x = 0, in the unit of y; far from the points it means little."""
    correlation: float
    """r, -1 to 1: 0 means no straight relation, 1 or -1 that all points lie on the line."""
    explained: float
    """r², the share of the variation of y that goes with x, 0 to 1."""


@in_range
def least_squares_line(x: Sequence[float], y: Sequence[float]) -> Line:
    """Return the least-squares line through points: b = Sxy / Sxx, a = ȳ - b x̄, and r (F52).

    x, y: measured together, as many numbers, two at least. Neither may be all the same.
    Raises ValueError for lists of unequal length, fewer points, or a value that never changes.
    Source: Anscombe 1973, first set (slope 0.500, intercept 3.00, r 0.816).
    """
    for name, values in (("x", x), ("y", y)):
        numbers(name, values, "a line needs two points", least=2)
        if is_dust(sample_deviation(values), values):
            raise ValueError(
                f"{name} is the same at every point, so no line can tell what moves with it."
            )
    same_length("x", x, "y", y, "a point has both")
    center_x, center_y = sample_mean(x), sample_mean(y)
    of_x, of_y = squared_deviations(x), squared_deviations(y)
    of_both = math.fsum((one - center_x) * (two - center_y) for one, two in zip(x, y, strict=True))
    slope = of_both / of_x
    correlation = max(-1.0, min(1.0, of_both / (math.sqrt(of_x) * math.sqrt(of_y))))
    return Line(
        slope=slope,
        intercept=center_y - slope * center_x,
        correlation=correlation,
        explained=correlation**2,
    )
