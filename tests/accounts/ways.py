"""Forms filled, letters opened: what the tests of the ways in share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Row, event, select, update

from courseware.extensions import db
from courseware.joining.secrets import Seed, secret_of
from courseware.letters import TEXTS, Letter
from courseware.operations.site import Site
from courseware.records.letters import outbox, read_details
from courseware.records.people import person
from courseware.records.site_settings import store_setting
from courseware.records.transaction import writing
from tests.conftest import NOW
from tests.steps import hidden_fields

NEW_PASSWORD = "nine green bottles hanging"


def send(client: FlaskClient, path: str, *, at: str = "192.0.2.1", **fields: str) -> Any:
    """Post a form from a network with the hidden fields of its page."""
    page = client.get(path, environ_overrides={"REMOTE_ADDR": at})
    form = hidden_fields(page.text)
    if "csrf_token" not in form:
        form = hidden_fields(client.get("/sign-in").text)
    return client.post(path, data={**form, **fields}, environ_overrides={"REMOTE_ADDR": at})


def choose(client: FlaskClient, link: str, password: str = NEW_PASSWORD) -> Any:
    return send(client, link, password=password, again=password)


def letters(app: Flask) -> list[Row[Any]]:
    """Return all mail that waits, oldest first."""
    with app.app_context(), db.engine.connect() as conn:
        return list(conn.execute(select(outbox).order_by(outbox.c.id)).all())


def link_of(app: Flask, row: Row[Any]) -> str:
    """Return the path of the link that a letter will carry, as the mailer makes it."""
    site: Site = app.extensions["courseware.site"]
    text = TEXTS[Letter(row.letter)]
    seed = Seed(text.purpose, read_details(row.details)["nonce"])
    return text.path.format(secret=secret_of(seed, site_secret=site.secret))


def site_is(app: Flask, **settings: str) -> None:
    """Let an operator decide."""
    with app.app_context(), writing(db.engine) as conn:
        for name, value in settings.items():
            store_setting(conn, name, value, now=NOW, by_person=None)
    app.extensions["courseware.site"].settings.forget()


def change(app: Flask, person_id: int, **values: object) -> None:
    """Change a person behind the application's back."""
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(person).where(person.c.id == person_id).values(**values))


def plain(html: str, *echoes: str) -> str:
    """Return a page without its tokens and without what was typed."""
    for echo in echoes:
        html = html.replace(echo, "")
    # "data-waiting": the tag by which a browser knows whose unsent answers it keeps
    return re.sub(r'(value|data-waiting)="[^"]*"', "", html)


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the beginnings of the statements that run; a savepoint is kept or undone alike."""
    seen: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        is_settling = statement.startswith(("RELEASE SAVEPOINT", "ROLLBACK TO"))
        seen.append("settle" if is_settling else " ".join(statement.split()[:3]))

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)


GIL = {"name": "Gil Santos", "user_name": "gil", "password": NEW_PASSWORD, "again": NEW_PASSWORD}


def try_it(app: Flask, **fields: str) -> int:
    """Try to register as Gil, or as what the fields say; return the status."""
    return int(send(app.test_client(), "/register", **{**GIL, **fields}).status_code)


def stored(app: Flask, user_name: str) -> Any:
    """Return the row of a person, None if there is nobody of this name."""
    with app.app_context(), db.engine.connect() as conn:
        return conn.execute(select(person).where(person.c.user_name_key == user_name)).first()
