"""Every whole question in docs/authoring.md can be read, by the rules of the house, and grades its own samples."""

from __future__ import annotations

import re
from typing import Any

import pytest
from quiz_examples import paragraph

from courseware.config import PROJECT
from courseware.content.yaml_text import read_yaml
from courseware.problems import Report, Strictness
from courseware.quizzes.grading import grade
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.variation import read_values

TEXT = (PROJECT / "docs" / "authoring.md").read_text("utf-8")
EXAMPLES: list[dict[str, Any]] = [
    question
    for block in re.findall(r"```yaml\n(questions:\n.*?)```", TEXT, re.DOTALL)
    for question in getattr(read_yaml(block, "authoring.md", Report()), "value", {})["questions"]
]


@pytest.mark.parametrize("typed", EXAMPLES, ids=lambda typed: typed["id"])
def test_an_example_of_the_reference_is_sound(typed: dict[str, Any]) -> None:
    report = Report(Strictness.HOUSE)
    source = report.source("authoring.md")
    (kind,) = [kind for kind in KINDS.values() if kind.key in typed]
    variants = kind.read(Item(typed, source, read_values(typed, source), paragraph))
    assert report.problems == []
    assert variants
    for variant in variants:
        order = kind.ids(variant)
        samples = kind.samples(variant, order)
        assert grade(kind.name, variant, order, samples.right).fraction == 1
        assert grade(kind.name, variant, order, samples.wrong).fraction == 0


def test_there_is_an_example_of_every_kind() -> None:
    keys = {key for typed in EXAMPLES for key in typed}
    assert {kind.key for kind in KINDS.values()} <= keys
