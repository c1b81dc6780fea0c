"""Browsers that sign in, for the tests of this folder."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.records.sign_ins import sign_in
from tests.people import PASSWORD
from tests.steps import hidden_fields

COOKIE = "courseware"
TERMINAL, SEEN = "courseware-terminal", "courseware-seen"


def post(
    client: FlaskClient, name: str, password: str = "not the password", at: str = "192.0.2.1"
) -> Any:
    """Try to sign in from a network address."""
    form = hidden_fields(client.get("/sign-in").text)
    data = {"csrf_token": form["csrf_token"], "user_name": name, "password": password}
    return client.post("/sign-in", data=data, environ_overrides={"REMOTE_ADDR": at})


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def with_cookie(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie(COOKIE, token)
    return client


def is_in(client: FlaskClient) -> bool:
    return client.get("/home").status_code == 200


def enter(client: FlaskClient, name: str, *, shared: bool = True, **more: str) -> Any:
    """Sign in with the box ticked or not."""
    data = {**hidden_fields(client.get("/sign-in").text), **more}
    data |= {"user_name": name, "password": PASSWORD} | ({"is_shared": "y"} if shared else {})
    reply = client.post("/sign-in", data=data)
    assert reply.status_code == 303
    return reply


def cookies(reply: Any) -> dict[str, str]:
    return {one.partition("=")[0]: one for one in reply.headers.getlist("Set-Cookie")}


def value(client: FlaskClient, name: str) -> str | None:
    cookie = client.get_cookie(name)
    return cookie and cookie.value


def rows(app: Flask) -> list[Any]:
    with app.app_context(), db.engine.connect() as conn:
        return list(conn.execute(select(sign_in).order_by(sign_in.c.id)))
