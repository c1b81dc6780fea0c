"""Strangers who want an account: what each site lets them do, and what nobody learns by asking."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from courseware.accounts import registration
from courseware.extensions import db
from courseware.joining.registration import Registration
from courseware.permissions import Role
from courseware.records.people import role_grant, team_member
from tests.accounts.signing import is_in, post
from tests.accounts.ways import (
    GIL,
    NEW_PASSWORD,
    letters,
    link_of,
    plain,
    send,
    site_is,
    stored,
    try_it,
)
from tests.conftest import World
from tests.people import PASSWORD


def test_a_new_site_lets_nobody_in_and_says_whom_to_ask(app: Flask) -> None:
    page = app.test_client().get("/register")
    assert page.status_code == 200
    assert "Ask your manager or the operator" in page.text
    assert "<form" not in page.text.partition("<main")[2].partition("</main")[0]
    assert try_it(app) == try_it(app, way="invite") == try_it(app, way="open") == 422
    assert stored(app, "gil") is None


def test_an_open_site_lets_everybody_in_as_a_learner(world: World) -> None:
    app = world.app
    site_is(app, registration="open", time_zone="Europe/Berlin", language="en")
    browser = app.test_client()
    assert 'href="/register"' in browser.get("/sign-in").text
    extra = {"role": "operator", "roles": "operator", "id": "1", "site": "x", "team_id": "1"}
    done = send(browser, "/register", **GIL, **extra)
    assert done.status_code == 303
    assert "Your account is made" in browser.get(done.headers["Location"]).text
    assert browser.get("/admin/people").status_code == 403
    row = stored(app, "gil")
    assert (row.name, row.email, row.time_zone) == ("Gil Santos", None, "Europe/Berlin")
    with app.app_context(), db.engine.connect() as conn:
        for table in (role_grant, team_member):
            rows = conn.execute(select(table).where(table.c.person_id == row.id)).all()
            assert rows == []


def test_an_address_is_stored_only_when_it_is_confirmed(app: Flask) -> None:
    site_is(app, registration="open")
    assert try_it(app, email="gil@elsewhere.example") == 303
    assert stored(app, "gil").email is None
    (letter,) = letters(app)
    assert (letter.letter, letter.address) == ("confirm_email", "gil@elsewhere.example")


def test_an_address_of_somebody_else_tells_its_owner_and_not_the_stranger(app: Flask) -> None:
    site_is(app, registration="open")
    pages = set()
    for name, email in (("gil", "ada@example.com"), ("gus", "gus@example.com")):
        browser = app.test_client()
        done = send(browser, "/register", **{**GIL, "user_name": name}, email=email)
        pages.add(
            (done.status_code, plain(browser.get(done.headers["Location"]).text, email, name))
        )
    assert len(pages) == 1
    assert [one.letter for one in letters(app)] == ["known_already", "confirm_email"]


@pytest.mark.parametrize("name", ["ada", "ADA", " Ada ", "ａｄａ", "𝐚𝐝𝐚"])
def test_a_name_that_looks_like_one_that_is_taken_is_taken(app: Flask, name: str) -> None:
    site_is(app, registration="open")
    reply = send(app.test_client(), "/register", **{**GIL, "user_name": name})
    assert reply.status_code == 422
    assert "This user name is taken" in reply.text
    assert 'value="Gil Santos"' in reply.text
    assert NEW_PASSWORD not in reply.text


@pytest.mark.parametrize(
    "changes",
    [
        {"user_name": "ada@example.com"}, {"user_name": "g\u200bil"}, {"name": "Gil\u202e"},
        {"name": ""}, {"name": "x" * 121}, {"password": "short", "again": "short"},
        {"again": "another password"}, {"email": "gil@"}, {"user_name": "g"},
        {"user_name": "longenough", "password": "longenough 12", "again": "longenough 12"},
    ],
)  # fmt: skip
def test_what_is_not_right_is_said_and_nobody_is_added(app: Flask, changes: dict[str, str]) -> None:
    site_is(app, registration="open")
    assert try_it(app, **changes) == 422
    assert stored(app, "gil") is None


def test_an_employee_number_is_a_user_name(app: Flask) -> None:
    site_is(app, registration="open")
    assert try_it(app, user_name="00417") == 303
    assert post(app.test_client(), "00417", NEW_PASSWORD).status_code == 303


def test_two_who_want_one_name_at_once_are_one(world: World) -> None:
    site_is(world.app, registration="open")
    barrier = Barrier(4)

    def work(_number: int) -> int:
        browser = world.app.test_client()
        fields = {**GIL, **_hidden(browser)}
        barrier.wait()
        return int(browser.post("/register", data=fields).status_code)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(work, range(4))) == [303, 422, 422, 422]


def _hidden(browser: object) -> dict[str, str]:
    from tests.steps import hidden_fields  # noqa: PLC0415 - only here

    return hidden_fields(browser.get("/register").text)


@pytest.mark.parametrize("to", ["invite", "code", "domain"])
def test_a_site_that_changed_its_mind_keeps_what_was_typed(app: Flask, to: str) -> None:
    site_is(app, registration="open")
    browser = app.test_client()
    form = _hidden(browser)
    site_is(app, registration=to)
    refused = browser.post("/register", data={**form, **GIL, "email": "gil@example.com"})
    assert refused.status_code == 422
    for typed in ("Gil Santos", "gil@example.com"):
        assert typed in refused.text
    assert NEW_PASSWORD not in refused.text
    assert "No account was made" in refused.text
    assert stored(app, "gil") is None


def test_one_network_makes_no_thousand_accounts(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "NETWORK_TRIES", 2)
    site_is(app, registration="open")
    assert [try_it(app, user_name=f"n{n}x") for n in range(3)] == [303, 303, 429]


def test_registering_ends_the_sign_in_that_was_on_this_browser(
    app: Flask, client_of: Callable[..., object]
) -> None:
    site_is(app, registration="open")
    browser = client_of("ada")
    cookie = browser.get_cookie("courseware").value
    assert send(browser, "/register", **GIL).status_code == 303  # type: ignore[arg-type]
    old = app.test_client()
    old.set_cookie("courseware", cookie)
    assert not is_in(old)


def test_no_way_in_makes_an_operator(app: Flask, client_of: Callable[..., object]) -> None:
    before = _operators(app)
    for way in Registration:
        site_is(app, registration=way.value, mail_domains="example.com")
        fields = {**GIL, "user_name": f"n-{way.value}", "role": "operator", "scope": "site"}
        send(app.test_client(), "/register", **fields, email="new@example.com")
    for row in letters(app):
        send(app.test_client(), link_of(app, row), **GIL, role="operator")
    assert _operators(app) == before
    assert post(app.test_client(), "admin", PASSWORD).status_code == 422


def _operators(app: Flask) -> int:
    with app.app_context(), db.engine.connect() as conn:
        count = select(func.count()).where(role_grant.c.role == Role.OPERATOR)
        return int(conn.scalar(count) or 0)
