"""What a reading of modules/ yields: frozen, plain, and able to go to JSON and back unchanged.

The compiled form of a published version is `to_json` of these classes; a field added later needs a
default, because stored forms are never made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courseware.quizzes.questions import Bank, Stored

Files = Mapping[str, bytes]
"""The accepted files of one module: path below its folder ("lessons/01-a.md") → content."""


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
    """One sound module. `minutes` is lessons and quiz together; `figures`: "name.svg" → SHA-256."""

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

    def lesson(self, lesson_id: str) -> Lesson | None:
        """Return the lesson with this id, or None."""
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)


@dataclass(frozen=True, slots=True)
class Stop(Stored):
    """One module on a pathway; it opens when the modules in `after` are passed."""

    module: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pathway(Stored):
    """An order of modules that ends in a certificate. `enrollment` is "open" or "assigned"."""

    id: str
    title: str
    summary: str
    enrollment: str
    certificate_title: str
    certificate_states: str
    stops: tuple[Stop, ...]


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


@dataclass(frozen=True, slots=True)
class Shared(Stored):
    """What all modules share: tracks (code → name), competencies and terms in the files' order."""

    tracks: Mapping[str, str]
    competencies: tuple[Competency, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that is sound in modules/, by slug and by pathway id, with each module's files."""

    modules: Mapping[str, Module]
    pathways: Mapping[str, Pathway]
    shared: Shared
    files: Mapping[str, Files]
