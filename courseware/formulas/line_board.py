"""The line-balance board: tasks that follow each other, and a check of who does which where (F08)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from courseware.formulas.guards import count, positive
from courseware.formulas.guards_lists import not_empty
from courseware.formulas.rounding import DUST

MOST_STATIONS = 1000
COUNTED = "stations are counted from the first"


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its name, its time (s), and the names of the tasks that must be done before it."""

    name: str
    time: float
    predecessors: tuple[str, ...] = ()


class FaultKind(StrEnum):
    """What can be wrong with an assignment of tasks to stations."""

    CIRCLE = "circle"
    """Tasks that wait for each other in a ring: a fault of the plan, which no assignment can heal."""
    UNKNOWN_TASK = "unknown-task"
    NOT_PLACED = "not-placed"
    OVER_CYCLE_TIME = "over-cycle-time"
    PREDECESSOR_LATER = "predecessor-later"
    """The first task must be done before the second, but stands in a later station."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind, the names of its tasks, and the station it is about, if it is about one."""

    kind: FaultKind
    tasks: tuple[str, ...]
    station: int | None = None


@dataclass(frozen=True, slots=True)
class BoardCheck:
    """What a board shows: the time of each station that has a task (s), by its number, and all faults."""

    station_times: dict[int, float]
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        """Whether the line can run so."""
        return not self.faults


def check_board(tasks: Sequence[Task], placed: Mapping[str, int], cycle_time: float) -> BoardCheck:
    """Return the time of each station (s) and every fault of an assignment of tasks to stations (F08).

    tasks: at least one, each name once, time above 0 (s), predecessors among them.
    placed: name of a task → number of its station, 1 to 1,000, in the order in which a unit passes.
    cycle_time: seconds between two units; above 0. A station full to the last second holds.
    Raises ValueError for tasks that make no plan, a station that is no number, or no cycle time.
    Source: own; precedence and cycle time are what defines a line balance, Salveson 1955.
    """
    by_name = _by_name(tasks)
    positive("cycle_time", cycle_time, "a unit needs some time")
    at = {
        name: count(f"the station of {name}", number, COUNTED, least=1, most=MOST_STATIONS)
        for name, number in placed.items()
    }
    held = {
        station: [task for task in tasks if at.get(task.name) == station]
        for station in sorted({number for name, number in at.items() if name in by_name})
    }
    times = {station: math.fsum(task.time for task in held[station]) for station in held}
    faults = [
        *(Fault(FaultKind.CIRCLE, ring) for ring in _circles(tasks)),
        *_misplaced(by_name, at),
        *(
            Fault(FaultKind.OVER_CYCLE_TIME, tuple(task.name for task in held[station]), station)
            for station, time in times.items()
            if time > cycle_time * (1 + DUST)
        ),
        *_too_late(tasks, at),
    ]
    return BoardCheck(times, tuple(faults))


def longest_task_first(tasks: Sequence[Task], cycle_time: float) -> dict[str, int]:
    """Return the station of each task by the rule "longest task that may come next and still fits" (F08).

    Stations are filled one after the other. Of tasks of the same time the one named first is taken.
    The rule is quick, not perfect: a line with fewer stations may exist.
    Arguments as check_board. Raises ValueError as it does, and for tasks that wait for each other or
    one that is longer than the cycle time.
    Source: own (the nine tasks of the lab fill 5 stations by the rule, though 4 are enough).
    """
    _can_be_filled(tasks, cycle_time)
    placed: dict[str, int] = {}
    station = 1
    held: list[float] = []
    while len(placed) < len(tasks):
        nexts = [
            task
            for task in tasks
            if _may_come_next(task, placed)
            and math.fsum([*held, task.time]) <= cycle_time * (1 + DUST)
        ]
        if nexts:
            longest = max(nexts, key=lambda task: task.time)  # the first of equal ones
            placed[longest.name] = station
            held.append(longest.time)
        else:
            station, held = station + 1, []
    return placed


def _can_be_filled(tasks: Sequence[Task], cycle_time: float) -> None:
    """Raise ValueError unless each task can be placed somewhere, so that the rule comes to an end."""
    _by_name(tasks)
    positive("cycle_time", cycle_time, "a unit needs some time")
    for ring in _circles(tasks):
        raise ValueError(f"These tasks wait for each other: {', '.join(ring)}.")
    for task in tasks:
        if task.time > cycle_time * (1 + DUST):
            raise ValueError(
                f"Task {task.name} takes {task.time:g}, but the cycle time is {cycle_time:g}: "
                "no station can do it in time."
            )


def _misplaced(by_name: Mapping[str, Task], at: Mapping[str, int]) -> list[Fault]:
    """Return the faults of names that are placed but no task, then of tasks that are not placed."""
    return [
        Fault(FaultKind.UNKNOWN_TASK, (name,), number)
        for name, number in at.items()
        if name not in by_name
    ] + [Fault(FaultKind.NOT_PLACED, (name,)) for name in by_name if name not in at]


def _too_late(tasks: Sequence[Task], at: Mapping[str, int]) -> list[Fault]:
    """Return a fault for each predecessor that stands in a later station than its task."""
    return [
        Fault(FaultKind.PREDECESSOR_LATER, (before, task.name), at[before])
        for task in tasks
        for before in task.predecessors
        if task.name in at and before in at and at[before] > at[task.name]
    ]


def _may_come_next(task: Task, placed: Mapping[str, int]) -> bool:
    return task.name not in placed and all(before in placed for before in task.predecessors)


def _by_name(tasks: Sequence[Task]) -> dict[str, Task]:
    """Return the tasks by name; raise ValueError unless they make a plan."""
    not_empty("tasks", tasks, "a line has work to do")
    by_name = {task.name: task for task in tasks}
    if len(by_name) < len(tasks):
        raise ValueError("Two tasks have the same name, so a station of it could mean either.")
    for task in tasks:
        positive(f"the time of task {task.name}", task.time, "work takes time")
        for before in task.predecessors:
            if before not in by_name:
                raise ValueError(
                    f"Task {task.name} comes after {before}, but no task has this name."
                )
    return by_name


def _circles(tasks: Sequence[Task]) -> list[tuple[str, ...]]:
    """Return rings of tasks that wait for each other, each task before the next, none in two rings."""
    waits_for = {task.name: list(task.predecessors) for task in tasks}
    rings: list[tuple[str, ...]] = []
    while True:
        try:
            TopologicalSorter(waits_for).prepare()
        except CycleError as found:
            ring = tuple(found.args[1][:-1])
        else:
            return rings
        rings.append(ring)
        waits_for = {
            name: [one for one in before if one not in ring]
            for name, before in waits_for.items()
            if name not in ring
        }
