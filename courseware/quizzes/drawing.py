"""Drawing an attempt: which questions, which variants, in which order. The seed decides all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Bank, Cell, Level, Question, Use
from courseware.quizzes.terms import Purpose

PRACTICE_ITEMS = 5
CHALLENGE_LEAST = 8
"""Fewer questions could not tell who masters a module from who guesses: then there is no challenge."""
CHALLENGE_LEVELS: Collection[Level] = ("apply", "analyze", "evaluate")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of an attempt: a question's variant, and its option ids in the order shown."""

    question_id: str
    variant_no: int
    order: tuple[str, ...]


def draw_slots(
    bank: Bank, seed: int, seen: Collection[str], purpose: Purpose = Purpose.QUIZ
) -> tuple[Slot, ...]:
    """Draw the blueprint of the bank's quiz or level review, five practice items, or a challenge.

    In each cell questions that are not in `seen` (ids) come first. The same bank, seed and `seen`
    give the same slots for ever: chance is SHA-256 of seed and ids, so that a question added to
    the bank moves no other one.
    """
    if purpose is Purpose.QUIZ:
        drawn = [one for cell in bank.quiz.cells for one in _draw_cell(bank, cell, seed, seen)]
    elif purpose is Purpose.REVIEW:
        drawn = [
            one for cell in bank.quiz.cells for one in _draw_competency(bank, cell, seed, seen)
        ]
    elif purpose is Purpose.PRACTICE:
        drawn = _draw_mixed(_used_for(bank, "practice"), PRACTICE_ITEMS, seed, seen)
    else:
        drawn = _draw_mixed(challenge_items(bank), challenge_size(bank), seed, seen)
    drawn.sort(key=lambda question: _chance(seed, "place", question.id))
    return tuple(_slot(question, seed) for question in drawn)


def challenge_items(bank: Bank) -> list[Question]:
    """Return what a challenge may ask: review items at the level Apply or above."""
    return [one for one in _used_for(bank, "review") if one.level in CHALLENGE_LEVELS]


def challenge_size(bank: Bank) -> int:
    """Return how many questions a challenge asks: as many as the quiz, and never too few to tell."""
    return min(max(bank.quiz.points, CHALLENGE_LEAST), len(challenge_items(bank)))


def offers_challenge(bank: Bank) -> bool:
    """Say whether a module may be passed by challenge: it allows it and has enough to ask."""
    return bank.quiz.challenge and len(challenge_items(bank)) >= CHALLENGE_LEAST


def _used_for(bank: Bank, use: Use) -> list[Question]:
    return [question for question in bank.questions if question.use == use]


def _draw_cell(bank: Bank, cell: Cell, seed: int, seen: Collection[str]) -> list[Question]:
    pool = [
        question
        for question in _used_for(bank, "quiz")
        if (question.outcome, question.kind) == (cell.outcome, cell.kind)
    ]
    pool.sort(key=lambda question: (question.id in seen, _chance(seed, "draw", question.id)))
    return pool[: cell.count]


def _draw_competency(bank: Bank, cell: Cell, seed: int, seen: Collection[str]) -> list[Question]:
    """Draw a competency's items of a level review over all modules in turn; its code stands in the cell."""
    pool = [one for one in bank.questions if one.competency == cell.outcome]
    return _draw_mixed(pool, cell.count, seed, seen)


def _draw_mixed(
    pool: list[Question], count: int, seed: int, seen: Collection[str]
) -> list[Question]:
    """Draw over all outcomes in turn, unseen questions first."""
    pool = sorted(pool, key=lambda one: (one.id in seen, _chance(seed, "draw", one.id)))
    turns: Counter[str] = Counter()
    ranked: list[tuple[bool, int, int, Question]] = []
    for question in pool:
        ranked.append((question.id in seen, turns[question.outcome], len(ranked), question))
        turns[question.outcome] += 1
    ranked.sort(key=lambda one: one[:3])
    return [question for *_rank, question in ranked[:count]]


def _slot(question: Question, seed: int) -> Slot:
    chance = _chance(seed, "variant", question.id)
    variant = question.variants[chance % len(question.variants)]
    ids = list(KINDS[question.kind].ids(variant))
    ids.sort(key=lambda option: _chance(seed, "option", question.id, option))
    return Slot(question.id, variant.no, tuple(ids))


def _chance(seed: int, *names: str) -> int:
    """Return a number of 256 bits that depends on nothing but the seed and the names."""
    text = "\n".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest())
