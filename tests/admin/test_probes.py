from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from courseware.app import create_app
from courseware.extensions import db
from courseware.records.transaction import writing
from tests.conftest import World, settings_for


def test_the_program_says_ok_without_asking_the_database(app: Flask, visitor: FlaskClient) -> None:
    statements: list[str] = []
    with app.app_context():
        engine = db.engine

    def count(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    reply = visitor.get("/healthz")
    event.remove(engine, "before_cursor_execute", count)
    assert (reply.status_code, reply.text) == (200, "ok")
    assert statements == []


def test_a_migrated_database_is_ready(world: World) -> None:
    reply = world.app.test_client().get("/readyz")
    assert (reply.status_code, reply.json) == (200, {"ready": True})


def test_a_database_behind_the_program_is_not_ready(world: World) -> None:
    with world.app.app_context(), writing(db.engine) as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    reply = world.app.test_client().get("/readyz")
    assert (reply.status_code, reply.json) == (503, {"ready": False})


def test_without_a_database_the_program_lives_and_is_not_ready(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://nobody@/none?host={tmp_path}"
    client = create_app(settings_for(url, tmp_path), overrides={"TESTING": True}).test_client()
    assert client.get("/healthz").status_code == 200
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json) == (503, {"ready": False})
