"""Overall equipment effectiveness: its three factors, the minutes behind them, and TEEP (F26)."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.formulas.guards import finite, in_range, not_above, not_negative, positive, share
from courseware.formulas.rounding import DUST


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """Where planned time went. The first four are shares (0 to 1), the rest in the unit of `planned`."""

    availability: float
    performance: float
    quality: float
    oee: float
    lost_to_stops: float
    lost_to_speed: float
    lost_to_quality: float
    good_time: float


@in_range
def run_availability(run: float, planned: float) -> float:
    """Return the availability of a machine, run time ÷ planned time (F26), a share from 0 to 1.

    run: time that it ran; 0 or above, not above `planned`.
    planned: time that it was meant to run, breaks taken off, same unit; above 0.
    Raises ValueError if one is out of range. Source: Vorne, OEE worked example (373 of 420 min: 88.81 %).
    """
    not_negative("run", run, "it is a time")
    positive("planned", planned, "without planned time there is nothing to be available for")
    why = "a machine cannot run longer than its planned time; time beyond it must be planned first"
    not_above("run", run, "planned", planned, why)
    return min(run / planned, 1.0)


@in_range
def run_performance(ideal_cycle: float, made: float, run: float) -> float:
    """Return the performance of a machine, ideal cycle x all parts ÷ run time (F26), from 0 to 1.

    ideal_cycle: fastest time for one part by design; above 0. made: all parts, good and bad; 0 or above.
    run: time that it ran, same unit as ideal_cycle; above 0.
    Raises ValueError if one is out of range, or more was made than the ideal cycle allows.
    Source: Vorne, OEE worked example (1.0 s, 19,271 parts, 373 min: 86.11 %).
    """
    positive("ideal_cycle", ideal_cycle, "each part needs some time")
    not_negative("made", made, "it counts parts")
    positive("run", run, "a machine that did not run has no speed to judge")
    performance = float(ideal_cycle) * made / run
    finite("performance", performance)
    if performance > 1 + DUST:
        raise ValueError(
            f"performance is {performance:g}, above 1: no machine beats its ideal cycle, so ideal_cycle "
            "is set too long, or made or run is not right."
        )
    return min(performance, 1.0)


@in_range
def good_share(good: float, made: float) -> float:
    """Return the quality factor of OEE, good parts ÷ all parts (F26), a share from 0 to 1.

    good: parts right the first time, so without reworked ones; 0 or above, not above `made`.
    made: all parts, good and bad; above 0.
    Raises ValueError if one is out of range.
    Source: Vorne, OEE worked example (18,848 of 19,271: 97.80 %).
    """
    not_negative("good", good, "it counts parts")
    positive("made", made, "of no parts there is no good share")
    not_above("good", good, "made", made, "there cannot be more good parts than parts")
    return min(good / made, 1.0)


@in_range
def oee(planned: float, ideal_cycle: float, good: float) -> float:
    """Return overall equipment effectiveness by the short way, good x ideal cycle ÷ planned (F26), 0 to 1.

    planned: planned time, breaks taken off; above 0. ideal_cycle: as in run_performance, same unit.
    good: parts right the first time; 0 or above.
    Raises ValueError if one is out of range, or more is good than the ideal cycle allows.
    Source: Vorne, OEE worked example (18,848 x 1.0 s in 420 min: 74.79 %).
    """
    positive("planned", planned, "without planned time there is nothing to be effective in")
    positive("ideal_cycle", ideal_cycle, "each part needs some time")
    not_negative("good", good, "it counts parts")
    share_of_time = float(good) * ideal_cycle / planned
    finite("OEE", share_of_time)
    if share_of_time > 1 + DUST:
        raise ValueError(
            f"OEE is {share_of_time:g}, above 1: so many good parts do not fit into the planned time at "
            "the ideal cycle, so one of the three is not right."
        )
    return min(share_of_time, 1.0)


@in_range
def effectiveness(
    planned: float, run: float, ideal_cycle: float, made: float, good: float
) -> Effectiveness:
    """Return the three factors of OEE, OEE, and the time lost by cause (F26).

    Availability loss (stops), performance loss (slow running) and quality loss, together with the
    time of good parts, make up the planned time.
    planned, run, ideal_cycle: in one unit of time. All arguments: as in the functions of each factor.
    Raises ValueError as they do. Source: Vorne, OEE worked example
    (420, 373, 1/60, 19,271 and 18,848 lose 47.0, 51.8 and 7.05 min).
    """
    availability = run_availability(run, planned)
    performance = run_performance(ideal_cycle, made, run)
    quality = good_share(good, made)
    ideal_time = float(ideal_cycle) * made
    good_time = float(ideal_cycle) * good
    return Effectiveness(
        availability=availability,
        performance=performance,
        quality=quality,
        oee=oee(planned, ideal_cycle, good),
        lost_to_stops=max(float(planned) - run, 0.0),
        lost_to_speed=max(float(run) - ideal_time, 0.0),
        lost_to_quality=max(ideal_time - good_time, 0.0),
        good_time=good_time,
    )


def time_by_cause(
    planned: float, run: float, ideal_cycle: float, made: float, good: float
) -> list[float]:
    """Return planned time as [lost to stops, lost to speed, lost to quality, good] (F26), unit of `planned`.

    Arguments as effectiveness. Raises ValueError as it does. Source: own, a shift of Rivermill
    (440, 365, 0.2 min, 1,640, 1,598: 75, 37.0, 8.4, 319.6 min).
    """
    found = effectiveness(planned, run, ideal_cycle, made, good)
    return [found.lost_to_stops, found.lost_to_speed, found.lost_to_quality, found.good_time]


@in_range
def teep(oee: float, planned: float, calendar: float) -> float:
    """Return total effective equipment performance, OEE x planned ÷ calendar time (F26), 0 to 1.

    oee: a share, 0 to 1. planned: planned time; 0 or above, not above `calendar`.
    calendar: all the time there is, 1,440 min a day; above 0.
    Raises ValueError if one is out of range.
    Source: Vorne, TEEP (OEE 0.7479 in 420 of 1,440 min: 21.8 %).
    """
    share("oee", oee)
    not_negative("planned", planned, "it is a time")
    positive("calendar", calendar, "the calendar has hours, used or not")
    why = "a day cannot be planned longer than it is"
    not_above("planned", planned, "the calendar", calendar, why)
    return oee * min(planned / calendar, 1.0)
