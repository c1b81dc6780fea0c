"""Decisions under uncertainty: what a choice is worth on average (F62)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import in_range
from courseware.formulas.guards_lists import numbers, same_length, shares
from courseware.formulas.rounding import DUST


@in_range
def expected_monetary_value(chances: Sequence[float], values: Sequence[float]) -> float:
    """Return the expected monetary value of a choice, sum of chance x value (F62), in money.

    chances: of each outcome, shares from 0 to 1; at least one, together at most 1. What is left of
    1 is the chance that nothing is won or lost.
    values: what each outcome brings (or, for a risk, costs), in the same order.
    Raises ValueError for no outcomes, lists of unequal length, or chances out of range.
    Source: PMI, PMBOK Guide, risk analysis (a 15 % risk of 30,000: 4,500, own computation).
    """
    outcome = "a choice has at least one outcome"
    shares("chances", chances, outcome)
    same_length("chances", chances, "values", values, "each outcome needs both")
    numbers("values", values, outcome)
    if math.fsum(chances) > 1 + DUST:  # 0.7 + 0.2 + 0.1 is not 1 in floats
        raise ValueError(
            f"chances add up to {math.fsum(chances):g}, but only one of the outcomes comes: "
            "together they are at most 1."
        )
    return math.fsum(chance * value for chance, value in zip(chances, values, strict=True))
