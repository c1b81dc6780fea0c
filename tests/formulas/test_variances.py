from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.variances import (
    budget_income,
    fixed_overhead_spending_variance,
    fixed_overhead_volume_variance,
    flexible_budget,
    price_variance,
    quantity_variance,
    sales_volume_variance,
    selling_price_variance,
    variable_overhead_spending_variance,
    variance_letter,
)

# Lab 25: 9,200 units were made and sold of 10,000 planned.
UNIT_COST = 2 * 4.50 + 0.5 * 24 + 0.5 * 8
MATERIAL, HOURS, FIXED_RATE = 9_200 * 2, 9_200 * 0.5, 60_000 / 5_000
FLEXIBLE_INCOME = budget_income(40 - UNIT_COST, 9_200, 60_000)
ACTUAL_INCOME = 9_200 * 39.5 - (18_900 * 4.70 + 4_780 * 24.50 + 39_700 + 61_500)
LAB_25 = [
    (price_variance(4.70, 4.50, 18_900), "3,780 U"),
    (quantity_variance(18_900, MATERIAL, 4.50), "2,250 U"),
    (price_variance(24.50, 24, 4_780), "2,390 U"),
    (quantity_variance(4_780, HOURS, 24), "4,320 U"),
    (variable_overhead_spending_variance(39_700, 4_780, 8), "1,460 U"),
    (quantity_variance(4_780, HOURS, 8), "1,440 U"),  # efficiency of variable overhead
    (fixed_overhead_spending_variance(61_500, 60_000), "1,500 U"),
    (selling_price_variance(39.5, 40, 9_200), "4,600 U"),
]
NOT_IN_INCOME = [
    (fixed_overhead_volume_variance(60_000, HOURS, FIXED_RATE), "4,800 U"),
    (sales_volume_variance(10_000, 9_200, 40 - UNIT_COST), "12,000 U"),
]
JACKETS = [  # F57
    (price_variance(28, 30, 22_200), "44,400 F"),
    (quantity_variance(22_200, 20_000, 30), "66,000 U"),
    (price_variance(22, 20, 9_000), "18,000 U"),
    (quantity_variance(9_000, 8_000, 20), "20,000 U"),
]


@pytest.mark.parametrize(("variance", "printed"), [*JACKETS, *LAB_25, *NOT_IN_INCOME])
def test_the_printed_variances_of_the_curriculum_hold(variance, printed):
    assert f"{abs(variance):,.0f} {variance_letter(variance)}" == printed
    assert variance == pytest.approx(round(variance), rel=1e-12)


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (budget_income(40 - UNIT_COST, 10_000, 60_000), 90_000),  # Lab 25
        (FLEXIBLE_INCOME, 78_000),
        (9_200 * 40 - flexible_budget(UNIT_COST, 9_200, 60_000), 78_000),
        (ACTUAL_INCOME, 56_260),
        (ACTUAL_INCOME - FLEXIBLE_INCOME, -21_740),
    ],
)
def test_the_printed_incomes_of_the_curriculum_hold(result, printed):
    assert result == pytest.approx(printed, rel=1e-12)


def test_the_variances_tell_the_whole_way_from_the_flexible_to_the_actual_income():
    told = math.fsum(variance for variance, _ in LAB_25)
    assert FLEXIBLE_INCOME - told == pytest.approx(ACTUAL_INCOME)


_amounts = st.floats(0, 1e6)


@given(_amounts, _amounts, _amounts, _amounts)
def test_price_and_quantity_add_up_to_the_whole_difference(
    actual_price, price, actual_quantity, quantity
):
    both = price_variance(actual_price, price, actual_quantity)
    both += quantity_variance(actual_quantity, quantity, price)
    whole = actual_price * actual_quantity - price * quantity
    assert both == pytest.approx(whole, rel=1e-9, abs=1e-3)


def test_without_a_difference_there_is_no_letter():
    assert variance_letter(price_variance(4.5, 4.5, 100)) == ""


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: price_variance(-1, 1, 1), "actual_price is -1"),
        (lambda: price_variance(1, -1, 1), "standard_price is -1"),
        (lambda: price_variance(1, 1, -1), "actual_quantity is -1"),
        (lambda: price_variance(1e299, 1, 1e299), "The result is not an ordinary number"),
        (lambda: quantity_variance(-1, 1, 1), "actual_quantity is -1"),
        (lambda: quantity_variance(1, -1, 1), "standard_quantity is -1"),
        (lambda: quantity_variance(1, 1, -1), "standard_price is -1"),
        (lambda: selling_price_variance(-1, 1, 1), "actual_price is -1"),
        (lambda: selling_price_variance(1, -1, 1), "budget_price is -1"),
        (lambda: selling_price_variance(1, 1, -1), "units is -1"),
        (lambda: sales_volume_variance(-1, 1, 1), "planned is -1"),
        (lambda: sales_volume_variance(1, -1, 1), "actual is -1"),
        (lambda: sales_volume_variance(1, 1, math.nan), "contribution is not an ordinary number"),
        (lambda: flexible_budget(-1, 1, 1), "cost_per_unit is -1"),
        (lambda: flexible_budget(1, -1, 1), "units is -1"),
        (lambda: flexible_budget(1, 1, -1), "fixed is -1"),
        (lambda: budget_income(math.inf, 1, 1), "contribution is not an ordinary number"),
        (lambda: budget_income(1, -1, 1), "units is -1"),
        (lambda: budget_income(1, 1, -1), "fixed is -1"),
        (lambda: variable_overhead_spending_variance(-1, 1, 1), "actual is -1"),
        (lambda: variable_overhead_spending_variance(1, -1, 1), "hours is -1"),
        (lambda: variable_overhead_spending_variance(1, 1, -1), "rate is -1"),
        (lambda: fixed_overhead_spending_variance(-1, 1), "actual is -1"),
        (lambda: fixed_overhead_spending_variance(1, -1), "budget is -1"),
        (lambda: fixed_overhead_volume_variance(-1, 1, 1), "budget is -1"),
        (lambda: fixed_overhead_volume_variance(1, -1, 1), "standard_hours is -1"),
        (lambda: fixed_overhead_volume_variance(1, 1, -1), "rate is -1"),
        (lambda: variance_letter(math.nan), "variance is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named(call, says):
    with pytest.raises(ValueError, match=says):
        call()
