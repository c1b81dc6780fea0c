"""The draw of a level review: exact counts by competency, no question twice, unseen ones first."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.content.composed import composed, review_slug
from courseware.content.model import Module
from courseware.quizzes.drawing import draw_slots
from courseware.quizzes.questions import Question
from courseware.quizzes.terms import Purpose
from tests.labs.shipped import shipped_catalog

REVIEWS = {one.slug: one for one in composed(shipped_catalog()) if "/practicum/" not in one.slug}
FOUNDATION = REVIEWS[review_slug("production-manager", "foundation")]
WANTED = {cell.outcome: cell.count for cell in FOUNDATION.bank.quiz.cells}


def drawn(module: Module, seed: int, seen: frozenset[str] = frozenset()) -> list[Question]:
    slots = draw_slots(module.bank, seed, seen, Purpose.REVIEW)
    return [module.bank.question(slot.question_id) for slot in slots]


def test_the_shipped_review_asks_forty_questions_as_the_table_says() -> None:
    assert sum(WANTED.values()) == FOUNDATION.bank.quiz.points == 40
    assert WANTED == {
        "C1": 4, "C2": 5, "C3": 5, "C4": 4, "C5": 5, "C6": 4, "C7": 2, "C8": 4, "C9": 4, "C10": 3,
    }  # fmt: skip


@settings(max_examples=200)
@given(st.integers(0, 2**128 - 1))
def test_each_draw_has_the_exact_counts_and_no_question_twice(seed: int) -> None:
    questions = drawn(FOUNDATION, seed)
    assert len({one.id for one in questions}) == 40
    assert Counter(one.competency for one in questions) == WANTED


@settings(max_examples=25)
@given(st.integers(0, 2**128 - 1))
def test_a_second_draw_takes_what_the_first_left(seed: int) -> None:
    first = frozenset(one.id for one in drawn(FOUNDATION, seed))
    second = drawn(FOUNDATION, seed + 1, first)
    again = Counter(one.competency for one in second if one.id in first)
    for code, count in WANTED.items():
        pool = sum(one.competency == code for one in FOUNDATION.bank.questions)
        assert again[code] == max(0, 2 * count - pool)


@settings(max_examples=25)
@given(st.integers(0, 2**128 - 1))
def test_a_competency_draws_over_outcomes_in_turn(seed: int) -> None:
    for code, count in WANTED.items():
        pool = {one.outcome for one in FOUNDATION.bank.questions if one.competency == code}
        outcomes = {one.outcome for one in drawn(FOUNDATION, seed) if one.competency == code}
        assert len(outcomes) == min(count, len(pool))


def test_it_asks_review_items_only_that_no_person_has_to_mark() -> None:
    for module in REVIEWS.values():
        assert {one.use for one in module.bank.questions} == {"review"}
        assert "reflection" not in {one.kind for one in module.bank.questions}
