"""A project as a network of activities: earliest and latest times, slack, critical path, paths (F61)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseware.formulas.guards import in_range, not_negative
from courseware.formulas.rounding import DUST

MOST_PATHS = 1000
"""A network has far more paths than activities; nobody reads more than this."""

Times = Mapping[str, float]
Predecessors = Mapping[str, Sequence[str]]
_Chain = tuple[str, "_Chain | None"]


@dataclass(frozen=True, slots=True)
class ActivityTimes:
    """When an activity starts and ends at the earliest and the latest, and its slack; unit of the times."""

    early_start: float
    early_finish: float
    late_start: float
    late_finish: float
    slack: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole project: its length, each activity's times by name, and the names without slack in order."""

    length: float
    activities: Mapping[str, ActivityTimes]
    critical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One way through the network from start to end, and the sum of its activities' times."""

    activities: tuple[str, ...]
    length: float


@in_range
def project_plan(times: Times, predecessors: Predecessors) -> Plan:
    """Return the plan of a project by a forward and a backward pass (F61), in the unit of `times`.

    times: expected time of each activity by its name; 0 or above; at least one.
    predecessors: what must end before an activity starts, by its name; who has none may be left out.
    `critical` holds every activity without slack: one critical path, or several side by side.
    Raises ValueError for an unknown name, activities that wait for each other, or a time below 0.
    Source: Heizer and Render, Operations Management (Milwaukee Paper: A-C-E-G-H, 15 weeks).
    """
    order = _in_order(times, predecessors)
    early = _early_starts(order, times, predecessors)
    length = max(early[name] + times[name] for name in order)
    late = dict.fromkeys(order, length)
    for name in reversed(order):
        for before in predecessors.get(name, ()):
            late[before] = min(late[before], late[name] - times[name])
    found = {
        name: _activity(early[name], float(times[name]), late[name], length * DUST)
        for name in times
    }
    return Plan(length, found, tuple(name for name in order if found[name].slack == 0))


@in_range
def network_paths(times: Times, predecessors: Predecessors) -> list[Path]:
    """Return every path from start to end with its length, the longest first (F61), in the unit of `times`.

    Arguments as project_plan. Paths of one length stand in the order of the activities' names as given.
    Raises ValueError as it does, and for more than 1,000 paths.
    Source: as project_plan (Milwaukee Paper: four paths, the longest A-C-E-G-H with 15 weeks).
    """
    order = _in_order(times, predecessors)
    followers = _followers(times, predecessors)
    _check_number_of_paths(order, followers)
    # A path is a chain of (name, path so far), so that paths with one beginning share it.
    started: list[_Chain] = [(name, None) for name in times if not predecessors.get(name)]
    paths = []
    while started:
        chain = started.pop()
        started += [(after, chain) for after in followers[chain[0]]]
        if not followers[chain[0]]:
            names = _names(chain)
            length = math.fsum(times[name] for name in names)
            paths.append(Path(names, length))
    place = {name: number for number, name in enumerate(times)}
    return sorted(
        paths,
        # Twelve digits, so that float dust does not order paths of one length.
        key=lambda path: (-float(f"{path.length:.12g}"), [place[name] for name in path.activities]),
    )


def _check_number_of_paths(order: list[str], followers: Mapping[str, list[str]]) -> None:
    onward: dict[str, int] = {}
    for name in reversed(order):
        onward[name] = sum(onward[after] for after in followers[name]) or 1
    waiting = {after for name in order for after in followers[name]}
    if sum(onward[name] for name in order if name not in waiting) > MOST_PATHS:
        raise ValueError(f"The network has more than {MOST_PATHS:,} paths.")


def _names(chain: _Chain) -> tuple[str, ...]:
    names = [chain[0]]
    while chain[1] is not None:
        chain = chain[1]
        names.append(chain[0])
    return tuple(reversed(names))


def _early_starts(order: list[str], times: Times, predecessors: Predecessors) -> dict[str, float]:
    early: dict[str, float] = {}
    for name in order:
        ends = (early[before] + times[before] for before in predecessors.get(name, ()))
        early[name] = max(ends, default=0.0)
    return early


def _activity(early: float, time: float, late_finish: float, dust: float) -> ActivityTimes:
    slack = late_finish - time - early
    if abs(slack) <= dust:  # several sums of the same path differ by float dust
        slack, late_finish = 0.0, early + time
    return ActivityTimes(early, early + time, late_finish - time, late_finish, slack)


def _followers(times: Times, predecessors: Predecessors) -> dict[str, list[str]]:
    followers: dict[str, list[str]] = {name: [] for name in times}
    for name in times:
        for before in dict.fromkeys(predecessors.get(name, ())):
            followers[before].append(name)
    return followers


def _check(times: Times, predecessors: Predecessors) -> None:
    if not times:
        raise ValueError("times is empty: a project has at least one activity.")
    for name, time in times.items():
        not_negative(f"the time of {name}", time, "an activity does not end before it starts")
    for name, befores in predecessors.items():
        for one in (name, *befores):
            if one not in times:
                raise ValueError(
                    f"{one} is named among the predecessors, but it is no activity with a time."
                )


def _in_order(times: Times, predecessors: Predecessors) -> list[str]:
    """Return the names so that each stands behind all it waits for, otherwise as given."""
    _check(times, predecessors)
    followers = _followers(times, predecessors)
    waiting = {name: set(predecessors.get(name, ())) for name in times}
    order = [name for name, befores in waiting.items() if not befores]
    for name in order:  # grows while it is read
        for after in followers[name]:
            waiting[after].discard(name)
            if not waiting[after]:
                order.append(after)
    if len(order) < len(times):
        raise ValueError(f"These activities wait for each other: {_circle(waiting)}.")
    return order


def _circle(waiting: Mapping[str, set[str]]) -> str:
    """Return one circle among the activities that still wait, as A waits for B waits for A."""
    name = next(name for name, befores in waiting.items() if befores)
    walk: list[str] = []
    while name not in walk:
        walk.append(name)
        name = min(waiting[name])
    return " waits for ".join([*walk[walk.index(name) :], name])
