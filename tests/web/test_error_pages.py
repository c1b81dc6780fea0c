"""Every error has a page that says what happened and leads on, also when the gate refuses."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import TooManyRequests
from werkzeug.test import EnvironBuilder

from courseware.web.gate import LONGEST_FORM, LONGEST_HEAD
from courseware.web.guards import public
from tests.people import PASSWORD
from tests.steps import hidden_fields

CODES = [400, 401, 403, 404, 405, 409, 410, 413, 429, 500, 503]
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
LINK = re.compile(r'href="([^"]+)"')


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the glossary answer with an error of choice."""

    def fail(code: int) -> None:
        view = public(lambda: abort(code))
        monkeypatch.setitem(app.view_functions, "learning.glossary", view)

    return fail


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("who", [None, "ada"])
def test_every_error_leads_on(
    app: Flask,
    client_of: Callable[[str], FlaskClient],
    failing: Callable[[int], None],
    code: int,
    who: str | None,
) -> None:
    client = app.test_client() if who is None else client_of(who)
    failing(code)
    reply = client.get("/glossary")
    assert reply.status_code == code
    main = MAIN.findall(reply.text)[0]
    assert re.search(r"<h1>.{10,}</h1>", main)
    links = LINK.findall(main)
    assert links
    others = [link for link in links if link != "/glossary"]
    assert {client.get(link).status_code for link in others} <= {200, 303}


@pytest.mark.parametrize("code", CODES)
def test_a_script_gets_the_same_words(
    visitor: FlaskClient, failing: Callable[[int], None], code: int
) -> None:
    failing(code)
    reply = visitor.get("/glossary", headers={"Accept": "application/json"})
    assert reply.status_code == code
    assert len(reply.get_json()["message"]) > 20
    assert ("sign_in" in reply.get_json()) == (code == 401)


def test_a_fault_of_ours_offers_the_same_page_again(
    visitor: FlaskClient, failing: Callable[[int], None]
) -> None:
    failing(503)
    assert 'href="/glossary?q=takt"' in visitor.get("/glossary?q=takt").text


def test_who_may_not_see_a_page_is_told_who_they_are(
    client_of: Callable[[str], FlaskClient],
) -> None:
    reply = client_of("ada").get("/admin/people")
    assert reply.status_code == 403
    assert "You are signed in as Ada Marsh" in reply.text


def test_too_many_tries_say_until_when(visitor: FlaskClient) -> None:
    form = hidden_fields(visitor.get("/sign-in").text)
    for _try in range(10):
        visitor.post("/sign-in", data={**form, "user_name": "ada", "password": "x"})
    reply = visitor.post("/sign-in", data={**form, "user_name": "ada", "password": PASSWORD})
    assert reply.status_code == TooManyRequests.code
    assert reply.headers["Retry-After"] == "900"
    assert "Try again in 15 minutes, at 08:15 UTC." in reply.text


def test_a_form_that_is_too_large_gets_a_page_with_the_limits(
    client_of: Callable[[str], FlaskClient],
) -> None:
    client = client_of("ada")
    reply = client.post("/account/certificate-name", data={"x": "y" * LONGEST_FORM})
    assert reply.status_code == 413
    assert "A file may have 2 MB, the text of a form 500 KB." in reply.text
    assert "Ada Marsh" in reply.text
    assert "Content-Security-Policy" in reply.headers


def test_what_the_gate_refuses_for_its_head_has_a_page_too(app: Flask) -> None:
    environ = EnvironBuilder("/home", headers={"X-Long": "x" * LONGEST_HEAD}).get_environ()
    status: list[str] = []
    body = app.wsgi_app(environ, lambda code, _headers, _exc=None: status.append(code))  # type: ignore[arg-type,return-value]
    assert status == ["431 REQUEST HEADER FIELDS TOO LARGE"]
    assert b"x" * 100 not in (page := b"".join(body))
    assert b"</main>" in page


def test_a_script_that_sends_too_much_gets_json(visitor: FlaskClient) -> None:
    headers = {"Accept": "application/json"}
    reply = visitor.post("/sign-in", data={"x": "y" * LONGEST_FORM}, headers=headers)
    assert reply.status_code == 413
    assert "too large" in reply.get_json()["message"]
