from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.data_volume import alarm_rate, data_per_day
from courseware.formulas.environment import (
    carbon_dioxide_equivalent,
    cumulative_energy_saving,
    energy_intensity,
    energy_performance_indicator,
    energy_saving,
    expected_energy,
    waste_diversion,
)

# Data set N of the curriculum: thousand units and MWh of twelve months, then of three report months.
UNITS = [42, 45, 50, 55, 58, 60, 62, 59, 54, 48, 44, 40]
ENERGY = [158, 164, 176, 187, 193, 199, 203, 197, 184, 171, 163, 155]
REPORT_UNITS = [43, 47, 52]
REPORT_ENERGY = [157, 165, 175]


def baseline():
    """Return intercept, slope and R² of least squares, by hand."""
    mean_units, mean_energy = sum(UNITS) / 12, sum(ENERGY) / 12
    across = [unit - mean_units for unit in UNITS]
    up = [energy - mean_energy for energy in ENERGY]
    both = math.fsum(a * b for a, b in zip(across, up, strict=True))
    slope = both / math.fsum(a * a for a in across)
    explained = both * slope / math.fsum(b * b for b in up)
    return mean_energy - slope * mean_units, slope, explained


INTERCEPT, SLOPE, R_SQUARED = baseline()
EXPECTED = [expected_energy(INTERCEPT, SLOPE, units) for units in REPORT_UNITS]
SAVED = cumulative_energy_saving(REPORT_ENERGY, EXPECTED)
BEFORE = energy_intensity(sum(ENERGY), sum(UNITS))
AFTER = energy_intensity(sum(REPORT_ENERGY), sum(REPORT_UNITS))


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (SLOPE, 2.2273, 4),  # F65 and Lab 28
        (INTERCEPT, 64.645, 3),
        (R_SQUARED, 0.998, 3),
        (EXPECTED[0], 160.42, 2),
        (EXPECTED[1], 169.33, 2),
        (EXPECTED[2], 180.47, 2),
        (SAVED[0], -3.42, 2),
        (SAVED[1], -7.75, 2),
        (SAVED[2], -13.22, 2),
        (energy_saving(157, EXPECTED[0]), -3.42, 2),
        (energy_performance_indicator(sum(REPORT_ENERGY), math.fsum(EXPECTED)) - 1, -0.0259, 4),
        (BEFORE, 3.4846, 4),
        (AFTER, 3.5000, 4),
        (AFTER / BEFORE - 1, 0.0044, 4),  # intensity rose although energy was saved
        (carbon_dioxide_equivalent([497_000], [0.37]) / 1_000, 183.89, 2),  # F66
        (carbon_dioxide_equivalent([12_400], [53.06]) / 1_000, 657.9, 1),
        (waste_diversion(18.2, 64.5), 0.718, 3),  # F67
        (data_per_day(250, 1, 16) / 1e6, 345.6, 9),  # F68, also lesson 3 of module ds2
        (data_per_day(250, 1, 16, 0.05) / 1e6, 17.28, 9),
        (alarm_rate(144, 1, 24), 1, 9),  # one in 10 minutes
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_emissions_of_several_sources_add_up():
    both = carbon_dioxide_equivalent([497_000, 12_400], [0.37, 53.06])
    assert both == pytest.approx(183_890 + 657_944)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(1, 1e6)), min_size=1, max_size=20))
def test_the_last_cumulative_saving_is_the_difference_of_the_sums(months):
    actual, expected = map(list, zip(*months, strict=True))
    sums = cumulative_energy_saving(actual, expected)
    assert len(sums) == len(months)
    assert sums[-1] == pytest.approx(math.fsum(actual) - math.fsum(expected), abs=1e-6)
    indicator = energy_performance_indicator(math.fsum(actual), math.fsum(expected))
    assert (indicator - 1) * math.fsum(expected) == pytest.approx(sums[-1], abs=1e-3)


@given(st.floats(0, 1e6), st.floats(0.001, 1e6))
def test_what_is_diverted_and_what_is_not_are_the_whole(diverted, landfill):
    waste = landfill + diverted
    assert waste_diversion(landfill, waste) * waste == pytest.approx(diverted, abs=1e-6)
    assert 0 <= waste_diversion(landfill, waste) <= 1


def test_float_dust_is_no_excess_of_landfill():
    assert waste_diversion(0.1 + 0.2, 0.3) == 0


@given(st.integers(0, 1000), st.integers(1, 20), st.integers(1, 200))
def test_more_operators_get_fewer_alarms_each(alarms, operators, hours):
    each = alarm_rate(alarms, operators, hours)
    assert each * operators * hours * 6 == pytest.approx(alarms)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: energy_intensity(-1, 1), "energy is -1"),
        (lambda: energy_intensity(1, 0), "output is 0"),
        (lambda: expected_energy(math.nan, 1, 1), "intercept is not an ordinary number"),
        (lambda: expected_energy(1, math.inf, 1), "slope is not an ordinary number"),
        (lambda: expected_energy(1, 1, -1), "output is -1"),
        (lambda: expected_energy(1, -1, 2), "the expected energy is -1, .*baseline does not hold"),
        (lambda: energy_saving(-1, 1), "actual is -1"),
        (lambda: energy_saving(1, 0), "expected is 0"),
        (lambda: cumulative_energy_saving([], []), "actual is empty"),
        (lambda: cumulative_energy_saving([1, 2], [1]), "actual has length 2, but expected has 1"),
        (lambda: energy_performance_indicator(1, 0), "expected is 0"),
        (lambda: carbon_dioxide_equivalent([1], []), "activities has length 1, but factors has 0"),
        (lambda: carbon_dioxide_equivalent([], []), "is empty"),
        (lambda: carbon_dioxide_equivalent([-1], [1]), "a value in activities is -1"),
        (lambda: carbon_dioxide_equivalent([1], [-1]), "a value in factors is -1"),
        (lambda: waste_diversion(-1, 1), "landfill is -1"),
        (lambda: waste_diversion(0, 0), "waste is 0"),
        (lambda: waste_diversion(2, 1), "landfill is 2, but waste is only 1: a part"),
        (lambda: data_per_day(-1, 1, 1), "tags is -1"),
        (lambda: data_per_day(1, -1, 1), "rate is -1"),
        (lambda: data_per_day(1, 1, -1), "size is -1"),
        (
            lambda: data_per_day(1, 1, 1, 5),
            "reported is 5, but it is a share, from 0 to 1: 13 % is written 0.13",
        ),
        (lambda: data_per_day(1e299, 1e299, 1), "The result is not an ordinary number"),
        (lambda: alarm_rate(-1, 1, 1), "alarms is -1"),
        (lambda: alarm_rate(1, 0, 1), "operators is 0"),
        (lambda: alarm_rate(1, 1, 0), "hours is 0"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
