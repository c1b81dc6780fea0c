"""What the page of a quiz says of an answer before it is submitted."""

from __future__ import annotations

import pytest
from flask import Flask

from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant
from courseware.web.quiz_pages import Slot, question_of
from tests.quizzes.quiz_examples import compiled, numeric, parts

TO_CHOOSE = ("numeric", compiled("numeric", numeric("n"))[0])
PRINTED = ("numeric", compiled("numeric", numeric("n", units=None))[0])
PARTS = ("parts", compiled("parts", parts("p"))[0])
ALL = {"p1": ["450"], "p2": ["80"], "p3": ["1"]}


@pytest.mark.parametrize(
    ("asked", "raw", "state", "gaps"),
    [
        (TO_CHOOSE, {"": ["12"], "unit": ["h"]}, "answered", None),
        (TO_CHOOSE, {"": ["12"], "unit": [""]}, "unclear", "No unit is chosen yet."),
        (TO_CHOOSE, {"": ["12"]}, "unclear", "No unit is chosen yet."),
        (TO_CHOOSE, {"unit": ["h"]}, "blank", None),
        (PRINTED, {"": ["12"]}, "answered", None),
        (PARTS, {**ALL, "p2.unit": ["part/h"]}, "answered", None),
        (PARTS, ALL, "unclear", "Part 2: No unit is chosen yet."),
        (
            PARTS,
            {"p2": ["80"]},
            "unclear",
            "Parts without an answer so far: 1, 3. Part 2: No unit is chosen yet.",
        ),
    ],
)
def test_a_number_without_its_unit_is_named_before_it_costs_points(
    app: Flask, asked: tuple[str, Variant], raw: dict[str, list[str]], state: str, gaps: str | None
) -> None:
    kind, variant = asked
    order = KINDS[kind].ids(variant)
    with app.test_request_context():
        question = question_of(Slot(1, "q", kind, variant, order, raw))
    assert (question.state, question.gaps) == (state, gaps)
