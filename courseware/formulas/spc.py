"""Control charts of measured values: subgroups with their means and ranges, and single values (F35, F37)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from courseware.formulas.guards import finite, in_range, not_negative
from courseware.formulas.guards_lists import numbers
from courseware.formulas.spc_constants import CONSTANTS, a2, constants_of, d2, d3, d4

__all__ = [
    "CONSTANTS",
    "a2",
    "d2",
    "d3",
    "d4",
    "individuals_limits",
    "individuals_limits_of",
    "moving_range_limits",
    "moving_ranges",
    "range_limits",
    "range_limits_of",
    "sigma_of_range",
    "sigma_within",
    "subgroup_means",
    "subgroup_ranges",
    "subgroups",
    "xbar_limits",
    "xbar_limits_of",
]

PAIR = 2
"""A moving range is the range of two neighbors."""


def subgroups(data: Sequence[float], size: int) -> list[Sequence[float]]:
    """Return the data cut into subgroups (F35), in the order of time.

    data: measured values in the order of time. size: how many make a subgroup, 2 to 10.
    Raises ValueError for another size, or data that are no whole number of subgroups.
    Source: Shewhart's rational subgroups.
    """
    _check(data)
    constants_of(size)
    if len(data) % size:
        raise ValueError(
            f"data hold {len(data)} values, which make no whole subgroups of {size:g}."
        )
    return [data[start : start + int(size)] for start in range(0, len(data), int(size))]


@in_range
def subgroup_means(data: Sequence[float], size: int) -> list[float]:
    """Return the mean of each subgroup (F35), in the unit of the data.

    Arguments as subgroups. Raises ValueError as it does.
    Source: Shewhart's rational subgroups (3, 13, 10, 5 have the mean 7.75).
    """
    return [_mean(group) for group in subgroups(data, size)]


@in_range
def subgroup_ranges(data: Sequence[float], size: int) -> list[float]:
    """Return the range of each subgroup (F35), largest minus smallest, in the unit of the data.

    Arguments as subgroups. Raises ValueError as it does. Source: as it has (3, 13, 10, 5 have 10).
    """
    return [max(group) - min(group) for group in subgroups(data, size)]


@in_range
def moving_ranges(data: Sequence[float]) -> list[float]:
    """Return |x - the value before| from the second value on (F37), in the unit of the data.

    data: measured values in the order of time. Raises ValueError for fewer than two.
    Source: NIST/SEMATECH e-Handbook 6.3.2.2.
    """
    numbers("data", data, "a moving range is the range of two neighbors", least=PAIR)
    return [abs(after - before) for before, after in pairwise(data)]


@in_range
def xbar_limits(data: Sequence[float], size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of the subgroup means: X̿ ∓ A2 R̄ (F35).

    Arguments as subgroups. Raises ValueError as it does. Source: as xbar_limits_of.
    """
    spread = _mean(subgroup_ranges(data, size))
    return xbar_limits_of(_mean(subgroup_means(data, size)), spread, size)


@in_range
def xbar_limits_of(grand_mean: float, mean_range: float, size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of subgroup means: X̿ ∓ A2 R̄ (F35).

    grand_mean: mean of all subgroup means. mean_range: mean of all subgroup ranges, same unit, 0 or
    above. size: values in a subgroup, 2 to 10. Raises ValueError if one is out of range.
    Source: Montgomery, Introduction to Statistical Quality Control
    (mean 1.5056, mean range 0.32521, n 5: 1.3180 to 1.6932).
    """
    finite("grand_mean", grand_mean)
    reach = a2(size) * _spread("mean_range", mean_range)
    return [grand_mean - reach, grand_mean, grand_mean + reach]


@in_range
def range_limits(data: Sequence[float], size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of the subgroup ranges: D3 R̄, R̄, D4 R̄ (F35).

    Arguments as subgroups. Raises ValueError as it does. Source: as range_limits_of.
    """
    return range_limits_of(_mean(subgroup_ranges(data, size)), size)


@in_range
def range_limits_of(mean_range: float, size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of subgroup ranges: D3 R̄, R̄, D4 R̄ (F35).

    Arguments as xbar_limits_of. Raises ValueError as it does.
    Source: as it has (mean range 0.32521, n 5: upper limit 0.6875).
    """
    center = _spread("mean_range", mean_range)
    return [d3(size) * center, center, d4(size) * center]


@in_range
def individuals_limits(data: Sequence[float]) -> list[float]:
    """Return [lower limit, center line, upper limit] of single values: X̄ ∓ 3 M̄R / 1.128 (F37).

    data: measured values in the order of time. Raises ValueError for fewer than two.
    Source: NIST/SEMATECH e-Handbook 6.3.2.2 (45.8159, 50.81, 55.8041).
    """
    ranges = moving_ranges(data)
    return individuals_limits_of(_mean(data), _mean(ranges))


@in_range
def individuals_limits_of(mean: float, mean_moving_range: float) -> list[float]:
    """Return [lower limit, center line, upper limit] of single values: X̄ ∓ 3 M̄R / 1.128 (F37).

    mean: of all values. mean_moving_range: mean of all moving ranges, same unit, 0 or above.
    Raises ValueError if one is out of range.
    Source: as individuals_limits (mean 50.81, mean moving range 1.8778).
    """
    finite("mean", mean)
    reach = 3 * _spread("mean_moving_range", mean_moving_range) / d2(PAIR)
    return [mean - reach, mean, mean + reach]


@in_range
def moving_range_limits(data: Sequence[float]) -> list[float]:
    """Return [lower limit, center line, upper limit] of the moving ranges: 0, M̄R, 3.267 M̄R (F37).

    data: measured values in the order of time. Raises ValueError for fewer than two.
    Source: as individuals_limits (mean moving range 1.8778, upper limit 6.135).
    """
    return range_limits_of(_mean(moving_ranges(data)), PAIR)


@in_range
def sigma_within(data: Sequence[float], size: int) -> float:
    """Return the standard deviation within subgroups, R̄ / d2 (F35), in the unit of the data.

    Arguments as subgroups. Raises ValueError as it does. Source: as sigma_of_range.
    """
    return sigma_of_range(_mean(subgroup_ranges(data, size)), size)


@in_range
def sigma_of_range(mean_range: float, size: int) -> float:
    """Return the standard deviation that a mean range tells of, R̄ / d2 (F35, F37), in its unit.

    Arguments as xbar_limits_of; of moving ranges the size is 2. Raises ValueError as it does.
    Source: as it has (0.32521 / 2.326 = 0.1398).
    """
    return _spread("mean_range", mean_range) / d2(size)


def _spread(name: str, value: float) -> float:
    not_negative(name, value, "a range runs from the smallest to the largest")
    return value


def _check(data: Sequence[float]) -> None:
    numbers("data", data, "a chart needs something measured")


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
