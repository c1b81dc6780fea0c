"""A demonstration, in which anybody may sign in as anybody, is out of reach for other machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.app import create_app
from courseware.extensions import db
from tests.conftest import World
from tests.steps import hidden_fields


@pytest.fixture
def demo(small_world: World, tmp_path: Path) -> Iterator[Flask]:
    settings = replace(small_world.app.config["COURSEWARE"], demo=True, instance_dir=tmp_path)
    app = create_app(settings, overrides={"TESTING": True})
    yield app
    with app.app_context():
        db.engine.dispose()


HOSTS = [
    "evil.example", "10.0.0.5", "10.0.0.5:8000", "127.0.0.1.nip.io", "localhost.evil.example",
    "0.0.0.0",  # noqa: S104 - a name that is sent, nothing listens on it
    "[::]", "[2001:db8::1]:80", "127.0.0.1@evil.example", "", "2130706433",
]  # fmt: skip
FORWARDED = [
    "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server",
    "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Via",
]  # fmt: skip
PATHS = ["/", "/home", "/sign-in", "/no/such/page", "/healthz"]


def refusals(client: FlaskClient, **how: object) -> set[int]:
    """Return the statuses of asking every path, and of signing in as somebody."""
    statuses = {client.get(path, **how).status_code for path in PATHS}  # type: ignore[arg-type]
    return statuses | {client.post("/demo-sign-in", **how).status_code}  # type: ignore[arg-type]


def test_it_serves_this_machine(demo: Flask) -> None:
    client = demo.test_client()
    for host in ("localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        assert client.get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused(demo: Flask, host: str) -> None:
    environ = {"HTTP_HOST": host}
    assert refusals(demo.test_client(), environ_overrides=environ) == {403}


@pytest.mark.parametrize("name", FORWARDED)
def test_what_was_forwarded_is_refused(demo: Flask, name: str) -> None:
    assert refusals(demo.test_client(), headers={name: "127.0.0.1"}) == {403}


@pytest.mark.parametrize("peer", ["10.0.0.5", "2001:db8::1", "", "localhost.evil.example"])
def test_another_machine_is_refused(demo: Flask, peer: str) -> None:
    environ = {"REMOTE_ADDR": peer}
    assert refusals(demo.test_client(), environ_overrides=environ) == {403}


def test_a_real_site_has_no_such_button(app: Flask, visitor: FlaskClient) -> None:
    page = visitor.get("/sign-in")
    assert "demo-sign-in" not in page.text
    data = {**hidden_fields(page.text), "user_name": "ada"}
    assert visitor.post("/demo-sign-in", data=data).status_code == 404


def test_in_a_demonstration_nobody_but_its_people_has_a_button(demo: Flask) -> None:
    client = demo.test_client()
    data = {**hidden_fields(client.get("/sign-in").text), "user_name": "eve"}
    assert client.post("/demo-sign-in", data=data).status_code == 404
