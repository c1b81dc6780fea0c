"""What modules/practicum/ yields: simulated cases, model A3 reports, and words for practice and career.

Stored like everything published; a field added later needs a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from courseware.labs.lab import Lab
from courseware.stored import Stored


@dataclass(frozen=True, slots=True)
class Case(Stored):
    """A simulated case: a lab that is worth fixed practice hours, counted once."""

    category: str
    hours: Fraction
    lab: Lab

    @property
    def id(self) -> str:
        """Return its id, that of its lab."""
        return self.lab.id


@dataclass(frozen=True, slots=True)
class ModelA3(Stored):
    """A finished A3 with the scores that an assessor must come near. Sections are safe HTML."""

    id: str
    title: str
    by: str
    team: str
    sections: Mapping[str, str]
    scores: Mapping[str, int]
    because: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GuidePart(Stored):
    """One part of a conversation: how long, about what, and questions to ask."""

    minutes: int
    title: str
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide(Stored):
    """A guided conversation with a mentor, offered after a module."""

    id: str
    title: str
    after: str
    minutes: int
    for_learner: str
    for_mentor: str
    parts: tuple[GuidePart, ...]
    agree: str


@dataclass(frozen=True, slots=True)
class RoadStop(Stored):
    """One job on the road from internship to plant manager."""

    id: str
    title: str
    does: str
    shows: str
    opens: str
    years: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Certification(Stored):
    """A certificate of a professional body, as a fact. `renew_years` 0: it does not expire."""

    id: str
    name: str
    by: str
    what: str
    asks: str
    url: str
    renew_years: int = 0
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Association(Stored):
    """A society that people of the field join."""

    id: str
    name: str
    what: str
    offers: str
    url: str


@dataclass(frozen=True, slots=True)
class Sample(Stored):
    """An entry of the practice log as a learner could write it."""

    did: str
    observed: str
    reflection: str
    hours: str


@dataclass(frozen=True, slots=True)
class Coached(Stored):
    """What counts in one category of practice, with an example. `category` is its id."""

    category: str
    counts: tuple[str, ...]
    sample: Sample


@dataclass(frozen=True, slots=True)
class Practice(Stored):
    """All of modules/practicum/; a site may have none of it. `checked`: when facts were checked."""

    cases: tuple[Case, ...] = ()
    models: tuple[ModelA3, ...] = ()
    guides: tuple[Guide, ...] = ()
    road: tuple[RoadStop, ...] = ()
    certifications: tuple[Certification, ...] = ()
    associations: tuple[Association, ...] = ()
    plan_ideas: tuple[str, ...] = ()
    coached: tuple[Coached, ...] = ()
    checked: str = ""

    def case(self, case_id: str) -> Case | None:
        """Return the case with this id, or None."""
        return next((one for one in self.cases if one.id == case_id), None)

    def coached_in(self, category: str) -> Coached | None:
        """Return what counts in a category, or None where nobody wrote it down."""
        return next((one for one in self.coached if one.category == category), None)
