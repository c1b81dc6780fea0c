"""The first sign-in with a printed slip."""

from __future__ import annotations

import pytest
from flask import Flask

from courseware.accounts import slips
from courseware.extensions import db
from courseware.joining.secrets import SLIP_LENGTH
from courseware.operations.people import invite
from courseware.operations.site import Site
from courseware.operations.tokens import SLIP_LASTS
from courseware.records.transaction import writing
from tests.accounts.signing import is_in, post
from tests.accounts.ways import NEW_PASSWORD, choose, plain, send
from tests.conftest import Clock, World
from tests.people import Cast

WRONG = "0000-0000-0000"


def print_slip(world: World, person_id: int) -> str:
    app = world.app
    site: Site = app.extensions["courseware.site"]
    now = app.extensions["courseware.clock"]()
    with app.app_context(), writing(db.engine) as conn:
        return invite(conn, person_id, now=now, site=site, is_slip=True).secret


@pytest.fixture
def slip(small_world: World) -> str:
    """The code on Ada's slip."""
    return print_slip(small_world, small_world.cast.ada)


def type_in(app: Flask, name: str, code: str, at: str = "192.0.2.1") -> int:
    reply = send(app.test_client(), "/first-access", user_name=name, code=code, at=at)
    return int(reply.status_code)


def test_the_code_of_a_slip_leads_to_a_password(world: World) -> None:
    code, browser = print_slip(world, world.cast.ada), world.app.test_client()
    assert len(code) == SLIP_LENGTH + 2
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    reply = send(browser, "/first-access", user_name=" ADA ", code=typed)
    assert reply.status_code == 303
    assert "Welcome, Ada" in browser.get(reply.headers["Location"]).text
    assert choose(browser, reply.headers["Location"]).status_code == 303
    assert is_in(browser)
    assert type_in(world.app, "ada", code) == 422, "it works once"
    assert post(world.app.test_client(), "ada", NEW_PASSWORD).status_code == 303


def test_the_address_behind_the_qr_code_holds_the_same_code(app: Flask, slip: str) -> None:
    assert "Welcome, Ada" in app.test_client().get(f"/invitations/{slip}").text
    assert "Welcome, Ada" in app.test_client().get(f"/invitations/{slip.lower()}").text


def test_a_slip_works_for_fourteen_days(app: Flask, slip: str, clock: Clock) -> None:
    clock.now += SLIP_LASTS
    clock.forward(microseconds=-1)
    assert type_in(app, "ada", slip) == 303
    clock.forward(microseconds=1)
    assert type_in(app, "ada", slip) == 422


def test_every_pair_that_does_not_fit_gets_one_reply(
    small_world: World, app: Flask, slip: str, cast: Cast
) -> None:
    used = print_slip(small_world, cast.fin)
    choose(app.test_client(), f"/invitations/{used}")
    pairs = [("ada", WRONG), ("ben", slip), ("nobody", slip), ("nobody", WRONG), ("fin", used)]
    pages = {
        plain(send(app.test_client(), "/first-access", user_name=name, code=code).text)
        for name, code in pairs
    }
    assert len(pages) == 1
    assert "do not fit" in pages.pop()


def test_somebody_else_s_slip_does_not_open_my_account(app: Flask, slip: str) -> None:
    assert type_in(app, "eve", slip) == 422
    assert type_in(app, "ada", slip) == 303


def test_ten_wrong_codes_for_one_name_and_no_more(app: Flask, slip: str, clock: Clock) -> None:
    assert [type_in(app, "ada", WRONG) for _n in range(11)] == [422] * 10 + [429]
    assert type_in(app, "ada", slip) == 429, "the right code does not open a closed door"
    assert type_in(app, "ada", slip, at="203.0.113.7") == 303, "elsewhere it is open"
    clock.forward(minutes=15, seconds=1)
    assert type_in(app, "ada", slip) == 303


def test_a_network_cannot_go_through_the_names_or_the_addresses(
    app: Flask, slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slips, "NETWORK_TRIES", 4)
    assert [type_in(app, f"n{n}", WRONG) for n in range(2)] == [422] * 2
    visitor = app.test_client()
    where = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.1"}}
    followed = [visitor.get(f"/invitations/{WRONG}", **where).status_code for _n in range(4)]
    assert followed == [410] * 2 + [429] * 2
    assert type_in(app, "ada", slip) == 429
    assert visitor.get(f"/invitations/{slip}", **where).status_code == 429


def test_a_class_with_slips_in_one_room_is_not_stopped(
    small_world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slips, "NETWORK_TRIES", 2)
    for _n in range(4):
        code = print_slip(small_world, small_world.cast.ada)
        assert type_in(app, "ada", code) == 303
        assert app.test_client().get(f"/invitations/{code}").status_code == 200


@pytest.mark.parametrize("code", ["", "7K3M", "7K3M-Q2WX-94TU", "x" * 500])
def test_what_cannot_be_a_code_is_said_and_counts_for_nothing(app: Flask, code: str) -> None:
    assert {type_in(app, "ada", code) for _n in range(12)} == {422}


def test_a_link_is_no_code(small_world: World, app: Flask, cast: Cast) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        link = invite(conn, cast.ada, now=Clock().now, site=site).secret
    assert type_in(app, "ada", link) == 422
