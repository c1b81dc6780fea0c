"""What docs/recipes/a-new-lab.md shows is a lab that can be published, with a model that runs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from courseware.config import PROJECT
from courseware.content.yaml_text import read_yaml
from courseware.formulas.cards import CARDS
from courseware.labs.chart_words import KINDS as CHARTS
from courseware.labs.given import Given, Note
from courseware.labs.inputs.registry import TYPES
from courseware.labs.kinds import KINDS
from courseware.labs.reading import read_lab
from courseware.problems import Report, Strictness
from tests.quizzes.quiz_examples import paragraph

RECIPE = (PROJECT / "docs" / "recipes" / "a-new-lab.md").read_text("utf-8")
GUIDE = (PROJECT / "docs" / "labs.md").read_text("utf-8")


def block(language: str) -> str:
    """Return the one block of a language in the recipe."""
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", RECIPE, re.MULTILINE | re.DOTALL)
    return str(text)


def test_the_lab_of_the_recipe_can_be_published() -> None:
    report = Report(Strictness.HOUSE)
    document = read_yaml(block("yaml"), "recipe", report)
    assert document is not None
    source = report.source("recipe", document.lines)
    lab = read_lab(
        "pitch", document.value, source, outcomes={"O1"}, formulas=CARDS, render=paragraph
    )
    assert report.problems == []
    assert lab is not None
    assert len(lab.solutions) == len(lab.cases) == 3


def test_the_model_of_the_recipe_runs_and_says_what_it_has_to_say() -> None:
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(block("python"), names)  # noqa: S102 - our own guide
    model = names["MODEL"]
    found = model.run(Given({"demand": 460}, {"shift": 27_600.0, "box": 50.0}))
    assert found.values == {"trips": 9}
    assert found.notes == [Note("left_over", {"count": 10})]
    assert model.values == tuple(found.values)


@pytest.mark.parametrize("name", [*KINDS, *TYPES, *CHARTS])
def test_the_guide_names_every_kind_input_and_chart(name: str) -> None:
    assert re.search(rf"^\|.*`{name}\b", GUIDE, re.MULTILINE)
