from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from courseware.cli.content import told
from courseware.operations.versions import Publication
from tests.cli.conftest import Run
from tests.content.content_examples import SLUG, sound, write

LESSON = f"{SLUG}/lessons/01-slowest-step.md"


@pytest.fixture
def modules(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small curriculum that a test may break; the commands read it instead of the shipped one."""
    folder = write(tmp_path / "modules", sound())
    settings = replace(app.config["COURSEWARE"], modules_dir=folder)
    monkeypatch.setitem(app.config, "COURSEWARE", settings)
    return folder


def edit(modules: Path, file: str, old: str, new: str) -> None:
    text = (modules / file).read_text()
    assert old in text
    (modules / file).write_text(text.replace(old, new))


def break_heading(modules: Path) -> int:
    """Spoil a heading and return its line."""
    lines = (modules / LESSON).read_text().splitlines()
    edit(modules, LESSON, "## The idea", "## Idea")
    return lines.index("## The idea") + 1


def test_a_sound_curriculum_passes(run: Run, modules: Path) -> None:
    result = run("content", "check")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].startswith("0 errors and ")
    assert result.stdout.endswith("; 1 sound module and 1 pathway.\n")


def test_a_broken_copy_names_file_line_and_mend(run: Run, modules: Path) -> None:
    line = break_heading(modules)
    result = run("content", "check", "--strictness", "house")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{LESSON}:{line}: error: Here stands “Idea”. Write ## The idea."
    )


def test_problems_come_as_json(run: Run, modules: Path) -> None:
    line = break_heading(modules)
    result = run("content", "check", "--json", "--strictness", "house")
    assert result.exit_code == 1
    first = json.loads(result.stdout)[0]
    assert first["strictness"] == "house"
    assert (first["file"], first["line"], first["severity"]) == (LESSON, line, "error")
    assert {"message", "mend"} < set(first)


def test_a_rule_of_the_house_is_advice_for_a_module_of_ones_own(run: Run, modules: Path) -> None:
    line = break_heading(modules)
    result = run("content", "check", "--json")
    first = json.loads(result.stdout)[0]
    assert result.exit_code == 0
    assert (first["line"], first["severity"], first["strictness"]) == (line, "warning", "site")
    assert f"Module {SLUG}: version 1 is published." in run("content", "publish").stdout


def test_no_problem_is_an_empty_list(run: Run, modules: Path) -> None:
    result = run("content", "check", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_what_is_broken_is_not_published(run: Run, modules: Path) -> None:
    break_heading(modules)
    result = run("content", "publish", "--strictness", "house")
    assert result.exit_code == 1
    assert LESSON in result.stdout
    assert result.stderr.splitlines()[-1].startswith("Error: Nothing was published: 1 error")
    edit(modules, LESSON, "## Idea", "## The idea")
    assert f"Module {SLUG}: version 1 is published." in run("content", "publish").stdout


def test_what_is_made_of_the_modules_is_named_for_what_it_is() -> None:
    modules = (("production-manager/foundation", 1), ("/practicum/line-stop", 2), (SLUG, 3))
    assert told(Publication(modules, (("/practice", 1), ("first-steps", 4)))) == [
        "Bank of the level review production-manager/foundation: version 1 is published.",
        "Simulated case line-stop: version 2 is published.",
        f"Module {SLUG}: version 3 is published.",
        "Practicum, cases and career: version 1 is published.",
        "Pathway first-steps: version 4 is published.",
    ]


def test_only_what_changed_gets_a_version_and_only_once(run: Run, modules: Path) -> None:
    assert run("content", "publish", "--reason", "The beginning").stdout.splitlines() == [
        f"Module {SLUG}: version 1 is published.",
        "Glossary, tracks and competencies: version 2 is published.",
        "Pathway first-steps: version 2 is published.",
    ]
    assert run("content", "publish").stdout == "Nothing changed.\n"
    edit(modules, "glossary.yaml", "Time *divided* by demand.", "Time there is, by demand.")
    edit(modules, LESSON, "Take the smallest.", "Take the smallest one.")
    assert run("content", "publish", "--applies-to", "all").stdout.splitlines() == [
        f"Module {SLUG}: version 2 is published.",
        "Glossary, tracks and competencies: version 3 is published.",
    ]
    assert run("content", "publish").stdout == "Nothing changed.\n"
