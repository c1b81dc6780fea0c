"""An address is a person's when a link that went there was used by them; others learn nothing."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations.own_account import Confirmed, ask_for_address, confirm_address
from courseware.operations.people import NewPerson, NotPossible, add_person
from courseware.operations.tokens import Purpose, make_token
from courseware.records.people import person
from courseware.records.tokens import token
from courseware.records.transaction import writing
from tests.accounts.own import ask, kinds, link, mails, row_of, send, store
from tests.conftest import NOW, Clock, World, sign_in
from tests.people import PASSWORD, Cast
from tests.steps import hidden_fields

NEW = "ada.marsh@rivermill.example"


def test_a_new_address_counts_once_its_link_is_used(world: World) -> None:
    app, ada = world.app, sign_in(world.app, "ada")
    assert ask(ada, NEW).status_code == 303
    assert kinds(app) == [("confirm_email", NEW)]
    assert row_of(app, world.cast.ada).email == "ada@example.com", "nothing changes before"
    path = link(app)
    assert NEW in ada.get(path).text
    assert row_of(app, world.cast.ada).email == "ada@example.com", "looking changes nothing"
    assert send(ada, path).headers["Location"] == "/account"
    stored = row_of(app, world.cast.ada)
    assert (stored.email, stored.email_key, stored.email_confirmed_at) == (NEW, NEW, NOW)
    assert kinds(app)[1:] == [("email_changed", "ada@example.com")], "the old address is told"
    assert send(ada, path).status_code == 410, "a link works once"


def test_the_current_password_is_asked_and_counted(app: Flask) -> None:
    ada = sign_in(app, "ada")
    assert "Type your current password." in ask(ada, NEW, current="").text
    statuses = [ask(ada, NEW, current="not the password").status_code for _n in range(11)]
    assert statuses == [422] * 10 + [429]
    assert kinds(app) == []


def test_who_has_no_password_is_not_asked(app: Flask, cast: Cast) -> None:
    ada = sign_in(app, "ada")
    store(app, cast.ada, password_hash=None)
    assert "current-password" not in ada.get("/account/email").text
    assert send(ada, "/account/email", email=NEW).status_code == 303
    assert kinds(app) == [("confirm_email", NEW)]


def test_an_address_of_somebody_else_is_answered_the_same(app: Flask) -> None:
    """Only its owner is told."""
    ada, pages = sign_in(app, "ada"), []
    for address in ("ben@example.com", "nobody@example.com"):
        assert ask(ada, address).status_code == 303
        page = ada.get("/account/email").text
        pages.append(re.sub(r'value="[^"]*"', "", page.replace(address, "X")))
    assert pages[0] == pages[1]
    assert kinds(app) == [
        ("known_already", "ben@example.com"), ("confirm_email", "nobody@example.com"),
    ]  # fmt: skip


def test_every_spelling_of_an_address_belongs_to_its_owner(app: Flask, cast: Cast) -> None:
    store(app, cast.dov, user_name_key="dov@levin.example", email=None, email_key=None)
    ada = sign_in(app, "ada")
    ask(ada, "BEN@Example.com")
    ask(ada, "dov@levin.example")
    assert kinds(app) == [("known_already", "ben@example.com")]


def test_an_address_without_its_shape_is_refused(app: Flask) -> None:
    page = ask(sign_in(app, "ada"), "ada at home").text
    assert "This cannot be an e-mail address" in page
    assert 'href="#email"' in page, "the summary leads to the field"
    assert 'value="ada at home"' in page, "what was typed is still there"


def test_somebody_else_cannot_use_the_link_and_learns_nothing(app: Flask, cast: Cast) -> None:
    ask(sign_in(app, "ada"), NEW)
    path, ben = link(app), sign_in(app, "ben")
    there, unknown = ben.get(path), ben.get("/account/email/unknown")
    assert there.status_code == unknown.status_code == 410
    plain = [re.sub(r'value="[^"]*"', "", one.text) for one in (there, unknown)]
    assert plain[0] == plain[1]
    assert send(ben, path).status_code == 410
    assert row_of(app, cast.ben).email == "ben@example.com"
    assert send(sign_in(app, "ada"), path).status_code == 303, "Ada's link still works"


def test_a_visitor_signs_in_first_and_comes_back(app: Flask) -> None:
    ask(sign_in(app, "ada"), NEW)
    path, visitor = link(app), app.test_client()
    door = visitor.get(path).headers["Location"]
    form = hidden_fields(visitor.get(door).text)
    data = {**form, "user_name": "ada", "password": PASSWORD}
    assert visitor.post("/sign-in", data=data).headers["Location"] == path


def test_a_link_lasts_a_day(app: Flask, clock: Clock) -> None:
    ada = sign_in(app, "ada")
    ask(ada, NEW)
    clock.forward(days=1, seconds=1)
    assert ada.get(link(app)).status_code == 410
    assert "waits to be confirmed" not in ada.get("/account/email").text


def test_the_letter_is_sent_again_and_not_without_end(app: Flask) -> None:
    ada = sign_in(app, "ada")
    ask(ada, NEW)
    old = link(app)
    assert send(ada, "/account/email/sending").status_code == 303
    assert ada.get(old).status_code == 410, "only the newest link works"
    assert ada.get(link(app)).status_code == 200
    assert [send(ada, "/account/email/sending").status_code for _n in range(2)] == [303, 429]


def test_a_change_can_be_canceled(app: Flask) -> None:
    ada = sign_in(app, "ada")
    ask(ada, NEW)
    assert "waits to be confirmed" in ada.get("/account").text
    send(ada, "/account/email/cancellation")
    assert "waits to be confirmed" not in ada.get("/account").text
    assert ada.get(link(app)).status_code == 410


def test_an_address_can_be_removed_and_is_told(world: World) -> None:
    app, ada = world.app, sign_in(world.app, "ada")
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        make_token(conn, Purpose.RESET, person_id=world.cast.ada, now=NOW, site=site)
    assert send(ada, "/account/email/removal", current="wrong words").status_code == 422
    assert send(ada, "/account/email/removal", current=PASSWORD).status_code == 303
    stored = row_of(app, world.cast.ada)
    assert (stored.email, stored.email_key, stored.email_confirmed_at) == (None, None, None)
    assert kinds(app) == [("email_removed", "ada@example.com")]
    with app.app_context(), db.engine.connect() as conn:
        live = select(token.c.id).where(token.c.used_at.is_(None))
        assert conn.execute(live).first() is None, "a link in the mail for a new password is over"


def test_one_of_two_gets_an_address_that_both_want_at_once(world: World) -> None:
    """Both had a link before either used it; the unique key decides."""
    app, people = world.app, (world.cast.ada, world.cast.ben)
    site, secrets = app.extensions["courseware.site"], {}
    with app.app_context():
        for who in people:
            with writing(db.engine) as conn:
                made = make_token(
                    conn, Purpose.EMAIL, person_id=who, address=NEW, now=NOW, site=site
                )
                secrets[who] = made.secret
        engine = db.engine

    def use(who: int) -> Confirmed:
        with writing(engine) as conn:
            return confirm_address(conn, who, secrets[who], now=NOW, site=site)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, people)) == [Confirmed.DONE, Confirmed.TAKEN]
    with engine.connect() as conn:
        assert len(conn.execute(select(person).where(person.c.email_key == NEW)).all()) == 1


def test_an_address_taken_since_is_not_taken_over(world: World) -> None:
    app, site = world.app, world.app.extensions["courseware.site"]
    ada = sign_in(app, "ada")
    ask(ada, NEW)
    with app.app_context(), writing(db.engine) as conn:
        add_person(conn, NewPerson(NEW, "Gus Adeyemi"), now=NOW)
    assert send(ada, link(app)).status_code == 410
    assert row_of(app, world.cast.ada).email == "ada@example.com"
    with app.app_context(), writing(db.engine) as conn:
        ask_for_address(conn, world.cast.ada, "free@example.com", now=NOW, site=site)
        try:
            add_person(conn, NewPerson("ada@example.com", "Another"), now=NOW)
        except NotPossible:
            return
    raise AssertionError("an address that waits does not free the one that counts")


def test_an_address_that_staff_entered_is_confirmed_in_the_same_way(app: Flask, cast: Cast) -> None:
    ada = sign_in(app, "ada")
    assert "not confirmed yet" in ada.get("/account/email").text
    ask(ada, "ada@example.com")
    send(ada, link(app))
    assert row_of(app, cast.ada).email_confirmed_at == NOW
    assert [kind for kind, _address in kinds(app)] == ["confirm_email"], "nothing to tell the same"
    assert "and it is confirmed" in ask(ada, "ADA@example.com").text


def test_no_secret_lies_in_the_outbox(app: Flask) -> None:
    ask(sign_in(app, "ada"), NEW)
    secret = link(app).rsplit("/", 1)[1]
    assert all(secret not in repr(tuple(one)) for one in mails(app))
