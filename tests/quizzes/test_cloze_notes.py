"""What is noted and told of single blanks: choices taken, slips forgiven, blanks left empty, signs."""

from __future__ import annotations

from typing import Any

import pytest
from quiz_examples import cloze, compiled, told_of

from courseware.quizzes.grading import Graded, feedback, grade
from courseware.quizzes.kinds.cloze import LONGEST, Cloze
from courseware.quizzes.kinds.feedback import RowFeedback
from courseware.quizzes.questions import Variant
from courseware.words import Reason

KIND = Cloze()


def variant(fill: str, **changes: Any) -> Variant:
    return compiled("cloze", cloze("c", fill=fill, **{"feedback": {}, **changes}))[0]


def graded(one: Variant, *given: str) -> tuple[Graded, dict[str, list[str]]]:
    raw = {f"p{no}": [text] for no, text in enumerate(given, 1)}
    return grade("cloze", one, KIND.ids(one), raw), raw


def rows(one: Variant, *given: str) -> tuple[RowFeedback, ...]:
    found, raw = graded(one, *given)
    return feedback(one, KIND.ids(one), raw, found).solution.rows


CHOICES = variant("[pull | push] or [a | b]", feedback={"push": "Told later.", "b": "Told later."})


@pytest.mark.parametrize(
    ("given", "codes"),
    [(("1", "2"), ["option:p1:1", "option:p2:2"]), (("2", ""), ["option:p1:2"])],
)
def test_reports_count_which_choices_were_taken(given, codes):
    assert [note.code for note in graded(CHOICES, *given)[0].notes] == codes


def test_a_blank_that_was_left_empty_is_wrong_and_shows_what_is_right():
    chosen, empty = rows(CHOICES, "1", "")
    assert (chosen.is_right, chosen.given) == (True, "pull")
    assert (empty.is_right, empty.given, empty.right) == (False, "", "a")
    typed, left = rows(variant("[takt] and [pull]"), "takt", "")
    assert (typed.is_right, left.is_right, left.right) == (True, False, "pull")


def test_of_a_forgiven_slip_is_told_what_the_author_says_of_the_right_word_and_nothing_else():
    words = {"fault": "Told later: of the cause.", "defect": "Told later: of the part."}
    for feedback_, said in ((words, words["defect"]), ({"fault": words["fault"]}, "")):
        one = variant("Zero [defect].", typo="yes", feedback=feedback_)
        (row,) = rows(one, "defekt")
        assert (row.is_right, row.feedback) == (True, said)


@pytest.mark.parametrize(
    ("right", "typed", "is_right"),
    [
        ("−5 days", "-5 days", True),
        ("−5 days", "5 days", False),
        ("−12", "12", False),
        ("− five", "five", True),  # a dash before a word is no sign
    ],
)
def test_the_sign_of_a_number_is_part_of_it(right, typed, is_right):
    assert graded(variant(f"It moved by [{right}]."), typed)[0].fraction == is_right


def test_a_blank_holds_two_hundred_characters_and_not_one_more():
    one = variant("It is [takt].")
    assert KIND.parse(one, (), {"p1": ["x" * LONGEST]}) == ("x" * LONGEST,)
    asked = KIND.parse(one, (), {"p1": ["x" * (LONGEST + 1)]})
    assert asked == Reason("answer.blank_long", {"no": 1, "limit": 200})


@pytest.mark.parametrize("fill", ["[takt; q*]", "[takt; q*; x*; 0*]", "[takt; *q*]"])
def test_the_known_wrong_text_is_wrong_by_every_text_that_counts(fill):
    one = variant(f"It is {fill}.")
    assert grade("cloze", one, (), KIND.samples(one, ()).wrong).fraction == 0


def test_a_blank_that_accepts_whatever_is_known_to_be_wrong_is_refused():
    told = told_of(cloze("c", fill="It is [takt; *q*; *x*; *0*; *ⵣ*].", feedback={}))
    assert [said for said, _path in told if "a wrong answer as right" in said]


def test_what_divides_a_blank_is_a_plain_sign_outside_of_one():
    one = variant("Flow; pull | push: [takt; pace].")
    assert KIND.show(one, (), 1).pieces == ("Flow; pull | push: ", ".")
    assert graded(one, "pace")[0].fraction == 1


@pytest.mark.parametrize(("texts", "is_told"), [(8, False), (9, True)])
def test_a_blank_holds_at_most_eight_texts(texts, is_told):
    listed = "; ".join(f"text {chr(ord('a') + number)}" for number in range(texts))
    assert bool(told_of(cloze("c", fill=f"Takt is [{listed}].", feedback={}))) is is_told
