"""Failure and repair: MTBF, MTTR, availability (F27); reliability of parts and of systems (F28)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import in_range, not_negative, positive
from courseware.formulas.guards_lists import shares

PART = "a system has at least one part"


@in_range
def mean_time_between_failures(up_time: float, failures: float) -> float:
    """Return MTBF, up time ÷ failures (F27), in the unit of `up_time`.

    up_time: time that the machine ran, repairs taken off; 0 or above.
    failures: how many there were in it; above 0.
    Raises ValueError if one is out of range. Source: own (702 h with 6 failures: 117 h).
    """
    not_negative("up_time", up_time, "it is a time")
    positive("failures", failures, "before the first failure nobody knows the time between two")
    return up_time / failures


@in_range
def mean_time_to_repair(repair_time: float, repairs: float) -> float:
    """Return MTTR, repair time ÷ repairs (F27), in the unit of `repair_time`.

    repair_time: time of all repairs together; 0 or above. repairs: how many; above 0.
    Raises ValueError if one is out of range. Source: own (18 h for 6 repairs: 3 h).
    """
    not_negative("repair_time", repair_time, "it is a time")
    positive("repairs", repairs, "without a repair there is no mean of repairs")
    return repair_time / repairs


@in_range
def availability(mtbf: float, mttr: float) -> float:
    """Return the availability MTBF ÷ (MTBF + MTTR) (F27), a share from 0 to 1.

    mtbf: mean time between failures; above 0. mttr: mean time to repair, same unit; 0 or above.
    Raises ValueError if one is out of range. Source: own (117 h and 3 h: 97.5 %).
    """
    positive("mtbf", mtbf, "a machine that fails at once is never available")
    not_negative("mttr", mttr, "it is a time")
    return 1 / (1 + mttr / mtbf)


def reliability(time: float, mtbf: float) -> float:
    """Return the chance R(t) = e^(-t / MTBF) of running for `time` without a failure (F28), 0 to 1.

    It holds where the failure rate is constant: neither early faults nor wear.
    time: 0 or above. mtbf: mean time between failures, same unit; above 0.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 8.1.6.1, own numbers (24 h at 117 h: 0.8145).
    """
    not_negative("time", time, "it is a time")
    positive("mtbf", mtbf, "a machine that fails at once runs for no time")
    return math.exp(-time / mtbf)


def series_reliability(reliabilities: Sequence[float]) -> float:
    """Return the reliability of a system that needs every part, the product of all R (F28), 0 to 1.

    reliabilities: one share for each part, 0 to 1 each; at least one.
    Raises ValueError for an empty list or what is no share.
    Source: NIST/SEMATECH e-Handbook 8.1.8.2, own numbers (0.95, 0.98, 0.99: 0.9217).
    """
    shares("reliabilities", reliabilities, PART)
    return math.prod(reliabilities)


def parallel_reliability(reliabilities: Sequence[float]) -> float:
    """Return the reliability of a system that needs any one of its parts, 1 - product of (1 - R) (F28), 0 to 1.

    reliabilities: one share for each part, 0 to 1 each; at least one. Parts must fail independently.
    Raises ValueError for an empty list or what is no share.
    Source: NIST/SEMATECH e-Handbook 8.1.8.3, own numbers (two of 0.90: 0.99).
    """
    shares("reliabilities", reliabilities, PART)
    return 1 - math.prod(1 - one for one in reliabilities)
