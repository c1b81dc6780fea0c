"""Safety: injury rates and how far chance moves them (F63), and the lifting equation (F64)."""

from __future__ import annotations

import math

from courseware.formulas.guards import count, in_range, not_negative, positive, share

RATE_HOURS = 200_000
"""Hours that 100 people work in a year of 50 weeks with 40 hours: the base of the rates (OSHA)."""
LOAD_CONSTANT = 23.0
"""kg that nearly everybody can lift under ideal conditions (NIOSH 94-110)."""
MOST_CASES = 1000
"""Above this many cases the exact range is not needed, and its sum would grow long."""
TAIL = 0.025
NOTHING, NEAR, MOST_STEPS = 1e-18, 1e-13, 100
"""A part so small does not change a sum; so near to a root, relative to it, is on it."""
FARTHEST, HIGHEST, LONGEST, WIDEST = 63, 175, 175, 135
"""Where the lifting equation ends: cm ahead, cm above the floor, cm traveled, degrees turned."""


@in_range
def incidence_rate(cases: float, hours: float) -> float:
    """Return cases per 200,000 hours worked (F63): TRIR for recordable cases, DART for its cases.

    cases: recordable cases (TRIR), or those with days away, restricted or transferred (DART); 0 or above.
    hours: hours worked by everybody in the same period; above 0.
    Raises ValueError if cases is below 0 or hours is not above 0.
    Source: 29 CFR 1904 method (2 cases in 36,000 h are 11.11).
    """
    not_negative("cases", cases, "it counts cases")
    positive("hours", hours, "without hours worked there is no rate")
    return cases * RATE_HOURS / hours


@in_range
def severity_rate(days: float, hours: float) -> float:
    """Return days lost or restricted per 200,000 hours worked (F63).

    days: calendar days away, restricted or transferred; 0 or above. hours: as in incidence_rate.
    Raises ValueError if days is below 0 or hours is not above 0.
    Source: the same base as the rates (46 days in 438,000 h are 21.0).
    """
    not_negative("days", days, "it counts days")
    return incidence_rate(days, hours)


@in_range
def incidence_rate_range(cases: int, hours: float) -> list[float]:
    """Return the 95 % range [low, high] of a rate (F63) that differs from the true one by chance alone.

    cases: a whole number, 0 to 1,000. hours: as in incidence_rate.
    Raises ValueError for another count, or hours that are not above 0.
    Source: exact limits of a Poisson count, Garwood 1936 (7 cases in 438,000 h: 1.3 to 6.6).
    """
    found = count("cases", cases, "it counts cases", most=MOST_CASES)
    low = _mean_at(found - 1, 1 - TAIL) if found else 0.0
    return [incidence_rate(low, hours), incidence_rate(_mean_at(found, TAIL), hours)]


def _mean_at(count: int, chance: float) -> float:
    """Return the Poisson mean at which `count` or fewer cases have this chance.

    By Newton's steps: the chance falls with the mean, fastest where the mean is the count, so from
    there all steps go one way and end at the root.
    """
    mean = float(count) or NOTHING
    for _ in range(MOST_STEPS):
        terms = _poisson_terms(count, mean)
        step = (math.fsum(terms) - chance) / terms[0]
        mean += step
        if abs(step) < NEAR * mean:
            break
    return mean


def _poisson_terms(count: int, mean: float) -> list[float]:
    """Return the chances of `count` cases, of one less, and so on; each is a factor from the one before."""
    terms = [math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))]
    for one in range(count, 0, -1):
        terms.append(terms[-1] * one / mean)
        if one < mean and terms[-1] * one < NOTHING * terms[0]:  # all that is left together
            break
    return terms


def lift_multipliers(
    horizontal: float, vertical: float, distance: float, angle: float
) -> list[float]:
    """Return [HM, VM, DM, AM] of the lifting equation (F64), each 0 to 1; 0 means: do not lift so.

    horizontal: hands in front of the ankles (cm; below 25 counts as 25, above 63 gives 0).
    vertical: height of the hands at the start above the floor (cm; above 175 gives 0).
    distance: how far the load travels up or down (cm; below 25 counts as 25, above 175 gives 0).
    angle: how far the body is turned at the start (degrees; above 135 gives 0).
    Raises ValueError if horizontal is not above 0 or another is below 0.
    Source: NIOSH 94-110 (40, 30, 70, 30 give 0.625, 0.865, 0.884, 0.904).
    """
    positive("horizontal", horizontal, "the hands are always in front of the ankles")
    not_negative("vertical", vertical, "the floor is 0")
    not_negative("distance", distance, "up and down both count upward from 0")
    not_negative("angle", angle, "left and right both count upward from 0")
    return [
        25 / max(horizontal, 25) if horizontal <= FARTHEST else 0.0,
        1 - 0.003 * abs(vertical - 75) if vertical <= HIGHEST else 0.0,
        0.82 + 4.5 / max(distance, 25) if distance <= LONGEST else 0.0,
        1 - 0.0032 * angle if angle <= WIDEST else 0.0,
    ]


def recommended_weight_limit(  # noqa: PLR0917 - the order of the printed equation
    horizontal: float,
    vertical: float,
    distance: float,
    angle: float,
    frequency: float = 1,
    coupling: float = 1,
) -> float:
    """Return the recommended weight limit of a two-handed lift (F64), in kg.

    horizontal, vertical, distance (cm) and angle (degrees): as in lift_multipliers.
    frequency, coupling: the multipliers FM and CM from the tables of the source; 0 to 1.
    Raises ValueError if one is out of range.
    Source: NIOSH 94-110 (40, 30, 70, 30 with FM 0.84 and CM 0.95 give 7.93 kg).
    """
    share("frequency", frequency, "it is a share of the ideal weight")
    share("coupling", coupling, "it is a share of the ideal weight")
    multipliers = lift_multipliers(horizontal, vertical, distance, angle)
    return LOAD_CONSTANT * math.prod(multipliers) * frequency * coupling


@in_range
def lifting_index(load: float, limit: float) -> float:
    """Return load ÷ recommended weight limit (F64); above 1 some people are at risk of back pain.

    load: kg lifted, 0 or above. limit: recommended weight limit (kg), above 0.
    Raises ValueError if load is below 0 or limit is not above 0.
    Source: NIOSH 94-110 (14 kg against 7.93 kg is 1.76).
    """
    not_negative("load", load, "it is a weight")
    positive("limit", limit, "a limit of 0 means that the lift must not be done at all")
    return load / limit
