from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from quiz_examples import (
    case,
    categorize,
    cloze,
    compiled,
    example_bank,
    hotspot,
    matching,
    numeric,
    ordering,
    parts,
    reflection,
)

from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.kinds.parts_key import parts_of
from courseware.quizzes.kinds.public import PublicField, PublicOption, PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Question
from courseware.words import Reason

QUESTIONS = [
    example_bank().question(name) for name in ("single-quiz-0", "multi-quiz-0", "numeric-quiz-0")
]
WITH_ROWS = [
    Question(make.__name__, make.__name__, "O1", "C2", "quiz", "apply", compiled(make.__name__, make("q")))
    for make in (ordering, matching, categorize)
]  # fmt: skip
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


@pytest.mark.parametrize("question", QUESTIONS + WITH_ROWS, ids=lambda question: question.kind)
def test_nothing_that_reveals_an_answer_can_be_reached_before_grading(question):
    for variant in question.variants:
        order = KINDS[question.kind].ids(variant)[::-1]
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
            PublicQuestion, PublicOption, PublicField, Reason, str, int, tuple, dict, type(None),
        }  # fmt: skip
        assert not [one for one in seen if isinstance(one, bool)]


@pytest.mark.parametrize("question", WITH_ROWS, ids=lambda question: question.kind)
def test_rows_and_their_choices_are_named_by_their_place_in_every_order(question):
    kind, variant = KINDS[question.kind], question.variants[0]
    ids = kind.ids(variant)
    pages = [kind.show(variant, order, 1) for order in (ids, ids[::-1], (*ids[1:], ids[0]))]
    names = {
        (one.fields, tuple((row.part, *(choice.token for choice in row.choices)) for row in one.rows))
        for one in pages
    }  # fmt: skip
    assert len(names) == 1
    assert len({tuple(row.html for row in one.rows) + one.options for one in pages}) == 3


TEXTS = {
    "cloze": (cloze("c"), ("Told later", "available", "net time", "demand", "p3:")),
    "reflection": (reflection("r", checklist=["Told later: yours?"]), ("Told later",)),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_leave_without_what_is_right_or_told_later(kind):
    typed, secrets = TEXTS[kind]
    variant = compiled(kind, typed)[0]
    seen = list(reached(KINDS[kind].show(variant, KINDS[kind].ids(variant), 3)))
    text = "\n".join(str(one) for one in seen)
    assert not [secret for secret in secrets if secret in text]
    assert {type(one) for one in seen} <= {
        PublicQuestion, PublicField, PublicOption, Reason, str, int, tuple, dict, type(None),
    }  # fmt: skip


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
