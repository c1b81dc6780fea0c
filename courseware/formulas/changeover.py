"""Changeovers: separating what the machine need not wait for, and how often each part can be made (F29)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.guards import in_range, not_negative, positive
from courseware.formulas.guards_lists import amounts, not_empty
from courseware.formulas.rounding import DUST


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a changeover: its minutes, and whether it is external: done while the machine runs."""

    name: str
    minutes: float
    external: bool = False


@dataclass(frozen=True, slots=True)
class Separation:
    """A changeover before and after its external steps leave the stop; all in minutes."""

    external: float
    internal: float
    before: float
    """The machine stands still for all steps, from the last good part A to the first good part B."""
    after: float
    """It stands still for the internal steps only."""


@in_range
def separate(steps: Sequence[Step]) -> Separation:
    """Return what separating external from internal steps does to a changeover (F29), in minutes.

    steps: at least one, each of 0 minutes or longer (a step of 0 minutes was removed).
    Raises ValueError for no steps, or minutes below 0.
    Source: Shingo, A Revolution in Manufacturing: The SMED System (own: 106 min, 25 of them external, become 81).
    """
    not_empty("steps", steps, "a changeover has something to do")
    for step in steps:
        not_negative(f"the time of {step.name}", step.minutes, "time does not run back")
    external = math.fsum(step.minutes for step in steps if step.external)
    internal = math.fsum(step.minutes for step in steps if not step.external)
    before = math.fsum(step.minutes for step in steps)
    return Separation(external, internal, before=before, after=internal)


@in_range
def minutes_freed(before: float, after: float, changeovers: float) -> float:
    """Return (before - after) x changeovers (F29), in minutes: of a week, if these are counted by the week.

    before, after: minutes of one changeover; 0 or above. If it grew longer, the result is below 0.
    changeovers: how many there are in the period; 0 or above.
    Raises ValueError if one is below 0.
    Source: own (from 106 to 48 min, 8 a week, frees 464 min).
    """
    not_negative("before", before, "time does not run back")
    not_negative("after", after, "time does not run back")
    not_negative("changeovers", changeovers, "it counts changeovers")
    return (before - after) * changeovers


@in_range
def every_part_every_interval(changeovers: Sequence[float], available: float, run: float) -> float:
    """Return in how many days each part can be made once, Σ changeovers / (available - run) (F29).

    changeovers: time to change to each part, once each (min); at least one, each 0 or above.
    available: work time in a day (min); above 0.
    run: time in a day that making the daily demand takes (min); 0 or above, below `available`.
    Raises ValueError if one is out of range.
    Source: own (6 parts of 106 min each, 900 and 720 min a day: 3.53 days).
    """
    amounts("changeovers", changeovers, "there is a part to make", "time does not run back")
    positive("available", available, "without work time nothing is made")
    not_negative("run", run, "time does not run back")
    if run >= available * (1 - DUST):
        raise ValueError(
            f"run is {run:g}, but only {available:g} a day are available: "
            "no time is left for changeovers, so no other part can ever be made."
        )
    return math.fsum(changeovers) / (available - run)
