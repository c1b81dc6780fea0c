"""Learning curves: each time that the number of units doubles, the time of a unit falls to a share (F11)."""

from __future__ import annotations

import math

from courseware.formulas.guards import count, in_range, positive, share

MOST_UNITS = 10_000
"""So many times are listed or added up in a moment."""


def learning_exponent(rate: float) -> float:
    """Return b = ln r / ln 2 (F11), a plain number, 0 or below: the power of the unit's number.

    rate: r, the share to which the time falls when the units double (80 % curve: 0.8); above 0, at most 1.
    Raises ValueError if it is out of range.
    Source: Wright 1936; Heizer and Render, Operations Management (0.80 gives -0.3219).
    """
    positive("rate", rate, "work never takes no time, however often it was done")
    share("rate", rate)
    return math.log2(rate)


@in_range
def unit_time(first: float, rate: float, unit: int) -> float:
    """Return the time of one unit, T1 n^b (F11), in the unit of `first`.

    first: T1, time of the first unit (h); above 0. rate: as in learning_exponent.
    unit: n, the unit's number in the order of making; a whole number from 1 to 10,000.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (100 h at 0.80: the third takes 70.21 h).
    """
    exponent = _exponent(first, rate)
    return float(first * _count("unit", unit) ** exponent)


@in_range
def unit_times(first: float, rate: float, units: int) -> list[float]:
    """Return the times of the first units, one after the other (F11), in the unit of `first`.

    first, rate: as in unit_time. units: how many; a whole number from 1 to 10,000.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (100 h at 0.80: 100, 80, 70.21, 64.00 h).
    """
    exponent = _exponent(first, rate)
    return [float(first * unit**exponent) for unit in range(1, _count("units", units) + 1)]


@in_range
def total_time(first: float, rate: float, units: int) -> float:
    """Return the time of the first units together (F11), in the unit of `first`.

    Arguments as unit_times. Raises ValueError as it does.
    Source: Heizer and Render, Operations Management (100 h at 0.80: the first four take 314.21 h).
    """
    return math.fsum(unit_times(first, rate, units))


def _count(name: str, value: float) -> int:
    return count(name, value, "units are counted from the first", least=1, most=MOST_UNITS)


def _exponent(first: float, rate: float) -> float:
    positive("first", first, "work takes time")
    return learning_exponent(rate)
