"""Distributions that formulas rest on: the normal one from Python itself, all others from scipy.

scipy is imported by the first call that needs it: a page that asks for a share below a z-value, as
most labs do, costs no worker tens of megabytes.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

from courseware.formulas.guards import count, finite, in_range, inner_share, positive, share

_DEGREES = "without degrees of freedom the data say nothing of their spread"
_INNER = "no value of the distribution has nothing or everything below it"


def normal_below(z: float) -> float:
    """Return the share of a standard normal distribution below `z` (F32, F43, F61), from 0 to 1.

    z: a value in standard deviations from the mean; any number.
    Raises ValueError for what is no ordinary number. Source: Φ, the normal distribution function.
    """
    finite("z", z)
    return math.erfc(-z / math.sqrt(2)) / 2


def normal_above(z: float) -> float:
    """Return the share of a standard normal distribution above `z` (F43), from 0 to 1.

    Far out it keeps its digits, which 1 - `normal_below` would lose: 6 give 9.87e-10.
    z: a value in standard deviations from the mean; any number.
    Raises ValueError for what is no ordinary number. Source: Φ of -z, by symmetry.
    """
    return normal_below(-z)


def normal_quantile(share: float) -> float:
    """Return the z-value below which `share` of a standard normal distribution lies (F23, F32, F46).

    share: above 0 and below 1. Raises ValueError for another.
    Source: the inverse of Φ, exact; tables of z print 1.96 (0.975 is at 1.959964).
    """
    inner_share("share", share, _INNER)
    return NormalDist().inv_cdf(share)


@in_range
def t_above(t: float, degrees: float) -> float:
    """Return the share of Student's t distribution above `t` (F47), from 0 to 1; far out with all digits.

    t: any number. degrees: degrees of freedom, whole or not; above 0.
    Raises ValueError if degrees is not above 0.
    Source: Student 1908 (2.365 at 7 degrees leaves 0.025 above).
    """
    finite("t", t)
    positive("degrees", degrees, _DEGREES)
    return float(_special().stdtr(degrees, -t))


@in_range
def t_quantile(below: float, degrees: float) -> float:
    """Return the value below which a share of Student's t distribution lies (F47), in standard errors.

    below: above 0 and below 1. degrees: degrees of freedom, whole or not; above 0.
    Raises ValueError if one is out of range.
    Source: tables of t (0.975 at 7 degrees is at 2.365).
    """
    inner_share("below", below, _INNER)
    positive("degrees", degrees, _DEGREES)
    return float(_special().stdtrit(degrees, below))


@in_range
def chi_square_above(value: float, degrees: float) -> float:
    """Return the share of a chi-square distribution above `value` (F50), from 0 to 1.

    value: any number; below 0 there is nothing, so 1 is above it. degrees: above 0.
    Raises ValueError if degrees is not above 0.
    Source: Pearson 1900 (9.488 at 4 degrees leaves 0.05 above).
    """
    finite("value", value)
    positive("degrees", degrees, _DEGREES)
    return float(_special().chdtrc(degrees, max(value, 0)))


@in_range
def chi_square_quantile(below: float, degrees: float) -> float:
    """Return the value below which a share of a chi-square distribution lies (F50), a plain number.

    below: above 0 and below 1. degrees: degrees of freedom; above 0.
    Raises ValueError if one is out of range.
    Source: tables of chi-square (0.95 at 4 degrees is at 9.488).
    """
    inner_share("below", below, _INNER)
    positive("degrees", degrees, _DEGREES)
    # Not chdtri: it takes the share above, and 1 - below has no digits left where below is small.
    return 2 * float(_special().gammaincinv(degrees / 2, below))


@in_range
def f_above(value: float, degrees_above: float, degrees_below: float) -> float:
    """Return the share of an F distribution above `value` (F48, F51), from 0 to 1.

    value: a ratio of two variances; below 0 there is none, so 1 is above it.
    degrees_above, degrees_below: degrees of freedom of the variance above and below the line; above 0.
    Raises ValueError if degrees are not above 0.
    Source: Fisher and Snedecor (3.885 at 2 and 12 degrees leaves 0.05 above).
    """
    _check_f(value, degrees_above, degrees_below)
    return float(_special().fdtrc(degrees_above, degrees_below, max(value, 0)))


@in_range
def f_below(value: float, degrees_above: float, degrees_below: float) -> float:
    """Return the share of an F distribution below `value` (F48), from 0 to 1.

    Arguments as f_above. Raises ValueError as it does. Source: as f_above.
    """
    _check_f(value, degrees_above, degrees_below)
    return float(_special().fdtr(degrees_above, degrees_below, max(value, 0)))


@in_range
def f_quantile(below: float, degrees_above: float, degrees_below: float) -> float:
    """Return the value below which a share of an F distribution lies (F48, F51), a ratio.

    below: above 0 and below 1. degrees_above, degrees_below: as f_above.
    Raises ValueError if one is out of range.
    Source: tables of F (0.95 at 2 and 12 degrees is at 3.885).
    """
    inner_share("below", below, _INNER)
    _check_f(0, degrees_above, degrees_below)
    return float(_special().fdtri(degrees_above, degrees_below, below))


@in_range
def binomial_at_most(most: float, trials: float, chance: float) -> float:
    """Return the chance of `most` or fewer hits in so many trials (F34), from 0 to 1.

    most: hits, a whole number, 0 to `trials`. trials: a whole number, 1 or more.
    chance: that of a hit in one trial, the same in each; 0 to 1.
    Raises ValueError if one is out of range.
    Source: the binomial distribution (2 in 89 at 0.01: 0.9397).
    """
    of = count("trials", trials, "it counts trials", least=1)
    hits = count("most", most, "there are no more hits than trials", most=of)
    share("chance", chance, "it is the chance of a hit")
    return float(_special().bdtr(hits, of, chance))


def _check_f(value: float, degrees_above: float, degrees_below: float) -> None:
    finite("value", value)
    positive("degrees_above", degrees_above, _DEGREES)
    positive("degrees_below", degrees_below, _DEGREES)


def _special() -> Any:
    """Return scipy's functions; the first call imports them."""
    from scipy import special  # noqa: PLC0415 - tens of megabytes that most workers never need

    return special
