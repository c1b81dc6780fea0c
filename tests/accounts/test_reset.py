"""A forgotten password: one reply for everybody, a link for its owner, and what kills the link."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courseware.accounts import reset
from courseware.extensions import db
from courseware.letters import Letter
from courseware.operations.people import invite
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose, make_token
from courseware.records.letters import message
from courseware.records.sign_ins import sign_in
from courseware.records.tokens import token
from courseware.records.transaction import writing
from courseware.web import passwords
from tests.accounts.signing import is_in, post
from tests.accounts.ways import (
    NEW_PASSWORD,
    change,
    choose,
    letters,
    link_of,
    plain,
    send,
    statements,
)
from tests.conftest import Clock, World
from tests.conftest import sign_in as signed_in
from tests.people import PASSWORD, Cast

ASKED = "Look into your mail"


def ask(app: Flask, typed: str = "ada", at: str = "192.0.2.1") -> str:
    reply = send(app.test_client(), "/reset", user_name=typed, at=at)
    assert reply.status_code == 200
    return str(reply.text)


@pytest.fixture
def link(app: Flask) -> str:
    """The link of a letter that Ada asked for."""
    ask(app)
    return link_of(app, letters(app)[-1])


def test_who_forgot_a_password_chooses_a_new_one(world: World) -> None:
    app = world.app
    assert ASKED in ask(app, " Ada@Example.com ")
    (letter,) = letters(app)
    assert (letter.address, letter.letter) == ("ada@example.com", "reset")
    browser = app.test_client()
    link = link_of(app, letter)
    assert "user name ada" in browser.get(link).text
    done = choose(browser, link)
    assert done.status_code == 303
    assert "Your new password is set" in browser.get(done.headers["Location"]).text
    assert not is_in(browser), "the link alone signs nobody in"
    assert post(app.test_client(), "ada", PASSWORD).status_code == 422
    assert post(browser, "ada", NEW_PASSWORD).status_code == 303


def test_every_sign_in_ends_at_once_and_the_person_is_told(
    app: Flask, cast: Cast, client_of: Callable[[str], FlaskClient], link: str
) -> None:
    thief, ben = client_of("ada"), client_of("ben")
    choose(app.test_client(), link)
    assert not is_in(thief)
    assert is_in(ben)
    assert [one.letter for one in letters(app)] == ["reset", "password_changed"]
    with app.app_context(), db.engine.connect() as conn:
        kinds = conn.scalars(select(message.c.letter).where(message.c.person_id == cast.ada)).all()
        open_ones = conn.scalar(
            select(func.count())
            .select_from(sign_in)
            .where(sign_in.c.person_id == cast.ada, sign_in.c.ended_at.is_(None))
        )
    assert kinds == [Letter.PASSWORD_CHANGED]
    assert open_ones == 0


def test_a_link_works_once(app: Flask, link: str) -> None:
    first, second = app.test_client(), app.test_client()
    assert choose(first, link).status_code == 303
    assert second.get(link).status_code == 410
    assert choose(second, link, "another long password").status_code == 410
    assert post(second, "ada", NEW_PASSWORD).status_code == 303


def test_four_at_once_use_it_once(world: World) -> None:
    app = world.app
    ask(app)
    link = link_of(app, letters(app)[-1])
    browsers = [app.test_client() for _n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        statuses = pool.map(lambda one: choose(one, link).status_code, browsers)
        assert sorted(statuses) == [303, 410, 410, 410]


def test_a_link_lasts_thirty_minutes_to_the_second(app: Flask, link: str, clock: Clock) -> None:
    visitor = app.test_client()
    clock.forward(minutes=29, seconds=59, microseconds=999_999)
    assert visitor.get(link).status_code == 200
    clock.forward(microseconds=1)
    gone = visitor.get(link)
    assert gone.status_code == 410
    assert 'href="/reset"' in gone.text, "there is a way on"
    assert choose(visitor, link).status_code == 410


def test_only_the_newest_link_works(app: Flask, link: str) -> None:
    ask(app)
    newer = link_of(app, letters(app)[-1])
    assert [app.test_client().get(one).status_code for one in (link, newer)] == [410, 200]


@pytest.mark.parametrize(
    "values",
    [
        {"email": "ada@elsewhere.example", "email_key": "ada@elsewhere.example"},
        {"email": None, "email_key": None},
        {"password_hash": passwords.hash_password("chosen meanwhile at home")},
        {"disabled_at": Clock().now},
    ],
    ids=["another address", "no address", "another password", "disabled"],
)
def test_a_link_dies_when_what_it_is_bound_to_changes(
    app: Flask, cast: Cast, link: str, values: dict[str, object]
) -> None:
    visitor = app.test_client()
    assert visitor.get(link).status_code == 200
    change(app, cast.ada, **values)
    assert visitor.get(link).status_code == 410
    assert choose(visitor, link).status_code == 410


def test_a_password_set_meanwhile_wins_over_an_open_form(app: Flask, cast: Cast, link: str) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        invitation = invite(conn, cast.ada, now=Clock().now, site=site).secret
    assert choose(app.test_client(), f"/invitations/{invitation}").status_code == 303
    assert choose(app.test_client(), link, "the one of the thief").status_code == 410


def test_a_reset_ends_the_invitations_that_lie_around(app: Flask, cast: Cast, link: str) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        slip = invite(conn, cast.ada, now=Clock().now, site=site, is_slip=True).secret
    assert choose(app.test_client(), link).status_code == 303
    assert app.test_client().get(f"/invitations/{slip}").status_code == 410


def test_a_secret_opens_only_the_door_it_was_made_for(app: Flask, cast: Cast) -> None:
    site: Site = app.extensions["courseware.site"]
    paths = {
        Purpose.RESET: "/reset/{}",
        Purpose.INVITATION: "/invitations/{}",
        Purpose.REGISTRATION: "/register/{}",
    }
    with app.app_context(), writing(db.engine) as conn:
        secrets = {
            purpose: make_token(
                conn,
                purpose,
                person_id=cast.ada,
                address="x@example.com",
                now=Clock().now,
                site=site,
            ).secret
            for purpose in Purpose
        }
    for purpose, secret in secrets.items():
        for other, path in paths.items():
            if other is not purpose:
                assert app.test_client().get(path.format(secret)).status_code == 410
                assert choose(app.test_client(), path.format(secret)).status_code == 410


def test_a_link_sets_nobody_else_s_password(app: Flask, cast: Cast, link: str) -> None:
    browser = app.test_client()
    fields = {"user_name": "eve", "username": "eve", "person_id": str(cast.eve)}
    send(browser, link, password=NEW_PASSWORD, again=NEW_PASSWORD, **fields)
    assert post(app.test_client(), "eve", NEW_PASSWORD).status_code == 422
    assert post(app.test_client(), "ada", NEW_PASSWORD).status_code == 303


def unlike(world: World) -> list[str]:
    """Make people of every kind; return what somebody may type for each of them."""
    change(world.app, world.cast.ben, email=None, email_key=None)
    change(world.app, world.cast.dov, disabled_at=Clock().now)
    change(world.app, world.cast.fin, password_hash=None)
    return ["ada", "ada@example.com", "nobody", "nobody@example.com", "ben", "dov", "fin"]


def test_the_reply_is_the_same_for_everybody(world: World) -> None:
    pages = {plain(ask(world.app, typed)) for typed in unlike(world)}
    assert len(pages) == 1
    assert {one.address for one in letters(world.app)} == {"ada@example.com", "fin@example.com"}


def test_the_work_is_the_same_for_everybody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    app, hashes = world.app, []
    monkeypatch.setattr(reset, "hash_password", hashes.append)
    client = app.test_client()
    kinds = unlike(world)
    client.get("/reset")
    work = {}
    for typed in kinds:
        with statements(app) as seen:
            send(client, "/reset", user_name=typed)
        work[typed] = tuple(seen)
    assert len(set(work.values())) == 1, work
    assert "INSERT INTO outbox" in " ".join(work["nobody"]), "the letter is written, and undone"
    assert hashes == []


def test_nothing_is_left_of_a_letter_to_nobody(world: World) -> None:
    app = world.app
    ask(app, "nobody")
    ask(app, "nobody@example.com")
    assert letters(app) == []
    with app.app_context(), db.engine.connect() as conn:
        assert conn.execute(select(token).where(token.c.purpose == "reset")).all() == []


def test_an_account_gets_three_letters_and_whoever_asks_does_not_learn_of_it(
    app: Flask, clock: Clock
) -> None:
    names = ("ada", "ADA", "ada@example.com", "Ada@example.com", "ada")
    pages = {plain(ask(app, name, at=f"192.0.2.{n}")) for n, name in enumerate(names)}
    assert len(pages) == 1
    assert len(letters(app)) == 3
    clock.forward(minutes=15, seconds=1)
    ask(app)
    assert len(letters(app)) == 4


def test_a_network_that_asks_for_everybody_is_stopped(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reset, "NETWORK_TRIES", 4)
    client = app.test_client()
    asked = [send(client, "/reset", user_name=f"n{n}").status_code for n in range(6)]
    assert asked == [200] * 4 + [429] * 2
    assert send(client, "/reset", user_name="ada", at="203.0.113.9").status_code == 200


def test_a_weak_password_is_refused_and_the_link_stays(app: Flask, link: str) -> None:
    for password in ("short", "password1234", "a" * 201):
        assert choose(app.test_client(), link, password).status_code == 422
    assert app.test_client().get(link).status_code == 200


@pytest.mark.parametrize("typed", ["", " ", "x" * 255])
def test_what_is_no_name_is_refused_before_it_counts(app: Flask, typed: str) -> None:
    assert send(app.test_client(), "/reset", user_name=typed).status_code == 422


def test_people_without_an_address_read_whom_to_ask(app: Flask) -> None:
    assert "Ask your manager" in app.test_client().get("/reset").text
    assert "Ask your manager" in ask(app, "nobody")


def test_the_pages_lead_to_each_other(app: Flask) -> None:
    page = app.test_client().get("/sign-in").text
    assert 'href="/reset"' in page
    assert 'href="/first-access"' in page
    assert 'href="/register"' not in page, "this site makes accounts itself"


def test_somebody_signed_in_may_use_a_link_too(app: Flask, link: str) -> None:
    client = signed_in(app, "ada")
    assert choose(client, link).status_code == 303
    assert not is_in(client)
