"""What a reading of modules/ yields: frozen, plain, and able to go to JSON and back unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from courseware.quizzes.questions import Bank

Json = dict[str, Any]
"""A dict of what JSON can hold; the compiled form that is stored with a published version."""

Files = Mapping[str, bytes]
"""The accepted files of one module: path below its folder ("lessons/01-a.md") → bytes."""


@dataclass(frozen=True, slots=True)
class Section:
    """One `##` section of a lesson. `id` is stable (from its wording); `html` is safe to show."""

    id: str
    title: str
    html: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson. `id` is its file name without number; `words` counts prose and tables."""

    id: str
    title: str
    words: int
    minutes: int
    outcomes: tuple[str, ...]
    formulas: tuple[str, ...]
    sections: tuple[Section, ...]

    def to_json(self) -> Json:
        """Return the plain dict that `from_json` reads back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Json) -> Lesson:
        """Return the lesson that `to_json` wrote."""
        return cls(
            id=data["id"],
            title=data["title"],
            words=data["words"],
            minutes=data["minutes"],
            outcomes=tuple(data["outcomes"]),
            formulas=tuple(data["formulas"]),
            sections=tuple(Section(**section) for section in data["sections"]),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a learner can do after the module: "O1" and one sentence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Module:
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

    def to_json(self) -> Json:
        """Return the compiled form: the plain dict that `from_json` reads back."""
        return {
            "slug": self.slug,
            "title": self.title,
            "track": self.track,
            "level": self.level,
            "summary": self.summary,
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
            "competencies": list(self.competencies),
            "seeds": list(self.seeds),
            "maps": list(self.maps),
            "minutes": self.minutes,
            "lessons": [lesson.to_json() for lesson in self.lessons],
            "bank": self.bank.to_json(),
            "figures": dict(self.figures),
        }

    @classmethod
    def from_json(cls, data: Json) -> Module:
        """Return the module that `to_json` wrote; nothing is checked or rendered again."""
        return cls(
            slug=data["slug"],
            title=data["title"],
            track=data["track"],
            level=data["level"],
            summary=data["summary"],
            outcomes=tuple(Outcome(**outcome) for outcome in data["outcomes"]),
            competencies=tuple(data["competencies"]),
            seeds=tuple(data["seeds"]),
            maps=tuple(data["maps"]),
            minutes=data["minutes"],
            lessons=tuple(Lesson.from_json(lesson) for lesson in data["lessons"]),
            bank=Bank.from_json(data["bank"]),
            figures=data["figures"],
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """One module on a pathway; it opens when the modules in `after` are passed."""

    module: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pathway:
    """An order of modules that ends in a certificate. `enrollment` is "open" or "assigned"."""

    id: str
    title: str
    summary: str
    enrollment: str
    certificate_title: str
    certificate_states: str
    stops: tuple[Stop, ...]

    def to_json(self) -> Json:
        """Return the plain dict that `from_json` reads back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Json) -> Pathway:
        """Return the pathway that `to_json` wrote."""
        stops = tuple(Stop(stop["module"], tuple(stop["after"])) for stop in data["stops"])
        return cls(**{**data, "stops": stops})


@dataclass(frozen=True, slots=True)
class Competency:
    """One row of the competency matrix: what a person does at each of the three levels."""

    id: str
    name: str
    foundation: str
    supervisor: str
    manager: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary. `means_html` is safe inline HTML; `unit` may be empty."""

    id: str
    term: str
    means_html: str
    also: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What all modules share: tracks (code → name), competencies and terms in the files' order."""

    tracks: Mapping[str, str]
    competencies: tuple[Competency, ...]
    terms: tuple[Term, ...]

    def to_json(self) -> Json:
        """Return the plain dict that `from_json` reads back."""
        return {
            "tracks": dict(self.tracks),
            "competencies": [asdict(competency) for competency in self.competencies],
            "terms": [asdict(term) for term in self.terms],
        }

    @classmethod
    def from_json(cls, data: Json) -> Shared:
        """Return what `to_json` wrote."""
        return cls(
            tracks=data["tracks"],
            competencies=tuple(Competency(**entry) for entry in data["competencies"]),
            terms=tuple(Term(**{**term, "also": tuple(term["also"])}) for term in data["terms"]),
        )


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that is sound in modules/, by slug and by pathway id, with each module's files."""

    modules: Mapping[str, Module]
    pathways: Mapping[str, Pathway]
    shared: Shared
    files: Mapping[str, Files]
