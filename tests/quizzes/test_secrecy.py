from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from quiz_examples import compiled, example_bank, hotspot, numeric

from courseware.quizzes.kinds.kind import PublicOption, PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Question
from courseware.words import Reason

QUESTIONS = [
    example_bank().question(name) for name in ("single-quiz-0", "multi-quiz-0", "numeric-quiz-0")
]
SPOTS = compiled("hotspot", hotspot("spots"))
QUESTIONS.append(Question("spots", "hotspot", "O1", "C2", "quiz", "analyze", SPOTS))


def reached(value: Any) -> Iterator[Any]:
    """Yield everything that can be reached from a value: fields, entries and their own."""
    yield value
    inner: list[Any] = []
    if is_dataclass(value):
        inner = [getattr(value, one.name) for one in fields(value)]
    elif isinstance(value, dict):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list):
        inner = list(value)
    for one in inner:
        yield from reached(one)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_nothing_that_reveals_an_answer_can_be_reached_before_grading(question):
    for variant in question.variants:
        order = tuple(option.id for option in reversed(variant.options))
        public = KINDS[question.kind].show(variant, order, 3)
        seen = list(reached(public))
        text = "\n".join(str(one) for one in seen)
        secrets = ["Told later", *variant.key.values(), *(one.note for one in variant.mistakes)]
        assert not [
            secret
            for secret in secrets
            if isinstance(secret, str) and len(secret) > 1 and secret in text
        ]
        assert {type(one) for one in seen} <= {
            PublicQuestion, PublicOption, Reason, str, int, tuple, dict, type(None),
        }  # fmt: skip
        assert not [one for one in seen if isinstance(one, bool)]


@pytest.mark.parametrize("question", QUESTIONS[:2], ids=lambda question: question.kind)
def test_options_are_named_by_their_place_and_not_by_their_id(question):
    variant = question.variants[0]
    shown = {
        tuple(one.token for one in KINDS[question.kind].show(variant, order, 1).options)
        for order in [("1", "2", "3", "4"), ("4", "3", "2", "1"), ("2", "4", "1", "3")]
    }
    assert shown == {("1", "2", "3", "4")}


def test_units_are_shown_sorted_because_the_authors_first_one_is_the_keys():
    typed = numeric("n", value="hours * 60 min", units=["min", "part", "h"])
    variant = compiled("numeric", typed)[0]
    assert KINDS["numeric"].show(variant, (), 1).units == ("h", "min", "part")


def test_the_public_question_has_no_field_beyond_those_of_the_page():
    assert {one.name for one in fields(PublicQuestion)} == {
        "no", "kind", "ask", "fields", "options", "units", "hint", "exhibit", "rows", "pieces", "parts",
        "data_url",
    }  # fmt: skip
    assert {one.name for one in fields(PublicOption)} == {"token", "html"}


def test_a_drawing_is_the_same_whichever_points_are_asked_for():
    pages = set()
    for spots in ("beyond_limits(d)", ["1"], ["7", "8"]):
        typed = hotspot("points", spots=spots, none="yes", why="Told later.")
        public = KINDS["hotspot"].show(compiled("hotspot", typed)[0], (), 1)
        assert "Told later" not in public.exhibit
        pages.add(str(public))
    assert len(pages) == 1
