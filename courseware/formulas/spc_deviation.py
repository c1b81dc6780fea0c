"""Control charts of subgroups by their standard deviation instead of their range: X̄-S (F36)."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.formulas.guards import finite, in_range, not_negative
from courseware.formulas.samples import sample_deviation, sample_mean
from courseware.formulas.spc import subgroup_means, subgroups
from courseware.formulas.spc_constants import a3, b3, b4, c4


@in_range
def subgroup_deviations(data: Sequence[float], size: int) -> list[float]:
    """Return the standard deviation s of each subgroup, with n - 1 (F36), in the unit of the data.

    data: measured values in the order of time. size: how many make a subgroup, 2 to 10.
    Raises ValueError for another size, or data that are no whole number of subgroups.
    Source: Shewhart's rational subgroups (3, 13, 10, 5 have 4.573).
    """
    return [sample_deviation(group) for group in subgroups(data, size)]


@in_range
def xbar_s_limits(data: Sequence[float], size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of the subgroup means: X̿ ∓ A3 S̄ (F36).

    Arguments as subgroup_deviations. Raises ValueError as it does. Source: as xbar_s_limits_of.
    """
    spread = sample_mean(subgroup_deviations(data, size))
    return xbar_s_limits_of(sample_mean(subgroup_means(data, size)), spread, size)


@in_range
def xbar_s_limits_of(grand_mean: float, mean_deviation: float, size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of subgroup means: X̿ ∓ A3 S̄ (F36).

    grand_mean: mean of all subgroup means. mean_deviation: mean of all subgroup standard deviations,
    same unit, 0 or above. size: values in a subgroup, 2 to 10.
    Raises ValueError if one is out of range.
    Source: Montgomery, Introduction to Statistical Quality Control, piston rings
    (mean 74.001, mean s 0.0094, n 5: 73.988 to 74.014).
    """
    finite("grand_mean", grand_mean)
    reach = a3(size) * _spread(mean_deviation)
    return [grand_mean - reach, grand_mean, grand_mean + reach]


@in_range
def deviation_limits(data: Sequence[float], size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of subgroup deviations: B3 S̄, S̄, B4 S̄ (F36).

    Arguments as subgroup_deviations. Raises ValueError as it does. Source: as deviation_limits_of.
    """
    return deviation_limits_of(sample_mean(subgroup_deviations(data, size)), size)


@in_range
def deviation_limits_of(mean_deviation: float, size: int) -> list[float]:
    """Return [lower limit, center line, upper limit] of subgroup deviations: B3 S̄, S̄, B4 S̄ (F36).

    Arguments as xbar_s_limits_of. Raises ValueError as it does.
    Source: as it has (mean s 0.0094, n 5: upper limit 0.0196).
    """
    center = _spread(mean_deviation)
    return [b3(size) * center, center, b4(size) * center]


@in_range
def sigma_within_by_deviation(data: Sequence[float], size: int) -> float:
    """Return the standard deviation within subgroups, S̄ / c4 (F36), in the unit of the data.

    Arguments as subgroup_deviations. Raises ValueError as it does. Source: as sigma_of_deviation.
    """
    return sigma_of_deviation(sample_mean(subgroup_deviations(data, size)), size)


@in_range
def sigma_of_deviation(mean_deviation: float, size: int) -> float:
    """Return the standard deviation that a mean of s tells of, S̄ / c4 (F36), in its unit.

    Arguments as xbar_s_limits_of. Raises ValueError as it does.
    Source: as it has (0.0094 / 0.939986 = 0.0100).
    """
    return _spread(mean_deviation) / c4(size)


def _spread(mean_deviation: float) -> float:
    not_negative("mean_deviation", mean_deviation, "a standard deviation has no direction")
    return mean_deviation
