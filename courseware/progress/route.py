"""A pathway as a person meets it: stations in order, what is open, why the rest is not, what is next.

This is the one place that decides access; page, text, report and command ask it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from courseware.progress.standing import ModuleStanding
from courseware.words import Reason, percent


class StationState(StrEnum):
    """How a station looks on the route."""

    PASSED = "passed"
    NOW = "now"
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the route needs to know of one module of the pathway."""

    module: str
    title: str
    track: str
    minutes: int
    after: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]  # (id, title) of lessons to read and labs to pass
    pass_mark: Fraction


@dataclass(frozen=True, slots=True)
class Station:
    """One module on a person's route."""

    number: int  # from 1; 0 beside the route
    plan: Plan
    state: StationState
    tasks_done: int
    next_task: tuple[str, str] | None
    best: Fraction | None
    standing: ModuleStanding | None
    locked: tuple[Reason, ...]
    is_assessed: bool = False  # passed by assessment: its lessons and its quiz may be untouched

    @property
    def steps(self) -> int:
        """Return how many steps the module has: its lessons, labs and the quiz."""
        return len(self.plan.tasks) + 1

    @property
    def steps_done(self) -> int:
        """Return how many of them are done."""
        if self.state is StationState.PASSED:
            return self.steps
        return self.tasks_done + (self.best is not None and self.best >= self.plan.pass_mark)

    @property
    def is_held_up(self) -> bool:
        """Say whether a quiz was tried here and is not passed yet."""
        return (
            self.state in {StationState.NOW, StationState.OPEN}
            and self.best is not None
            and self.best < self.plan.pass_mark
        )


def why_locked(
    plan: Plan, plans: Mapping[str, Plan], standings: Mapping[str, ModuleStanding],
    done: Mapping[str, Collection[str]],
) -> tuple[Reason, ...]:  # fmt: skip
    """Return the reasons why a module is not open yet; none if it is."""
    reasons = []
    for slug in plan.after:
        before, standing = plans[slug], standings.get(slug)
        if standing is not None and standing.is_passed:
            continue
        best = None if standing is None else standing.best
        values: dict[str, object] = {
            "module": plan.title, "before": before.title, "mark": percent(before.pass_mark),
        }  # fmt: skip
        if best is None:
            reasons.append(Reason("locked.module.untried", values))
        elif best < before.pass_mark:
            reasons.append(Reason("locked.module", {**values, "best": percent(best)}))
        else:
            missing = [title for task, title in before.tasks if task not in done.get(slug, ())]
            values["missing"] = ", ".join(f"“{title}”" for title in missing)
            reasons.append(Reason("locked.module.tasks", values))
    return tuple(reasons)


def lay_out(
    plans: Sequence[Plan],
    standings: Mapping[str, ModuleStanding],
    done: Mapping[str, Collection[str]],
    assessed: Collection[str] = (),
) -> tuple[Station, ...]:
    """Return the stations of a pathway for one person; the first open, unfinished one is now.

    `assessed`: the modules that they passed by assessment.
    """
    by_slug = {plan.module: plan for plan in plans}
    stations: list[Station] = []
    has_now = False
    for number, plan in enumerate(plans, start=1):
        station = station_at(number, plan, by_slug, standings, done, has_now=has_now)
        has_now = has_now or station.state is StationState.NOW
        stations.append(_told(station, assessed))
    return tuple(stations)


def lay_beside(
    plans: Sequence[Plan],
    standings: Mapping[str, ModuleStanding],
    done: Mapping[str, Collection[str]],
    assessed: Collection[str] = (),
) -> tuple[Station, ...]:
    """Return the stations beside a route: optional, open from the start, never the next step."""
    found = [station_at(0, plan, {}, standings, done, has_now=True) for plan in plans]
    return tuple(_told(station, assessed) for station in found)


def _told(station: Station, assessed: Collection[str]) -> Station:
    """Say of a passed station whether an assessment earned the pass."""
    is_assessed = station.state is StationState.PASSED and station.plan.module in assessed
    return replace(station, is_assessed=True) if is_assessed else station


def station_at(
    number: int, plan: Plan, plans: Mapping[str, Plan], standings: Mapping[str, ModuleStanding],
    done: Mapping[str, Collection[str]], *, has_now: bool = False,
) -> Station:  # fmt: skip
    """Return one station; `has_now` says that an earlier one is already where the person is.

    It looks at no other modules than its own and those that it comes after.
    """
    standing = standings.get(plan.module)
    locked = why_locked(plan, plans, standings, done)
    own = done.get(plan.module, ())
    to_do = [task for task in plan.tasks if task[0] not in own]
    if standing is not None and standing.is_passed:
        state, locked = StationState.PASSED, ()
    elif locked:
        state = StationState.LOCKED
    else:
        state = StationState.OPEN if has_now else StationState.NOW
    return Station(
        number=number,
        plan=plan,
        state=state,
        tasks_done=len(plan.tasks) - len(to_do),
        next_task=to_do[0] if to_do else None,
        best=None if standing is None else standing.best,
        standing=standing,
        locked=locked,
    )


def is_completed(modules: Sequence[str], standings: Mapping[str, ModuleStanding]) -> bool:
    """Say whether every module of a pathway is passed."""
    return bool(modules) and all(
        slug in standings and standings[slug].is_passed for slug in modules
    )
