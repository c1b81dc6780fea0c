"""What a sample says of where values lie and how far they spread, for indexes and tests (F42, F47)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import in_range
from courseware.formulas.guards_lists import numbers

DUST = 1e-12
"""A spread this small, relative to the largest value, is what float arithmetic leaves: there is none."""


@in_range
def sample_mean(data: Sequence[float]) -> float:
    """Return the mean of measured values (F42, F47), in their unit.

    data: at least one value. Raises ValueError for none.
    Source: NIST/SEMATECH e-Handbook 1.3.5.1, own numbers (1, 2, 6 have the mean 3).
    """
    numbers("data", data, "a mean needs something measured")
    return math.fsum(data) / len(data)


@in_range
def sample_variance(data: Sequence[float]) -> float:
    """Return the square of the standard deviation of a sample, with n - 1 (F48), in the unit squared.

    data: at least two values. Raises ValueError for fewer.
    Source: NIST/SEMATECH e-Handbook 1.3.5.6, own numbers (1, 2, 6 have 7).
    """
    numbers("data", data, "one value alone does not spread", least=2)
    return squared_deviations(data) / (len(data) - 1)


@in_range
def sample_deviation(data: Sequence[float]) -> float:
    """Return the standard deviation s of a sample, with n - 1 (F42, F47), in the unit of the data.

    data: at least two values. Raises ValueError for fewer.
    Source: NIST/SEMATECH e-Handbook 1.3.5.6, own numbers (1, 2, 6 have √7 = 2.646).
    """
    return math.sqrt(sample_variance(data))


@in_range
def squared_deviations(data: Sequence[float]) -> float:
    """Return the sum of the squared distances from the mean (F47, F51, F52), in the unit squared.

    data: at least one value. Raises ValueError for none.
    Source: the sum of squares in each analysis of variance (1, 2, 6 have 14).
    """
    center = sample_mean(data)
    return math.fsum((value - center) ** 2 for value in data)


@in_range
def is_dust(deviation: float, data: Sequence[float]) -> bool:
    """Say whether a standard deviation is only what float arithmetic leaves of values (F47, F52).

    deviation: in the unit of the data, 0 or above. data: the values that it was computed from.
    Raises ValueError for data beyond the range of a float. Source: own (0.1 + 0.2 and 0.3 do not spread).
    """
    return deviation <= DUST * max(map(abs, data), default=0)
