from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import example_bank

from courseware.quizzes.drawing import draw_slots
from courseware.quizzes.grading import feedback, grade, result
from courseware.quizzes.kinds.registry import KINDS
from courseware.sentences import SENTENCES
from courseware.words import Reason

BANK = example_bank()
SLOTS = [
    (question.kind, variant)
    for question in BANK.questions[:1] + BANK.questions[10:11] + BANK.questions[16:17]
    for variant in question.variants
]
anything = st.one_of(
    st.text(max_size=50), st.sampled_from(["", "1", "2", "4", "1,5", "2.5", "h", "min", "9e999"])
)
posts = st.dictionaries(st.sampled_from(["", "unit", "x"]), st.lists(anything, max_size=4))


@pytest.mark.parametrize(
    ("points", "maximum", "mark", "passed"),
    [
        ("79.99", 100, "4/5", False),
        ("80.00", 100, "4/5", True),
        ("9.59", 12, "4/5", False),
        ("9.60", 12, "4/5", True),
        ("7.99", 10, "4/5", False),
        ("8", 10, "4/5", True),
        ("12", 15, "4/5", True),
        ("35/3", 15, "4/5", False),
        ("20/3", 10, "2/3", True),
        ("7.999999999999", 10, "4/5", False),
        ("0", 10, "4/5", False),
        ("10", 10, "1", True),
    ],
)
def test_the_mark_is_reached_before_any_rounding(points, maximum, mark, passed):
    whole, rest = divmod(Fraction(points), 1)
    got = result([Fraction(1)] * int(whole) + [rest], maximum, Fraction(mark))
    assert (got.points, got.maximum, got.passed) == (Fraction(points), maximum, passed)


def test_three_thirds_make_a_point():
    assert result([Fraction(1, 3)] * 3, 1, Fraction(1)).passed


def test_slots_without_an_answer_count_nothing():
    assert result([Fraction(1)] * 7, 10, Fraction(4, 5)).points == 7


def test_what_has_no_pass_mark_is_neither_passed_nor_failed():
    assert result([Fraction(1)] * 5, 5, None).passed is None
    assert result([Fraction(1, 2)] * 5, 5, None).points == Fraction(5, 2)


@given(st.sampled_from(SLOTS), posts, st.randoms(use_true_random=False))
def test_no_post_raises_and_every_fraction_lies_from_0_to_1(slot, raw, chance):
    kind, variant = slot
    order = [option.id for option in variant.options]
    chance.shuffle(order)
    graded = grade(kind, variant, tuple(order), raw)
    assert 0 <= graded.fraction <= 1
    assert graded.reason is None or (graded.fraction == 0 and graded.reason.code in SENTENCES)
    feedback(variant, tuple(order), raw, graded)


@given(st.integers(0, 10**6))
def test_the_shown_solution_of_every_drawn_slot_grades_as_right(seed):
    for slot in draw_slots(BANK, seed, ()):
        question = BANK.question(slot.question_id)
        variant = question.variant(slot.variant_no)
        samples = KINDS[question.kind].samples(variant, slot.order)
        verdicts = [
            grade(question.kind, variant, slot.order, raw)
            for raw in (samples.right, samples.wrong, samples.malformed, samples.blank)
        ]
        assert [graded.fraction for graded in verdicts] == [1, 0, 0, 0]
        assert [graded.reason is None for graded in verdicts] == [True, True, False, False]


def test_the_feedback_of_a_choice_explains_every_option_in_the_order_shown():
    kind, variant = SLOTS[0]
    order = ("3", "1", "4", "2")
    raw = {"": ["1"]}
    told = feedback(variant, order, raw, grade(kind, variant, order, raw))
    assert [(one.html, one.is_right, one.is_chosen) for one in told.solution.options] == [
        ("A sales forecast", False, True),
        ("Kanban card", True, False),
        ("A larger batch", False, False),
        ("A master schedule", False, False),
    ]
    assert told.solution.options[0].feedback == "Told later: it predicts."
    assert told.why == "<p>Told later why: single-quiz-0.</p>\n"
    assert (told.solution.right, told.typed, told.reason) == ("", "", None)


def test_the_feedback_of_a_blank_choice_shows_the_right_one_and_asks_to_choose():
    kind, variant = SLOTS[0]
    order = ("1", "2", "3", "4")
    told = feedback(variant, order, {}, grade(kind, variant, order, {}))
    assert [one.is_chosen for one in told.solution.options] == [False] * 4
    assert told.reason == Reason("answer.none")


def test_the_feedback_of_a_number_shows_what_was_typed_and_the_right_value():
    variant = BANK.question("numeric-quiz-0").variants[0]  # 75 parts, 24 an hour: 3.125 h
    raw = {"unit": ["h"], "": ["0.32"]}
    told = feedback(variant, (), raw, grade("numeric", variant, (), raw))
    assert (told.solution.right, told.typed) == ("3.1 h", "0.32 h")
    sure = feedback(variant, (), {**raw, "certainty": ["3"]}, grade("numeric", variant, (), raw))
    assert sure.typed == "0.32 h", "how sure one was is no part of it"
    assert [note.html for note in told.notes] == ["Told later: upside down with 75."]
