"""What a module's page says of its challenge: that there is one, that it is open, when it opens again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.content.model import Module
from courseware.operations.starting import next_challenge
from courseware.quizzes.attempts import CHALLENGE_WAIT
from courseware.quizzes.drawing import challenge_size
from courseware.quizzes.terms import CHALLENGE_MARK, Purpose, terms_of
from courseware.records.attempts import AttemptRow
from courseware.web.database import now
from courseware.web.refusals import refusal_words
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class Offer:
    """The challenge of a module for one person. `wait`: when it opens again; None if it is open."""

    questions: int
    needed: int
    wait: str | None
    tries: Sequence[AttemptRow]
    days: int = CHALLENGE_WAIT.days
    mark: str = percent(CHALLENGE_MARK)

    @property
    def open_attempt(self) -> AttemptRow | None:
        """Return the challenge that was begun and is not submitted."""
        return next((one for one in self.tries if one.is_open), None)

    @property
    def last(self) -> AttemptRow | None:
        """Return the newest finished challenge: its result can be read again."""
        return next((one for one in reversed(self.tries) if not one.is_open), None)


def offer_of(module: Module, tries: Sequence[AttemptRow], *, is_passed: bool) -> Offer | None:
    """Return what to say of the challenge; `tries` are the person's, oldest first.

    None where there is nothing to say: the module has none, or it is passed and none was taken.
    """
    if not tries and (is_passed or not module.offers_challenge):
        return None
    size = challenge_size(module.bank)
    needed = terms_of(module.bank.quiz, Purpose.CHALLENGE).points_needed(size)
    wait = None if is_passed else next_challenge(tries, now())
    return Offer(size, needed, None if wait is None else refusal_words(wait), tries)
