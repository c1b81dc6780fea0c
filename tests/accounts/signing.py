"""Browsers that sign in, for the tests of this folder."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.steps import hidden_fields

COOKIE = "courseware"


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
