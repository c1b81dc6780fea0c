"""Counting defects (F30), yield through steps (F31), and sigma level with its shift (F32)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.distributions import normal_above, normal_quantile
from courseware.formulas.guards import (
    count,
    finite,
    in_range,
    not_above,
    not_negative,
    positive,
    share,
)
from courseware.formulas.guards_lists import shares
from courseware.formulas.rounding import rounded_up

MILLION = 1_000_000
CHANCES = "it counts what can go wrong in a unit"
SHIFTS = (0, 1.5)
"""Shifts in use: none, and the 1.5 sigma that Six Sigma supposes a process drifts in the long run."""


@in_range
def defects_per_unit(defects: float, units: float) -> float:
    """Return DPU, defects ÷ units (F30), in defects per unit; it may be above 1.

    defects: all that were found; 0 or above. units: how many were checked; above 0.
    Raises ValueError if one is out of range. Source: own (42 in 1,500: 0.0280).
    """
    not_negative("defects", defects, "it counts defects")
    positive("units", units, "somebody must have checked a unit")
    return defects / units


@in_range
def defects_per_opportunity(defects: float, units: float, opportunities: float) -> float:
    """Return DPO, defects ÷ (units x opportunities) (F30), a share from 0 to 1.

    defects, units: as in defects_per_unit. opportunities: chances for a defect in one unit; whole, from 1.
    Raises ValueError if one is out of range, or there are more defects than opportunities.
    Source: own (42 in 1,500 units with 4 each: 0.007).
    """
    chances = count("opportunities", opportunities, CHANCES, least=1)
    dpo = defects_per_unit(defects, units) / chances
    if dpo > 1:
        raise ValueError(
            f"defects is {defects:g}, but {units:g} units with {chances:g} opportunities each cannot have "
            "so many: an opportunity goes wrong at most once."
        )
    return dpo


@in_range
def defects_per_million(defects: float, units: float, opportunities: float) -> float:
    """Return DPMO, 1,000,000 x DPO (F30), in defects per million opportunities.

    Arguments as defects_per_opportunity. Raises ValueError as it does.
    Source: own (42 in 1,500 units with 4 each: 7,000).
    """
    defects_per_opportunity(defects, units, opportunities)  # refuses what cannot be
    return float(defects) * MILLION / units / opportunities  # times first: 7,000 comes out whole


@in_range
def first_pass_yield(right: float, started: float) -> float:
    """Return FPY, units right the first time ÷ units started (F31), a share from 0 to 1.

    right: passed without rework or repair; 0 or above, not above `started`. started: above 0.
    Raises ValueError if one is out of range. Source: own (98 of 100: 0.98).
    """
    not_negative("right", right, "it counts units")
    positive("started", started, "of no units there is no yield")
    not_above("right", right, "started", started, "a step adds no units")
    return min(right / started, 1.0)


def rolled_throughput_yield(yields: Sequence[float]) -> float:
    """Return RTY, the product of all first-pass yields (F31): the share that passes every step right, 0 to 1.

    yields: first-pass yield of each step, 0 to 1 each; at least one.
    Raises ValueError for an empty list or what is no share.
    Source: own (0.98, 0.95, 0.995, 0.97: 0.8986).
    """
    shares("yields", yields, "a process has at least one step")
    return math.prod(yields)


def normalized_yield(rolled_yield: float, steps: int) -> float:
    """Return the yield that each step has on (geometric) average, RTY^(1/k) (F31), 0 to 1.

    rolled_yield: RTY, 0 to 1. steps: k, how many; a whole number from 1.
    Raises ValueError if one is out of range. Source: own (0.8986 over 4 steps: 0.9736).
    """
    share("rolled_yield", rolled_yield)
    return math.pow(rolled_yield, 1 / count("steps", steps, "it counts steps", least=1))


def throughput_yield(dpu: float) -> float:
    """Return the share of units without a defect when defects fall by chance, e^(-DPU) (F31), 0 to 1.

    dpu: defects per unit; 0 or above. Raises ValueError if it is below 0.
    Source: the Poisson law; Breyfogle, Implementing Six Sigma (0.028: 0.9724).
    """
    not_negative("dpu", dpu, "it counts defects")
    return math.exp(-dpu)


@in_range
def starts_needed(good_units: float, rolled_yield: float) -> int:
    """Return how many units to start so that `good_units` come out, good ÷ RTY rounded up (F31), in units.

    good_units: wanted at the end; 0 or above. rolled_yield: RTY, above 0 and up to 1.
    Raises ValueError if one is out of range. Source: own (1,000 at 0.8666: 1,154).
    """
    not_negative("good_units", good_units, "it counts units")
    positive(
        "rolled_yield", rolled_yield, "if nothing comes out right, no number of starts is enough"
    )
    share("rolled_yield", rolled_yield)
    return rounded_up(good_units / rolled_yield)


def z_value(dpmo: float) -> float:
    """Return Z, above which a share of DPMO ÷ 1,000,000 of a normal distribution lies (F32).

    dpmo: defects per million opportunities; above 0 and below 1,000,000.
    Raises ValueError for another. Source: the standard normal distribution (7,000: 2.457).
    """
    finite("dpmo", dpmo)
    if not 0 < dpmo / MILLION < 1:
        raise ValueError(
            f"dpmo is {dpmo:g}, but it must lie between 0 and 1,000,000: at 0 or at all of a million "
            "there is no sigma level."
        )
    return -normal_quantile(dpmo / MILLION)


def sigma_level(dpmo: float, shift: float) -> float:
    """Return the sigma level Z + shift (F32); say beside it which shift.

    dpmo: defects per million opportunities; above 0 and below 1,000,000. shift: 0 or 1.5.
    Raises ValueError for another. Source: the Six Sigma table of Motorola (7,000 with 1.5: 3.957).
    """
    _check_shift(shift)
    return z_value(dpmo) + shift


def dpmo_at_sigma_level(level: float, shift: float) -> float:
    """Return defects per million opportunities at a sigma level, 1,000,000 x (1 - Φ(level - shift)) (F32).

    level: in standard deviations; any number. shift: 0 or 1.5, the one that `level` states.
    Raises ValueError for another.
    Source: the Six Sigma table of Motorola (6 with 1.5: 3.4; 3 with 1.5: 66,807).
    """
    finite("level", level)
    _check_shift(shift)
    return MILLION * normal_above(level - shift)


def _check_shift(shift: float) -> None:
    finite("shift", shift)
    if shift not in SHIFTS:
        raise ValueError(
            f"shift is {shift:g}, but a sigma level states one of two: 0 (none) or 1.5."
        )
