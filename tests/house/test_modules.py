"""Promises about the shipped curriculum: it is sound, and every question grades its own samples."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from hashlib import sha256

import pytest
from pydantic import TypeAdapter

from courseware.config import PROJECT
from courseware.content.model import Module
from courseware.quizzes.grading import grade
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant
from courseware.records.journal import canonical
from tests.labs.shipped import shipped

CATALOG, REPORT = shipped()
MODULES = list(CATALOG.modules.values())


def test_the_shipped_curriculum_has_no_problem() -> None:
    assert [str(problem) for problem in REPORT.problems] == []


def test_every_folder_is_a_sound_module() -> None:
    folders = {path.parent.name for path in (PROJECT / "modules").glob("*/module.yaml")}
    assert folders == set(CATALOG.modules)


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.slug)
def test_every_question_grades_its_own_samples(module: Module) -> None:
    for question in module.bank.questions:
        for variant in question.variants:
            order = KINDS[question.kind].ids(variant)[::-1]
            samples = KINDS[question.kind].samples(variant, order)
            where = f"{question.id}, variant {variant.no}"
            right = grade(question.kind, variant, order, samples.right)
            wrong = grade(question.kind, variant, order, samples.wrong)
            assert right.fraction == 1, where
            assert wrong.fraction == 0, where
            for raw in (samples.malformed, samples.blank):
                asked_back = grade(question.kind, variant, order, raw)
                assert asked_back.fraction == Fraction(0), where
                assert asked_back.reason is not None, where


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.slug)
def test_a_bank_is_large_enough_for_its_quiz(module: Module) -> None:
    uses = Counter(question.use for question in module.bank.questions)
    assert uses["quiz"] >= Fraction(5, 2) * module.bank.quiz.points
    assert uses["review"] >= 8
    assert uses["practice"] >= 5


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.slug)
def test_numbers_vary_between_learners(module: Module) -> None:
    for question in module.bank.questions:
        if question.kind == "numeric":
            keys = {variant.key["value"] for variant in question.variants}
            assert len(keys) >= 2, question.id


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.slug)
def test_a_stored_version_is_read_question_by_question_as_it_would_be_whole(module: Module) -> None:
    stored = json.loads(canonical(module.to_json()))
    again = Module.from_json(stored)
    assert canonical(again.to_json()) == canonical(stored)
    whole = TypeAdapter(tuple[Variant, ...])
    for question, plain in zip(again.bank.questions, stored["bank"]["questions"], strict=True):
        variants = whole.validate_python(plain["variants"])
        assert question.variants == variants, question.id
        assert tuple(question.variant(one.no) for one in variants) == variants, question.id
        assert question.digest == sha256(canonical(plain).encode()).hexdigest(), question.id
