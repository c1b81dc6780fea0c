"""Where a learner is: the blueprint of this face, and the route of one person on one pathway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseware.content.model import Pathway
from courseware.progress.route import Station
from courseware.progress.standing import ModuleStanding
from courseware.records import journal
from courseware.records.enrollments import read_enrollments
from courseware.records.plans import TRAIL_KINDS, Routes, Trail, trail_of
from courseware.records.standings import read_standings
from courseware.web.blueprints import blueprint as make
from courseware.web.database import read, shelf

blueprint = make("learning", __name__, __file__)


@dataclass(frozen=True, slots=True)
class Place:
    """A person's record as pages need it: standings, trail, pathways; loaded once a request."""

    person_id: int
    standings: Mapping[str, ModuleStanding]
    trail: Trail
    pathways: Sequence[Pathway]

    @property
    def lessons_read(self) -> Mapping[str, frozenset[str]]:
        """Return module → ids of the lessons that were read."""
        return self.trail.lessons_read

    def route(self, pathway: Pathway) -> tuple[Station, ...]:
        """Return the person's route on a pathway."""
        return Routes(shelf(), pathway).of(self.standings, self.trail)

    def pathway_of(self, module: str) -> Pathway | None:
        """Return the pathway of theirs that holds a module, the oldest first."""
        return next(
            (one for one in self.pathways if any(stop.module == module for stop in one.stops)),
            None,
        )


def place_of(person_id: int) -> Place:
    """Load a person's place in three statements."""
    conn = read()
    facts = journal.read_facts(conn, person_id, kinds=TRAIL_KINDS)
    enrolled = read_enrollments(conn, person_id)
    known = shelf().pathways
    return Place(
        person_id=person_id,
        standings=read_standings(conn, person_id),
        trail=trail_of((fact.kind, fact.subject, fact.recorded_at) for fact in facts),
        pathways=[known[one.pathway] for one in enrolled if one.pathway in known],
    )
