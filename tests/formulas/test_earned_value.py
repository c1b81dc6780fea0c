from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.earned_value import (
    cost_performance_index,
    cost_variance,
    estimate_at_both_trends,
    estimate_at_cost_trend,
    estimate_at_plan,
    schedule_performance_index,
    schedule_variance,
    to_complete_performance_index,
    variance_at_completion,
)

BAC, PV, EV, AC = 240_000, 144_000, 124_800, 132_000  # Lab 24


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (cost_variance(40, 45), -5, 9),  # F60, in thousands
        (schedule_variance(40, 50), -10, 9),
        (cost_performance_index(40, 45), 0.889, 3),
        (schedule_performance_index(40, 50), 0.800, 9),
        (estimate_at_cost_trend(100, 40, 45), 112.5, 9),
        (estimate_at_plan(100, 40, 45), 105, 9),
        (estimate_at_both_trends(100, 40, 45, 50), 129.375, 9),
        (variance_at_completion(100, 112.5), -12.5, 9),
        (to_complete_performance_index(100, 40, 45), 1.091, 3),
        (cost_variance(EV, AC), -7_200, 9),  # Lab 24, also lesson 4 of module lm4
        (schedule_variance(EV, PV), -19_200, 9),
        (cost_performance_index(EV, AC), 0.9455, 4),
        (schedule_performance_index(EV, PV), 0.8667, 4),
        (estimate_at_cost_trend(BAC, EV, AC), 253_846, 0),
        (variance_at_completion(BAC, estimate_at_cost_trend(BAC, EV, AC)), -13_846, 0),
        (to_complete_performance_index(BAC, EV, AC), 1.067, 3),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


_money = st.floats(1, 1e6)


@given(_money, st.floats(0.01, 1), _money, _money)
def test_the_three_estimates_stand_in_the_order_of_their_trends(budget, done, actual, planned):
    earned = budget * done
    plan, trend = (
        estimate_at_plan(budget, earned, actual),
        estimate_at_cost_trend(budget, earned, actual),
    )
    both = estimate_at_both_trends(budget, earned, actual, planned)
    dust = 1e-9 * max(plan, trend, both)
    assert plan >= actual - dust
    assert (trend >= plan - dust) if earned <= actual else (trend <= plan + dust)
    assert (both >= trend - dust) if earned <= planned else (both <= trend + dust)


@given(_money, st.floats(0.01, 1), st.floats(0.01, 0.99))
def test_who_performs_at_the_needed_index_ends_on_the_budget(budget, done, spent):
    earned, actual = budget * done, budget * spent
    index = to_complete_performance_index(budget, earned, actual)
    rest = (budget - earned) / index if index else budget - actual
    assert actual + rest == pytest.approx(budget)


def test_a_finished_project_costs_what_it_cost():
    assert estimate_at_plan(100, 100, 130) == 130
    assert estimate_at_cost_trend(100, 100, 130) == pytest.approx(130)
    assert estimate_at_both_trends(100, 100, 130, 100) == pytest.approx(130)
    assert to_complete_performance_index(100, 100, 90) == 0


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cost_variance(-1, 1), "earned is -1"),
        (lambda: cost_variance(1, -1), "actual is -1"),
        (lambda: schedule_variance(-1, 1), "earned is -1"),
        (lambda: schedule_variance(1, -1), "planned is -1"),
        (lambda: cost_performance_index(1, 0), "actual is 0, .*before money is spent"),
        (lambda: schedule_performance_index(1, 0), "planned is 0, .*before work is due"),
        (lambda: estimate_at_cost_trend(0, 1, 1), "budget is 0"),
        (lambda: estimate_at_cost_trend(10, 0, 1), "earned is 0, .*nothing is earned yet"),
        (
            lambda: estimate_at_cost_trend(10, 11, 1),
            "earned is 11, but the whole budget is only 10",
        ),
        (lambda: estimate_at_cost_trend(10, 1, 0), "actual is 0"),
        (lambda: estimate_at_plan(10, 11, 1), "earned is 11"),
        (lambda: estimate_at_plan(10, 1, -1), "actual is -1"),
        (lambda: estimate_at_both_trends(10, 0, 1, 1), "earned is 0"),
        (lambda: estimate_at_both_trends(10, 1, 1, 0), "planned is 0"),
        (lambda: variance_at_completion(0, 1), "budget is 0"),
        (lambda: variance_at_completion(1, -1), "estimate is -1"),
        (lambda: to_complete_performance_index(100, 40, 100), "actual is 100 .*it is spent"),
        (lambda: to_complete_performance_index(100, 40, 120), "no performance of the rest"),
        (lambda: to_complete_performance_index(100, 101, 20), "earned is 101"),
        (lambda: to_complete_performance_index(100, 40, -1), "actual is -1"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
