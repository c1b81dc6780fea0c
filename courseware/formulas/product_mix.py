"""Product mix at a bottleneck: which product first, how much of each, and what it earns (F56).

Units are not rounded: the last product that fits may end with a part of a unit, which the next period
finishes. Whoever plans whole units rounds it down, because the bottleneck has no minute more.
"""

from __future__ import annotations

from collections.abc import Sequence

from courseware.formulas.guards import in_range, not_negative, positive
from courseware.formulas.guards_lists import amounts, counts, numbers, positives, same_length, total

A_VALUE_EACH = "each product needs a value in every list"
NOTHING = "there is no product to choose"
NO_LOSS = "nobody plans units that lose money"


@in_range
def contribution_per_minute(contribution: float, minutes: float) -> float:
    """Return what a product earns in a minute of the bottleneck, contribution ÷ minutes (F56), money per min.

    contribution: price - variable cost of a unit; 0 or above. minutes: of the bottleneck for a unit; above 0.
    Raises ValueError if one is out of range. Source: Goldratt, The Haystack Syndrome (45 $ in 15 min: 3 $).
    """
    not_negative("contribution", contribution, NO_LOSS)
    positive("minutes", minutes, "a product that does not need the bottleneck need not be ranked")
    return contribution / minutes


def bottleneck_order(contributions: Sequence[float], minutes: Sequence[float]) -> list[int]:
    """Return the products by contribution per bottleneck minute, best first (F56), numbered from 1.

    contributions, minutes: one value for each product, as in contribution_per_minute.
    Of two that earn the same the earlier in the list is first.
    Raises ValueError for empty or unequal lists, or a value out of range.
    Source: Goldratt, The Haystack Syndrome (45, 60 $ in 15, 30 min: product 1, then 2).
    """
    amounts("contributions", contributions, NOTHING, NO_LOSS)
    same_length("contributions", contributions, "minutes", minutes, A_VALUE_EACH)
    return _best_first(list(map(contribution_per_minute, contributions, minutes)))


def unit_margin_order(contributions: Sequence[float]) -> list[int]:
    """Return the products by contribution of a unit, best first, for comparison (F56), numbered from 1.

    contributions: as in bottleneck_order.
    Raises ValueError for an empty list or a value out of range.
    Source: the mistaken order of Goldratt's example (45, 60 $: product 2, then 1).
    """
    amounts("contributions", contributions, NOTHING, NO_LOSS)
    return _best_first(contributions)


@in_range
def mix_in_order(
    order: Sequence[int], minutes: Sequence[float], demands: Sequence[float], available: float
) -> list[float]:
    """Return the units of each product when products take the bottleneck's time in an order (F56).

    Each gets what it can sell while minutes last. The result is in the order of `demands`.
    order: each product number once, first product first. minutes: of a unit; above 0 each.
    demands: the most units that can be sold; 0 or above each. available: minutes; 0 or above.
    Raises ValueError for unequal lists, another order, or a value out of range.
    Source: Goldratt, The Haystack Syndrome (15, 30 min, 100, 50 units, 2,400 min: 100 and 30).
    """
    products = counts("order", order, NOTHING, "it numbers the products", least=1, most=len(order))
    if len(set(products)) < len(products):
        raise ValueError("order names a product twice: it holds each number once.")
    same_length("order", order, "minutes", minutes, A_VALUE_EACH)
    same_length("order", order, "demands", demands, A_VALUE_EACH)
    positives("minutes", minutes, NOTHING, "each unit needs some time of the bottleneck")
    amounts("demands", demands, NOTHING, "it counts units")
    not_negative("available", available, "it is a time")
    units, left = [0.0] * len(products), float(available)
    for no in products:
        units[no - 1] = min(float(demands[no - 1]), left / minutes[no - 1])
        left = max(left - units[no - 1] * minutes[no - 1], 0.0)
    return units


def best_mix(
    contributions: Sequence[float],
    minutes: Sequence[float],
    demands: Sequence[float],
    available: float,
) -> list[float]:
    """Return the units of each product that earn the most at one bottleneck (F56), in the lists' order.

    Arguments as bottleneck_order and mix_in_order. Raises ValueError as they do.
    Source: Goldratt, The Haystack Syndrome (100 P and 30 Q).
    """
    return mix_in_order(bottleneck_order(contributions, minutes), minutes, demands, available)


def unit_margin_mix(
    contributions: Sequence[float],
    minutes: Sequence[float],
    demands: Sequence[float],
    available: float,
) -> list[float]:
    """Return the units of each product when the highest unit margin goes first, for comparison (F56).

    Arguments as best_mix. Raises ValueError as it does.
    Source: Goldratt, The Haystack Syndrome (Q first: 60 P and 50 Q).
    """
    return mix_in_order(unit_margin_order(contributions), minutes, demands, available)


@in_range
def mix_profit(units: Sequence[float], contributions: Sequence[float], fixed: float) -> float:
    """Return what a mix earns, contributions of all units - fixed cost (F56), in money; below 0 is a loss.

    units: of each product; 0 or above each. contributions: of a unit. fixed: cost of the period; 0 or above.
    Raises ValueError for empty or unequal lists, or a value out of range.
    Source: Goldratt, The Haystack Syndrome (100 at 45, 30 at 60, 6,000: 300).
    """
    amounts("units", units, "there is nothing made", "it counts units")
    same_length("units", units, "contributions", contributions, A_VALUE_EACH)
    numbers("contributions", contributions, NOTHING)
    not_negative("fixed", fixed, "it is money spent")
    earned = [float(count) * one for count, one in zip(units, contributions, strict=True)]
    return total("what the units earn", earned) - fixed


def _best_first(values: Sequence[float]) -> list[int]:
    # A stable sort keeps products that earn the same in their order; dust must not turn two around.
    rounded = [float(f"{value:.12g}") for value in values]
    return sorted(range(1, len(values) + 1), key=lambda no: -rounded[no - 1])
