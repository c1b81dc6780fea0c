"""Promises about what the shipped curriculum asks and teaches: its banks, its level, its outcomes."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from courseware.content.model import Module
from tests.house.shipped_lessons import CATALOG, TEXTS, each_module

# -------------------------------------------------------------------------------------- banks


@each_module
def test_each_outcome_can_be_practiced_and_reviewed(module: Module) -> None:
    outcomes = {outcome.id for outcome in module.outcomes}
    for use in ("quiz", "practice", "review"):
        asked = {one.outcome for one in module.bank.questions if one.use == use}
        assert asked == outcomes, use


@each_module
def test_most_questions_ask_for_more_than_remembering(module: Module) -> None:
    graded = [question for question in module.bank.questions if question.use == "quiz"]
    asking = [one for one in graded if one.level in {"apply", "analyze", "evaluate"}]
    assert Fraction(len(asking), len(graded)) >= Fraction(60, 100)


@each_module
def test_a_challenge_has_enough_to_ask(module: Module) -> None:
    hard = [
        question
        for question in module.bank.questions
        if question.use == "review" and question.level in {"apply", "analyze", "evaluate"}
    ]
    assert len(hard) >= 8


@each_module
def test_the_questions_name_what_the_module_is_for(module: Module) -> None:
    named = {question.competency for question in module.bank.questions}
    assert named <= set(module.competencies)


# -------------------------------------------------------------------------------- what is taught

SEEDS: dict[str, dict[str, str]] = {
    # A career begins with the right educational foundation.
    "S1": {
        "cp1-start-here/routes-into-the-job": r"route into the job.*five routes",
        "cp1-start-here/six-quick-numbers": r"warm-up",
    },
    # The degrees: industrial or manufacturing engineering, business with operations, and others.
    "S2": {"cp1-start-here/routes-into-the-job": r"industrial or manufacturing engineering.*operations focus"},
    # Manufacturing principles, process optimization, management theory.
    "S3": {
        "cp1-start-here/three-things-to-master": r"manufacturing principles.*process optimization.*management theory",
        "mp1-factory-systems/flow-physics": r"bottleneck",
        "mp1-factory-systems/management-theory-on-the-floor": r"Taylor.*Deming.*Goldratt",
        "mp3-work-and-capacity/bottlenecks": r"theory of constraints",
        "ln1-lean-thinking/five-principles": r"value.*flow.*pull",
        "ss1-define-and-metrics/variation-and-dmaic": r"variation",
        "num-warm-up/rates-and-percent": r"percent",
    },
    # Internships, co-ops and entry-level roles while studying.
    "S4": {"cp2-learning-on-the-job/getting-experience": r"internship.*co-op.*apprenticeship.*entry-level"},
    # Hands-on exposure builds skills that textbooks cannot.
    "S5": {
        "cp2-learning-on-the-job/practicum-log": r"hours.*saw the work",
        "mp2-safety-first/safety-before-output": r"stop",
    },
    # Early duties: scheduling, quality-control checks, equipment monitoring.
    "S6": {
        "cp2-learning-on-the-job/updating-the-board": r"is down.*order",
        "cp2-learning-on-the-job/quality-checks": r"gauge.*sample",
        "cp2-learning-on-the-job/equipment-log": r"normal range.*trend",
        "mp4-planning-and-scheduling/one-machine": r"due",
        "mp6-equipment-effectiveness/monitoring-rounds": r"listen.*measure",
    },
    # First roles: production supervisor, manufacturing engineer, operations analyst.
    "S7": {
        "cp2-learning-on-the-job/three-mondays": r"production supervisor.*manufacturing engineer.*operations analyst",
        "lm0-first-weeks-in-charge/leading-former-peers": r"team leader|supervisor",
    },
}  # fmt: skip
"""What the curriculum promises to teach at this level → the lessons that do, and words that must stand in each."""


@pytest.mark.parametrize("seed", SEEDS)
def test_each_promise_of_the_level_is_kept_by_lessons_that_say_so(seed: str) -> None:
    known = {str(text): text for text in TEXTS}
    for name, words in SEEDS[seed].items():
        text = known[name]
        assert seed in text.module.seeds, name
        assert re.search(words, text.body, re.IGNORECASE | re.DOTALL), (name, words)


@each_module
def test_a_module_that_names_a_promise_has_a_lesson_for_it(module: Module) -> None:
    for seed in set(module.seeds) & SEEDS.keys():
        assert any(name.startswith(f"{module.slug}/") for name in SEEDS[seed]), seed


def test_the_foundation_level_is_a_pathway_and_stands_complete() -> None:
    pathway = CATALOG.pathways["production-manager"]
    route = [stop.module for stop in pathway.stops]
    shipped = {slug for slug, module in CATALOG.modules.items() if module.level == "foundation"}
    assert set(route) | set(pathway.optional) == shipped
    assert pathway.optional == ("num-warm-up",)
    assert CATALOG.waiting == {}, "each lab stands in its module"
    named = {name for slug in route for name in CATALOG.modules[slug].competencies}
    assert named == {f"C{number}" for number in range(1, 11)}
