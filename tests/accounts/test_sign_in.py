"""Attacks on signing in: guessing, locking others out, old and planted cookies."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.records.sign_ins import LASTS
from courseware.records.throttle import throttle
from courseware.records.transaction import writing
from courseware.web import sign_in as signing
from tests.accounts.signing import COOKIE, cookie_of, is_in, post, with_cookie
from tests.conftest import Clock, World
from tests.people import PASSWORD
from tests.steps import hidden_fields


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small limits: three tries of one account here, six everywhere, five of one network."""
    monkeypatch.setattr(signing, "HERE_TRIES", 3)
    monkeypatch.setattr(signing, "ACCOUNT_TRIES", 6)
    monkeypatch.setattr(signing, "NETWORK_TRIES", 5)


def test_ten_tries_in_a_quarter_of_an_hour_and_no_more(
    app: Flask, visitor: FlaskClient, clock: Clock
) -> None:
    statuses = [post(visitor, "ada").status_code for _n in range(11)]
    assert statuses == [422] * 10 + [429]
    refused = post(visitor, "ada", PASSWORD)
    assert refused.status_code == 429, "the right password does not open a closed door"
    assert refused.headers["Retry-After"] == "900"
    clock.forward(minutes=15, seconds=1)
    assert post(visitor, "ada", PASSWORD).status_code == 303


SPELLINGS = ("ada", "ADA", " ada ", "ａｄａ", "ada@example.com", "Ada@EXAMPLE.com")


def test_every_spelling_of_a_name_counts_for_the_same_account(
    few: None, visitor: FlaskClient
) -> None:
    statuses = [post(visitor, name).status_code for name in SPELLINGS]
    assert statuses == [422] * 3 + [429] * 3


def test_tries_at_the_same_moment_are_no_more_than_one_after_the_other(
    app: Flask, visitor: FlaskClient
) -> None:
    form = hidden_fields(visitor.get("/sign-in").text)
    data = {"csrf_token": form["csrf_token"], "user_name": "ada", "password": "not the password"}
    cookie = visitor.get_cookie("form")
    assert cookie is not None

    def guess(_number: int) -> int:
        browser = app.test_client()
        browser.set_cookie("form", cookie.value)
        return browser.post("/sign-in", data=data).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(guess, range(16)))
    assert statuses == [422] * 10 + [429] * 6


def test_one_network_cannot_lock_somebody_out_elsewhere(few: None, visitor: FlaskClient) -> None:
    for _n in range(4):
        last = post(visitor, "ada", at="203.0.113.66")
    assert last.status_code == 429
    assert post(visitor, "ada", PASSWORD, at="192.0.2.1").status_code == 303


def test_many_networks_together_are_stopped_too(few: None, visitor: FlaskClient) -> None:
    statuses = [post(visitor, "ada", at=f"203.0.113.{n}").status_code for n in range(7)]
    assert statuses == [422] * 6 + [429]


def test_one_network_cannot_try_one_password_on_everybody(few: None, visitor: FlaskClient) -> None:
    names = ("ada", "ben", "nobody", "dov", "eve", "fin")
    assert [post(visitor, name).status_code for name in names] == [422] * 5 + [429]


def test_the_addresses_of_one_ipv6_network_count_together(few: None, visitor: FlaskClient) -> None:
    statuses = [post(visitor, f"n{n}", at=f"2001:db8:1:2::{n:x}").status_code for n in range(6)]
    assert statuses == [422] * 5 + [429]
    assert post(visitor, "other", at="2001:db8:1:3::1").status_code == 422


def test_a_header_does_not_change_where_a_try_comes_from(few: None, visitor: FlaskClient) -> None:
    form = hidden_fields(visitor.get("/sign-in").text)
    data = {"csrf_token": form["csrf_token"], "user_name": "ada", "password": "no"}
    statuses = [
        visitor.post(
            "/sign-in",
            data=data,
            headers={"X-Forwarded-For": f"10.0.0.{n}", "Forwarded": f"for=10.0.0.{n}"},
        ).status_code
        for n in range(4)
    ]
    assert statuses == [422] * 3 + [429]


def test_who_knows_the_password_counts_as_no_guess(
    few: None, app: Flask, visitor: FlaskClient
) -> None:
    assert [post(visitor, "ada").status_code for _n in range(2)] == [422] * 2
    for _n in range(6):
        assert post(app.test_client(), "ada", PASSWORD).status_code == 303
    assert [post(visitor, "ada").status_code for _n in range(3)] == [422] * 3


def test_a_refusal_does_not_say_whether_somebody_exists(world: World) -> None:
    app = world.app
    with app.app_context(), writing(db.engine) as conn:
        conn.exec_driver_sql("UPDATE person SET password_hash = NULL WHERE user_name = 'ben'")
        conn.exec_driver_sql(
            "UPDATE person SET disabled_at = '2026-01-01 00:00:00' WHERE user_name = 'dov'"
        )
    tries = [
        ("ada", "no"),
        ("nobody", "no"),
        ("ben", PASSWORD),
        ("dov", PASSWORD),
        ("a\u0301", "no"),
    ]
    pages = {
        re.sub(r'value="[^"]*"', "", post(app.test_client(), name, password).text)
        for name, password in tries
    }
    assert len(pages) == 1


def test_the_throttle_keeps_no_name_and_no_address(app: Flask, visitor: FlaskClient) -> None:
    post(visitor, "ada")
    with app.app_context(), db.engine.connect() as conn:
        keys = " ".join(conn.scalars(select(throttle.c.key)))
    assert keys.count("sign-in:") == 3
    assert "ada" not in keys.split(":")
    assert "192.0.2" not in keys


def test_a_planted_cookie_is_not_taken_over(app: Flask) -> None:
    planted = "chosen-by-the-attacker-0123456789abcdef"
    victim = with_cookie(app, planted)
    assert post(victim, "ada", PASSWORD).status_code == 303
    assert cookie_of(victim) != planted
    assert is_in(victim)
    assert not is_in(with_cookie(app, planted))


def test_signing_in_again_ends_the_sign_in_before(
    app: Flask, client_of: Callable[[str], FlaskClient]
) -> None:
    client = client_of("ada")
    before = cookie_of(client)
    post(client, "ben", PASSWORD)
    assert not is_in(with_cookie(app, before))


@pytest.mark.parametrize("path", ["/sign-out", "/account/sign-ins/end"])
def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    app: Flask, client_of: Callable[[str], FlaskClient], path: str
) -> None:
    client = client_of("ada")
    token = cookie_of(client)
    assert is_in(with_cookie(app, token))
    reply = client.post(path, data=hidden_fields(client.get("/account").text))
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    assert client.get_cookie(COOKIE) is None
    assert not is_in(with_cookie(app, token))


def test_a_sign_in_ends_by_itself(client_of: Callable[[str], FlaskClient], clock: Clock) -> None:
    client = client_of("ada")
    clock.now += LASTS - timedelta(seconds=1)
    assert is_in(client)
    clock.forward(seconds=1)
    assert not is_in(client)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: FlaskClient) -> None:
    reply = post(visitor, "ada", PASSWORD)
    cookie = next(one for one in reply.headers.getlist("Set-Cookie") if one.startswith(COOKIE))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
