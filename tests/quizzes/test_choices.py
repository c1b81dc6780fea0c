from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import compiled, example_bank, multi

from courseware.quizzes.grading import grade
from courseware.quizzes.kinds.choice_reading import plain
from courseware.quizzes.kinds.multi import Multi
from courseware.quizzes.kinds.single import Single
from courseware.quizzes.questions import Variant
from courseware.words import Reason

SINGLE = example_bank().question("single-quiz-0").variants[0]  # option 1 is right
MULTI = example_bank().question("multi-quiz-0").variants[0]  # options 1 and 2 are right
ORDER = ("3", "1", "4", "2")  # so token 2 is option 1, token 4 is option 2
SIX = compiled(
    "multi", multi("six", answers=dict.fromkeys("abc", "x"), wrong=dict.fromkeys("xyz", "x"))
)[0]


def points(kind: str, variant: Variant, *tokens: str) -> Fraction:
    order = ORDER if len(variant.options) == 4 else tuple("123456")
    return grade(kind, variant, order, {"": tokens}).fraction


@pytest.mark.parametrize(("token", "expected"), [("1", 0), ("2", 1), ("3", 0), ("4", 0)])
def test_single_gives_a_point_for_the_right_option_only(token, expected):
    assert points("single", SINGLE, token) == expected


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("24", 1),
        ("2", Fraction(1, 2)),
        ("4", Fraction(1, 2)),
        ("21", 0),
        ("241", Fraction(1, 2)),
        ("2413", 0),
        ("1", 0),
        ("13", 0),
    ],
)
def test_multi_gives_right_picks_less_wrong_picks_by_the_number_right(tokens, expected):
    assert points("multi", MULTI, *tokens) == expected


def test_thirds_are_exact():
    assert points("multi", SIX, "1", "2") == Fraction(2, 3)
    assert points("multi", SIX, "1", "2", "3", "4") == Fraction(2, 3)


@pytest.mark.parametrize(
    ("kind", "variant", "picks", "expected"),
    [("single", SINGLE, [1], Fraction(1, 4)), ("multi", MULTI, [0, 1, 2, 3, 4], Fraction(3, 16))],
)
def test_chance_by_enumeration_is_that_of_the_table(kind, variant, picks, expected):
    posts = [tokens for count in picks for tokens in combinations("1234", count)]
    assert sum(points(kind, variant, *post) for post in posts) / len(posts) == expected


@pytest.mark.parametrize("kind", [Single(), Multi()])
@pytest.mark.parametrize(
    "tokens", [["0"], ["5"], ["01"], ["1 "], ["１"], ["1", "1"], ["2", "x"], ["on"]]
)
def test_what_is_no_place_in_the_order_is_asked_back(kind, tokens):
    assert kind.parse(MULTI, ORDER, {"": tokens}) == Reason("answer.unknown_option")


@pytest.mark.parametrize("raw", [{}, {"": []}, {"": [""]}, {"": [" "]}, {"other": ["1"]}])
def test_nothing_chosen_is_asked_back(raw):
    assert Single().parse(SINGLE, ORDER, raw) == Reason("answer.choose_one")
    assert Multi().parse(MULTI, ORDER, raw) == Reason("answer.choose_some")


def test_two_answers_to_a_single_choice_are_asked_back():
    assert Single().parse(SINGLE, ORDER, {"": ["1", "2"]}) == Reason("answer.choose_one")


@given(st.permutations(["1", "2", "3", "4"]), st.sets(st.sampled_from(["1", "2", "3", "4"])))
def test_one_more_right_pick_never_lowers_and_one_more_wrong_pick_never_raises(order, chosen):
    def worth(ids: set[str]) -> Fraction:
        return grade(
            "multi", MULTI, tuple(order), {"": [str(order.index(one) + 1) for one in ids]}
        ).fraction

    before = worth(chosen)
    assert all(worth(chosen | {right}) >= before for right in "12")
    assert all(worth(chosen | {wrong}) <= before for wrong in "34")


def test_what_was_chosen_is_noted_by_option_id_for_the_distractor_report():
    graded = grade("multi", MULTI, ORDER, {"": ["2", "1"]})
    assert [note.code for note in graded.notes] == ["option:1", "option:3"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<strong>Kanban</strong> card", "kanban  CARD."),
        ("5&nbsp;&lt;&nbsp;6", "5 < 6"),
        ("ﬁt", "fit"),
    ],
)
def test_options_are_compared_without_markup_case_and_spacing(one, other):
    assert plain(one) == plain(other)


def test_a_sign_keeps_options_apart():
    assert plain("−5 %") != plain("5 %")
