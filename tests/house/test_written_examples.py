"""What docs/authoring.md and the recipe of a new kind show is read, asked and graded: it works as written."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from flask import Flask

from courseware.config import PROJECT
from courseware.content.yaml_text import read_yaml
from courseware.problems import Report, Strictness
from courseware.quizzes.bank import read_questions
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.judging import explain, judge, misjudged
from courseware.quizzes.kinds.kind import Kind
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Question, Variant
from courseware.words import Reason
from tests.quizzes.quiz_examples import paragraph

GUIDE = PROJECT / "docs" / "authoring.md"
_BLOCK = re.compile(r"^```yaml\n(questions:\n.*?)^```$", re.MULTILINE | re.DOTALL)
OUTCOMES = tuple(f"O{number}" for number in range(1, 8))
COMPETENCIES = tuple(f"C{number}" for number in range(1, 11))


def examples() -> dict[str, str]:
    """Return each block of questions in the guide by the id of its first question."""
    blocks = _BLOCK.findall(GUIDE.read_text("utf-8"))
    return {re.search(r"id: (\S+)", one)[1]: one for one in blocks}  # type: ignore[index]  # each has one


def compiled(text: str) -> tuple[Question, ...]:
    """Return the questions of a block as they are published; nothing may be wrong with them."""
    report = Report(Strictness.HOUSE)
    document = read_yaml(text, "docs/authoring.md", report)
    assert document is not None, report.problems
    questions = read_questions(
        document.value["questions"],
        report.source("docs/authoring.md", document.lines).at("questions"),
        outcomes=OUTCOMES,
        competencies=COMPETENCIES,
        retired=(),
        render=paragraph,
    )
    assert report.problems == []
    return questions


@pytest.mark.parametrize("name", examples())
def test_an_example_of_the_guide_can_be_published_and_grades_its_own_solution(name: str) -> None:
    for question in compiled(examples()[name]):
        kind = KINDS[question.kind]
        for variant in question.variants:
            order = kind.ids(variant)
            samples = kind.samples(variant, order)
            right = grade(question.kind, variant, order, samples.right)
            assert right.fraction == 1 or right.needs_review
            assert grade(question.kind, variant, order, samples.wrong).fraction == 0
            assert grade(question.kind, variant, order, samples.malformed).reason is not None
            told = feedback(variant, order, samples.right, right)
            assert told.why or told.solution.model


def test_the_guide_shows_every_kind() -> None:
    shown = Counter(one.kind for text in examples().values() for one in compiled(text))
    assert shown.keys() == KINDS.keys()


def test_the_guide_tells_a_title_for_every_kind() -> None:
    titles = re.findall(r"^### (\w+)", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert {kind.name for kind in KINDS.values()} <= {title.lower() for title in titles}


RECIPE = PROJECT / "docs" / "recipes" / "a-new-question-kind.md"
_CODE = re.compile(r"^```(python|jinja)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def term_of_the_recipe() -> tuple[Kind[Any], tuple[Variant, ...], str]:
    """Return the kind that the recipe adds, with a question of it that has a table, and its template."""
    (_, rule), *_others, (_, template) = [
        found for found in _CODE.findall(RECIPE.read_text("utf-8")) if found[1][:1] in '"{'
    ]
    written: dict[str, Any] = {"__name__": "term"}
    exec(compile(rule, str(RECIPE), "exec"), written)  # noqa: S102 - our own text, to see that it runs
    kind: Kind[Any] = written["Term"]()
    typed = {"ask": "What is it?", "why": "It is.", "names": ["Takt time", "Takt"], "table": "d"}
    report = Report(Strictness.HOUSE)
    item = Item(typed, report.source("quiz.yaml"), ({"d": [3, 4]},), paragraph)
    variants = kind.read(item)
    assert report.problems == []
    return kind, variants, template


def test_the_kind_of_the_recipe_judges_its_own_samples() -> None:
    kind, (variant,), _template = term_of_the_recipe()
    assert misjudged(kind, variant) == ""
    samples = kind.samples(variant, ())
    for raw in (samples.malformed, samples.blank):
        asked_back = kind.parse(variant, (), raw)
        assert isinstance(asked_back, Reason)
        assert f'"{asked_back.code}":' in RECIPE.read_text("utf-8"), "the recipe has its sentence"
    assert kind.parse(variant, (), {"": [" TAKT  time."]}) == "takt time"


def test_the_template_of_the_recipe_asks_and_explains(app: Flask) -> None:
    kind, (variant,), template = term_of_the_recipe()
    samples = kind.samples(variant, ())
    told = explain(kind, variant, (), samples.right, judge(kind, variant, (), samples.right))
    calls = "{{ ask(question, 'slot-3', raw) }}{{ explain(told, 3) }}"
    with app.test_request_context():
        html = app.jinja_env.from_string(template + calls).render(
            question=kind.show(variant, (), 3), raw=samples.right, told=told
        )
    assert html.count(variant.exhibit) == 1
    assert 'name="slot-3"' in html
    assert html.count("Takt time") == 3, "what was saved, what was given, what is right"
    assert variant.why in html


def test_the_recipe_names_the_keys_that_are_taken() -> None:
    assert {kind.key for kind in KINDS.values()} <= set(
        re.findall(r"`(\w+)`", RECIPE.read_text("utf-8"))
    )
