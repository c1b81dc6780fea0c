"""Pages of a shared terminal: who is there, the way to the next person, and what that one does not get."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.records.transaction import writing
from courseware.web import idling
from tests.accounts.signing import COOKIE, SEEN, enter, value
from tests.conftest import Clock, World
from tests.steps import hidden_fields, start

BACK = "/modules/cp1-start-here"


@pytest.mark.parametrize(("name", "page"), [("ada", BACK), ("fin", "/home")])
def test_only_who_left_a_page_is_led_back_to_it(
    terminal: FlaskClient, clock: Clock, name: str, page: str
) -> None:
    clock.forward(hours=1)
    asked = terminal.get(BACK).headers["Location"]
    shown = terminal.get(asked)
    assert "Nobody was here for a while" in shown.text
    fields = hidden_fields(shown.text)
    assert enter(terminal, name, **fields).headers["Location"] == page


def test_who_was_nobody_yet_is_led_on_everywhere(app: Flask) -> None:
    visitor = app.test_client()
    fields = hidden_fields(visitor.get(visitor.get(BACK).headers["Location"]).text)
    assert "whose" not in fields
    assert enter(visitor, "fin", **fields).headers["Location"] == BACK


def test_switching_leads_to_an_empty_form_and_tells_the_browser_to_forget(
    terminal: FlaskClient,
) -> None:
    reply = terminal.post("/switch-person", data=hidden_fields(terminal.get("/home").text))
    assert (reply.status_code, reply.headers["Location"]) == (303, "/sign-in")
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    assert (value(terminal, COOKIE), value(terminal, SEEN)) == (None, None)
    page = terminal.get("/sign-in")
    assert "Ada" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_what_was_said_to_one_is_not_told_the_next(
    app: Flask, terminal: FlaskClient, clock: Clock
) -> None:
    form = {**hidden_fields(terminal.get("/account").text), "certificate_name": "Ada Marsh"}
    for end in ("idle", "sign-out"):
        assert terminal.post("/account/certificate-name", data=form).status_code == 303
        if end == "idle":
            clock.forward(hours=1)
            assert "Your name is confirmed" not in terminal.get("/sign-in").text
            enter(terminal, "ada")
            form |= hidden_fields(terminal.get("/account").text)
        else:
            terminal.post("/sign-out", data=form)
            assert "Your name is confirmed" not in terminal.get("/sign-in").text
        enter(terminal, "fin")
        assert "Your name is confirmed" not in terminal.get("/home").text
        enter(terminal, "ada")
        form |= hidden_fields(terminal.get("/account").text)


def test_every_page_names_who_is_there_and_switches_in_one_tap(terminal: FlaskClient) -> None:
    for path in ("/home", "/account", "/help", "/certificates", "/sign-in", "/no/such/page"):
        page = terminal.get(path).text
        strip = page[page.index("terminal-strip") : page.index("</aside>")]
        assert "Ada Marsh" in strip
        assert 'action="/switch-person"' in strip
        assert 'data-idle-after="180"' in strip
        assert 'action="/sign-out"' not in page, "one way out is enough"


REFRESH = '<noscript><meta http-equiv="refresh" content="185; url=/sign-in?next='


GOES = {
    "/home": True,
    "/certificates": True,
    "/help": True,
    "/account": True,
    "/account/name": False,
    "$": False,
}


@pytest.mark.parametrize("path", GOES)
def test_without_scripts_a_page_goes_unless_something_can_be_typed_in_it(
    app: Flask, terminal: FlaskClient, small_world: World, clock: Clock, path: str
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        site = app.extensions["courseware.site"]
        attempt = start(conn, small_world.cast.ada, "cp1-start-here", now=clock(), site=site)
    page = terminal.get(f"/attempts/{attempt}" if path == "$" else path)
    assert page.status_code == 200
    assert (REFRESH in page.text) is GOES[path]


FORMS = [
    ('<form method="post"><input type="hidden" name="a"><button>Go</button></form>', False),
    ('<form class="f" method="post" action="/x"><input type="text"></form>', True),
    ('<form method="post"><input name="a"></form>', True),
    ('<form method="post"><input name="a" type="radio"></form>', True),
    ('<form method="post">\n<textarea></textarea></form>', True),
    ('<form method="post"><select></select></form>', True),
    ('<form method="get"><input type="text"></form>', False),
    ('<form method="post"></form><input type="search">', False),
    ("", False),
]


@pytest.mark.parametrize(("html", "has"), FORMS)
def test_what_counts_as_something_to_type(html: str, has: bool) -> None:
    assert idling.Strip.has_fields(html) is has


def test_the_key_for_kept_answers_stands_in_the_owners_own_attempt_only(
    app: Flask, client_of: Callable[[str], FlaskClient], small_world: World, clock: Clock
) -> None:
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        attempt = start(conn, small_world.cast.ada, "cp1-start-here", now=clock(), site=site)
    ada, fin = client_of("ada"), client_of("fin")
    page = ada.get(f"/attempts/{attempt}")
    assert page.headers["Cache-Control"] == "no-store"
    (secret,) = re.findall(r'data-secret="([^"]{44})"', page.text)
    tags = re.findall(r'data-(?:owner|waiting)="([0-9a-f]{16})"', page.text + ada.get("/home").text)
    assert len(set(tags)) == 1
    others = fin.get(f"/attempts/{attempt}").text + fin.get("/home").text + ada.get("/home").text
    assert secret not in others
    assert tags[0] not in fin.get("/home").text
