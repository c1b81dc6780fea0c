"""On which terms an attempt is taken: what it is for, when it is graded, how often one may try."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from courseware.quizzes.questions import Behavior, Quiz

PRACTICE_TRIES = 3
CHALLENGE_MARK = Fraction(9, 10)


class Purpose(StrEnum):
    """What an attempt is for; the values are stored."""

    QUIZ = "quiz"
    PRACTICE = "practice"
    CHALLENGE = "challenge"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one attempt; they follow from its quiz and its purpose, so nothing of them is stored.

    `tries` is how often one question may be checked, 0 where nothing can be checked before the end.
    `pass_mark` is None where nothing can be passed, `minutes` None where no clock runs.
    """

    purpose: Purpose
    behavior: Behavior
    tries: int
    penalty: Fraction
    minutes: int | None
    certainty: bool
    pass_mark: Fraction | None

    @property
    def counts(self) -> bool:
        """Say whether the attempt is part of the record: a fact is made of it."""
        return self.purpose is not Purpose.PRACTICE

    def points_needed(self, maximum: int) -> int:
        """Return the least whole number of `maximum` points that passes: "You need 9 of 10"."""
        need = (self.pass_mark or Fraction(0)) * maximum
        return -(-need.numerator // need.denominator)


def terms_of(quiz: Quiz, purpose: Purpose) -> Terms:
    """Return the terms of an attempt.

    A level review is a quiz whose terms stand in its bank (content/composed.py). Practice gives feedback at once and three tries; a challenge is graded at the end and passed at
    90 %. What the quiz itself says holds for the quiz alone.
    """
    if purpose is Purpose.PRACTICE:
        penalty = quiz.penalty
        return Terms(purpose, "interactive", PRACTICE_TRIES, penalty, None, quiz.certainty, None)
    if purpose is Purpose.CHALLENGE:
        return Terms(
            purpose, "deferred", 0, Fraction(0), None, certainty=False, pass_mark=CHALLENGE_MARK
        )
    tries = 0 if quiz.behavior == "deferred" else quiz.tries
    return Terms(
        purpose, quiz.behavior, tries, quiz.penalty, quiz.minutes, quiz.certainty, quiz.pass_mark
    )
