"""Test of two spreads (F48): whether one process is more even than another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.distributions import f_above, f_below
from courseware.formulas.guards import in_range
from courseware.formulas.guards_lists import numbers
from courseware.formulas.samples import is_dust, sample_variance


@dataclass(frozen=True, slots=True)
class VarianceTest:
    """What an F-test finds. A p-value is how often chance alone goes as far, 0 to 1."""

    statistic: float
    """F = s₁² / s₂², a ratio."""
    degrees_of_freedom_first: int
    degrees_of_freedom_second: int
    p_two_sided: float
    p_greater: float
    """As large a ratio: use it if only a greater first spread was suspected."""
    p_less: float
    """As small a ratio."""


@in_range
def f_test(first: Sequence[float], second: Sequence[float]) -> VarianceTest:
    """Return the F-test of two variances, F = s₁² / s₂² (F48). It asks for nearly normal values.

    first, second: measured values, two at least each, not all the same.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 1.3.5.9; with the data of its 7.3.1, old and new assembly, own
    computation (F 3.738, p 0.074).
    """
    for name, data in (("first", first), ("second", second)):
        numbers(name, data, "one value alone does not tell how far values spread", least=2)
        if is_dust(math.sqrt(sample_variance(data)), data):
            raise ValueError(
                f"The values in {name} are all the same: there is no spread to compare."
            )
    statistic = sample_variance(first) / sample_variance(second)
    of_first, of_second = len(first) - 1, len(second) - 1
    greater, less = f_above(statistic, of_first, of_second), f_below(statistic, of_first, of_second)
    return VarianceTest(
        statistic=statistic,
        degrees_of_freedom_first=of_first,
        degrees_of_freedom_second=of_second,
        p_two_sided=min(1.0, 2 * min(greater, less)),
        p_greater=greater,
        p_less=less,
    )
