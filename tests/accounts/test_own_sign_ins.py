"""Where somebody is signed in: in words, and ended at once."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from courseware.accounts.devices import device_words
from courseware.extensions import db
from courseware.records.sign_ins import LASTS, hash_token, sign_in
from courseware.records.transaction import writing
from tests.accounts.own import send
from tests.accounts.signing import cookie_of, is_in
from tests.conftest import Clock, World
from tests.conftest import sign_in as signed_in
from tests.steps import hidden_fields

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
DEVICES = {
    "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0": "Firefox on Android",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0": "Firefox on Linux",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36": "Chrome on Windows",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/131.0.0.0": "Edge on Windows",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36": "Chrome on ChromeOS",
    f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36": "Chrome on Android",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36": "Samsung Internet on Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "Safari on iPhone",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1": "Chrome on iPhone",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.4.1 Safari/605.1.15": "Safari on macOS",
    "Mozilla/5.0 (Linux; Android 13; A terminal)": "A browser on Android",
    "curl/8.5.0": "curl",
    "": "An unknown browser",
    '<script>alert("x")</script>': "An unknown browser",
}


@pytest.mark.parametrize("user_agent", DEVICES)
def test_a_device_is_named_in_words(app: Flask, user_agent: str) -> None:
    with app.test_request_context():
        assert device_words(user_agent) == DEVICES[user_agent]
        assert device_words(user_agent[:120]) == DEVICES[user_agent], "as much of it as is stored"


def ids_of(world: World, who: str) -> dict[str, int]:
    """Return token hash → id of the sign-ins of somebody."""
    with world.app.app_context(), db.engine.connect() as conn:
        rows = conn.execute(select(sign_in).where(sign_in.c.person_id == world.cast[who]))
        return {row.token_hash: row.id for row in rows}


def id_of(world: World, client: FlaskClient, who: str) -> int:
    return ids_of(world, who)[hash_token(cookie_of(client))]


def test_one_of_two_browsers_is_signed_out_at_once(world: World) -> None:
    here, there = signed_in(world.app, "ada"), signed_in(world.app, "ada")
    page = here.get("/account/sign-ins").text
    assert page.count("This device") == 1
    assert page.count('/end"') == 2, "the other one, and all of them"
    reply = send(here, f"/account/sign-ins/{id_of(world, there, 'ada')}/end")
    assert reply.headers["Location"] == "/account/sign-ins"
    assert not is_in(there)
    assert is_in(here)
    assert "1 device" in here.get("/account").text


def test_everywhere_means_everywhere(world: World) -> None:
    here, there = signed_in(world.app, "ada"), signed_in(world.app, "ada")
    send(here, "/account/sign-ins/end")
    assert not is_in(there)
    assert not is_in(here)


def test_the_sign_in_of_somebody_else_does_not_exist(world: World) -> None:
    ada, ben = signed_in(world.app, "ada"), signed_in(world.app, "ben")
    number = id_of(world, ben, "ben")
    assert send(ada, f"/account/sign-ins/{number}/end").status_code == 404
    assert send(ada, f"/account/sign-ins/{number + 999}/end").status_code == 404
    assert is_in(ben)


def test_a_list_names_device_and_day_and_no_token(
    world: World,
) -> None:
    terminal, ada = signed_in(world.app, "ada"), signed_in(world.app, "ada")
    shared = sign_in.c.token_hash == hash_token(cookie_of(terminal))
    with world.app.app_context(), writing(db.engine) as conn:
        conn.execute(update(sign_in).values(device=next(iter(DEVICES))))
        conn.execute(update(sign_in).where(shared).values(idle_after=300))
    page = ada.get("/account/sign-ins").text
    assert "Firefox on Android" in page
    assert "Since 1 Apr 2026, 08:00" in page
    assert "shared terminal" in page
    assert hash_token(cookie_of(ada)) not in page


def test_one_that_has_ended_or_expired_is_not_listed(small_world: World, clock: Clock) -> None:
    old = signed_in(small_world.app, "ada")
    number = id_of(small_world, old, "ada")
    clock.now += LASTS
    ada = signed_in(small_world.app, "ada")
    page = ada.get("/account/sign-ins").text
    assert len(re.findall("<li>\\s*<div>", page)) == 1
    assert send(ada, f"/account/sign-ins/{number}/end").status_code == 404


def test_ending_needs_the_token_of_the_form(world: World) -> None:
    here, there = signed_in(world.app, "ada"), signed_in(world.app, "ada")
    hidden_fields(here.get("/account/sign-ins").text)
    assert here.post(f"/account/sign-ins/{id_of(world, there, 'ada')}/end").status_code == 400
    assert is_in(there)
