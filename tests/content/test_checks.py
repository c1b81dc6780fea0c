from __future__ import annotations

from pathlib import Path

import pytest
from content_examples import FILES, LESSON, MODULE, SENTENCE, problems, read, sound

from courseware.problems import Severity

PLACE = "flow/lessons/01-slowest-step.md"
STOP = "modules:\n  - module: flow\n"
PATHWAY = "pathways/first-steps.yaml"


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def changed(place: str, old: str, new: str) -> dict[str, str]:
    files = sound()
    assert old in files[place]
    return {**files, place: files[place].replace(old, new)}


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("glossary:takt-time", "glossary:tact-time", "A [takt", "“glossary:tact-time”"),
        ("formula:F06", "formula:F05", "A [takt", "“formula:F05”"),
        ("figures/line.svg", "figures/lime.svg", "![A line", "figures/lime.svg"),
        ("figures/line.svg", "figures/../../line.svg", "![A line", "figures/../../line.svg"),
        ("figures/line.svg", "images/line.svg", "![A line", "images/line.svg"),
        ("*Factory Physics*.\n", "*FP*.\n\n## More\n", "- Hopp", "A lesson has eight sections."),
        ("![A line of three stations.]", "![]", "![", "has no alt text"),
        ("{rate:.0f}", "{rat:.0f}", "The rate is", "“rat” is not known"),
        (r"\val{rate}", r"\val{rat}", "$$TH", "“rat” is not known"),
        (r"\min(c_1", r"\minn(c_1", "$$TH", r"\minn"),
        ("{rate}.\n:::", "{rate}.", "::: answer", "is not closed"),
        ("## Try it", "## Try", "## Try it", "Here stands “Try”."),
        ("## In short\n", "## In short\n\n## In short\n", "## In short", "Here stands “In short”."),
        ("- Hopp", "[" * 201, "- Hopp", "opening brackets"),
        ("## From", "Hello.\n\n## From", "\n## From", "before the first section"),
        ("- **Averaging.**", "- <b>Averaging.</b>", "- **Av", "HTML is not allowed"),
        ("outcomes: [O1]", "outcomes: [O7]", "outcomes:", "“O7” is not known"),
        ("formulas: [F06]", "formulas: [F99]", "formulas:", "“F99” is not known"),
        ("title: The", "titel: The", "title: The", "`titel` is not known here."),
        ("press: 40", "press: 30..40", "given:", "do not vary"),
        ("press: 40", "press: forty", "given:", "forty"),
        ("[press, weld]", "[press, pack]", "let:", "“pack” has no value"),
        ("[press, weld]", "[press / (weld - 30)]", "given:", "divides by zero"),
    ],
)
def test_a_fault_in_a_lesson_is_reported_on_its_line(
    tmp_path: Path, old: str, new: str, at: str, said: str
) -> None:
    catalog, report = read(tmp_path, changed(PLACE, old, new))
    found = [problem for problem in report.problems if said in problem.message]
    assert [(problem.file, problem.severity) for problem in found[:1]] == [(PLACE, Severity.ERROR)]
    assert abs(found[0].line - line_of(LESSON, at)) <= ("\n\n##" in new) * 3
    assert catalog.modules == {}


def test_a_nearly_right_name_is_the_mend(tmp_path: Path) -> None:
    files = changed(PLACE, "glossary:takt-time", "glossary:tact-time")
    files["flow/module.yaml"] = MODULE.replace("summary:", "sumary:")
    _, report = read(tmp_path, files)
    mends = " ".join(problem.mend for problem in report.problems)
    assert "Did you mean glossary:takt-time?" in mends
    assert "Did you mean `summary`?" in mends


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("track: mp", "track: mb", "track “mb” is not known"),
        ("level: foundation", "level: basic", "level “basic” is not known"),
        ("[C2]", "[C3]", "“C3” is not known"),
        ("[old-lesson]", "[slowest-step]", "“slowest-step” is retired"),
        (
            "  O1: Compute the rate of a line.\n",
            "  O1: Rate.\n  O2: More.\n",
            "No lesson teaches O2",
        ),
        ("  O1: Compute the rate of a line.\n", "  O1: Rate.\n  O2: More.\n", "never asks O2"),
        ("  O1:", "  first:", "named “first”"),
        ("maps: [ON-32]", "maps: ON-32", "`maps` has the wrong form"),
    ],
)
def test_a_fault_in_a_modules_head_is_reported(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    catalog, report = read(tmp_path, changed("flow/module.yaml", old, new))
    assert any(said in problem.message for problem in report.problems)
    assert catalog.modules == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("What paces line q-3?", "What of <b>q-3</b>?", "HTML is not allowed"),
        ("What paces line q-3?", "See [it](glossary:tact-time) q-3?", "leads nowhere"),
        ("What paces line q-3?", r"Is $\\ce{x}$ q-3?", r"\ce"),
    ],
)
def test_a_fault_in_a_questions_text_is_reported_on_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    _, report = read(tmp_path, changed("flow/quiz.yaml", old, new))
    found = [(file, line) for file, line, message in problems(report) if said in message]
    assert found == [("flow/quiz.yaml", line_of(FILES["quiz.yaml"], "line q-3?"))]


