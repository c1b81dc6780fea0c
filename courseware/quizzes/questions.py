"""Compiled questions: pure data, stored as JSON with a version and never made again for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, PlainValidator

from courseware.quizzes.packing import Packed
from courseware.stored import Stored

Use = Literal["quiz", "practice", "review"]
Level = Literal["remember", "understand", "apply", "analyze", "evaluate"]
Behavior = Literal["deferred", "interactive", "adaptive"]
"""Feedback after submission; after each check, with tries that cost; or with the best try counted."""


@dataclass(frozen=True, slots=True)
class Option(Stored):
    """One choice. `id` is its position in the file ("1", "2", …; right ones first), kept for ever."""

    id: str
    html: str
    feedback: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Mistake(Stored):
    """A wrong number that the author foresaw, in the key's unit.

    `note` names it in reports: the expression as typed, so it is the same in every variant.
    `credit`: the share of the point that it earns all the same.
    """

    note: str
    value: float
    feedback: str
    credit: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Variant(Stored):
    """A question with all its values filled in: what one learner sees. All texts are safe HTML.

    `values` are `given` and `let` by name: numbers or lists of numbers.
    `no` counts from 1. `exhibit` is a chart or a table of data as safe HTML, without the answer;
    `columns` are those of the table: titles, and the names of the lists in `values`.
    `key` is plain JSON that belongs to the kind; what it may hold is said beside the kind, as in
    `kinds/numeric_key.py`. What is right of `options` they say themselves.
    """

    no: int
    ask: str
    why: str
    exhibit: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    key: Mapping[str, Any] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()

    @property
    def right_ids(self) -> frozenset[str]:
        """Return the ids of the options that are right."""
        return frozenset(option.id for option in self.options if option.is_right)


def _pack(rows: object) -> Packed[Variant]:
    if not isinstance(rows, list):
        raise ValueError("variants are a list")  # noqa: TRY004 - pydantic asks for a ValueError
    return Packed(rows, Variant.from_json)


def _rows(variants: Sequence[Variant]) -> list[dict[str, Any]]:
    return variants.rows() if isinstance(variants, Packed) else [one.to_json() for one in variants]


Variants = Annotated[Sequence[Variant], PlainValidator(_pack), PlainSerializer(_rows)]
"""A tuple where questions are compiled; packed where they come from their stored form."""


@dataclass(frozen=True)
class Question(Stored):
    """One item of a bank with its variants. `id` is unique in the module, for ever."""

    id: str
    kind: str
    outcome: str
    competency: str
    use: Use
    level: Level
    variants: Variants

    def variant(self, no: int) -> Variant:
        """Return the variant with this number, as a slot of an attempt keeps it."""
        if not 1 <= no <= len(self.variants):
            raise LookupError(f"The question {self.id} has no variant {no}.")
        return self.variants[no - 1]

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON: equal digests are equal questions."""
        text = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cell(Stored):
    """One cell of the blueprint: `count` questions of this outcome and kind are drawn."""

    outcome: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Quiz(Stored):
    """What a quiz asks: `points` questions of one point each, passed at `pass_mark` of them.

    `minutes`: its time limit, None for none. `tries` and `penalty` (the share of a point that each
    further try costs) count where the behavior lets one try again. `certainty`: learners say how sure
    they are. `challenge`: the module may be passed by one assessment instead.
    """

    pass_mark: Fraction
    points: int
    cells: tuple[Cell, ...]
    behavior: Behavior = "deferred"
    tries: int = 3
    penalty: Fraction = Fraction(1, 3)
    minutes: int | None = None
    certainty: bool = False
    challenge: bool = True


@dataclass(frozen=True)
class Bank(Stored):
    """A module's quiz with all its questions, in the order of the file."""

    quiz: Quiz
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """Return the question with this id; KeyError if the bank has none."""
        return self._by_id[question_id]

    def packed(self) -> Bank:
        """Return this bank as it comes from its stored form: small, for whoever keeps it."""
        return Bank.from_json(self.to_json())

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}
