"""Contribution, break-even and margin of safety (F55)."""

from __future__ import annotations

from courseware.formulas.guards import in_range, not_negative, positive
from courseware.formulas.rounding import rounded_up


def contribution_margin(price: float, variable_cost: float) -> float:
    """Return the contribution of one unit, price - variable cost (F55), in money; below 0 each unit loses.

    price: for one unit; 0 or above. variable_cost: of one unit, same money; 0 or above.
    Raises ValueError if one is below 0.
    Source: Heizer and Render, Operations Management (4.00 - 2.25 = 1.75 $).
    """
    not_negative("price", price, "nobody is paid to take a unit")
    not_negative("variable_cost", variable_cost, "it is money spent")
    return float(price) - variable_cost


@in_range
def break_even_quantity(fixed: float, price: float, variable_cost: float) -> float:
    """Return where contribution pays the fixed cost, F ÷ (P - V) (F55), in units, not rounded.

    fixed: fixed cost of the period; 0 or above. price, variable_cost: as in contribution_margin.
    Raises ValueError if one is out of range, or the contribution is not above 0.
    Source: as contribution_margin has (10,000 $ at 1.75 $: 5,714.3).
    """
    not_negative("fixed", fixed, "it is money spent")
    contribution = contribution_margin(price, variable_cost)
    if contribution <= 0:
        raise ValueError(
            f"price is {price:g} and variable_cost {variable_cost:g}: a unit that brings no more than it "
            "costs never pays the fixed cost."
        )
    return fixed / contribution


def break_even_units(fixed: float, price: float, variable_cost: float) -> int:
    """Return the fewest whole units that leave no loss, F ÷ (P - V) rounded up (F55), in units.

    Arguments as break_even_quantity. Raises ValueError as it does.
    Source: as it has (5,714.3 units: 5,715).
    """
    return rounded_up(break_even_quantity(fixed, price, variable_cost))


@in_range
def break_even_sales(fixed: float, price: float, variable_cost: float) -> float:
    """Return the sales at break-even, F ÷ ((P - V) ÷ P) (F55), in money, not rounded to whole units.

    Arguments as break_even_quantity. Raises ValueError as it does.
    Source: as it has (10,000 $ at 4.00 and 2.25 $: 22,857.14 $).
    """
    return break_even_quantity(fixed, price, variable_cost) * price


@in_range
def margin_of_safety(sales: float, break_even: float) -> float:
    """Return by what share sales may fall before there is a loss, (sales - break-even) ÷ sales (F55).

    0.25 is 25 %; below 0 there is a loss already. State what sales are: planned or actual.
    sales: units or money; above 0. break_even: in the same unit; 0 or above.
    Raises ValueError if one is out of range.
    Source: Horngren, Cost Accounting (9,200 units against 4,000: 56.5 %).
    """
    positive("sales", sales, "without sales there is no margin")
    not_negative("break_even", break_even, "it counts units or money")
    return 1 - break_even / sales
