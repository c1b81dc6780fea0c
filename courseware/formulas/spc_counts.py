"""Control charts of what is counted: bad parts (p, np; F38) and faults (c, u; F39)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import count, in_range, not_negative, positive, share
from courseware.formulas.guards_lists import numbers, same_length


@in_range
def mean_share(defectives: Sequence[float], checked: Sequence[float]) -> float:
    """Return p̄, the share of bad parts in all samples together (F38), from 0 to 1.

    defectives: bad parts in each sample. checked: parts in each sample, 1 or more; as many numbers.
    Raises ValueError for lists of unequal length, no counts, or more bad parts than parts.
    Source: NIST/SEMATECH e-Handbook 6.3.3.2 (347 in 30 samples of 50: 0.2313).
    """
    numbers("defectives", defectives, "a chart needs something counted")
    same_length("defectives", defectives, "checked", checked, "each sample has both")
    for bad, of in zip(defectives, checked, strict=True):
        most = count("a number in checked", of, "a sample has a part at least", least=1)
        why = f"it counts bad parts in a sample of {most:,}"
        count("a number in defectives", bad, why, most=most)
    return math.fsum(defectives) / math.fsum(checked)


@in_range
def p_limits(p_bar: float, size: float) -> list[float]:
    """Return [lower limit, center line, upper limit] of the share of bad parts (F38), 0 to 1 each.

    p̄ ∓ 3 √(p̄ (1 - p̄) / n), a lower limit below 0 shown as 0, an upper one above 1 as 1.
    p_bar: mean share of bad parts, 0 to 1. size: parts in the sample, a whole number, 1 or more.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 6.3.3.2 (0.2313, n 50: 0.0524 to 0.4102).
    """
    lower, _, upper = np_limits(p_bar, size)
    return [lower / size, p_bar, upper / size]


@in_range
def np_limits(p_bar: float, size: float) -> list[float]:
    """Return [lower limit, center line, upper limit] of the number of bad parts in a sample (F38).

    np̄ ∓ 3 √(np̄ (1 - p̄)), a lower limit below 0 shown as 0, an upper one above n as n.
    Arguments as p_limits. Raises ValueError as it does.
    Source: as it has (0.2313, n 50: 2.62, 11.57, 20.51).
    """
    share("p_bar", p_bar, "bad parts among all parts")
    parts = count("size", size, "a sample has a part at least", least=1)
    center = parts * p_bar
    reach = 3 * math.sqrt(center * (1 - p_bar))
    return [max(0.0, center - reach), center, min(float(parts), center + reach)]


@in_range
def mean_rate(faults: Sequence[float], units: Sequence[float]) -> float:
    """Return ū, the faults per unit in all samples together (F39), in faults per unit.

    faults: faults found in each sample. units: how much was checked each time (parts, m², h), above 0;
    as many numbers. Raises ValueError for lists of unequal length, or what is no count of faults.
    Source: Montgomery, Introduction to Statistical Quality Control
    (193 faults in 20 samples of 5 units: 1.93).
    """
    numbers("faults", faults, "a chart needs something counted")
    same_length("faults", faults, "units", units, "each sample has both")
    for found, of in zip(faults, units, strict=True):
        count("a number in faults", found, "it counts faults")
        positive("a number in units", of, "where nothing is checked, no fault is found")
    return math.fsum(faults) / math.fsum(units)


@in_range
def c_limits(c_bar: float) -> list[float]:
    """Return [lower limit, center line, upper limit] of the faults in samples of one size (F39).

    c̄ ∓ 3 √c̄, a lower limit below 0 shown as 0. c_bar: mean number of faults, 0 or above.
    Raises ValueError if it is below 0.
    Source: NIST/SEMATECH e-Handbook 6.3.3.1 (16: 4 to 28).
    """
    not_negative("c_bar", c_bar, "it counts faults")
    return _limits(c_bar, math.sqrt(c_bar))


@in_range
def u_limits(u_bar: float, units: float) -> list[float]:
    """Return [lower limit, center line, upper limit] of the faults per unit (F39).

    ū ∓ 3 √(ū / n), a lower limit below 0 shown as 0. u_bar: mean faults per unit, 0 or above.
    units: how much is checked in the sample (parts, m², h), above 0.
    Raises ValueError if one is out of range.
    Source: Montgomery, Introduction to Statistical Quality Control (1.93, n 5: 0.07 to 3.79).
    """
    not_negative("u_bar", u_bar, "it counts faults")
    positive("units", units, "where nothing is checked, no fault is found")
    return _limits(u_bar, math.sqrt(u_bar / units))


def _limits(center: float, sigma: float) -> list[float]:
    return [max(0.0, center - 3 * sigma), center, center + 3 * sigma]
