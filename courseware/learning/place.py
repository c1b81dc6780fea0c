"""Where a learner is: the blueprint of this face, and the route of one person on one pathway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort

from courseware.content.model import Pathway
from courseware.progress.route import Station
from courseware.progress.standing import ModuleStanding
from courseware.records.places import read_place
from courseware.records.plans import Trail, kept_routes, pathway_of
from courseware.web.blueprints import blueprint as make
from courseware.web.database import read, shelf

blueprint = make("learning", __name__, __file__)

OPEN = "open"
"""The enrollment of a pathway that everybody with an account may start."""


@dataclass(frozen=True, slots=True)
class Place:
    """A person's record as pages need it: standings, trail, pathways; loaded once a request."""

    person_id: int
    standings: Mapping[str, ModuleStanding]
    trail: Trail
    pathways: Sequence[Pathway]

    @property
    def done(self) -> Mapping[str, frozenset[str]]:
        """Return module → ids of the tasks that are done: lessons read, labs passed."""
        return self.trail.done

    def route(self, pathway: Pathway) -> tuple[Station, ...]:
        """Return the person's route on a pathway."""
        return kept_routes(shelf(), pathway.id).of(self.standings, self.trail)

    def beside(self, pathway: Pathway) -> tuple[Station, ...]:
        """Return the optional stations beside the person's route on a pathway."""
        return kept_routes(shelf(), pathway.id).beside(self.standings, self.trail)

    def station(self, pathway: Pathway, module: str) -> Station:
        """Return the person's station of a module that the pathway holds."""
        found = kept_routes(shelf(), pathway.id).at(module, self.standings, self.trail)
        if found is None:
            raise LookupError(f"{pathway.id} does not hold {module}")
        return found

    def pathway_of(self, module: str) -> Pathway | None:
        """Return the pathway of theirs that holds a module, the oldest first."""
        return pathway_of(self.pathways, module)


def place_of(person_id: int) -> Place:
    """Load a person's place in one statement."""
    found, known = read_place(read(), person_id), shelf().pathways
    return Place(
        person_id=person_id,
        standings=found.standings,
        trail=found.trail,
        pathways=[known[one.pathway] for one in found.enrollments if one.pathway in known],
    )


def published_pathway(pathway_id: str) -> Pathway:
    """Return a pathway that is published; others do not exist (404)."""
    found = shelf().pathways.get(pathway_id)
    if found is None:
        abort(404)
    return found
