"""What the page of a quiz says of an answer before it is submitted."""

from __future__ import annotations

import pytest
from flask import Flask

from courseware.quizzes.questions import Variant
from courseware.web.quiz_pages import Slot, question_of
from tests.quizzes.quiz_examples import compiled, numeric

TO_CHOOSE = compiled("numeric", numeric("n"))[0]
PRINTED = compiled("numeric", numeric("n", units=None))[0]


@pytest.mark.parametrize(
    ("variant", "raw", "state", "gaps"),
    [
        (TO_CHOOSE, {"": ["12"], "unit": ["h"]}, "answered", None),
        (TO_CHOOSE, {"": ["12"], "unit": [""]}, "unclear", "No unit is chosen yet."),
        (TO_CHOOSE, {"": ["12"]}, "unclear", "No unit is chosen yet."),
        (TO_CHOOSE, {"unit": ["h"]}, "blank", None),
        (PRINTED, {"": ["12"]}, "answered", None),
    ],
)
def test_a_number_without_its_unit_is_named_before_it_costs_points(
    app: Flask, variant: Variant, raw: dict[str, list[str]], state: str, gaps: str | None
) -> None:
    with app.test_request_context():
        question = question_of(Slot(1, "q", "numeric", variant, (), raw))
    assert (question.state, question.gaps) == (state, gaps)
