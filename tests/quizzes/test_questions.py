from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from quiz_examples import example_bank

from courseware.quizzes.questions import Bank, Question, Quiz, Variant


def test_a_bank_comes_back_unchanged_from_its_stored_text():
    bank = example_bank()
    text = json.dumps(bank.to_json(), sort_keys=True)
    assert Bank.from_json(json.loads(text)) == bank


def test_a_pass_mark_stays_an_exact_fraction():
    quiz = Quiz(Fraction(2, 3), 10, ())
    assert quiz.to_json()["pass_mark"] == "2/3"
    assert Quiz.from_json(quiz.to_json()) == quiz


def test_whole_and_broken_values_keep_their_type():
    values = example_bank().question("numeric-quiz-0").variants[0].values
    assert {name: type(value) for name, value in values.items()} == {
        "wip": int,
        "rate": int,
        "hours": float,
    }


def test_the_digest_changes_with_any_word_and_with_nothing_else():
    question = example_bank().question("single-quiz-0")
    again = Question.from_json(json.loads(json.dumps(question.to_json())))
    other = replace(question, variants=(replace(question.variants[0], why="<p>Else.</p>"),))
    assert again.digest == question.digest
    assert other.digest != question.digest


def test_what_equals_its_default_is_not_written_so_that_a_new_field_keeps_old_digests():
    assert Variant(1, "a", "w").to_json() == {"no": 1, "ask": "a", "why": "w"}


def test_the_digest_is_the_sha256_of_canonical_json():
    question = Question("q", "single", "O1", "C2", "quiz", "apply", ())
    # printf '%s' '{"competency":"C2","id":"q","kind":"single","level":"apply","outcome":"O1","use":"quiz","variants":[]}' | sha256sum
    assert question.digest == "8fedbfd4ad12a5ca61ffa1bd98fd8d3f618c52a1afafbfeb3e0625ac8cb3b5e7"


def test_a_question_is_found_by_its_id_and_a_variant_by_its_number():
    bank = example_bank()
    question = bank.question("numeric-quiz-0")
    assert question.id == "numeric-quiz-0"
    assert question.variant(7) is question.variants[6]
    with pytest.raises(KeyError):
        bank.question("unknown")
