"""What a reading of modules/ yields: frozen, plain, and able to go to JSON and back unchanged.

The compiled form of a published version is `to_json` of these classes; a field added later needs a
default, because stored forms are never made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from courseware.content.practice_model import Practice
from courseware.credentials.validity import Validity
from courseware.labs.kinds import practices_talk
from courseware.labs.lab import Lab
from courseware.practice.gates import Level
from courseware.quizzes.drawing import offers_challenge
from courseware.quizzes.questions import Bank
from courseware.stored import Stored

Files = Mapping[str, bytes]
"""The accepted files of one module: path below its folder ("lessons/01-a.md") → content."""


LABS = "labs/"


def lab_task(lab_id: str) -> str:
    """Return the id of a lab among the tasks of its module: no lesson can have it."""
    return LABS + lab_id


def is_lab(task: str) -> bool:
    """Say whether a task of a module is a lab; the others are lessons."""
    return task.startswith(LABS)


@dataclass(frozen=True, slots=True)
class Section(Stored):
    """One `##` section of a lesson. `id` is stable (from its wording); `html` is safe to show."""

    id: str
    title: str
    html: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Lesson(Stored):
    """One lesson. `id` is its file name without number; `words` counts prose and tables."""

    id: str
    title: str
    words: int
    minutes: int
    outcomes: tuple[str, ...]
    formulas: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Stored):
    """What a learner can do after the module: "O1" and one sentence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Module(Stored):
    """One sound module. `minutes` is lessons, labs and quiz together; `figures`: "name.svg" → SHA-256."""

    slug: str
    title: str
    track: str
    level: str
    summary: str
    outcomes: tuple[Outcome, ...]
    competencies: tuple[str, ...]
    seeds: tuple[str, ...]
    maps: tuple[str, ...]
    minutes: int
    lessons: tuple[Lesson, ...]
    bank: Bank
    figures: Mapping[str, str]
    labs: tuple[Lab, ...] = ()

    @property
    def tasks(self) -> tuple[tuple[str, str], ...]:
        """Return (id, title) of what there is to do before the quiz: lessons, then labs."""
        lessons = [(lesson.id, lesson.title) for lesson in self.lessons]
        return (*lessons, *((lab_task(lab.id), lab.title) for lab in self.labs))

    def lesson(self, lesson_id: str) -> Lesson | None:
        """Return the lesson with this id, or None."""
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)

    @property
    def offers_challenge(self) -> bool:
        """Say whether it may be passed by assessment: never where a lab practices talks (rule 6.2)."""
        return offers_challenge(self.bank) and not any(map(practices_talk, self.labs))

    def lab(self, lab_id: str) -> Lab | None:
        """Return the lab with this id, or None."""
        return next((lab for lab in self.labs if lab.id == lab_id), None)


@dataclass(frozen=True, slots=True)
class Stop(Stored):
    """One module on a pathway; it opens when the modules in `after` are passed."""

    module: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pathway(Stored):
    """An order of modules that ends in a certificate. `enrollment` is "open" or "assigned".

    `optional`: modules beside the route. They are open from the start and asked of nobody. A pathway
    with `levels` ends in their certificates, and has none of its own ("").
    """

    id: str
    title: str
    summary: str
    enrollment: str
    certificate_title: str
    certificate_states: str
    stops: tuple[Stop, ...]
    optional: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    validity: Validity | None = None  # of its own certificate; None: it does not expire

    def level(self, level_id: str) -> Level | None:
        """Return the level with this id, or None."""
        return next((one for one in self.levels if one.id == level_id), None)

    def modules_of(self, level: Level) -> tuple[str, ...]:
        """Return the modules that a level asks for: all of the route up to its last one."""
        slugs = [stop.module for stop in self.stops]
        return tuple(slugs[: slugs.index(level.through) + 1]) if level.through else ()

    def place_of(self, module: str) -> int | None:
        """Return a module's number on the route, from 1; 0 if it stands beside it, None if neither."""
        numbers = {stop.module: number for number, stop in enumerate(self.stops, start=1)}
        return numbers.get(module, 0 if module in self.optional else None)


@dataclass(frozen=True, slots=True)
class Competency(Stored):
    """One row of the competency matrix: what a person does at each of the three levels."""

    id: str
    name: str
    foundation: str
    supervisor: str
    manager: str


@dataclass(frozen=True, slots=True)
class Term(Stored):
    """One entry of the glossary. `means_html` is safe inline HTML; `unit` may be empty."""

    id: str
    term: str
    means_html: str
    also: tuple[str, ...] = ()
    unit: str = ""

    @property
    def letter(self) -> str:
        """Return the letter under which it stands in the glossary; all digits stand under one."""
        first = self.term[0].upper()
        return first if first.isalpha() else "0–9"


@dataclass(frozen=True, slots=True)
class Shared(Stored):
    """What all modules share: tracks (code → name), competencies and terms in the files' order."""

    tracks: Mapping[str, str]
    competencies: tuple[Competency, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that is sound in modules/, by slug and by pathway id, with each module's files.

    `waiting`: the labs whose modules are still to come; `practice`: what modules/practicum/ holds.
    """

    modules: Mapping[str, Module]
    pathways: Mapping[str, Pathway]
    shared: Shared
    files: Mapping[str, Files]
    waiting: Mapping[str, Lab] = field(default_factory=dict)
    practice: Practice = field(default_factory=Practice)
