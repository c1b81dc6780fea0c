"""Where a learner is: the blueprint of this face, and the route of one person on one pathway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from courseware.content.model import Pathway
from courseware.progress.facts import FactKind
from courseware.progress.requirements import required_lessons
from courseware.progress.route import Plan, Station, lay_out
from courseware.progress.standing import ModuleStanding
from courseware.records import journal
from courseware.records.catalog import PublishedModule, Shelf
from courseware.records.enrollments import read_enrollments
from courseware.records.standings import read_standings
from courseware.web.blueprints import blueprint as make
from courseware.web.database import read, shelf

blueprint = make("learning", __name__, __file__)


@dataclass(frozen=True, slots=True)
class Place:
    """A person's record as pages need it: standings, lessons read, pathways; loaded once a request."""

    person_id: int
    standings: Mapping[str, ModuleStanding]
    lessons_read: Mapping[str, frozenset[str]]  # module → lesson ids
    started: Mapping[str, datetime]  # module → first fact
    pathways: Sequence[Pathway]

    def route(self, pathway: Pathway) -> tuple[Station, ...]:
        """Return the person's route on a pathway."""
        plans = [
            plan_of(published, after, self.started.get(slug))
            for slug, after, published in stops_of(shelf(), pathway)
        ]
        return lay_out(plans, self.standings, self.lessons_read)

    def pathway_of(self, module: str) -> Pathway | None:
        """Return the pathway of theirs that holds a module, the oldest first."""
        return next(
            (one for one in self.pathways if any(stop.module == module for stop in one.stops)),
            None,
        )


def stops_of(
    published: Shelf, pathway: Pathway
) -> list[tuple[str, tuple[str, ...], PublishedModule]]:
    """Return the published modules of a pathway with what they come after."""
    return [
        (stop.module, stop.after, published.modules[stop.module])
        for stop in pathway.stops
        if stop.module in published.modules
    ]


def plan_of(published: PublishedModule, after: tuple[str, ...], started: datetime | None) -> Plan:
    """Return what the route needs of a module for a person who began it at `started`."""
    module = published.module
    required = set(required_lessons(published.history, started))
    return Plan(
        module=module.slug,
        title=module.title,
        track=module.track,
        minutes=module.minutes,
        after=after,
        lessons=tuple((one.id, one.title) for one in module.lessons if one.id in required),
        pass_mark=module.bank.quiz.pass_mark,
    )


def place_of(person_id: int) -> Place:
    """Load a person's place in three statements."""
    conn = read()
    read_facts = journal.read_facts(conn, person_id, kinds=[FactKind.LESSON_READ])
    lessons: dict[str, set[str]] = {}
    started: dict[str, datetime] = {}
    for fact in read_facts:
        module, lesson = fact.subject.split("/", 1)
        lessons.setdefault(module, set()).add(lesson)
        started.setdefault(module, fact.recorded_at)
    enrolled = read_enrollments(conn, person_id)
    known = shelf().pathways
    return Place(
        person_id=person_id,
        standings=read_standings(conn, person_id),
        lessons_read={module: frozenset(ids) for module, ids in lessons.items()},
        started=started,
        pathways=[known[one.pathway] for one in enrolled if one.pathway in known],
    )
