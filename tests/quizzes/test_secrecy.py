from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from quiz_examples import case, compiled, example_bank, numeric, parts

from courseware.quizzes.kinds.kind import PublicOption, PublicQuestion
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.kinds.parts_key import parts_of
from courseware.quizzes.kinds.registry import KINDS
from courseware.words import Reason

QUESTIONS = [
    example_bank().question(name) for name in ("single-quiz-0", "multi-quiz-0", "numeric-quiz-0")
]


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


COMPOSED = {"parts": parts("p"), "case": case("c")}


@pytest.mark.parametrize("kind", COMPOSED)
def test_a_question_of_parts_or_steps_shows_no_key_of_any_of_them(kind):
    for variant in compiled(kind, COMPOSED[kind]):
        order = tuple(reversed(KINDS[kind].ids(variant)))
        public = KINDS[kind].show(variant, order, 3)
        text = "\n".join(str(one) for one in reached(public))
        assert "Told later" not in text
        assert not re.search(r"\bp\d:\d|follow|score", text)
        if kind == "case":
            later = ("What next?", "Who did it?", "Debrief", "Contain", "root", "blame", "stop\n")
            assert not [words for words in later if words in text]
        else:
            keys = [part.variant.key for part in parts_of(variant)]
            rights = [NumericKey.from_json(key).text(comma=False) for key in keys[:2]]
            assert not [right for right in rights if right in text]


def test_steps_that_are_done_show_the_words_on_what_was_chosen_alone():
    variant = compiled("case", case("c"))[0]
    kind = KINDS["case"]
    public = kind.show(variant, kind.ids(variant), 1, {"p1": ["1"]})
    assert str(public).count("Told later") == 1
    assert "Debrief" not in str(public)


def test_units_are_shown_sorted_because_the_authors_first_one_is_the_keys():
    typed = numeric("n", value="hours * 60 min", units=["min", "part", "h"])
    variant = compiled("numeric", typed)[0]
    assert KINDS["numeric"].show(variant, (), 1).units == ("h", "min", "part")


def test_the_public_question_has_no_field_beyond_those_of_the_page():
    assert {one.name for one in fields(PublicQuestion)} == {
        "no", "kind", "ask", "fields", "options", "units", "hint", "exhibit", "rows", "pieces", "parts",
    }  # fmt: skip
    assert {one.name for one in fields(PublicOption)} == {"token", "html"}
