"""An address of the company is the way in: one reply for all addresses, an account for their readers."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from courseware.extensions import db
from courseware.records.tokens import token
from tests.accounts.signing import is_in
from tests.accounts.ways import (
    GIL,
    change,
    letters,
    link_of,
    plain,
    send,
    site_is,
    statements,
    stored,
)
from tests.conftest import NOW, Clock, World

DOMAIN = {"registration": "domain", "mail_domains": "rivermill.example example.com"}


def ask(app: Flask, address: str, at: str = "192.0.2.1") -> str:
    reply = send(app.test_client(), "/register", email=address, at=at)
    assert reply.status_code == 200
    return plain(reply.text, address)


def test_an_address_of_the_company_leads_to_an_account(world: World) -> None:
    app = world.app
    site_is(app, **DOMAIN)
    ask(app, "Gil@Rivermill.example")
    (letter,) = letters(app)
    assert (letter.letter, letter.person_id) == ("registration", None)
    link, browser = link_of(app, letter), app.test_client()
    assert "Gil@rivermill.example" in browser.get(link).text
    done = send(browser, link, **GIL)
    assert done.status_code == 303
    assert is_in(browser)
    row = stored(app, "gil")
    assert (row.email, row.email_key) == ("Gil@rivermill.example", "gil@rivermill.example")
    assert row.email_confirmed_at == NOW
    assert app.test_client().get(link).status_code == 410
    assert send(app.test_client(), link, **{**GIL, "user_name": "gus"}).status_code == 410


KINDS = {
    "new@example.com": ["registration"],
    "ada@example.com": ["known_already"],
    "dov@example.com": [],  # disabled
    "new@sub.example.com": [],
    "new@elsewhere.example": [],
}


def test_the_reply_is_the_same_for_every_address(world: World) -> None:
    app = world.app
    site_is(app, **DOMAIN)
    change(app, world.cast.dov, disabled_at=NOW)
    pages = {ask(app, address) for address in KINDS}
    assert len(pages) == 1
    written = {address: [] for address in KINDS} | {
        one.address: [one.letter] for one in letters(app)
    }
    assert written == KINDS


def test_the_work_is_the_same_for_every_address(world: World) -> None:
    app = world.app
    site_is(app, **DOMAIN)
    change(app, world.cast.dov, disabled_at=NOW)
    client = app.test_client()
    work = {}
    for address in KINDS:
        client.get("/register")
        with statements(app) as seen:
            send(client, "/register", email=address)
        work[address] = tuple(seen)
    assert len(set(work.values())) == 1, work


def test_an_address_gets_three_letters_and_whoever_asks_does_not_learn_of_it(app: Flask) -> None:
    site_is(app, **DOMAIN)
    pages = {ask(app, "new@example.com", at=f"192.0.2.{n}") for n in range(5)}
    assert len(pages) == 1
    assert len(letters(app)) == 3


def test_a_link_to_register_lasts_a_day_to_the_second(app: Flask, clock: Clock) -> None:
    site_is(app, **DOMAIN)
    ask(app, "new@example.com")
    link = link_of(app, letters(app)[0])
    clock.forward(hours=23, minutes=59, seconds=59)
    assert app.test_client().get(link).status_code == 200
    clock.forward(seconds=1)
    assert app.test_client().get(link).status_code == 410
    assert send(app.test_client(), link, **GIL).status_code == 410


@pytest.mark.parametrize(
    "settings", [{"registration": "invite"}, {"mail_domains": "rivermill.example"}]
)
def test_a_link_of_a_site_that_changed_its_mind_makes_no_account(
    app: Flask, settings: dict[str, str]
) -> None:
    site_is(app, **DOMAIN)
    ask(app, "new@example.com")
    link = link_of(app, letters(app)[0])
    site_is(app, **settings)
    refused = send(app.test_client(), link, **GIL)
    assert refused.status_code == 422
    assert "Gil Santos" in refused.text
    assert stored(app, "gil") is None


def test_the_address_of_the_link_counts_and_not_one_that_is_posted(app: Flask) -> None:
    site_is(app, **DOMAIN)
    ask(app, "new@example.com")
    link = link_of(app, letters(app)[0])
    done = send(app.test_client(), link, **GIL, email="boss@example.com", address="boss@x.com")
    assert done.status_code == 303
    assert stored(app, "gil").email == "new@example.com"


def test_an_address_that_was_taken_meanwhile_makes_no_second_account(
    world: World, app: Flask
) -> None:
    site_is(app, **DOMAIN)
    ask(app, "new@example.com")
    link = link_of(app, letters(app)[0])
    change(app, world.cast.ben, email="new@example.com", email_key="new@example.com")
    assert send(app.test_client(), link, **GIL).status_code == 422
    assert stored(app, "gil") is None
    with app.app_context(), db.engine.connect() as conn:
        assert conn.scalar(select(func.count()).where(token.c.used_at.is_(None))) == 1
