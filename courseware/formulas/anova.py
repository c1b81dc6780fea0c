"""One-way analysis of variance (F51): whether means of several groups differ by more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.distributions import f_above
from courseware.formulas.guards import in_range
from courseware.formulas.guards_lists import numbers
from courseware.formulas.samples import is_dust, sample_mean, squared_deviations

TWO = 2


@dataclass(frozen=True, slots=True)
class OneWayAnova:
    """What a one-way analysis of variance finds; sums and means of squares in the unit squared."""

    between: float
    """Sum of squares between the groups."""
    within: float
    """Sum of squares within the groups."""
    degrees_of_freedom_between: int
    degrees_of_freedom_within: int
    mean_square_between: float
    mean_square_within: float
    """The variance of single values, once the groups are known."""
    statistic: float
    """F, the one mean square by the other; a ratio."""
    p_value: float
    """How often chance alone makes as large an F, 0 to 1. It has one side only."""


@in_range
def one_way_anova(groups: Sequence[Sequence[float]]) -> OneWayAnova:
    """Return the one-way analysis of variance, F = MSB / MSW (F51).

    groups: two or more lists of measured values, of any length, more values than groups.
    Raises ValueError for an empty group, too few groups or values, or values that do not vary in any.
    Source: NIST/SEMATECH e-Handbook 7.4.3 (three groups of 5: 27.897, 17.452, F 9.59, p 0.0032).
    """
    if len(groups) < TWO:
        raise ValueError(f"groups hold {len(groups)}, but two at least are needed to compare.")
    for number, group in enumerate(groups, 1):
        numbers(f"group {number}", group, "a group has a value at least")
    everything = [value for group in groups for value in group]
    of_between, of_within = len(groups) - 1, len(everything) - len(groups)
    if not of_within:
        raise ValueError(
            "Each group holds one value: nothing tells how far values spread by chance."
        )
    center = sample_mean(everything)
    between = math.fsum(len(group) * (sample_mean(group) - center) ** 2 for group in groups)
    within = math.fsum(map(squared_deviations, groups))
    if is_dust(math.sqrt(within / of_within), everything):
        raise ValueError(
            "Nothing varies within the groups, so there is no chance to hold a difference against."
        )
    statistic = (between / of_between) / (within / of_within)
    return OneWayAnova(
        between=between,
        within=within,
        degrees_of_freedom_between=of_between,
        degrees_of_freedom_within=of_within,
        mean_square_between=between / of_between,
        mean_square_within=within / of_within,
        statistic=statistic,
        p_value=f_above(statistic, of_between, of_within),
    )
