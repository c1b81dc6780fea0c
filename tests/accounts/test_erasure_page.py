from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from courseware.extensions import db
from courseware.records.erasure_requests import last_request
from courseware.records.letters import message
from courseware.records.people import person
from courseware.records.throttle import throttle
from courseware.records.transaction import writing
from tests.people import PASSWORD, Cast
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]


def post(client: FlaskClient, path: str = "/account/erasure", **fields: str) -> tuple[int, str]:
    token = hidden_fields(client.get("/account").text)["csrf_token"]
    reply = client.post(path, data={"csrf_token": token, **fields})
    return reply.status_code, reply.text


def test_asking_needs_the_password_and_the_tick(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    assert "Tick the box" in post(ada, current=PASSWORD)[1]
    assert "Type your current password" in post(ada, understood="y")[1]
    status, told = post(ada, understood="y", current="wrong")
    assert (status, "This is not your current password" in told) == (422, True)
    with app.app_context(), db.engine.connect() as conn:
        assert last_request(conn, cast.ada) is None


def test_a_request_is_shown_told_and_withdrawn(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    ada = client_of("ada")
    for _twice in range(2):
        assert post(ada, understood="y", current=PASSWORD)[0] == 303
    page = ada.get("/account/erasure").text
    assert "Asked on 1 Apr 2026" in page
    assert "Ask for erasure" not in page, "one at a time"
    with app.app_context(), db.engine.connect() as conn:
        told = conn.execute(select(message)).all()
        tries = conn.scalars(select(throttle.c.key)).all()
    assert [(row.person_id, row.letter) for row in told] == [(cast.eve, "erasure_asked")]
    assert not [key for key in tries if ":account:" in key], "a right password is no guess"
    assert post(ada, "/account/erasure/withdrawal")[0] == 303
    assert "Ask for erasure" in ada.get("/account/erasure").text
    assert "Nobody waits" in client_of("eve").get("/admin/erasures").text


def test_who_has_no_password_is_not_asked_for_one(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    with app.app_context(), writing(db.engine) as conn:
        change = update(person).where(person.c.id == cast.ada)
        conn.execute(change.values(password_hash=None))
    assert "Your current password" not in ada.get("/account/erasure").text
    assert post(ada, understood="y")[0] == 303


def test_guessing_the_password_here_is_limited_like_at_the_door(client_of: ClientOf) -> None:
    ada = client_of("ada")
    statuses = [post(ada, understood="y", current=f"guess {n}")[0] for n in range(12)]
    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_the_account_page_leads_here(client_of: ClientOf) -> None:
    assert 'href="/account/erasure"' in client_of("ada").get("/account").text
