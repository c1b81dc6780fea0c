"""Control charts of measured values: constants, subgroups and limits (F35, F37)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from courseware.formulas.guards import finite, not_empty

CONSTANTS: Mapping[int, tuple[float, float, float, float]] = MappingProxyType(
    {
        2: (1.880, 0.0, 3.267, 1.128),
        3: (1.023, 0.0, 2.575, 1.693),
        4: (0.729, 0.0, 2.282, 2.059),
        5: (0.577, 0.0, 2.114, 2.326),
        6: (0.483, 0.0, 2.004, 2.534),
        7: (0.419, 0.076, 1.924, 2.704),
        8: (0.373, 0.136, 1.864, 2.847),
        9: (0.337, 0.184, 1.816, 2.970),
        10: (0.308, 0.223, 1.777, 3.078),
    }
)
"""Size of a subgroup → A2, D3, D4, d2 as tables print them, which is how limits are computed by hand.

A2 = 3 / (d2 √n), D3 and D4 = 1 ∓ 3 d3 / d2 (D3 not below 0), with d2 and d3 the mean and the standard
deviation of the range of n values of a normal distribution with standard deviation 1.
"""
PAIR = 2
"""A moving range is the range of two neighbors."""


def a2(size: int) -> float:
    """Return A2 (F35), the limits of subgroup means in mean ranges; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return _constants(size)[0]


def d3(size: int) -> float:
    """Return D3 (F35), the lower limit of ranges in mean ranges; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return _constants(size)[1]


def d4(size: int) -> float:
    """Return D4 (F35), the upper limit of ranges in mean ranges; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return _constants(size)[2]


def d2(size: int) -> float:
    """Return d2 (F35), the mean range in standard deviations; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return _constants(size)[3]


def subgroup_means(data: Sequence[float], size: int) -> list[float]:
    """Return the mean of each subgroup (F35), in the unit of the data.

    data: measured values in the order of time. size: how many make a subgroup, 2 to 10.
    Raises ValueError for another size, or data that are no whole number of subgroups.
    Source: Shewhart's rational subgroups (3, 13, 10, 5 have the mean 7.75).
    """
    return [math.fsum(group) / len(group) for group in _subgroups(data, size)]


def subgroup_ranges(data: Sequence[float], size: int) -> list[float]:
    """Return the range of each subgroup (F35), largest minus smallest, in the unit of the data.

    Arguments as subgroup_means. Raises ValueError as it does. Source: as it has (3, 13, 10, 5 have 10).
    """
    return [max(group) - min(group) for group in _subgroups(data, size)]


def moving_ranges(data: Sequence[float]) -> list[float]:
    """Return |x - the value before| from the second value on (F37), in the unit of the data.

    data: measured values in the order of time. Raises ValueError for fewer than two.
    Source: NIST/SEMATECH e-Handbook 6.3.2.2.
    """
    _check(data)
    if len(data) < PAIR:
        raise ValueError("data hold one value, but a moving range needs two.")
    return [abs(after - before) for before, after in pairwise(data)]


def xbar_limits(data: Sequence[float], size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of the subgroup means: X̿ ∓ A2 R̄ (F35).

    Arguments as subgroup_means. Raises ValueError as it does.
    Source: Montgomery, Introduction to Statistical Quality Control (mean 1.5056, mean range 0.32521, n 5: 1.3180 to 1.6932).
    """
    center, spread = _mean(subgroup_means(data, size)), _mean(subgroup_ranges(data, size))
    reach = a2(size) * spread
    return [center - reach, center, center + reach]


def range_limits(data: Sequence[float], size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of the subgroup ranges: D3 R̄, R̄, D4 R̄ (F35).

    Arguments as subgroup_means. Raises ValueError as it does.
    Source: as xbar_limits (mean range 0.32521, n 5: upper limit 0.6875).
    """
    center = _mean(subgroup_ranges(data, size))
    return [d3(size) * center, center, d4(size) * center]


def individuals_limits(data: Sequence[float]) -> list[float]:
    """Return [lower limit, center line, upper limit] of single values: X̄ ∓ 3 M̄R / 1.128 (F37).

    data: measured values in the order of time. Raises ValueError for fewer than two.
    Source: NIST/SEMATECH e-Handbook 6.3.2.2 (45.8159, 50.81, 55.8041).
    """
    center, reach = _mean(data), 3 * _mean(moving_ranges(data)) / d2(PAIR)
    return [center - reach, center, center + reach]


def sigma_within(data: Sequence[float], size: int) -> float:
    """Return the standard deviation within subgroups, R̄ / d2 (F35), in the unit of the data.

    Arguments as subgroup_means. Raises ValueError as it does.
    Source: as xbar_limits (0.32521 / 2.326 = 0.1398).
    """
    return _mean(subgroup_ranges(data, size)) / d2(size)


def _constants(size: int) -> tuple[float, float, float, float]:
    if size not in CONSTANTS:
        raise ValueError(f"size is {size:g}, but a subgroup has 2 to 10 values.")
    return CONSTANTS[size]


def _subgroups(data: Sequence[float], size: int) -> list[Sequence[float]]:
    _check(data)
    _constants(size)
    if len(data) % size:
        raise ValueError(
            f"data hold {len(data)} values, which make no whole subgroups of {size:g}."
        )
    return [data[start : start + int(size)] for start in range(0, len(data), int(size))]


def _check(data: Sequence[float]) -> None:
    not_empty("data", data, "a chart needs something measured")
    for value in data:
        finite("a value in data", value)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
