from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

from content_examples import FIGURE, LESSON, MODULE, QUESTION, SHARED, write
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.content.catalog import read_catalog
from courseware.content.figures import check_figure
from courseware.content.lessons import Surroundings, read_lesson
from courseware.content.places import Known
from courseware.content.yaml_text import read_yaml
from courseware.problems import Report

PIECES = [
    "---\n", "\n", "\n\n", "## From the floor\n", "## The idea\n", "# ", "{rate}", "{rat}", "{", "}", "\\{",
    "$", "$$", "\\val{rate}", "\\frac{a}{b}", "::: answer\n", "::: steps A\n", "+++\n", ":::\n", "| a |\n",
    "|---|\n", "![a](figures/line.svg)", "[a](glossary:x)", "<b>", "- ", "> ", "```\n", "title: a\n",
    "given: {rate: 3}\n", "let: {rate: 2 * 3}\n", "outcomes: [O1]\n", "a: [", "'", "`", "text ", "\u2028",
]  # fmt: skip
AROUND = Surroundings(Known((), (), {"x"}, {}), {"O1"}, {"line.svg": "0f"})


def lesson_problems(text: str) -> Report:
    report = Report()
    read_lesson("a.md", "lessons/01-a.md", text, AROUND, report)
    return report


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.booleans())
def test_no_lesson_raises_and_every_problem_has_a_line_of_the_file(
    text: str, with_head: bool
) -> None:
    head = LESSON[: LESSON.index("## From")]
    text = head + text if with_head else text
    for problem in lesson_problems(text).problems:
        assert 1 <= problem.line <= text.count("\n") + 1


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, len(FIGURE)),
    st.integers(0, 40),
    st.sampled_from(["", "<", ">", '"', "&", "<g>", "\n", "]]>"]),
)
def test_no_damaged_figure_raises(at: int, cut: int, put: str) -> None:
    report = Report()
    text = FIGURE[:at] + put + FIGURE[at + cut :]
    assert check_figure(text, report.source("a.svg")) is not report.has_errors


VALUES: list[Any] = ["", "x", "1", [], ["x"], [[]], {}, {"x": "y"}, {"x": ["y"]}, [{"x": {}}]]
QUIZ = "quiz:\n  pass: 80%\n  points: 10\n  draw: {O1: {single: 10}}\nquestions:\n"
DOCUMENTS = {
    **SHARED,
    "flow/module.yaml": MODULE,
    "flow/quiz.yaml": QUIZ + QUESTION.format(name="q-1", use="quiz"),
}


def plain(text: str) -> Any:
    document = read_yaml(text, "a.yaml", Report())
    assert document is not None
    return document.value


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values inside of `value`."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(found for key, one in inside for found in places(one, (*path, key)))]


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_no_value_of_another_shape_raises(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(DOCUMENTS)))
    value = copy.deepcopy(plain(DOCUMENTS[file]))
    path = data.draw(st.sampled_from(places(value)))
    strange = data.draw(st.sampled_from(VALUES))
    if path:
        inside = value
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = strange
    else:
        value = strange
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**DOCUMENTS, file: json.dumps(value)})
        catalog, report = read_catalog(root)
    assert catalog.modules == {}
    assert all(problem.line >= 1 for problem in report.problems)
