"""Commands as an operator types them, on the application of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from flask import Flask
from flask_migrate import upgrade

from courseware.app import create_app
from courseware.cli import terminal
from courseware.extensions import db
from tests.conftest import settings_for

Run = Callable[..., Result]
NEVER = 3600.0
"""Seconds after which a command says how far it is: longer than any test."""


def run_on(app: Flask, *words: str) -> Result:
    """Run `flask words…`; it says nothing of its progress, however slow the machine is."""
    runner = app.test_cli_runner()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "LONG", NEVER)
        return runner.invoke(args=list(words))


@pytest.fixture
def run(app: Flask) -> Run:
    """Run a command on the site with the shipped curriculum and the cast."""
    return lambda *words: run_on(app, *words)


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A demonstration on an empty, migrated database."""
    folder = tmp_path_factory.mktemp("demo")
    settings = settings_for(f"sqlite:///{folder}/courseware.db", folder, demo=True)
    app = create_app(settings, overrides={"TESTING": True})
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()
