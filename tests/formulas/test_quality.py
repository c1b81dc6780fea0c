from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.quality import (
    defects_per_million,
    defects_per_opportunity,
    defects_per_unit,
    dpmo_at_sigma_level,
    first_pass_yield,
    normalized_yield,
    rolled_throughput_yield,
    sigma_level,
    starts_needed,
    throughput_yield,
    z_value,
)
from courseware.formulas.quality_cost import (
    cost_of_poor_quality,
    share_of_sales,
    total_quality_cost,
)

SHEET = rolled_throughput_yield([0.98, 0.95, 0.995, 0.97])
LAB = rolled_throughput_yield([0.97, 0.94, 0.99, 0.96])


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (defects_per_unit(42, 1_500), 0.0280, 9),  # F30
        (defects_per_million(42, 1_500, 4), 7_000, 9),
        (SHEET, 0.8986, 4),  # F31
        (normalized_yield(SHEET, 4), 0.9736, 4),
        (throughput_yield(0.028), 0.9724, 4),
        (z_value(7_000), 2.457, 3),  # F32
        (sigma_level(7_000, 0), 2.457, 3),
        (sigma_level(7_000, 1.5), 3.957, 3),
        (dpmo_at_sigma_level(1, 1.5), 691_462, 0),
        (dpmo_at_sigma_level(2, 1.5), 308_538, 0),
        (dpmo_at_sigma_level(3, 1.5), 66_807, 0),
        (dpmo_at_sigma_level(4, 1.5), 6_210, 0),
        (dpmo_at_sigma_level(5, 1.5), 233, 0),
        (dpmo_at_sigma_level(6, 1.5), 3.4, 1),
        (defects_per_unit(96, 2_400), 0.0400, 9),  # Lab 06 and lessons 4 and 5 of module ss1
        (defects_per_opportunity(96, 2_400, 5), 0.008, 9),
        (defects_per_million(96, 2_400, 5), 8_000, 9),
        (throughput_yield(0.04), 0.9608, 4),
        (z_value(8_000), 2.409, 3),
        (sigma_level(8_000, 1.5), 3.909, 3),
        (LAB, 0.8666, 4),
        (normalized_yield(LAB, 4), 0.9648, 4),
        (starts_needed(1_000, LAB), 1_154, 0),
        (total_quality_cost(38, 62, 141, 99), 340, 9),  # F33
        (share_of_sales(total_quality_cost(38, 62, 141, 99), 6_800), 0.050, 9),
        (share_of_sales(cost_of_poor_quality(141, 99), 6_800), 0.0353, 4),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


@pytest.mark.parametrize(
    ("good", "rolled", "starts"),
    [
        (0, 0.5, 0),
        (1, 1, 1),
        (21, 0.7, 30),
        (70, 0.7, 100),
        (7, 0.07, 100),
        (71, 0.7, 102),
        (1, 0.99, 2),
    ],
)
def test_a_start_more_is_made_only_where_it_is_needed(good, rolled, starts):
    got = starts_needed(good, rolled)
    assert got == starts
    assert type(got) is int


@given(st.integers(1, 10**5), st.floats(0.01, 1))
def test_the_starts_are_enough_and_one_less_is_not(good, rolled):
    starts = starts_needed(good, rolled)
    assert starts * rolled >= good * (1 - 1e-8)
    assert (starts - 1) * rolled < good


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=8))
def test_steps_of_the_normalized_yield_roll_up_to_the_same(yields):
    rolled = rolled_throughput_yield(yields)
    each = normalized_yield(rolled, len(yields))
    assert rolled_throughput_yield([each] * len(yields)) == pytest.approx(rolled)
    assert rolled <= min(yields)


@given(st.floats(0.01, 999_999), st.sampled_from([0, 1.5]))
def test_sigma_level_leads_back_to_the_defects(dpmo, shift):
    assert dpmo_at_sigma_level(sigma_level(dpmo, shift), shift) == pytest.approx(dpmo, rel=1e-6)
    assert sigma_level(dpmo, 1.5) - sigma_level(dpmo, 0) == pytest.approx(1.5)


def test_half_of_all_opportunities_is_at_zero():
    assert z_value(500_000) == pytest.approx(0, abs=1e-12)
    assert dpmo_at_sigma_level(0, 0) == 500_000


def test_yield_of_a_whole_process_is_that_of_its_units():
    assert first_pass_yield(98, 100) == 0.98
    assert throughput_yield(defects_per_unit(0, 10)) == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: defects_per_unit(-1, 10), "defects is -1"),
        (lambda: defects_per_unit(1, 0), "units is 0"),
        (lambda: defects_per_unit(1e299, 1e-299), "The result is not an ordinary number"),
        (lambda: defects_per_opportunity(1, 10, 0), "opportunities is 0, .*at least 1"),
        (lambda: defects_per_opportunity(1, 10, 2.5), "opportunities is 2.5"),
        (lambda: defects_per_opportunity(41, 10, 4), "defects is 41, but 10 units with 4 "),
        (lambda: defects_per_million(41, 10, 4), "goes wrong at most once"),
        (lambda: first_pass_yield(-1, 10), "right is -1"),
        (lambda: first_pass_yield(1, 0), "started is 0"),
        (lambda: first_pass_yield(11, 10), "right is 11, but started is only 10"),
        (lambda: rolled_throughput_yield([]), "yields is empty"),
        (lambda: rolled_throughput_yield([97, 94]), "a value in yields is 97, but it is a share"),
        (lambda: normalized_yield(0.9, 0), "steps is 0"),
        (lambda: normalized_yield(1.1, 2), "rolled_yield is 1.1"),
        (lambda: throughput_yield(-1), "dpu is -1"),
        (lambda: starts_needed(-1, 0.9), "good_units is -1"),
        (lambda: starts_needed(1, 0), "rolled_yield is 0, .*no number of starts"),
        (lambda: starts_needed(1, 2), "rolled_yield is 2, but it is a share"),
        (lambda: starts_needed(1e299, 1e-299), "The result is not an ordinary number"),
        (lambda: z_value(0), "dpmo is 0, but it must lie between 0 and 1,000,000"),
        (lambda: z_value(1_000_000), "dpmo is 1e.06"),
        (lambda: z_value(math.nan), "dpmo is not an ordinary number"),
        (lambda: sigma_level(7_000, 1), "shift is 1, but a sigma level states one of two"),
        (lambda: sigma_level(7_000, 10**400), "shift is not an ordinary number"),
        (lambda: dpmo_at_sigma_level(math.inf, 0), "level is not an ordinary number"),
        (lambda: dpmo_at_sigma_level(3, 3), "shift is 3"),
        (lambda: cost_of_poor_quality(-1, 0), "internal_failure is -1"),
        (lambda: cost_of_poor_quality(0, -1), "external_failure is -1"),
        (lambda: total_quality_cost(-1, 0, 0, 0), "prevention is -1"),
        (lambda: total_quality_cost(0, -1, 0, 0), "appraisal is -1"),
        (lambda: share_of_sales(-1, 10), "cost is -1"),
        (lambda: share_of_sales(1, 0), "sales is 0"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
