"""Price, quantity and overhead variances, and the flexible budget they start from (F57, F58).

One sign for all: above 0 a variance is unfavorable (U: it costs income), below 0 favorable (F).
"""

from __future__ import annotations

from courseware.formulas.guards import finite, in_range, not_negative

MONEY = "it is money for a unit"
AMOUNT = "it is an amount"
SPENT = "it is money spent"


@in_range
def price_variance(actual_price: float, standard_price: float, actual_quantity: float) -> float:
    """Return the price variance, (AP - SP) x AQ (F57), in money; of labor it is the rate variance.

    actual_price, standard_price: for a unit of input (kg, hour); 0 or above.
    actual_quantity: units of input that were used; 0 or above.
    Raises ValueError if one is below 0.
    Source: Horngren, Cost Accounting (22,200 at 28 instead of 30: -44,400, favorable).
    """
    not_negative("actual_price", actual_price, MONEY)
    not_negative("standard_price", standard_price, MONEY)
    not_negative("actual_quantity", actual_quantity, AMOUNT)
    return (float(actual_price) - standard_price) * actual_quantity


@in_range
def quantity_variance(
    actual_quantity: float, standard_quantity: float, standard_price: float
) -> float:
    """Return the quantity variance, (AQ - SQ) x SP (F57), in money: usage of material, efficiency of labor.

    It is the efficiency variance of variable overhead (F58), too: with labor hours and the overhead rate.
    actual_quantity: units of input that were used; standard_quantity: allowed for what was made; 0 or above.
    standard_price: for a unit of input; 0 or above.
    Raises ValueError if one is below 0.
    Source: Horngren, Cost Accounting (22,200 instead of 20,000 at 30: 66,000, unfavorable).
    """
    not_negative("actual_quantity", actual_quantity, AMOUNT)
    not_negative("standard_quantity", standard_quantity, AMOUNT)
    not_negative("standard_price", standard_price, MONEY)
    return (float(actual_quantity) - standard_quantity) * standard_price


@in_range
def selling_price_variance(actual_price: float, budget_price: float, units: float) -> float:
    """Return the selling-price variance, (budget price - actual price) x units (F57), in money.

    actual_price, budget_price: for a unit sold; 0 or above. units: sold; 0 or above.
    Raises ValueError if one is below 0.
    Source: own (39.50 instead of 40 for 9,200 units: 4,600, unfavorable).
    """
    not_negative("actual_price", actual_price, MONEY)
    not_negative("budget_price", budget_price, MONEY)
    not_negative("units", units, "it counts units")
    return (float(budget_price) - actual_price) * units


@in_range
def sales_volume_variance(planned: float, actual: float, contribution: float) -> float:
    """Return the sales-volume variance, (planned - actual units) x budget contribution (F58), in money.

    planned, actual: units; 0 or above. contribution: price - variable cost of a unit by the budget.
    Raises ValueError if one is out of range.
    Source: own (9,200 instead of 10,000 at 15: 12,000, unfavorable).
    """
    not_negative("planned", planned, "it counts units")
    not_negative("actual", actual, "it counts units")
    finite("contribution", contribution)
    return (float(planned) - actual) * contribution


@in_range
def flexible_budget(cost_per_unit: float, units: float, fixed: float) -> float:
    """Return what the units really made should have cost, standard x units + fixed (F58), in money.

    cost_per_unit: standard variable cost; 0 or above. units: really made; 0 or above. fixed: 0 or above.
    Raises ValueError if one is below 0.
    Source: own (9,200 units at 25 and 60,000: 290,000).
    """
    not_negative("cost_per_unit", cost_per_unit, MONEY)
    not_negative("units", units, "it counts units")
    not_negative("fixed", fixed, SPENT)
    return float(cost_per_unit) * units + fixed


@in_range
def budget_income(contribution: float, units: float, fixed: float) -> float:
    """Return the income of a budget, contribution x units - fixed cost (F58), in money; below 0 is a loss.

    With planned units it is the static budget's income, with units really sold the flexible one's.
    contribution: price - variable cost of a unit by the budget. units: 0 or above. fixed: 0 or above.
    Raises ValueError if one is out of range.
    Source: own (15 x 10,000 - 60,000 = 90,000 static; with 9,200 units 78,000 flexible).
    """
    finite("contribution", contribution)
    not_negative("units", units, "it counts units")
    not_negative("fixed", fixed, SPENT)
    return float(contribution) * units - fixed


@in_range
def variable_overhead_spending_variance(actual: float, hours: float, rate: float) -> float:
    """Return the spending variance of variable overhead, actual - hours worked x rate (F58), in money.

    actual: variable overhead spent; hours: really worked; rate: standard overhead for an hour; 0 or above.
    Raises ValueError if one is below 0.
    Source: own (39,700 in 4,780 h at 8: 1,460, unfavorable).
    """
    not_negative("actual", actual, SPENT)
    not_negative("hours", hours, "it is a time")
    not_negative("rate", rate, "it is money for an hour")
    return actual - float(hours) * rate


@in_range
def fixed_overhead_spending_variance(actual: float, budget: float) -> float:
    """Return the spending variance of fixed overhead, actual - budget (F58), in money.

    actual: fixed overhead spent; budget: planned; 0 or above.
    Raises ValueError if one is below 0. Source: own (61,500 against 60,000: 1,500, unfavorable).
    """
    not_negative("actual", actual, SPENT)
    not_negative("budget", budget, SPENT)
    return float(actual) - budget


@in_range
def fixed_overhead_volume_variance(budget: float, standard_hours: float, rate: float) -> float:
    """Return the volume variance of fixed overhead, budget - standard hours x rate (F58), in money.

    budget: fixed overhead planned; standard_hours: allowed for what was made; rate: budget ÷ planned hours;
    0 or above. Raises ValueError if one is below 0.
    Source: own (60,000 against 4,600 h at 12: 4,800, unfavorable).
    """
    not_negative("budget", budget, SPENT)
    not_negative("standard_hours", standard_hours, "it is a time")
    not_negative("rate", rate, "it is money for an hour")
    return budget - float(standard_hours) * rate


def variance_letter(variance: float) -> str:
    """Return U for an unfavorable variance, F for a favorable one, nothing for 0 (F57, F58).

    variance: in money, as a function of this module returns it.
    Raises ValueError for what is no ordinary number. Source: the letters of Horngren, Cost Accounting.
    """
    finite("variance", variance)
    return "U" if variance > 0 else "F" if variance < 0 else ""
