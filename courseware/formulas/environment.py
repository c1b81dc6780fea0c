"""Energy against a baseline (F65), carbon from activities (F66), waste kept out of landfill (F67)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from courseware.formulas.guards import finite, in_range, not_above, not_negative, positive
from courseware.formulas.guards_lists import amounts, not_empty, same_length

ENERGY = "it is an amount of energy"


@in_range
def energy_intensity(energy: float, output: float) -> float:
    """Return energy ÷ output (F65), in energy per unit; it also moves when only the volume changes.

    energy: used in a period; 0 or above. output: made in it; above 0.
    Raises ValueError if one is out of range. Source: own, by ISO 50006 (2,150 MWh for 617 thousand: 3.4846).
    """
    not_negative("energy", energy, ENERGY)
    positive("output", output, "without output there is no energy per unit")
    return energy / output


def expected_energy(intercept: float, slope: float, output: float) -> float:
    """Return the energy that the baseline expects for an output, a + b x output (F65), unit of `intercept`.

    intercept: a, energy used even without output; slope: b, energy for one more unit; both by regression
    over the baseline period. output: made in the period; 0 or above.
    Raises ValueError if one is no ordinary number, output is below 0 or the result is not above 0.
    Source: own, by ISO 50006 (64.645 + 2.2273 x 43: 160.42 MWh).
    """
    finite("intercept", intercept)
    finite("slope", slope)
    not_negative("output", output, "it counts what was made")
    expected = intercept + float(slope) * output
    positive(
        "the expected energy",
        expected,
        "this baseline does not hold for such an output, or it is not right",
    )
    return expected


def energy_saving(actual: float, expected: float) -> float:
    """Return actual - expected energy (F65), in energy; below 0 less was used than expected: saved.

    actual: used; 0 or above. expected: by the baseline, same unit; above 0.
    Raises ValueError if one is out of range. Source: own, by ISO 50006 (157 against 160.42: -3.42 MWh saved).
    """
    _check(actual, expected)
    return float(actual) - expected


@in_range
def cumulative_energy_saving(actual: Sequence[float], expected: Sequence[float]) -> list[float]:
    """Return the sums of actual - expected from the first period on (F65), in energy; below 0 is saved.

    actual, expected: of each period, as in energy_saving; as many of each, at least one.
    Raises ValueError for empty or unequal lists, or a value out of range.
    Source: own (157, 165, 175 against 160.42, 169.33, 180.47: -3.42, -7.75, -13.22 MWh).
    """
    not_empty("actual", actual, "there is no period to add up")
    same_length("actual", actual, "expected", expected, "each period needs both")
    savings = [energy_saving(*period) for period in zip(actual, expected, strict=True)]
    return list(accumulate(savings))


@in_range
def energy_performance_indicator(actual: float, expected: float) -> float:
    """Return EnPI, actual ÷ expected energy (F65); 0.974 means 2.6 % less than the baseline expects.

    Arguments as energy_saving. Raises ValueError as it does.
    Source: own, by ISO 50006 (497 against 510.22 MWh: 0.9741).
    """
    _check(actual, expected)
    return actual / expected


@in_range
def carbon_dioxide_equivalent(activities: Sequence[float], factors: Sequence[float]) -> float:
    """Return CO2e, the sum of activity x factor (F66), in the mass unit of the factors.

    activities: kWh, liters, km, …; 0 or above each. factors: emission for a unit of each, kg of CO2e;
    0 or above; state source and year of each.
    Raises ValueError for empty or unequal lists, or a value below 0.
    Source: GHG Protocol, Corporate Standard (497,000 kWh x 0.37 kg: 183,890 kg).
    """
    same_length("activities", activities, "factors", factors, "each activity needs its factor")
    nothing = "there is nothing to add up"
    amounts("activities", activities, nothing, "it is an amount used")
    gives_off = "what is used gives off carbon; offsets are not counted here"
    amounts("factors", factors, nothing, gives_off)
    emissions = [float(activity) * one for activity, one in zip(activities, factors, strict=True)]
    return math.fsum(emissions)


@in_range
def waste_diversion(landfill: float, waste: float) -> float:
    """Return the share of waste that is not put into landfill, 1 - landfill ÷ all waste (F67), 0 to 1.

    landfill: mass or volume put there; 0 or above, not above `waste`. waste: all of it, same unit; above 0.
    Raises ValueError if one is out of range. Source: US EPA, waste diversion (18.2 of 64.5 t: 71.8 %).
    """
    not_negative("landfill", landfill, "it is an amount of waste")
    positive("waste", waste, "without waste there is nothing to divert")
    not_above("landfill", landfill, "waste", waste, "a part is not above the whole")
    return max(1 - landfill / waste, 0.0)


def _check(actual: float, expected: float) -> None:
    not_negative("actual", actual, ENERGY)
    positive("expected", expected, "the baseline expects some energy")
