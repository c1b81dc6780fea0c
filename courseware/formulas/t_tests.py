"""Tests of means by Student's t (F47): one sample, two samples, pairs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.distributions import t_above
from courseware.formulas.guards import finite, in_range
from courseware.formulas.guards_lists import numbers, same_length
from courseware.formulas.samples import is_dust, sample_deviation, sample_mean, sample_variance

TWO = 2
_SAMPLE = "one value alone does not tell how far values spread"


@dataclass(frozen=True, slots=True)
class MeanTest:
    """What a t-test finds. A p-value is how often chance alone goes as far, 0 to 1."""

    difference: float
    """In the unit of the data: mean less the claimed one, first less second, before less after."""
    standard_error: float
    """How far the difference moves by chance, in its unit."""
    statistic: float
    """t = difference / standard error."""
    degrees_of_freedom: float
    p_two_sided: float
    """As far to either side."""
    p_greater: float
    """As far up: use it if only a greater mean was suspected before the data were seen."""
    p_less: float
    """As far down."""


@in_range
def one_sample_t(data: Sequence[float], claimed: float) -> MeanTest:
    """Return the t-test of a mean against a claimed one, t = (x̄ - μ₀) / (s / √n) (F47).

    data: measured values, two at least, not all the same. claimed: μ₀, same unit.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 7.2.2 (mean 53.7, s 6.567, n 10 against 50: t 1.782).
    """
    numbers("data", data, _SAMPLE, least=TWO)
    finite("claimed", claimed)
    error = sample_deviation(data) / math.sqrt(len(data))
    return _test(sample_mean(data) - claimed, error, len(data) - 1, data)


@in_range
def welch_t(first: Sequence[float], second: Sequence[float]) -> MeanTest:
    """Return the t-test of two means whose spreads may differ (F47), with Satterthwaite's degrees.

    t = (x̄₁ - x̄₂) / √(s₁²/n₁ + s₂²/n₂). first, second: measured values, two at least each.
    Raises ValueError if one is out of range, or nothing varies.
    Source: NIST/SEMATECH e-Handbook 7.3.1 (old and new assembly: t 2.269, df 15.53).
    """
    one, two = _squared_error("first", first), _squared_error("second", second)
    error = math.sqrt(one + two)
    everything = [*first, *second]
    _refuse_dust(error, everything)
    part = one / (one + two)
    degrees = 1 / (part**2 / (len(first) - 1) + (1 - part) ** 2 / (len(second) - 1))
    return _test(sample_mean(first) - sample_mean(second), error, degrees, everything)


@in_range
def pooled_t(first: Sequence[float], second: Sequence[float]) -> MeanTest:
    """Return the t-test of two means whose spreads are taken to be equal (F47).

    t = (x̄₁ - x̄₂) / (s √(1/n₁ + 1/n₂)), s pooled of both. Arguments as welch_t.
    Raises ValueError as it does. Source: as it has (the same data: t 2.135, df 18).
    """
    numbers("first", first, _SAMPLE, least=TWO)
    numbers("second", second, _SAMPLE, least=TWO)
    n, m = len(first), len(second)
    squares = (n - 1) * sample_variance(first) + (m - 1) * sample_variance(second)
    error = math.sqrt(squares / (n + m - 2) * (1 / n + 1 / m))
    return _test(sample_mean(first) - sample_mean(second), error, n + m - 2, [*first, *second])


@in_range
def paired_t(before: Sequence[float], after: Sequence[float]) -> MeanTest:
    """Return the t-test of pairs on their differences, before less after (F47).

    before, after: measured values of the same pieces in the same order, two pairs at least.
    Raises ValueError for lists of unequal length, or differences that do not vary.
    Source: NIST/SEMATECH e-Handbook 7.3.1, own numbers (eight pairs, mean difference 4.125: t 6.454,
    df 7).
    """
    numbers("before", before, _SAMPLE, least=TWO)
    numbers("after", after, _SAMPLE, least=TWO)
    same_length("before", before, "after", after, "each piece is measured twice")
    differences = [one - two for one, two in zip(before, after, strict=True)]
    error = sample_deviation(differences) / math.sqrt(len(differences))
    return _test(sample_mean(differences), error, len(differences) - 1, [*before, *after])


def _squared_error(name: str, data: Sequence[float]) -> float:
    numbers(name, data, _SAMPLE, least=TWO)
    return sample_variance(data) / len(data)


def _test(difference: float, error: float, degrees: float, data: Sequence[float]) -> MeanTest:
    _refuse_dust(error, data)
    statistic = difference / error
    return MeanTest(
        difference=difference,
        standard_error=error,
        statistic=statistic,
        degrees_of_freedom=degrees,
        p_two_sided=2 * t_above(abs(statistic), degrees),
        p_greater=t_above(statistic, degrees),
        p_less=t_above(-statistic, degrees),
    )


def _refuse_dust(error: float, data: Sequence[float]) -> None:
    if is_dust(error, data):
        raise ValueError(
            "Nothing varies in these data, so there is no chance to hold a difference against."
        )
