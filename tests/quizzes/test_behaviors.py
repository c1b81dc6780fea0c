"""What tries earn in each behavior, as tables, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import case, compiled, example_bank, multi, numeric, reflection, single

from courseware.quizzes.behaviors import earned, is_new, is_over, tries_left
from courseware.quizzes.checking import Asked, check, close, is_finished, told
from courseware.quizzes.kinds.feedback import Feedback, Note, PartFeedback, RowFeedback, Solution
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.stepwise import steps_of
from courseware.quizzes.terms import Purpose, Terms, terms_of

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)
shares = st.fractions(0, 1, max_denominator=12)
behaviors = st.sampled_from(["deferred", "interactive", "adaptive"])


def terms(behavior: str = "interactive", tries: int = 3, penalty: Fraction = THIRD) -> Terms:
    """Return the terms of a quiz of this behavior."""
    tries = 0 if behavior == "deferred" else tries
    return Terms(Purpose.QUIZ, behavior, tries, penalty, None, certainty=False, pass_mark=None)  # type: ignore[arg-type]  # one of three words


@pytest.mark.parametrize(
    ("behavior", "tries", "points"),
    [
        ("deferred", "", "0"),
        ("deferred", "1", "1"),
        ("deferred", "1/2", "1/2"),
        ("deferred", "1 0", "0"),
        ("interactive", "", "0"),
        ("interactive", "1", "1"),
        ("interactive", "0 1", "2/3"),
        ("interactive", "0 0 1", "1/3"),
        ("interactive", "0 0 0", "0"),
        ("interactive", "0 1/2", "1/6"),
        ("interactive", "1/2 0", "0"),
        ("interactive", "1/2 1/4 1/2", "0"),
        ("interactive", "9/10 1", "2/3"),
        ("interactive", "0 0 0 1", "0"),  # a fourth try does not exist
        ("interactive", "1 0", "1"),  # nothing comes after a right one
        ("adaptive", "", "0"),
        ("adaptive", "1", "1"),
        ("adaptive", "0 1", "2/3"),
        ("adaptive", "1/2 0", "1/2"),
        ("adaptive", "1/2 1", "2/3"),
        ("adaptive", "9/10 1", "9/10"),
        ("adaptive", "0 1/4 1/2", "0"),
        ("adaptive", "0 0 1", "1/3"),
        ("adaptive", "0 0 0 1", "0"),
    ],
)
def test_points_of_tries(behavior, tries, points):
    fractions = [Fraction(one) for one in tries.split()]
    assert earned(fractions, terms(behavior)) == Fraction(points)


@pytest.mark.parametrize(
    ("penalty", "points"), [("0", "1"), ("1/10", "4/5"), ("1/2", "0"), ("1", "0")]
)
def test_a_quiz_sets_what_a_further_try_costs(penalty, points):
    tries = [Fraction(0), Fraction(0), Fraction(1)]
    for behavior in ("interactive", "adaptive"):
        assert earned(tries, terms(behavior, penalty=Fraction(penalty))) == Fraction(points)


@given(behaviors, st.lists(shares, max_size=6), st.integers(1, 6), st.sampled_from([0, 3, 5, 1]))
def test_points_are_never_below_0_or_above_1(behavior, tries, allowed, part):
    penalty = Fraction(1, part) if part else Fraction(0)
    assert 0 <= earned(tries, terms(behavior, allowed, penalty)) <= 1


@given(st.lists(shares, max_size=5), shares, st.sampled_from([Fraction(0), THIRD, Fraction(1)]))
def test_a_further_try_never_lowers_what_the_adaptive_ones_earn(tries, another, penalty):
    how = terms("adaptive", 6, penalty)
    assert earned([*tries, Fraction(1)], how) >= earned(tries, how)
    assert earned([*tries, another], how) >= earned(tries, how)


@given(st.lists(shares, min_size=1, max_size=3))
def test_the_best_try_is_worth_at_least_as_much_as_the_last(tries):
    assert earned(tries, terms("adaptive")) >= earned(tries, terms("interactive"))


@pytest.mark.parametrize(
    ("tries", "left", "over"),
    [("", 3, False), ("0", 2, False), ("1/2 9/10", 1, False), ("0 0 0", 0, True), ("1", 0, True), ("0 1", 0, True)],
)  # fmt: skip
def test_a_question_is_over_when_it_is_right_or_no_try_is_left(tries, left, over):
    fractions = [Fraction(one) for one in tries.split()]
    for behavior in ("interactive", "adaptive"):
        assert (tries_left(fractions, terms(behavior)), is_over(fractions, terms(behavior))) == (
            left,
            over,
        )
    assert not is_over(fractions, terms("deferred")), "nothing is checked before the end"
    assert tries_left(fractions, terms("deferred")) == 0, "so there is nothing to try, either"


@pytest.mark.parametrize(
    ("tries", "left", "over"), [("", 1, False), ("0", 0, True), ("1", 0, True)]
)
def test_an_author_may_allow_one_try_only(tries, left, over):
    fractions, one = [Fraction(share) for share in tries.split()], terms(tries=1)
    assert (tries_left(fractions, one), is_over(fractions, one)) == (left, over)


SET = replace(
    example_bank().quiz,
    behavior="adaptive", tries=5, penalty=HALF, minutes=20, certainty=True, pass_mark=Fraction(2, 3),
)  # fmt: skip
DEFERRED = replace(SET, behavior="deferred")


@pytest.mark.parametrize(
    ("quiz", "terms"),
    [
        (SET, Terms(Purpose.QUIZ, "adaptive", 5, HALF, 20, True, Fraction(2, 3))),
        (DEFERRED, Terms(Purpose.QUIZ, "deferred", 0, HALF, 20, True, Fraction(2, 3))),
        (SET, Terms(Purpose.PRACTICE, "interactive", 3, HALF, None, True, None)),
        (DEFERRED, Terms(Purpose.PRACTICE, "interactive", 3, HALF, None, True, None)),
        (SET, Terms(Purpose.CHALLENGE, "deferred", 0, Fraction(0), None, False, Fraction(9, 10))),
    ],
)
def test_what_an_author_sets_holds_for_the_quiz_and_hardly_for_practice_and_challenge(quiz, terms):
    assert terms_of(quiz, terms.purpose) == terms


def test_practice_leaves_no_record_and_has_nothing_to_reach():
    quiz, practice, challenge, review = (terms_of(SET, purpose) for purpose in Purpose)
    assert [one.counts for one in (quiz, practice, challenge, review)] == [True, False, True, True]
    assert practice.points_needed(5) == 0


@pytest.mark.parametrize(
    ("answer", "before", "new"),
    [
        ({"": ["60"]}, [], True),
        ({"": ["60"]}, [{"": ["60"]}], False),
        ({"": [" 60 "], "unit": [""]}, [{"": ["60"]}], False),
        ({"": ["one\r\ntwo"]}, [{"": ["one\ntwo"]}], False),  # from a form, and from the script
        ({"": ["60"], "unit": ["s"]}, [{"": ["60"]}], True),
        ({"": ["60"]}, [{"": ["61"]}, {"": ["60"]}], False),
        ({"": ["60"], "certainty": ["1"]}, [{"": ["60"], "certainty": ["3"]}], False),
        ({"": ["61"], "certainty": ["3"]}, [{"": ["60"], "certainty": ["3"]}], True),
    ],
)
def test_the_same_answer_twice_is_not_a_new_try(answer, before, new):
    assert is_new(answer, before) is new


QUESTION = Asked("single", compiled("single", single("s"))[0], ("1", "2", "3", "4"))
RIGHT, WRONG, OTHER = {"": ["1"]}, {"": ["2"]}, {"": ["3"]}


@pytest.mark.parametrize(
    ("behavior", "handed", "saved", "points"),
    [
        ("deferred", [], RIGHT, 1),
        ("deferred", [], {}, 0),
        ("interactive", [], RIGHT, 1),  # saved, never checked: it is the first try
        ("interactive", [WRONG], RIGHT, Fraction(2, 3)),
        ("interactive", [WRONG], WRONG, 0),  # the same answer is no new try
        ("interactive", [WRONG, OTHER, {"": ["4"]}], RIGHT, 0),  # no try is left
        ("interactive", [RIGHT], WRONG, 1),  # it was over
        ("interactive", [WRONG, RIGHT], {}, Fraction(2, 3)),
        ("interactive", [WRONG], {"": ["9"]}, 0),  # unreadable: no try
        ("adaptive", [WRONG], RIGHT, Fraction(2, 3)),
        ("adaptive", [], {}, 0),
    ],
)
def test_at_the_end_a_saved_answer_counts_as_the_last_try_if_one_is_left(
    behavior, handed, saved, points
):
    assert close(QUESTION, terms(behavior), handed, saved).earned == points


TEXT = Asked("reflection", compiled("reflection", reflection("r"))[0], ())
WORDS, OTHERS = (
    {"": ["I saw parts wait at the saw."]},
    {"": ["We waited for the truck again today."]},
)


def test_a_text_that_a_person_marks_is_not_checked_before_the_end():
    """The model answer would be told after the last try, and could be handed in instead."""
    for behavior in ("interactive", "adaptive"):
        assert not TEXT.is_checked(terms(behavior))
        closed = close(TEXT, terms(behavior), [WORDS], OTHERS)
        assert (closed.raws, closed.needs_review) == ((OTHERS,), True), "what is saved is read"
    assert QUESTION.is_checked(terms("interactive"))
    assert not QUESTION.is_checked(terms("deferred"))


def test_in_practice_a_text_is_checked_like_any_answer():
    typed = reflection("r", use="practice", rubric=None)
    asked = Asked("reflection", compiled("reflection", typed)[0], ())
    practice = terms_of(example_bank().quiz, Purpose.PRACTICE)
    assert asked.is_checked(practice)
    assert check(asked, practice, [WORDS]).is_over


def test_a_case_is_finished_at_its_end_and_not_after_so_many_steps():
    asked = Asked("case", compiled("case", case("c"))[0], ())
    kind = KINDS["case"]
    asked = replace(asked, order=kind.ids(asked.variant))
    whole = kind.samples(asked.variant, asked.order).wrong
    steps = [post for _no, post in steps_of("case", whole)]
    practice = replace(terms_of(example_bank().quiz, Purpose.PRACTICE), tries=1)
    assert len(steps) == 2
    assert not is_finished(asked, practice, steps[:1]), "though there is one try"
    assert is_finished(asked, replace(practice, tries=3), steps), "though nothing was right"
    assert is_finished(QUESTION, practice, [WRONG])
    assert not is_finished(QUESTION, replace(practice, tries=3), [WRONG])


def test_between_tries_feedback_on_the_chosen_options_is_told_and_no_other():
    asked = Asked("multi", compiled("multi", multi("m"))[0], ("1", "3", "2", "4"))
    checked = check(asked, terms(), [{"": ["1", "2"]}])
    said = told(checked.explain(), checked.graded[-1].fraction)
    assert [(one.words, one.is_right) for one in said.remarks] == [
        ("Told later: waste.", True),
        ("Told later: wanted.", False),
    ]
    assert "waste too" not in str(said)
    assert "useful" not in str(said)
    assert "why" not in str(said)


def test_between_tries_a_foreseen_mistake_is_told_and_the_right_number_is_not():
    fixed = numeric("n", given={"wip": "90", "rate": "24"})
    asked = Asked("numeric", compiled("numeric", fixed)[0], ())
    checked = check(asked, terms(), [{"": ["0.3"], "unit": ["h"]}])
    said = told(checked.explain(), Fraction(0))
    assert [note.html for note in said.notes] == ["Told later: upside down with 90."]
    assert "3.8" not in str(said)
    assert "3.8" in str(checked.explain()), "the last page does tell it"


def test_a_blank_without_words_of_its_own_is_told_by_its_number():
    rows = tuple(
        RowFeedback("", "SECRET", is_right=False, typed=text) for text in ("net", "", "push")
    )
    said = told(Feedback(Solution(rows=rows), "", (), None, ""), HALF)
    assert [(one.no, one.typed) for one in said.remarks] == [(1, "net"), (3, "push")]


def test_between_tries_rows_say_whether_they_are_right_and_parts_too():
    rows = (
        RowFeedback("Takt", "demand rhythm", is_right=False, given="time a part", feedback="SECRET: demand"),
        RowFeedback("Lead time", "waiting and work", is_right=True, typed="waiting and work", feedback="Yes."),
        RowFeedback("Cycle", "time a part", is_right=False, feedback="SECRET: not given"),
    )  # fmt: skip
    inner = Feedback(
        Solution(right="SECRET 7"), "6", (Note("n", html="Near."),), None, "SECRET why"
    )
    question = PublicQuestion(1, "numeric", "How many?", ("",))
    whole = Feedback(
        Solution(rows=rows, parts=(PartFeedback(question, HALF, inner),), model="SECRET model"),
        "", (), None, "SECRET why",
    )  # fmt: skip
    said = told(whole, HALF)
    assert [
        (one.html, one.given or one.typed, one.is_right, one.words) for one in said.remarks
    ] == [
        ("Takt", "time a part", False, ""),
        ("Lead time", "waiting and work", True, "Yes."),
    ]
    assert [(part.fraction, part.notes[0].html) for part in said.parts] == [(HALF, "Near.")]
    assert "SECRET" not in str(said)
