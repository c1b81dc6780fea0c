"""Jobs that pass two machines in the same order: Johnson's rule and when all is done (F17).

Jobs are numbered from 1, as the list at hand gives them. All of them wait at time 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from courseware.formulas.guards import in_range
from courseware.formulas.guards_lists import amounts, same_length
from courseware.formulas.scheduling import in_order


def johnson_order(first: Sequence[float], second: Sequence[float]) -> list[int]:
    """Return the job numbers by Johnson's rule (F17): no other order has all jobs done earlier.

    Take the shortest time of all: on machine 1, the job goes as early as it can; on machine 2, as
    late as it can; strike it out and go on. A job as short on both goes early; of equal times, the
    job listed first stands first.
    first, second: time of each job on machine 1 and on machine 2; at least one job, each 0 or above.
    Raises ValueError for no jobs, lists of unequal length or a time below 0.
    Source: Johnson 1954; Heizer and Render, Operations Management (5-2, 3-6, 8-4, 10-7, 7-12: jobs 2, 5, 4, 3, 1).
    """
    _check(first, second)
    jobs = range(1, len(first) + 1)
    early = [job for job in jobs if first[job - 1] <= second[job - 1]]
    late = [job for job in jobs if first[job - 1] > second[job - 1]]
    early.sort(key=lambda job: first[job - 1])
    late.sort(key=lambda job: -second[job - 1])
    return early + late


@in_range
def second_machine_ends(first: Sequence[float], second: Sequence[float]) -> list[float]:
    """Return when each job leaves machine 2 (F17), in the unit of the times, if work starts at 0.

    Both machines take the jobs in the same order; a job waits for machine 2, or machine 2 for a job.
    first, second: as johnson_order, in the order in which the jobs are done.
    Raises ValueError as it does.
    Source: Heizer and Render, Operations Management (3-6, 7-12, 10-7, 8-4, 5-2: 9, 22, 29, 33, 35).
    """
    _check(first, second)
    ends: list[float] = []
    leaves_first: float = 0
    leaves_second: float = 0
    for on_first, on_second in zip(first, second, strict=True):
        leaves_first += on_first
        leaves_second = max(leaves_first, leaves_second) + on_second
        ends.append(leaves_second)
    return ends


def makespan(first: Sequence[float], second: Sequence[float]) -> float:
    """Return when the last job leaves machine 2 (F17), in the unit of the times, if work starts at 0.

    Arguments as second_machine_ends. Raises ValueError as it does. Source: as it has (35).
    """
    return second_machine_ends(first, second)[-1]


def shortest_makespan(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the makespan of Johnson's order (F17), in the unit of the times: the least there is.

    Arguments as johnson_order. Raises ValueError as it does. Source: as second_machine_ends (35).
    """
    order = johnson_order(first, second)
    return makespan(in_order(first, order), in_order(second, order))


def _check(first: Sequence[float], second: Sequence[float]) -> None:
    nothing, why = "there is no job", "no job gives time back"
    amounts("first", first, nothing, why)
    same_length("first", first, "second", second, "each job passes both machines")
    amounts("second", second, nothing, why)
