"""Looking changes nothing: after every GET of everybody the database is the same."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from courseware.extensions import db
from courseware.records.everything import METADATA
from tests.conftest import World, sign_in
from tests.house.access import ACCESS, EVERYBODY
from tests.house.test_access import ask, objects

MAY_CHANGE = {"throttle", "audit"}
__all__ = ["objects"]  # the fixture


def contents(app: Flask) -> dict[str, list[str]]:
    """Return every row of every table that a GET may not touch."""
    with app.app_context(), db.engine.connect() as conn:
        return {
            table.name: sorted(repr(tuple(row)) for row in conn.execute(select(table)))
            for table in METADATA.sorted_tables
            if table.name not in MAY_CHANGE
        }  # fmt: skip


def test_no_get_request_changes_a_row(small_world: World, objects: dict[str, object]) -> None:
    app = small_world.app
    browsers = {
        who: app.test_client() if who == "visitor" else sign_in(app, who) for who in EVERYBODY
    }
    before = contents(app)
    for client in browsers.values():
        for method, endpoint in ACCESS:
            if method == "GET":
                ask(app, client, method, endpoint, objects)
    assert contents(app) == before
