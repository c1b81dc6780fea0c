from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from courseware.config import PROJECT
from tests.cli.conftest import Run

LESSON = "mp1-factory-systems/lessons/03-flow-physics.md"


@pytest.fixture
def modules(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the curriculum that a test may break; the commands read it."""
    copy = tmp_path / "modules"
    shutil.copytree(PROJECT / "modules", copy)
    settings = replace(app.config["COURSEWARE"], modules_dir=copy)
    monkeypatch.setitem(app.config, "COURSEWARE", settings)
    return copy


def test_a_sound_curriculum_passes(run: Run) -> None:
    result = run("content", "check")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.splitlines()[-1].startswith("0 errors and ")


def break_heading(modules: Path) -> None:
    lesson = modules / LESSON
    lesson.write_text(lesson.read_text().replace("## The idea", "## Idea"))


def test_a_broken_copy_names_file_line_and_mend(run: Run, modules: Path) -> None:
    break_heading(modules)
    result = run("content", "check")
    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert LESSON in first
    _file, line, severity, what = first.split(":", 3)
    assert (severity, line.isdigit(), bool(what)) == (" error", True, True)


def test_problems_come_as_json(run: Run, modules: Path) -> None:
    break_heading(modules)
    result = run("content", "check", "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert {"file", "line", "severity", "message", "mend"} == set(problems[0])
    assert problems[0]["severity"] == "error"


def test_what_is_broken_is_not_published(run: Run, modules: Path) -> None:
    break_heading(modules)
    result = run("content", "publish")
    assert result.exit_code == 1
    assert LESSON in result.stdout
    assert result.stderr.splitlines()[-1].startswith("Error: Nothing was published: 1 error")


def test_only_what_changed_gets_a_version_and_only_once(run: Run, modules: Path) -> None:
    assert run("content", "publish").stdout == "Nothing changed.\n"
    lesson = modules / LESSON
    lesson.write_text(lesson.read_text().replace("Rivermill", "Rivermill Works"))
    glossary = modules / "glossary.yaml"
    glossary.write_text(glossary.read_text().replace("Available work time", "Work time there is"))
    published = run("content", "publish", "--reason", "A clearer word", "--applies-to", "all")
    assert published.stdout.splitlines() == [
        "Module mp1-factory-systems: version 2 is published.",
        "Glossary, tracks and competencies: version 2 is published.",
    ]
    assert run("content", "publish").stdout == "Nothing changed.\n"
