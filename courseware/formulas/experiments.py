"""Experiments with two factors at two levels (F53): effects, interaction, and whether they are chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.distributions import f_above
from courseware.formulas.guards import count, finite, in_range
from courseware.formulas.guards_lists import numbers, same_length
from courseware.formulas.samples import is_dust, squared_deviations


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects of a 2² experiment, in the unit of the result, and their sums of squares in it squared."""

    a: float
    """How much the result changes when A goes from low to high."""
    b: float
    """The same of B."""
    interaction: float
    """AB: how much more A does at the high level of B than on average."""
    square_a: float
    square_b: float
    square_interaction: float


@dataclass(frozen=True, slots=True)
class Experiment:
    """A 2² experiment analyzed: effects against the spread of repeated runs. F ratios, p-values 0 to 1."""

    effects: Effects
    square_error: float
    """Sum of squares of the repeats within the four settings, in the unit of the result squared."""
    square_total: float
    degrees_of_freedom_error: int
    mean_square_error: float
    f_a: float
    f_b: float
    f_interaction: float
    p_a: float
    """How often chance alone makes as large an F; it has one side only."""
    p_b: float
    p_interaction: float


@in_range
def effects_of_totals(low: float, a: float, b: float, ab: float, replicates: int) -> Effects:
    """Return the effects of a 2² experiment from the totals of its four settings (F53).

    A = (a + ab - b - (1)) / 2r, B = (b + ab - a - (1)) / 2r, AB = (ab + (1) - a - b) / 2r; SS = r effect².
    low, a, b, ab: total of the runs with both low, only A high, only B high, both high.
    replicates: r, runs of each setting, a whole number, 1 or more.
    Raises ValueError if one is out of range.
    Source: Montgomery, Design and Analysis of Experiments (80, 100, 60, 90, r 3: 8.33, -5.00, 1.67).
    """
    for name, total in (("low", low), ("a", a), ("b", b), ("ab", ab)):
        finite(name, total)
    runs = count("replicates", replicates, "each setting is run once at least", least=1)
    of_a = (a + ab - b - low) / (2 * runs)
    of_b = (b + ab - a - low) / (2 * runs)
    of_both = (ab + low - a - b) / (2 * runs)
    return Effects(of_a, of_b, of_both, runs * of_a**2, runs * of_b**2, runs * of_both**2)


@in_range
def two_by_two(
    low: Sequence[float], a: Sequence[float], b: Sequence[float], ab: Sequence[float]
) -> Experiment:
    """Return the analysis of a 2² experiment from its single results (F53).

    low, a, b, ab: results of the runs with both low, only A high, only B high, both high; as many in
    each list, two at least. Raises ValueError for other lists, or repeats that never differ.
    Source: as effects_of_totals (28 25 27, 36 32 32, 18 19 23, 31 30 29: F 53.19, 19.15, 2.13).
    """
    settings = {"low": low, "a": a, "b": b, "ab": ab}
    for name, results in settings.items():
        numbers(name, results, "only repeated runs show what chance does", least=2)
        same_length("low", low, name, results, "each setting is run as often as the others")
    everything = [one for results in settings.values() for one in results]
    error = math.fsum(map(squared_deviations, settings.values()))
    degrees = len(everything) - len(settings)
    mean_error = error / degrees
    if is_dust(math.sqrt(mean_error), everything):
        raise ValueError(
            "The repeats never differ, so there is no chance to hold an effect against."
        )
    totals = (math.fsum(low), math.fsum(a), math.fsum(b), math.fsum(ab))
    effects = effects_of_totals(*totals, len(low))
    squares = (effects.square_a, effects.square_b, effects.square_interaction)
    f_a, f_b, f_interaction = (square / mean_error for square in squares)
    return Experiment(
        effects=effects,
        square_error=error,
        square_total=squared_deviations(everything),
        degrees_of_freedom_error=degrees,
        mean_square_error=mean_error,
        f_a=f_a,
        f_b=f_b,
        f_interaction=f_interaction,
        p_a=f_above(f_a, 1, degrees),
        p_b=f_above(f_b, 1, degrees),
        p_interaction=f_above(f_interaction, 1, degrees),
    )
