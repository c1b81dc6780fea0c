"""Process capability: indexes, parts outside of the specification, how sure an index is (F41 to F44)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.distributions import normal_above, normal_below, normal_quantile
from courseware.formulas.guards import count, finite, in_range, inner_share, positive
from courseware.formulas.guards_lists import numbers
from courseware.formulas.samples import is_dust, sample_deviation, sample_mean
from courseware.formulas.spc_constants import d4

PER_MILLION = 1_000_000


@in_range
def cp(sigma: float, lower: float, upper: float) -> float:
    """Return Cp = (USL - LSL) / 6σ (F41): what the process could do in the middle; a ratio.

    sigma: standard deviation within subgroups, R̄ / d2, above 0.
    lower, upper: specification limits LSL and USL, same unit, LSL below USL.
    Raises ValueError if one is out of range. Source: NIST/SEMATECH e-Handbook 6.1.6 (2, 8, 20: 1.0).
    """
    _check(sigma, lower, upper)
    return (upper - lower) / (6 * sigma)


@in_range
def cpl(mean: float, sigma: float, lower: float) -> float:
    """Return Cpl = (μ - LSL) / 3σ (F41): the room at the lower limit, also if it is the only one.

    mean, sigma: as cpk. lower: specification limit LSL. Below 0 the mean itself is outside.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 6.1.6 (16, 2, 8: 1.333).
    """
    _check_place(mean, sigma)
    finite("lower", lower)
    return (mean - lower) / (3 * sigma)


@in_range
def cpu(mean: float, sigma: float, upper: float) -> float:
    """Return Cpu = (USL - μ) / 3σ (F41): the room at the upper limit, also if it is the only one.

    mean, sigma: as cpk. upper: specification limit USL. Below 0 the mean itself is outside.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 6.1.6 (16, 2, 20: 0.667).
    """
    _check_place(mean, sigma)
    finite("upper", upper)
    return (upper - mean) / (3 * sigma)


@in_range
def cpk(mean: float, sigma: float, lower: float, upper: float) -> float:
    """Return Cpk = min(USL - μ, μ - LSL) / 3σ (F41): what the process does where it stands; a ratio.

    mean: of the process, any number; outside of the limits Cpk is below 0. Others as cp.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 6.1.6 (16, 2, 8, 20: 0.667).
    """
    _check(sigma, lower, upper)
    return min(cpl(mean, sigma, lower), cpu(mean, sigma, upper))


@in_range
def cpm(mean: float, sigma: float, lower: float, upper: float, target: float) -> float:
    """Return Cpm = (USL - LSL) / (6 √(σ² + (μ - T)²)) (F41): Cp that pays for each step off target.

    target: T, where the process should stand, from lower to upper. Others as cpk.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 6.1.6 (16, 2, 8, 20, 14: 0.707).
    """
    _check(sigma, lower, upper)
    finite("mean", mean)
    finite("target", target)
    if not lower <= target <= upper:
        raise ValueError(
            f"target is {target:g}, but it must lie from {lower:g} to {upper:g}: "
            "nobody aims outside of the specification."
        )
    return (upper - lower) / (6 * math.hypot(sigma, mean - target))


@in_range
def pp(data: Sequence[float], lower: float, upper: float) -> float:
    """Return Pp (F42): as Cp, with the standard deviation s of all data together; a ratio.

    data: measured values, two at least, that are not all the same. lower, upper: as cp.
    Raises ValueError if one is out of range. Source: ISO 22514-2.
    """
    return cp(_overall(data), lower, upper)


@in_range
def ppk(data: Sequence[float], lower: float, upper: float) -> float:
    """Return Ppk (F42): as Cpk, with mean and standard deviation s of all data together; a ratio.

    Arguments as pp. Raises ValueError as it does. Source: ISO 22514-2.
    """
    return cpk(sample_mean(data), _overall(data), lower, upper)


@in_range
def ppm_outside(mean: float, sigma: float, lower: float, upper: float) -> float:
    """Return the parts per million outside of the specification of a normal process (F43), 0 to 10⁶.

    Arguments as cpk. Raises ValueError as it does.
    Source: Φ, the normal distribution function (16, 2, 8, 20: 22,782).
    """
    _check(sigma, lower, upper)
    _check_place(mean, sigma)
    below, above = normal_below((lower - mean) / sigma), normal_above((upper - mean) / sigma)
    return PER_MILLION * (below + above)


@in_range
def index_interval(
    index: float, values: float, degrees: float | None = None, certainty: float = 0.95
) -> list[float]:
    """Return [low, high] of Cpk or Ppk (F44): where the true index lies with this certainty.

    Index ∓ z √(1 / 9n + index² / 2(n - 1)).
    index: Cpk or Ppk, any number. values: n, how many values it was computed from, 2 or more.
    degrees: degrees of freedom of its standard deviation; n - 1, right for Ppk, if not given. Of a
    Cpk from ranges fewer: degrees_of_ranges tells how many. certainty: above 0 and below 1.
    Raises ValueError if one is out of range.
    Source: Bissell, How reliable is your capability index? (1990) (0.911, n 60: 0.726 to 1.096).
    """
    finite("index", index)
    n = count("values", values, "one value does not tell a spread", least=2)
    inner_share("certainty", certainty, "nothing is sure, and something is said")
    freedom: float = n - 1 if degrees is None else degrees
    positive("degrees", freedom, "without degrees of freedom the data say nothing of their spread")
    z = normal_quantile((1 + certainty) / 2)
    reach = z * math.sqrt(1 / (9 * n) + index**2 / (2 * freedom))
    return [index - reach, index + reach]


def degrees_of_ranges(groups: float, size: int) -> float:
    """Return how many degrees of freedom R̄ / d2 is worth (F44): fewer than the values have.

    A standard deviation that varies as much as R̄ / d2 does has k (d2 / d3)² / 2 = k (3 / (D4 - 1))² / 2.
    groups: k, number of subgroups, 1 or more. size: values in a subgroup, 2 to 10.
    Raises ValueError if one is out of range.
    Source: Patnaik 1950 (15 subgroups of 4: 41, while s of 60 values has 59).
    """
    number = count("groups", groups, "there is a subgroup at least", least=1)
    return number * (3 / (d4(size) - 1)) ** 2 / 2


def _overall(data: Sequence[float]) -> float:
    numbers("data", data, "one value alone does not spread", least=2)
    deviation = sample_deviation(data)
    if is_dust(deviation, data):
        raise ValueError("The values in data are all the same: without spread there is no index.")
    return deviation


def _check(sigma: float, lower: float, upper: float) -> None:
    positive("sigma", sigma, "every process varies")
    finite("lower", lower)
    finite("upper", upper)
    if lower >= upper:
        raise ValueError(
            f"lower is {lower:g}, but it must be below upper, {upper:g}: "
            "a specification has room between its limits."
        )


def _check_place(mean: float, sigma: float) -> None:
    finite("mean", mean)
    positive("sigma", sigma, "every process varies")
