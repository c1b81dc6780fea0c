"""Drawing an attempt: which questions, which variants, in which order. The seed decides all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from courseware.quizzes.questions import Bank, Cell, Question


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of an attempt: a question's variant, and its option ids in the order shown."""

    question_id: str
    variant_no: int
    order: tuple[str, ...]


def draw_slots(bank: Bank, seed: int, seen: Collection[str]) -> tuple[Slot, ...]:
    """Draw the blueprint of the bank's quiz.

    In each cell questions that are not in `seen` (ids) come first. The same bank, seed and `seen`
    give the same slots for ever: chance is SHA-256 of seed and ids, so that a question added to
    the bank moves no other one.
    """
    drawn = [question for cell in bank.quiz.cells for question in _draw(bank, cell, seed, seen)]
    drawn.sort(key=lambda question: _chance(seed, "place", question.id))
    return tuple(_slot(question, seed) for question in drawn)


def _draw(bank: Bank, cell: Cell, seed: int, seen: Collection[str]) -> list[Question]:
    pool = [
        question
        for question in bank.questions
        if (question.use, question.outcome, question.kind) == ("quiz", cell.outcome, cell.kind)
    ]
    pool.sort(key=lambda question: (question.id in seen, _chance(seed, "draw", question.id)))
    return pool[: cell.count]


def _slot(question: Question, seed: int) -> Slot:
    chance = _chance(seed, "variant", question.id)
    variant = question.variants[chance % len(question.variants)]
    ids = [option.id for option in variant.options]
    ids.sort(key=lambda option: _chance(seed, "option", question.id, option))
    return Slot(question.id, variant.no, tuple(ids))


def _chance(seed: int, *names: str) -> int:
    """Return a number of 256 bits that depends on nothing but the seed and the names."""
    text = "\n".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest())
