"""What the web server loads before its workers are made of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from courseware.app import create_app
from courseware.cli.web_server import load
from courseware.extensions import db
from tests.conftest import World, settings_for


def test_workers_inherit_what_is_published_and_no_connection_or_thread(
    world: World, tmp_path: Path
) -> None:
    app = create_app(settings_for(world.url, tmp_path))
    load(create_app(settings_for(world.url, tmp_path)))  # what a driver opens once, for good
    files, threads = set(Path("/proc/self/fd").iterdir()), threading.active_count()
    load(app)
    assert set(Path("/proc/self/fd").iterdir()) == files
    assert threading.active_count() == threads
    with app.app_context():
        assert db.engine.pool.checkedin() == 0  # type: ignore[attr-defined]  # of the pools in use
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
        with db.engine.connect() as conn:
            assert app.extensions["courseware.site"].shelves.current(conn).modules
        db.engine.dispose()
    assert not [statement for statement in asked if "compiled" in statement]


def test_a_database_that_does_not_answer_yet_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = replace(
        settings_for(f"sqlite:///{tmp_path}/empty.db", tmp_path),
        database_url=f"sqlite:///{tmp_path}/empty.db",
    )
    load(create_app(settings))
    assert "What is published is loaded later" in caplog.text
