"""What the page of an attempt says of an answer that was handed in for checking."""

from __future__ import annotations

from fractions import Fraction

from flask import Flask

from courseware.quizzes.checking import Asked, check
from courseware.quizzes.terms import Purpose, Terms
from courseware.web.checking import Checking, checking_of
from tests.quizzes.quiz_examples import compiled, single

TERMS = Terms(Purpose.QUIZ, "interactive", 2, Fraction(1, 3), None, False, Fraction(4, 5))


def handed(asked: Asked, times: int, raw: dict[str, list[str]]) -> Checking:
    return checking_of(check(asked, TERMS, [raw] * times))


def words(app: Flask, checking: Checking) -> str:
    with app.test_request_context():
        text = (
            '{% from "components/checking.html" import tried %}{{ tried(no=3, checking=checking) }}'
        )
        return " ".join(app.jinja_env.from_string(text).render(checking=checking).split())


def test_a_wrong_choice_is_called_wrong_and_costs_the_point_in_the_end(app: Flask) -> None:
    asked = Asked("single", compiled("single", single("s"))[0], ("1", "2", "3", "4"))
    assert handed(asked, 1, {"": ["2"]}).verdict == "bad"
    last = handed(asked, 2, {"": ["2"]})
    assert (last.verdict, last.points) == ("bad", "0")
    assert "Not right" in words(app, last)
