"""Every question that docs/authoring.md shows is read and graded: what is written there works."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from courseware.config import PROJECT
from courseware.content.yaml_text import read_yaml
from courseware.problems import Report, Strictness
from courseware.quizzes.bank import read_questions
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Question
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
