"""Acceptance sampling: how often a lot passes when a few of its parts are checked (F34)."""

from __future__ import annotations

from courseware.formulas.distributions import binomial_at_most
from courseware.formulas.guards import count, share


def acceptance_probability(size: float, most_bad: float, share_bad: float) -> float:
    """Return the chance that a lot passes a single sampling plan (F34), from 0 to 1.

    The lot passes when the sample holds at most so many bad parts. It is much larger than the sample.
    size: n, parts in the sample, a whole number, 1 or more.
    most_bad: c, the acceptance number: bad parts that still pass; a whole number, 0 to n.
    share_bad: p, share of bad parts in the lot, 0 to 1. Raises ValueError if one is out of range.
    Source: Montgomery, Introduction to Statistical Quality Control
    (89 parts, at most 2 bad, 1 % bad: 0.9397).
    """
    parts = count("size", size, "a sample has a part at least", least=1)
    why = f"it counts bad parts in a sample of {parts:,}"
    passing = count("most_bad", most_bad, why, most=parts)
    share("share_bad", share_bad, "bad parts among all parts of the lot")
    return binomial_at_most(passing, parts, share_bad)
