"""How sure a learner is: what it scores, which choice is best, and what is told afterwards."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import example_bank

from courseware.quizzes.certainty import (
    LEAST,
    Level,
    calibrate,
    expected,
    read_level,
    score,
    turns,
)
from courseware.quizzes.grading import grade, result
from courseware.quizzes.kinds.registry import JUDGED_BY_PEOPLE, KINDS
from courseware.quizzes.posts import CERTAINTY, is_blank

RIGHT, WRONG, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
NOT_VERY, FAIRLY, VERY = Level
QUESTIONS = {question.kind: question for question in example_bank().questions}


@pytest.mark.parametrize(
    ("fraction", "scores"),
    [
        (RIGHT, (1, 2, 3)),
        (WRONG, (0, -2, -6)),
        (HALF, (Fraction(1, 2), 1, Fraction(3, 2))),  # as in Moodle's own test
        (Fraction(9, 10), (Fraction(9, 10), Fraction(9, 5), Fraction(27, 10))),
    ],
)
def test_right_wrong_and_in_part(fraction: Fraction, scores: tuple[Any, ...]) -> None:
    assert tuple(score(fraction, level) for level in Level) == scores


def best(chance: Fraction) -> set[Level]:
    values = {level: expected(level, chance) for level in Level}
    return {level for level in Level if values[level] == max(values.values())}


def test_the_best_choice_follows_from_what_each_scores_on_average() -> None:
    """Walks over all chances in steps of a thousandth; nothing is taken from the rule but its scores."""
    steps = [Fraction(n, 3000) for n in range(3001)]
    at = {level: [chance for chance in steps if best(chance) == {level}] for level in Level}
    assert [float(at[level][0]) for level in Level] == pytest.approx([0, 2 / 3, 0.8], abs=1 / 1000)
    assert max(at[NOT_VERY]) < Fraction(67, 100)
    assert min(at[VERY]) > Fraction(80, 100)


def test_where_the_best_choice_turns_two_choices_score_the_same() -> None:
    assert turns() == (Fraction(2, 3), Fraction(4, 5))
    for turn, (lower, higher) in zip(turns(), pairwise(Level), strict=True):
        assert best(turn) == {lower, higher}


@pytest.mark.parametrize(
    ("posted", "level"),
    [
        (["1"], NOT_VERY), (["2"], FAIRLY), (["3"], VERY), ([], None), ([""], None), (["4"], None),
        (["0"], None), (["-6"], None), (["1", "3"], None), (["\u0663"], None), (["3 "], None),
    ],
)  # fmt: skip
def test_only_the_three_choices_say_something(posted: list[str], level: Level | None) -> None:
    assert read_level({"": ["7"], CERTAINTY: posted}) is level


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
@pytest.mark.parametrize("said", [["1"], ["3"], ["x"], ["1", "2"], [""]])
def test_points_are_the_same_however_sure_one_is(kind: str, said: list[str]) -> None:
    question = QUESTIONS[kind]
    for variant in question.variants:
        order = KINDS[kind].ids(variant)
        samples = KINDS[kind].samples(variant, order)
        for raw in (samples.right, samples.wrong, samples.malformed, samples.blank):
            plain = grade(kind, variant, order, raw)
            sure = grade(kind, variant, order, {**raw, CERTAINTY: said})
            assert (sure.fraction, sure.answer, sure.notes, sure.reason) == (
                plain.fraction, plain.answer, plain.notes, plain.reason,
            )  # fmt: skip
            assert is_blank({**raw, CERTAINTY: said}) == is_blank(raw)


@given(st.lists(st.tuples(st.sampled_from(Level), st.sampled_from([WRONG, HALF, RIGHT]))))
def test_the_whole_is_the_sum_of_its_levels_and_no_part_of_the_points(answers: Any) -> None:
    found = calibrate(answers)
    assert found.score == sum((score(share, level) for level, share in answers), Fraction(0))
    assert sum(one.count for one in found.levels) == len(answers)
    assert all(0 <= one.right <= one.count for one in found.levels)
    shares = [share for _level, share in answers]
    assert result(shares, 20, Fraction(4, 5)).points == sum(shares, Fraction(0))


def test_each_level_says_how_often_it_was_chosen_and_was_right() -> None:
    found = calibrate([(VERY, RIGHT), (VERY, HALF), (VERY, WRONG), (NOT_VERY, RIGHT)])
    rows = [(one.level, one.count, one.right, one.score, one.share) for one in found.levels]
    assert rows == [
        (NOT_VERY, 1, 1, 1, 1),
        (FAIRLY, 0, 0, 0, None),
        (VERY, 3, 1, Fraction(-3, 2), Fraction(1, 3)),
    ]
    assert found.score == Fraction(-1, 2)


def answers(level: Level, right: int, wrong: int) -> list[tuple[Level, Fraction]]:
    return [(level, RIGHT)] * right + [(level, WRONG)] * wrong


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], "You did not say how sure you were of any answer."),
        (answers(VERY, 0, LEAST - 1), "when you have given 3 answers or more"),
        (answers(VERY, 1, LEAST - 1), "“Not very” would have scored more."),  # as many as it takes
        (answers(VERY, 3, 1), "You were very sure 4 times and right in 3 of them"),
        (answers(VERY, 3, 1), "“Fairly” would have scored more."),
        (answers(VERY, 4, 2), "“Fairly” would have scored more."),  # as “not very” would, further off
        (answers(VERY, 1, 5), "“Not very” would have scored more."),
        (answers(VERY, 5, 1), "Your certainty fits your answers"),
        (answers(FAIRLY, 3, 1), "Your certainty fits your answers"),
        (answers(FAIRLY, 1, 3), "You were fairly sure 4 times and right in 1 of them"),
        (answers(FAIRLY, 4, 0), "“Very” would have scored more."),
        (answers(NOT_VERY, 3, 1), "“Fairly” would have scored more."),
        (answers(NOT_VERY, 6, 0), "“Very” would have scored more."),
        (answers(NOT_VERY, 3, 3), "Your certainty fits your answers"),
        (answers(NOT_VERY, 4, 1) + answers(VERY, 2, 4), "You were very sure 6 times"),
    ],
)  # fmt: skip
def test_one_sentence_names_the_level_at_which_most_was_lost(said: Any, words: str) -> None:
    assert words in calibrate(said).advice.sentence()


@given(st.permutations(answers(VERY, 4, 2) + answers(FAIRLY, 3, 1) + answers(NOT_VERY, 1, 3)))
def test_the_order_of_the_answers_does_not_matter(said: Any) -> None:
    assert calibrate(said) == calibrate(sorted(said))


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_certainty_is_asked_where_nobody_has_to_read_the_answer(kind: str) -> None:
    variant = QUESTIONS[kind].variants[0]
    order = KINDS[kind].ids(variant)
    graded = grade(kind, variant, order, KINDS[kind].samples(variant, order).right)
    assert not graded.needs_review or kind in JUDGED_BY_PEOPLE
