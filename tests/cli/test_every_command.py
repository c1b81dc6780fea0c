from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click
import pytest
from flask import Flask

from courseware.app import create_app
from courseware.cli import Commands
from courseware.cli.terminal import follow
from courseware.extensions import db
from tests.cli.conftest import run_on
from tests.conftest import settings_for


def every_command() -> Iterator[tuple[str, ...]]:
    ours = Commands()
    context = click.Context(ours)
    for noun in sorted({*ours.list_commands(context)} - {"db"}):  # that one is Flask-Migrate's
        command = ours.get_command(context, noun)
        assert command is not None
        verbs = command.list_commands(context) if isinstance(command, click.Group) else []
        yield from ((noun, verb) for verb in verbs)
        if not verbs:
            yield (noun,)


EVERY = tuple(every_command())


def test_the_commands_that_others_rely_on_are_there() -> None:
    assert {
        ("content", "check"), ("content", "publish"), ("people", "add"), ("people", "import"),
        ("people", "invite"),
        ("people", "grant"), ("people", "withdraw"), ("people", "list"), ("people", "erase"),
        ("people", "enroll"), ("teams", "add"),
        ("records", "verify"), ("records", "rebuild"), ("credentials", "issuer"),
        ("credentials", "render"), ("credentials", "keys"), ("credentials", "retire-key"),
        ("credentials", "verify"), ("credentials", "revoke"), ("credentials", "reissue"),
        ("credentials", "rotate-key"), ("credentials", "did"),
        ("jobs", "run"), ("serve",), ("demo",), ("settings", "show"), ("settings", "set"),
    } == set(EVERY)  # fmt: skip


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_says_what_it_does_and_gives_an_example(app: Flask, words: tuple[str, ...]) -> None:
    result = run_on(app, *words, "--help")
    assert result.exit_code == 0
    assert f"flask {' '.join(words)}" in result.output.split("Example:")[1]


@pytest.mark.parametrize(
    "words",
    [("people", "list"), ("records", "verify"), ("jobs", "run"), ("people", "invite", "ada")],
    ids=" ".join,
)
def test_a_database_without_tables_is_one_line_and_not_a_trace(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/empty.db", tmp_path)
    app = create_app(settings, overrides={"TESTING": True})
    result = run_on(app, *words)
    with app.app_context():
        db.engine.dispose()
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The database cannot be used (no such table")
    assert result.stderr.endswith("flask db upgrade\n")
    assert result.stderr.count("\n") == 1


def test_progress_is_told_in_lines_that_become_rarer(capsys: pytest.CaptureFixture[str]) -> None:
    ticks = count()
    assert list(follow(range(10), "Counting", clock=lambda: next(ticks) * 0.6)) == list(range(10))
    assert capsys.readouterr().err.splitlines() == [
        "Counting: 1 of 10",
        "Counting: 5 of 10",
    ]


def test_quick_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(follow([1, 2], "Counting", clock=lambda: 0.0)) == [1, 2]
    assert capsys.readouterr().err == ""
