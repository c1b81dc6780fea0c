"""When a challenge may be taken, what it asks, and how many points it needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from quiz_examples import example_bank

from courseware.quizzes.attempts import CHALLENGE_WAIT, Allowed, Finished, Refused, may_challenge
from courseware.quizzes.drawing import (
    CHALLENGE_LEAST,
    challenge_items,
    challenge_size,
    draw_slots,
    offers_challenge,
)
from courseware.quizzes.questions import Bank, Level
from courseware.quizzes.terms import Purpose, terms_of

END = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def challenge(ended: datetime, points: int = 7) -> Finished:
    return Finished(Fraction(points), 10, points >= 9, ended)


def with_level(bank: Bank, level: Level, how_many: int) -> Bank:
    """Give the first review questions another level."""
    changed = [one.id for one in bank.questions if one.use == "review"][:how_many]
    return replace(
        bank,
        questions=tuple(
            replace(one, level=level) if one.id in changed else one for one in bank.questions
        ),
    )


def test_the_first_challenge_may_start_at_once():
    assert may_challenge([], END) == Allowed()


def test_thirty_days_are_counted_from_the_end_of_the_last_one():
    past = [challenge(END - timedelta(days=40)), challenge(END)]
    refused = may_challenge(past[::-1], END + CHALLENGE_WAIT - MOMENT)
    assert isinstance(refused, Refused)
    assert refused.opens_at == END + timedelta(days=30)
    assert may_challenge(past, END + timedelta(days=30)) == Allowed()


def test_the_refusal_says_when_it_was_tried_and_when_it_opens():
    refused = may_challenge([challenge(END)], END)
    assert isinstance(refused, Refused)
    assert refused.tried_at == END
    assert refused.told("on 2 December at 09:00", "2 November").sentence() == (
        "You tried the challenge on 2 November; one try in 30 days, counted from the end of the "
        "last one. It opens again on 2 December at 09:00."
    )


def test_it_asks_review_questions_at_apply_or_above_only():
    bank = with_level(example_bank(), "understand", 3)
    assert {(one.use, one.level) for one in challenge_items(bank)} == {("review", "apply")}
    assert len(challenge_items(bank)) == 5


def test_too_few_questions_make_no_challenge_and_the_author_may_refuse_one():
    bank = example_bank()
    assert len(challenge_items(bank)) == CHALLENGE_LEAST
    assert offers_challenge(bank)
    assert not offers_challenge(with_level(bank, "remember", 1))
    assert not offers_challenge(replace(bank, quiz=replace(bank.quiz, challenge=False)))


def test_a_short_quiz_is_challenged_by_enough_questions_to_tell():
    bank = example_bank()
    tiny = replace(bank, quiz=replace(bank.quiz, points=3))
    assert challenge_size(tiny) == CHALLENGE_LEAST
    assert len(draw_slots(tiny, 7, set(), Purpose.CHALLENGE)) == CHALLENGE_LEAST


def test_a_challenge_promises_no_more_questions_than_there_are():
    bank = example_bank()
    assert (bank.quiz.points, len(challenge_items(bank)), challenge_size(bank)) == (10, 8, 8)


@pytest.mark.parametrize("purpose", [Purpose.QUIZ, Purpose.PRACTICE])
def test_no_quiz_and_no_practice_draws_a_question_of_the_challenge(purpose):
    kept = {one.id for one in challenge_items(example_bank())}
    for seed in range(50):
        drawn = {slot.question_id for slot in draw_slots(example_bank(), seed, set(), purpose)}
        assert drawn.isdisjoint(kept)


@pytest.mark.parametrize(("maximum", "needed"), [(10, 9), (8, 8), (12, 11), (15, 14), (20, 18)])
def test_ninety_percent_of_a_challenge_in_whole_points(maximum, needed):
    terms = terms_of(example_bank().quiz, Purpose.CHALLENGE)
    assert terms.points_needed(maximum) == needed