def test_the_language_of_a_lesson_is_measured(tmp_path: Path) -> None:
    hard = "Administrative responsibilities necessitate organizational accountability evaluations"
    files = changed(PLACE, SENTENCE * 20, f"{hard} and {hard} and {hard} and {hard}. " * 40)
    _, report = read(tmp_path, files)
    messages = [problem.message for problem in report.problems]
    assert any("It reads at grade" in message for message in messages)
    assert any("An average sentence has" in message for message in messages)
    assert report.has_errors


def test_a_figure_that_nobody_sees_is_a_warning(tmp_path: Path) -> None:
    files = sound()
    files["flow/lessons/figures/unseen.svg"] = files["flow/lessons/figures/line.svg"].replace(
        "A", "B"
    )
    catalog, report = read(tmp_path, files)
    assert [problem.severity for problem in report.problems] == [Severity.WARNING]
    assert list(catalog.modules) == ["flow"]


def test_a_lesson_without_a_figure_is_not_published(tmp_path: Path) -> None:
    catalog, report = read(
        tmp_path, changed(PLACE, "![A line of three stations.](figures/line.svg)", "")
    )
    assert "The lesson has no figure." in [problem.message for problem in report.problems]
    assert catalog.modules == {}


def test_two_lessons_of_one_title_or_one_id_are_reported(tmp_path: Path) -> None:
    files = {**sound(), "flow/lessons/02-slowest-step.md": LESSON}
    _, report = read(tmp_path, files)
    messages = [problem.message for problem in report.problems]
    assert any("is taken by lessons/01-slowest-step.md" in message for message in messages)
    assert any("is also the title of" in message for message in messages)


@pytest.mark.parametrize(
    ("stops", "line", "said"),
    [
        ("  - module: flaw\n", 6, "There is no module “flaw”."),
        ("  - {module: flow, after: [base]}\n", 6, "“base” is no module of this pathway."),
        ("  - module: flow\n  - module: flow\n", 5, "flow stands 2 times"),
        ("  - {module: flow, after: [flow]}\n", 6, "wait for each other: flow."),
        (
            "  - module: flow\n  - {module: a, after: [flow, c]}\n  - {module: b, after: [a]}\n"
            "  - {module: c, after: [b]}\n  - {module: d, after: [c]}\n",
            7,
            "wait for each other: a, b, c, d.",
        ),
        ("  - {modul: flow}\n", 6, "`modul` is not known here."),
        ("  []\n", 6, "The pathway has no module."),
        ("  - module: flow\noptional: [flaw]\n", 7, "There is no module “flaw”."),
        ("  - module: flow\noptional: [flow]\n", 7, "flow stands among `modules`, too"),
        ("  - module: flow\noptional: [a, a]\n", 7, "a stands 2 times"),
        ("  - module: flow\noptional: flow\n", 7, "`optional` has the wrong form."),
    ],
)
def test_a_pathway_that_cannot_be_walked_is_reported_and_left_out(
    tmp_path: Path, stops: str, line: int, said: str
) -> None:
    catalog, report = read(tmp_path, changed(PATHWAY, STOP, f"modules:\n{stops}"))
    found = [problem for problem in problems(report) if said in problem[2]]
    assert [problem[:2] for problem in found] in ([(PATHWAY, line)], [(PATHWAY, line - 1)])
    assert catalog.pathways == {}


@pytest.mark.parametrize("target", ["lesson:flow/slowest-step", "module:flow"])
def test_links_between_modules_lead_to_their_pages(tmp_path: Path, target: str) -> None:
    catalog, report = read(tmp_path, changed(PLACE, "glossary:takt-time", target))
    url = "/modules/flow/lessons/slowest-step" if "/" in target else "/modules/flow"
    assert report.problems == []
    assert f'href="{url}"' in catalog.modules["flow"].lessons[0].sections[1].html


@pytest.mark.parametrize(
    "target", ["lesson:flow/fastest-step", "lesson:flaw/slowest-step", "module:flaw", "http://x.y"]
)
def test_links_to_lessons_and_modules_that_are_not_there_are_dead(
    tmp_path: Path, target: str
) -> None:
    _, report = read(tmp_path, changed(PLACE, "glossary:takt-time", target))
    assert any(target in problem.message for problem in report.problems)


def test_a_glossary_with_two_owners_of_one_name_is_reported(tmp_path: Path) -> None:
    _, report = read(tmp_path, changed("glossary.yaml", "term: Pace", "term: TAKT"))
    assert problems(report) == [("glossary.yaml", 3, "“TAKT” is also a name of “takt-time”.")]
