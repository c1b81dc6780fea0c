from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import (
    Typed,
    assert_told_once,
    quiz_file,
    read,
    read_one,
    reflection,
    told_of,
)

from courseware.problems import Severity
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.reflection import LONGEST, Reflection
from courseware.quizzes.kinds.reflection_key import ReflectionKey
from courseware.quizzes.kinds.reflection_reading import WORDS
from courseware.quizzes.questions import Variant
from courseware.web.answers import LONGEST_SLOT
from courseware.words import Reason

KIND = Reflection()
PRACTICE = {"use": "practice", "rubric": None}


def variant(**changes: Any) -> Variant:
    variants, problems = read_one("reflection", reflection("r", **changes))
    assert problems == []
    return variants[0]


def asked_back(one: Variant, text: str) -> str | None:
    reason = grade("reflection", one, (), {"": [text]}).reason
    return None if reason is None else reason.sentence()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one two three four five six", None),
        ("one two three four five", "You wrote 5 words; 6 are asked."),
        ("one\n\ntwo\tthree  four", "You wrote 4 words; 6 are asked."),
        ("Waiting", "You wrote one word; 6 are asked."),
        ("  ", "Write at least 6 words."),
        ("ein zwei drei vier fünf sechs", None),
        ("один два три четыре пять шесть", None),
        ("एक दो तीन चार पाँच छह", None),
        ("واحد اثنان ثلاثة أربعة خمسة ستة", None),
        ("a " * (LONGEST // 2 + 1), f"Your text has {LONGEST + 2} characters; there is room for"),
    ],
)
def test_too_few_words_are_asked_back_in_any_script(text, said):
    told = asked_back(variant(), text)
    assert told == said or (said is not None and said in (told or ""))


def test_without_a_rubric_enough_words_are_all_that_is_asked():
    graded = grade("reflection", variant(**PRACTICE), (), {"": ["word " * 6]})
    assert (graded.fraction, graded.needs_review) == (1, False)


def test_with_a_rubric_a_person_has_to_say():
    graded = grade("reflection", variant(), (), {"": ["word " * 6]})
    assert (graded.fraction, graded.needs_review) == (0, True)


def test_what_is_asked_back_waits_for_nobody():
    graded = grade("reflection", variant(), (), {"": ["word " * 5]})
    assert (graded.fraction, graded.needs_review) == (0, False)


@pytest.mark.parametrize(
    ("points", "share"),
    [
        ([2, 1], 1),
        ([0, 1], Fraction(1, 3)),
        ([0, 0], 0),
        ([3, 0], None),
        ([-1, 1], None),
        ([2], None),
    ],
)
def test_the_points_of_the_rubric_are_a_share_of_the_point(points, share):
    assert ReflectionKey.from_json(variant().key).share(points) == share


def test_no_points_fit_where_there_is_no_rubric():
    assert ReflectionKey.from_json(variant(**PRACTICE).key).share([]) is None


def test_reflect_is_the_question_and_the_model_answer_is_the_why():
    one = variant(checklist=["Told later: is it yours?"])
    assert one.ask == "<p>Describe one waste at your own work.</p>\n"
    assert one.why == ""
    told = feedback(one, (), {"": ["a text"]}, grade("reflection", one, (), {"": ["a text"]}))
    assert told.typed == "a text"
    assert "names the waste" in told.solution.model
    assert told.solution.checklist == ("Told later: is it yours?",)


def test_ask_and_why_may_be_given_all_the_same():
    one = variant(ask="Read the case.", why="Told later: seeing is the start.")
    assert one.ask == "<p>Read the case.</p>\n<p>Describe one waste at your own work.</p>\n"
    assert "seeing is the start" in one.why


def test_the_hint_says_how_many_words_and_how_much_room():
    hint = KIND.show(variant(), (), 1).hint
    assert hint is not None
    assert hint.sentence() == "Write at least 6 words. There is room for 3,800 characters."


def test_five_hundred_words_fit_into_an_answer():
    letters = 6
    assert WORDS[-1] * (letters + 1) <= LONGEST
    assert len("\r\n") * LONGEST <= LONGEST_SLOT, "however many lines there are in a plain form"


def test_guessing_has_no_sense():
    assert KIND.chance(variant()) is None


@given(st.dictionaries(st.sampled_from(["", "p1", "unit"]), st.lists(st.text())))
def test_no_post_is_an_error(raw):
    one = variant()
    graded = grade("reflection", one, (), raw)
    assert graded.fraction == 0
    feedback(one, (), raw, graded)


def test_two_texts_for_one_field_are_asked_back():
    assert KIND.parse(variant(), (), {"": ["a", "b"]}) == Reason("text.twice")


def test_the_samples_have_their_verdicts():
    for one, (name, right) in product(
        (variant(), variant(**PRACTICE)), (("right", True), ("wrong", False), ("malformed", False))
    ):
        graded = grade("reflection", one, (), getattr(KIND.samples(one, ()), name))
        assert (graded.needs_review or graded.fraction == 1) is right


FAULTS: list[tuple[str, Typed, str]] = [
    ("no words", {"words": None}, "`words` is missing"),
    ("few words", {"words": "4"}, "`words` is “4”"),
    ("many words", {"words": "501"}, "`words` is “501”"),
    ("no model", {"model": None}, "`model` is missing"),
    ("no points", {"rubric": {"Names it": "some"}}, "The points are “some”"),
    ("too many points", {"rubric": {"Names it": "11"}}, "The points are “11”"),
    ("long rubric", {"rubric": {f"Line {n}": "1" for n in range(11)}}, "`rubric` has 11 lines"),
    ("long list", {"checklist": ["line"] * 11}, "`checklist` has 11 lines"),
    ("quiz", {"rubric": None}, "earns nothing in a quiz"),
    ("review", {"rubric": None, "use": "review"}, "earns nothing in a review"),
    ("practice", {"use": "practice"}, "Nobody marks"),
]


@pytest.mark.parametrize(
    ("changes", "said"), [case[1:] for case in FAULTS], ids=[c[0] for c in FAULTS]
)
def test_an_authors_fault_is_told(changes: Typed, said: str):
    _variants, problems = read_one("reflection", reflection("r", **changes))
    assert [said in one.message for one in problems] == [True]
    assert problems[0].severity is Severity.ERROR


def test_a_bank_takes_a_reflection_without_ask_and_why():
    file = quiz_file()
    file["questions"].append(reflection("r", use="quiz"))
    bank, problems = read(file)
    assert bank is not None, problems
    assert bank.question("r").kind == "reflection"


@pytest.mark.parametrize("name", ["ask", "why"])
def test_other_kinds_need_ask_and_why(name):
    assert_told_once(
        (
            "missing",
            lambda file: file["questions"][0].pop(name),
            f"`{name}` is missing",
            ("questions", 0),
        )
    )


@pytest.mark.parametrize(("lines", "is_told"), [(10, False), (11, True)])
def test_a_rubric_and_a_checklist_have_at_most_ten_lines(lines, is_told):
    listed = [f"Told later: line {number}" for number in range(lines)]
    assert bool(told_of(reflection("r", rubric=dict.fromkeys(listed, "1")))) is is_told
    assert bool(told_of(reflection("r", checklist=listed))) is is_told


@pytest.mark.parametrize(
    ("most", "is_told"), [("0", True), ("1", False), ("10", False), ("11", True)]
)
def test_a_line_of_a_rubric_gives_one_to_ten_points(most, is_told):
    assert bool(told_of(reflection("r", rubric={"Told later: cause": most}))) is is_told
