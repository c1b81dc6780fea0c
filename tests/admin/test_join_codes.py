"""Operators make, read and end join codes; each of it is noted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.records.join_codes import JoinCodeRow, list_join_codes
from courseware.records.work import audit
from tests.accounts.ways import send, site_is, try_it
from tests.people import Cast

ClientOf = Callable[[str], FlaskClient]
NEW = {"team": "", "pathway": "first-steps", "most_uses": "2", "last_day": "2026-04-30"}


def codes(app: Flask) -> list[JoinCodeRow]:
    with app.app_context(), db.engine.connect() as conn:
        return list(list_join_codes(conn))


def test_a_code_is_made_listed_used_and_ended(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve = client_of("eve")
    assert "No code yet" in eve.get("/admin/join-codes").text
    assert send(eve, "/admin/join-codes", **NEW).status_code == 303
    (one,) = codes(app)
    page = eve.get("/admin/join-codes").text
    assert one.code in page
    assert "0 of 2 used" in page
    assert "Until 30 Apr 2026" in page
    assert "No code works now" in page, "the site does not let people register with codes yet"
    site_is(app, registration="code")
    assert try_it(app, code=one.code) == 303
    assert "1 of 2 used" in eve.get("/admin/join-codes").text
    token = {"csrf_token": _token(eve)}
    ended = eve.post(f"/admin/join-codes/{one.id}/ending", data=token)
    assert ended.status_code == 303
    assert "Ended on" in eve.get("/admin/join-codes").text
    assert try_it(app, user_name="gus", code=one.code) == 422
    again = eve.post(f"/admin/join-codes/{one.id}/ending", data={"csrf_token": _token(eve)})
    assert again.status_code == 404
    with app.app_context(), db.engine.connect() as conn:
        rows = conn.execute(select(audit).where(audit.c.by_person == cast.eve)).all()
        by_themselves = conn.scalars(
            select(audit.c.details).where(audit.c.action == "person.registered")
        )
        assert list(by_themselves) == ['{"by":"code"}']
    assert [row.action for row in rows] == ["join_code.made", "join_code.ended"]
    assert {row.subject for row in rows} == {f"join_code:{one.id}"}
    assert one.code not in str(rows), "the code itself is not noted"


def _token(client: FlaskClient) -> str:
    from tests.steps import hidden_fields  # noqa: PLC0415 - only here

    return hidden_fields(client.get("/admin/join-codes").text)["csrf_token"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_day": "2026-03-31"}, "The last day is over"),
        ({"last_day": "9999-12-31"}, "two years at most"),
        ({"last_day": "soon"}, "Not a valid date"),
        ({"last_day": ""}, "Choose the last day"),
        ({"most_uses": "0"}, "from 1 to 1000"),
        ({"most_uses": "1001"}, "1 to 1000"),
        ({"most_uses": "-1"}, "from 1 to 1000"),
        ({"most_uses": "1e3"}, "from 1 to 1000"),
        ({"most_uses": "٣"}, "from 1 to 1000"),
        ({"team": "99"}, "Choose one from the list"),
        ({"pathway": "none"}, "Choose one from the list"),
    ],
)
def test_a_code_that_makes_no_sense_is_not_made(
    app: Flask, client_of: ClientOf, changes: dict[str, str], words: str
) -> None:
    reply = send(client_of("eve"), "/admin/join-codes", **{**NEW, **changes})
    assert reply.status_code == 422
    assert words in reply.text
    assert codes(app) == []
