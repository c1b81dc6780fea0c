"""Tests of shares by the normal distribution (F49): one share against a claim, two shares."""

from __future__ import annotations

import math
from dataclasses import dataclass

from courseware.formulas.distributions import normal_above
from courseware.formulas.guards import count, in_range, inner_share


@dataclass(frozen=True, slots=True)
class ShareTest:
    """What a z-test of shares finds. A p-value is how often chance alone goes as far, 0 to 1.

    It has no degrees of freedom: z follows the normal distribution, nearly, if at least five parts
    of each kind are expected.
    """

    difference: float
    """Share less the claimed one, or first less second; -1 to 1."""
    standard_error: float
    """How far the difference moves by chance."""
    statistic: float
    """z = difference / standard error."""
    p_two_sided: float
    p_greater: float
    """As far up: use it if only a greater share was suspected before the data were seen."""
    p_less: float
    """As far down."""


@in_range
def one_share_z(hits: float, size: float, claimed: float) -> ShareTest:
    """Return the z-test of a share against a claimed one, z = (p̂ - p₀) / √(p₀ (1 - p₀) / n) (F49).

    hits: parts of the kind that is counted, a whole number, 0 to `size`. size: n, all parts, 1 or more.
    claimed: p₀, above 0 and below 1. Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 7.2.4 (26 of 200 against 0.10: z 1.414).
    """
    share = _share("hits", hits, "size", size)
    inner_share("claimed", claimed, "chance moves no share of nothing or of everything")
    return _test(share - claimed, math.sqrt(claimed * (1 - claimed) / size))


@in_range
def two_shares_z(
    first_hits: float, first_size: float, second_hits: float, second_size: float
) -> ShareTest:
    """Return the z-test of two shares, with their pooled share p in the standard error (F49).

    z = (p̂₁ - p̂₂) / √(p (1 - p) (1/n₁ + 1/n₂)). Each pair as hits and size of one_share_z.
    Raises ValueError if one is out of range, or if no part, or every part, is of the kind counted.
    Source: NIST/SEMATECH e-Handbook 7.3.3, own numbers (36 of 1,200 and 54 of 1,100: z -2.359, p 0.018).
    """
    first = _share("first_hits", first_hits, "first_size", first_size)
    second = _share("second_hits", second_hits, "second_size", second_size)
    pooled = (first_hits + second_hits) / (first_size + second_size)
    if not 0 < pooled < 1:
        raise ValueError(
            "All parts of both samples are of one kind, so there is nothing to compare."
        )
    spread = pooled * (1 - pooled) * (1 / first_size + 1 / second_size)
    return _test(first - second, math.sqrt(spread))


def _share(name: str, hits: float, of: str, size: float) -> float:
    parts = count(of, size, "it counts parts", least=1)
    why = f"it counts parts among {parts:,}"
    return count(name, hits, why, most=parts) / parts


def _test(difference: float, error: float) -> ShareTest:
    statistic = difference / error
    return ShareTest(
        difference=difference,
        standard_error=error,
        statistic=statistic,
        p_two_sided=2 * normal_above(abs(statistic)),
        p_greater=normal_above(statistic),
        p_less=normal_above(-statistic),
    )
