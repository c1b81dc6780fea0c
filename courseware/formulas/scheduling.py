"""Jobs on one machine: in which order by a rule, and what that order does to time and due dates (F16).

Jobs are numbered from 1, as the list at hand gives them. All of them wait at time 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from courseware.formulas.guards import finite, in_range
from courseware.formulas.guards_lists import counts, numbers, positives, same_length
from courseware.formulas.rounding import DUST

NO_JOB = "there is no job to put in order"


def first_come_order(arrivals: Sequence[float]) -> list[int]:
    """Return the job numbers in the order in which the jobs came (F16): FCFS, first come, first served.

    arrivals: when each job came in, in any one unit; at least one. Jobs that came together keep
    their order in the list. Raises ValueError for no jobs.
    Source: Heizer and Render, Operations Management.
    """
    numbers("arrivals", arrivals, NO_JOB)
    return _by(arrivals)


def shortest_time_order(times: Sequence[float]) -> list[int]:
    """Return the job numbers with the shortest time first (F16): SPT, the least mean flow time of all.

    times: work time of each job, each above 0; at least one. Equal times keep their order in the list.
    Raises ValueError for no jobs or a time that is not above 0.
    Source: Heizer and Render, Operations Management (6, 2, 8, 3, 9: jobs 2, 4, 1, 3, 5).
    """
    _check_times(times)
    return _by(times)


def earliest_due_order(dues: Sequence[float]) -> list[int]:
    """Return the job numbers with the earliest due date first (F16): EDD, the least maximum tardiness.

    dues: when each job is due, in any one unit; at least one. Equal dates keep their order in the list.
    Raises ValueError for no jobs.
    Source: Heizer and Render, Operations Management (8, 6, 18, 15, 23: jobs 2, 1, 4, 3, 5).
    """
    _check_dues(dues)
    return _by(dues)


@in_range
def critical_ratios(times: Sequence[float], dues: Sequence[float], now: float = 0) -> list[float]:
    """Return each job's critical ratio, (due - now) / work time left (F16): below 1 it will be late.

    times: work time left of each job, each above 0. dues: when each is due, in the same unit.
    now: the time at which one decides. A plain number for each job.
    Raises ValueError for no jobs, lists of unequal length or a time that is not above 0.
    Source: Heizer and Render, Operations Management (due 8 with 6 days of work left: 1.33).
    """
    _check_pairs(times, dues)
    finite("now", now)
    return [(due - now) / time for time, due in zip(times, dues, strict=True)]


def critical_ratio_order(
    times: Sequence[float], dues: Sequence[float], now: float = 0
) -> list[int]:
    """Return the job numbers with the smallest critical ratio first (F16): the most urgent for its work.

    Arguments as critical_ratios; equal ratios keep their order in the list. Raises ValueError as it does.
    Source: as it has (times 6, 2, 8, 3, 9, due 8, 6, 18, 15, 23: jobs 1, 3, 5, 2, 4).
    """
    return _by(critical_ratios(times, dues, now))


def in_order(values: Sequence[float], order: Sequence[int]) -> list[float]:
    """Return the values of the jobs (times, due dates) in an order of jobs (F16), in their unit.

    values: one for each job, as listed. order: each job number once, from 1.
    Raises ValueError for no jobs, or if order does not hold each number once.
    Source: own ([6, 2, 8] in the order 2, 3, 1 is [2, 8, 6]).
    """
    numbers("values", values, NO_JOB)
    same_length("values", values, "order", order, "each job has its place")
    jobs = counts("order", order, NO_JOB, "it numbers the jobs", least=1, most=len(values))
    if len(set(jobs)) < len(jobs):
        raise ValueError("order names a job twice: it holds each number once.")
    return [values[job - 1] for job in jobs]


@in_range
def completion_times(times: Sequence[float]) -> list[float]:
    """Return when each job is done (F16), in the unit of `times`, if work starts at 0 and never waits.

    times: work time of each job in the order in which they are done; at least one, each above 0.
    Raises ValueError for no jobs or a time that is not above 0.
    Source: Heizer and Render, Operations Management (6, 2, 8, 3, 9: 6, 8, 16, 19, 28).
    """
    _check_times(times)
    return list(accumulate(times))


@in_range
def mean_flow_time(times: Sequence[float]) -> float:
    """Return how long a job waits and is worked on, on average (F16), in the unit of `times`.

    Arguments as completion_times. Raises ValueError as it does.
    Source: as it has (6, 2, 8, 3, 9: 15.4).
    """
    return math.fsum(completion_times(times)) / len(times)


@in_range
def sequence_utilization(times: Sequence[float]) -> float:
    """Return total work time / sum of the completion times (F16), from 0 to 1.

    It says how much of the time that jobs spend in the shop is work on them.
    Arguments as completion_times. Raises ValueError as it does.
    Source: as it has (6, 2, 8, 3, 9: 28 / 77 = 0.364).
    """
    return math.fsum(times) / math.fsum(completion_times(times))


@in_range
def average_jobs(times: Sequence[float]) -> float:
    """Return how many jobs are in the shop on average (F16), sum of completion times / total work time.

    Arguments as completion_times. Raises ValueError as it does.
    Source: as it has (6, 2, 8, 3, 9: 77 / 28 = 2.75 jobs).
    """
    return math.fsum(completion_times(times)) / math.fsum(times)


@in_range
def tardiness(times: Sequence[float], dues: Sequence[float]) -> list[float]:
    """Return by how much each job is done after its due date, 0 if in time (F16), in the unit of `times`.

    times: as completion_times. dues: when each of these jobs is due, in the same order and unit.
    Raises ValueError for no jobs, lists of unequal length or a time that is not above 0.
    Source: as completion_times (due 8, 6, 18, 15, 23: 0, 2, 0, 4, 5).
    """
    _check_pairs(times, dues)
    ends = zip(completion_times(times), dues, strict=True)
    # Lateness of float dust is none: the job is in time.
    return [done - due if done - due > DUST * abs(due) else 0 for done, due in ends]


def mean_tardiness(times: Sequence[float], dues: Sequence[float]) -> float:
    """Return the mean tardiness of all jobs, those in time counted as 0 (F16), in the unit of `times`.

    Books also say average lateness. Arguments as tardiness. Raises ValueError as it does.
    Source: as completion_times (2.2).
    """
    return math.fsum(tardiness(times, dues)) / len(times)


def max_tardiness(times: Sequence[float], dues: Sequence[float]) -> float:
    """Return the tardiness of the latest job (F16), in the unit of `times`; 0 if all are in time.

    Arguments as tardiness. Raises ValueError as it does. Source: as completion_times (5).
    """
    return max(tardiness(times, dues))


def _by(keys: Sequence[float]) -> list[int]:
    return sorted(range(1, len(keys) + 1), key=lambda job: keys[job - 1])


def _check_times(times: Sequence[float]) -> None:
    positives("times", times, NO_JOB, "a job takes some time")


def _check_dues(dues: Sequence[float]) -> None:
    numbers("dues", dues, NO_JOB)


def _check_pairs(times: Sequence[float], dues: Sequence[float]) -> None:
    _check_times(times)
    _check_dues(dues)
    same_length("times", times, "dues", dues, "each job needs both")
