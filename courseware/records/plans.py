"""The route of one person on one pathway, from what is published and what the record says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from courseware.content.model import Pathway
from courseware.progress.facts import TASKS_DONE, FactKind
from courseware.progress.matrix import Lineup
from courseware.progress.requirements import required_tasks
from courseware.progress.route import Plan, Station, lay_beside, lay_out
from courseware.progress.standing import ModuleStanding
from courseware.records.catalog import PublishedModule, Shelf

TRAIL_KINDS = (FactKind.LESSON_READ, FactKind.LAB_PASSED, FactKind.ATTEMPT_GRADED)
"""The facts that a trail is made of: a person's record of a module begins with one of these."""


@dataclass(frozen=True, slots=True)
class Trail:
    """How far a person came: the tasks done of each module, and when each module was begun.

    `assessed`: the modules that were passed by assessment.
    """

    done: Mapping[str, frozenset[str]] = field(default_factory=dict)
    started: Mapping[str, datetime] = field(default_factory=dict)
    assessed: frozenset[str] = frozenset()


def trail_of(facts: Iterable[tuple[str, str, datetime]], assessed: Iterable[str] = ()) -> Trail:
    """Return the trail that facts of TRAIL_KINDS leave: (kind, subject, recorded at) in any order."""
    tasks: dict[str, set[str]] = {}
    started: dict[str, datetime] = {}
    for kind, subject, at in facts:
        module, _, task = subject.partition("/")
        started[module] = min(at, started.get(module, at))
        if kind in TASKS_DONE:
            tasks.setdefault(module, set()).add(task)
    done = {module: frozenset(ids) for module, ids in tasks.items()}
    return Trail(done, started, frozenset(assessed))


def pathway_of(pathways: Iterable[Pathway], module: str) -> Pathway | None:
    """Return the first of somebody's pathways that holds a module: its route decides access."""
    return next((one for one in pathways if one.place_of(module) is not None), None)


def stops_of(
    published: Shelf, pathway: Pathway
) -> list[tuple[str, tuple[str, ...], PublishedModule]]:
    """Return the published modules of a pathway with what they come after."""
    return [
        (stop.module, stop.after, published.modules[stop.module])
        for stop in pathway.stops
        if stop.module in published.modules
    ]


def optional_of(published: Shelf, pathway: Pathway) -> list[PublishedModule]:
    """Return the published modules beside the route of a pathway."""
    return [published.modules[slug] for slug in pathway.optional if slug in published.modules]


def plan_of(published: PublishedModule, after: tuple[str, ...], started: datetime | None) -> Plan:
    """Return what the route needs of a module for a person who began it at `started`."""
    module = published.module
    required = set(required_tasks(published.history, started))
    return Plan(
        module=module.slug,
        title=module.title,
        track=module.track,
        minutes=module.minutes,
        after=after,
        tasks=tuple(task for task in module.tasks if task[0] in required),
        pass_mark=module.bank.quiz.pass_mark,
    )


class Routes:
    """The routes of many people on one pathway: what a module asks is worked out once for all.

    It differs only with the versions that a person's record of the module is older than.
    """

    def __init__(self, published: Shelf, pathway: Pathway) -> None:
        stops = stops_of(published, pathway)
        optional = [(one.module.slug, (), one) for one in optional_of(published, pathway)]
        self._route = [slug for slug, _after, _module in stops]
        self._optional = [slug for slug, _after, _module in optional]
        self._modules = {slug: (after, module) for slug, after, module in (*stops, *optional)}
        self._plans: dict[tuple[str, int], Plan] = {}
        places = [(slug, after) for slug, after, _module in stops]
        self.lineup = Lineup(places, self._newer, self._plan)  # many people by the same rules

    def of(self, standings: Mapping[str, ModuleStanding], trail: Trail) -> tuple[Station, ...]:
        """Return one person's stations: the learner's pages and the person's card ask here."""
        plans = self._plans_of(self._route, trail)
        return lay_out(plans, standings, trail.done, trail.assessed)

    def beside(self, standings: Mapping[str, ModuleStanding], trail: Trail) -> tuple[Station, ...]:
        """Return the stations beside one person's route."""
        plans = self._plans_of(self._optional, trail)
        return lay_beside(plans, standings, trail.done, trail.assessed)

    def at(
        self, module: str, standings: Mapping[str, ModuleStanding], trail: Trail
    ) -> Station | None:
        """Return one person's station of a module, on the route or beside it; None for another."""
        stations = (*self.of(standings, trail), *self.beside(standings, trail))
        return next((one for one in stations if one.plan.module == module), None)

    def _plans_of(self, slugs: Iterable[str], trail: Trail) -> list[Plan]:
        return [self._plan(slug, self._newer(slug, trail.started.get(slug))) for slug in slugs]

    def _newer(self, slug: str, started: datetime | None) -> int:
        """Return how many versions of a module are newer than somebody's start: they ask no other."""
        if started is None:
            return 0
        return sum(started < one.at for one in self._modules[slug][1].history)

    def _plan(self, slug: str, newer: int) -> Plan:
        """Return what a module asks of those who began it before its `newer` last versions."""
        if (slug, newer) not in self._plans:
            after, module = self._modules[slug]
            self._plans[slug, newer] = plan_of(module, after, _start(module, newer))
        return self._plans[slug, newer]


def _start(module: PublishedModule, newer: int) -> datetime | None:
    """Return a moment than which just the `newer` last versions are newer; None for no start."""
    if not newer:
        return None
    older = module.history[:-newer]
    return older[-1].at if older else module.history[0].at - datetime.resolution


@lru_cache(maxsize=16)
def kept_routes(published: Shelf, pathway_id: str) -> Routes:
    """Return the routes of a pathway, kept by the process until something is published."""
    return Routes(published, published.pathways[pathway_id])
