"""What the tests of a person's own account do again and again."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Row, select, update

from courseware.extensions import db
from courseware.joining.secrets import Seed, secret_of
from courseware.operations.tokens import Purpose
from courseware.records.letters import outbox
from courseware.records.people import person
from courseware.records.transaction import writing
from tests.people import PASSWORD
from tests.steps import hidden_fields


def send(client: FlaskClient, path: str, page: str | None = None, **fields: str) -> Any:
    """Fill a form of a page (the address itself if none is named) and send it."""
    token = hidden_fields(client.get(page or "/account").text)["csrf_token"]
    return client.post(path, data={"csrf_token": token, **fields})


def ask(client: FlaskClient, address: str, current: str = PASSWORD) -> Any:
    """Enter an address."""
    return send(client, "/account/email", email=address, current=current)


def mails(app: Flask) -> list[Row[Any]]:
    """Return what waits in the outbox, the oldest first."""
    with app.app_context(), db.engine.connect() as conn:
        return list(conn.execute(select(outbox).order_by(outbox.c.id)))


def kinds(app: Flask) -> list[tuple[str, str]]:
    """Return kind and address of each mail."""
    return [(one.letter, one.address) for one in mails(app)]


def link(app: Flask) -> str:
    """Return the address in the newest letter that confirms an address, as the mail would say it."""
    letter = [one for one in mails(app) if one.letter == "confirm_email"][-1]
    seed = Seed(Purpose.EMAIL, json.loads(letter.details)["nonce"], is_slip=False)
    site = app.extensions["courseware.site"]
    return "/account/email/" + secret_of(seed, site_secret=site.secret)


def row_of(app: Flask, person_id: int) -> Row[Any]:
    """Return what is stored of a person."""
    with app.app_context(), db.engine.connect() as conn:
        return conn.execute(select(person).where(person.c.id == person_id)).one()


def store(app: Flask, person_id: int, **values: Any) -> None:
    """Change what is stored of a person."""
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(person).where(person.c.id == person_id).values(**values))
