"""The examples of composed questions in the guide for authors are whole, sound questions."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from courseware.calculation.variation import read_values
from courseware.config import PROJECT
from courseware.content.yaml_text import read_yaml
from courseware.problems import Report
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.judging import check_samples
from courseware.quizzes.kinds.registry import KINDS

GUIDE = (PROJECT / "docs" / "authoring.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(questions:\n.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("kind", "variants", "chance"),
    [("parts", 20, Fraction(1, 16)), ("case", 1, Fraction(13, 30))],
)
def test_the_example_compiles_without_a_word(kind, variants, chance):
    block = next(one for one in BLOCKS if f"\n  {kind}:\n" in one)
    report = Report()
    document = read_yaml(block, "authoring.md", report)
    (typed,) = document.value["questions"]
    source = report.source("authoring.md", document.lines).at("questions", 0)
    item = Item(typed, source, read_values(typed, source), lambda text: f"<p>{text}</p>")
    read = KINDS[kind].read(item)
    check_samples(KINDS[kind], read, source)
    assert [str(problem) for problem in report.problems] == []
    assert len(read) == variants
    assert KINDS[kind].chance(read[0]) == chance
