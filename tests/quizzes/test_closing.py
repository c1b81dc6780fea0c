"""Which answers to one question count at its end, and what is known of it meanwhile."""

from __future__ import annotations

from fractions import Fraction

import pytest
from quiz_examples import case, compiled, multi, reflection

from courseware.quizzes.checking import Asked, check, close
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.posts import Raw
from courseware.quizzes.terms import Purpose, Terms

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)
DEFERRED = Terms(Purpose.QUIZ, "deferred", 0, THIRD, None, certainty=False, pass_mark=None)
INTERACTIVE = Terms(Purpose.QUIZ, "interactive", 3, THIRD, None, certainty=False, pass_mark=None)

QUESTION = Asked("multi", compiled("multi", multi("m"))[0], ("1", "2", "3", "4"))
RIGHT, ONE_OF_TWO, WRONG = {"": ["1", "2"]}, {"": ["1"]}, {"": ["3"]}
UNREADABLE, BLANK = {"": ["9"]}, {"": [" "]}


@pytest.mark.parametrize(
    ("terms", "handed", "saved", "counting", "points"),
    [
        (DEFERRED, [], RIGHT, [RIGHT], 1),
        (DEFERRED, [RIGHT], WRONG, [WRONG], 0),  # what is saved counts, whatever it was before
        (DEFERRED, [RIGHT], {}, [{}], 0),
        (DEFERRED, [], UNREADABLE, [UNREADABLE], 0),  # the result says why
        (INTERACTIVE, [], ONE_OF_TWO, [ONE_OF_TWO], HALF),
        (INTERACTIVE, [ONE_OF_TWO], ONE_OF_TWO, [ONE_OF_TWO], HALF),  # no new try, no cost
        (INTERACTIVE, [ONE_OF_TWO], BLANK, [ONE_OF_TWO], HALF),
        (INTERACTIVE, [ONE_OF_TWO], UNREADABLE, [ONE_OF_TWO], HALF),
        (INTERACTIVE, [ONE_OF_TWO], RIGHT, [ONE_OF_TWO, RIGHT], 1 - THIRD),
        (INTERACTIVE, [RIGHT], WRONG, [RIGHT], 1),  # it was over
        (INTERACTIVE, [], {}, [], 0),
    ],
)
def test_the_answers_that_count_at_the_end(
    terms: Terms, handed: list[Raw], saved: Raw, counting: list[Raw], points: Fraction
) -> None:
    closed = close(QUESTION, terms, handed, saved)
    assert (list(closed.raws), closed.earned) == (counting, points)


CASE_VARIANT = compiled("case", case("stopped"))[0]
CASE = Asked("case", CASE_VARIANT, KINDS["case"].ids(CASE_VARIANT))


@pytest.mark.parametrize("terms", [DEFERRED, INTERACTIVE])
def test_the_steps_of_a_case_are_one_answer_and_cost_no_tries(terms: Terms) -> None:
    steps: list[Raw] = [{"p1": ["1"]}, {"p1": ["1"], "p2": ["1"]}]
    closed = close(CASE, terms, steps, {"p1": ["2"], "p2": ["2"]})
    assert (closed.raws, closed.earned) == (({"p1": ["1"], "p2": ["1"]},), 1)
    saved = close(CASE, terms, steps[:1], {"p2": ["1"]})
    assert saved.earned == 1, "the open step counts as it was saved"


def test_what_is_known_of_a_question_follows_its_last_try() -> None:
    before = check(QUESTION, INTERACTIVE, [])
    assert (before.last, before.left, before.is_over, before.needs_review) == (
        None,
        3,
        False,
        False,
    )
    once = check(QUESTION, INTERACTIVE, [ONE_OF_TWO])
    assert (once.last, once.left, once.is_over, once.earned) == (HALF, 2, False, HALF)
    again = check(QUESTION, INTERACTIVE, [WRONG, ONE_OF_TWO, RIGHT])
    assert (again.last, again.left, again.is_over, again.earned) == (1, 0, True, THIRD)


def test_a_person_reads_the_last_answer_to_a_reflection() -> None:
    asked = Asked("reflection", compiled("reflection", reflection("r"))[0], ())
    words = {"": ["Parts wait two hours before each press."]}
    assert check(asked, DEFERRED, [words]).needs_review
    assert check(asked, DEFERRED, [{}, words]).needs_review
    assert not check(asked, DEFERRED, [words, {}]).needs_review
    assert not check(QUESTION, DEFERRED, [RIGHT]).needs_review
