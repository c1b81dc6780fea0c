from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.staffing import (
    heads_needed,
    heads_needed_exact,
    labor_productivity,
    multifactor_productivity,
    overtime_hours,
    overtime_pay,
    people_for_posts,
    people_for_posts_exact,
    productivity_change,
    weekly_pay,
)

BEFORE = multifactor_productivity(8, [640, 400])
AFTER = multifactor_productivity(14, [640, 800])
PLAN = (18_000, 0.18, 0.92, 37.5, 0.05)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (labor_productivity(8, 32), 0.25, 12),  # F12
        (BEFORE, 0.00769, 5),
        (AFTER, 0.00972, 5),
        (100 * productivity_change(BEFORE, AFTER), 26.4, 1),
        (100 * productivity_change(8.00, 8.56), 7.0, 10),  # module lm5 lesson 5
        (heads_needed_exact(*PLAN), 98.9, 1),  # F13
        (heads_needed(*PLAN), 99, 0),
        (people_for_posts_exact(10, 42, 0.08), 43.5, 1),  # F13 and lab of module lm2
        (people_for_posts(10, 42, 0.08), 44, 0),
        (weekly_pay(46, 24), 1176, 10),  # F14
        (weekly_pay(46, 24) - overtime_pay(46, 24), 960, 10),
        (overtime_pay(46, 24), 216, 10),
        (overtime_hours(60) + overtime_hours(24), 20, 10),  # lab of module lm2
        (overtime_hours(48) + overtime_hours(36), 8, 10),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


_shares = st.floats(0, 0.9)


@given(st.integers(1, 10**6), st.floats(0.01, 10), st.floats(0.1, 2), st.floats(1, 60), _shares)
def test_the_heads_are_the_fewest_who_can_make_the_plan(
    demand, standard_hours, efficiency, paid_hours, absence
):
    heads = heads_needed(demand, standard_hours, efficiency, paid_hours, absence)
    each = paid_hours * (1 - absence) * efficiency
    assert heads * each * (1 + 1e-8) >= demand * standard_hours
    assert (heads - 1) * each * (1 - 1e-8) < demand * standard_hours


@given(st.integers(1, 1000), st.floats(1, 168), _shares)
def test_the_people_of_posts_fill_every_hour_of_the_week(posts, weekly_hours, absence):
    people = people_for_posts(posts, weekly_hours, absence)
    assert people >= posts
    assert people * weekly_hours * (1 - absence) * (1 + 1e-8) >= posts * 168
    assert (people - 1) * weekly_hours * (1 - absence) * (1 - 1e-8) < posts * 168


def test_dust_hires_nobody():
    assert heads_needed_exact(35, 0.3, 0.7, 0.3, 0) > 50
    assert heads_needed(35, 0.3, 0.7, 0.3, 0) == 50
    assert people_for_posts(1, 42, 0) == 4


@given(st.floats(0, 168), st.floats(0, 200), st.floats(1, 3), st.floats(0, 168))
def test_pay_is_that_of_plain_hours_and_the_premium_of_overtime(hours, wage, multiplier, base):
    pay = weekly_pay(hours, wage, multiplier, base)
    premium = overtime_hours(hours, base) * (multiplier - 1) * wage
    assert pay == pytest.approx(hours * wage + premium)
    assert overtime_pay(hours, wage, multiplier, hours) == 0


@pytest.mark.parametrize(
    ("formula", "arguments", "says"),
    [
        (labor_productivity, (-1, 32), "output is -1, but it cannot be below 0: it counts units"),
        (labor_productivity, (8, 0), "hours is 0, .*without hours worked there is no rate"),
        (labor_productivity, (1e299, 1e-299), "The result is not an ordinary number"),
        (multifactor_productivity, (-8, [640]), "output is -8"),
        (multifactor_productivity, (8, []), "input_costs is empty: nothing is made of nothing"),
        (multifactor_productivity, (8, [640, -1]), "a value in input_costs is -1, .*money spent"),
        (multifactor_productivity, (8, [0, 0]), "the sum of input_costs is 0"),
        (multifactor_productivity, (8, [640, math.nan]), "a value in input_costs is not an ordinary"),
        (multifactor_productivity, (1e299, [1e-299]), "The result is not an ordinary number"),
        (productivity_change, (0, 1), "before is 0, .*growth from nothing has no share"),
        (productivity_change, (1, -1), "after is -1"),
        (productivity_change, (1e-299, 1e299), "The result is not an ordinary number"),
        (heads_needed, (-1, 0.18, 0.92, 37.5, 0.05), "demand is -1"),
        (heads_needed, (18_000, 0, 0.92, 37.5, 0.05), "standard_hours is 0"),
        (heads_needed, (18_000, 0.18, 92, 37.5, 0.05), "efficiency is 92, .*85 % is written 0.85"),
        (heads_needed, (18_000, 0.18, 0.92, 0, 0.05), "paid_hours is 0, .*makes nothing"),
        (heads_needed, (18_000, 0.18, 0.92, 37.5, 5), "absence is 5, but it is a share"),
        (heads_needed, (18_000, 0.18, 0.92, 37.5, 1), "absence is 1, which is all of it: nobody would be at work"),
        (heads_needed, (1e299, 1e299, 1e-200, 1e-200, 0), "The result is not an ordinary number"),
        (people_for_posts, (0, 42, 0.08), "posts is 0, but it must be at least 1"),
        (people_for_posts, (1_000_001, 42, 0.08), "at most 1,000,000"),
        (people_for_posts, (1.5, 42, 0.08), "posts is 1.5, but it must be a whole number"),
        (people_for_posts, (10, 0, 0.08), "weekly_hours is 0"),
        (people_for_posts, (10, 169, 0.08), "weekly_hours is 169, but a week is only 168: it has no more hours"),
        (people_for_posts, (10, 42, 1), "absence is 1"),
        (people_for_posts, (10, 1e-299, 0), "The result is not an ordinary number"),
        (overtime_hours, (-1,), "hours is -1"),
        (overtime_hours, (169,), "hours is 169, but a week is only 168: it has no more hours"),
        (overtime_hours, (46, -1), "base is -1"),
        (overtime_pay, (46, -24), "wage is -24, .*money earned"),
        (overtime_pay, (46, 24, 0.5), "multiplier is 0.5, but it cannot be below 1"),
        (overtime_pay, (46, 1e299, 1e299), "The result is not an ordinary number"),
        (weekly_pay, (46, 24, math.nan), "multiplier is not an ordinary number"),
        (weekly_pay, (46, 24, 1.5, 200), "base is 200"),
        (weekly_pay, (168, 9e299, 1, 168), "The result is not an ordinary number"),
    ],
)  # fmt: skip
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e308, 10**400])
@pytest.mark.parametrize(
    ("formula", "good"),
    [
        (labor_productivity, (8, 32)),
        (productivity_change, (8, 9)),
        (heads_needed, PLAN),
        (people_for_posts, (10, 42, 0.08)),
        (weekly_pay, (46, 24, 1.5, 40)),
    ],
)
def test_what_is_not_an_ordinary_number_is_refused_in_each_place(formula, good, odd):
    for place in range(len(good)):
        with pytest.raises(ValueError, match="not an ordinary number"):
            formula(*good[:place], odd, *good[place + 1 :])
