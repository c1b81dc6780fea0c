from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseware.formulas.investment import (
    discounted_payback,
    internal_rate_of_return,
    net_present_value,
    payback,
)

SAVINGS = [-180_000, *[52_000] * 5]
LAB_26 = [-180_000, *[52_000] * 4, 52_000 + 15_000]
LESS_SAVED = [-180_000, *[41_600] * 4, 41_600 + 15_000]


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (net_present_value(0.08, [-25_000, 10_000, 9_000, 8_000, 7_000]), 3_471.18, 2),  # F59
        (net_present_value(0.10, LAB_26), 26_434.73, 2),  # F59 and Lab 26
        (internal_rate_of_return(LAB_26), 0.1540, 4),
        (payback(LAB_26), 3.46, 2),
        # The printed 4.47 lets the savings alone come in evenly through year 5 and leaves out the
        # salvage value, which comes in one piece at the end of it.
        (discounted_payback(0.10, SAVINGS), 4.47, 2),
        (net_present_value(0.10, LESS_SAVED), -12_989.45, 2),  # savings 20 % lower
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_with_the_salvage_value_spread_over_the_year_the_discounted_payback_would_be_shorter():
    assert discounted_payback(0.10, LAB_26) == pytest.approx(4.3646, abs=0.0001)


@pytest.mark.parametrize(
    ("flows", "periods"),
    [
        ([-100, 50, 50], 2),
        ([-100, 200], 0.5),
        ([-100, 0, 100], 2),
        ([-100, -50, 100, 100], 2.5),
        ([-0.9, 0.3, 0.3, 0.3], 3),  # in floats a hair is missing
    ],
)
def test_payback_is_when_the_balance_reaches_zero(flows, periods):
    assert payback(flows) == pytest.approx(periods, rel=1e-12)


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([-100, 110], 0.10),
        ([-100, 100], 0),
        ([-100, 50], -0.5),
        ([100, -110], 0.10),  # a loan
        ([-1, 0, 1.21], 0.10),
        ([-100, 100_000], 999),
    ],
)
def test_the_rate_of_return_of_plain_cases_is_known(flows, rate):
    assert internal_rate_of_return(flows) == pytest.approx(rate, abs=1e-12, rel=1e-12)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40), st.integers(1, 1000))
def test_at_the_rate_of_return_nothing_is_left(income, outlay):
    assume(any(income))
    flows = [-outlay, *income]
    try:
        rate = internal_rate_of_return(flows)
    except ValueError as problem:
        assert "lies outside" in str(problem)  # noqa: PT017 - a rate below -99 % is refused
        return
    discounted = [flow / (1 + rate) ** period for period, flow in enumerate(flows)]
    assert math.fsum(discounted) == pytest.approx(0, abs=1e-6 * max(map(abs, discounted)))
    assert (rate > 0) == (sum(income) > outlay) or rate == pytest.approx(0, abs=1e-12)


@given(st.floats(-0.5, 2), st.floats(-0.5, 2), st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_a_higher_rate_makes_future_money_worth_less(one, other, income):
    low, high = sorted((one, other))
    flows = [-1.0, *income]
    slack = 1e-9 * (1 + abs(net_present_value(low, flows)))
    assert net_present_value(high, flows) <= net_present_value(low, flows) + slack


def test_without_interest_the_present_value_is_the_sum_and_payback_the_same():
    assert net_present_value(0, LAB_26) == sum(LAB_26)
    assert discounted_payback(0, LAB_26) == payback(LAB_26)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: net_present_value(-1, [1]), "rate is -1, but it must be above -1"),
        (lambda: net_present_value(math.nan, [1]), "rate is not an ordinary number"),
        (lambda: net_present_value(0.1, []), "cash_flows is empty"),
        (lambda: net_present_value(0.1, [1, math.inf]), "a value in cash_flows is not an ordinary"),
        (
            lambda: net_present_value(-0.999, [1] * 200),
            "a value in discounted cash flows is not an ordinary",
        ),
        (lambda: payback([]), "cash_flows is empty"),
        (lambda: payback([0, 2]), "The first cash flow is 0, but payback asks"),
        (lambda: payback([1, 2]), "The first cash flow is 1, but payback asks"),
        (lambda: payback([-100, 50]), "The money never comes back"),
        (lambda: payback([-100]), "The money never comes back"),
        (lambda: payback([-100, math.nan]), "a value in cash_flows is not an ordinary number"),
        (lambda: discounted_payback(0.1, [-100, 100]), "The money never comes back"),
        (lambda: internal_rate_of_return([]), "cash_flows is empty"),
        (lambda: internal_rate_of_return([-1, -2]), "never both below and above 0"),
        (lambda: internal_rate_of_return([0, 0]), "never both below and above 0"),
        (lambda: internal_rate_of_return([-1, 3, -2]), "turn between paid and received 2 times"),
        (lambda: internal_rate_of_return([-1, 2000]), "lies outside -99 % to 100,000 %"),
        (lambda: internal_rate_of_return([-1000, 1]), "lies outside -99 % to 100,000 %"),
        (lambda: internal_rate_of_return([-1, math.inf]), "not an ordinary number"),
    ],
)
def test_what_has_no_answer_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
