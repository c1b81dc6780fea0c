"""An operator sends a link by mail instead of showing it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from courseware.records.letters import read_details
from tests.accounts.ways import change, choose, letters, link_of, send
from tests.cli.conftest import run_on
from tests.people import Cast

ClientOf = Callable[[str], FlaskClient]
GIL = {"user_name": "gil", "name": "Gil Santos", "email": "gil@example.com", "time_zone": "UTC"}


def test_a_new_person_gets_the_link_by_mail(app: Flask, client_of: ClientOf) -> None:
    eve = client_of("eve")
    done = send(eve, "/admin/people", **GIL, by="mail")
    assert done.status_code == 303
    assert "A mail with the link is on its way" in eve.get(done.headers["Location"]).text
    (letter,) = letters(app)
    assert (letter.letter, letter.address) == ("invitation", "gil@example.com")
    details = read_details(letter.details)
    assert details["user_name"] == "gil"
    assert details["until"] == "2026-04-08T08:00:00+00:00"
    link = link_of(app, letter)
    assert link.rpartition("/")[2] not in letter.details + done.text
    assert choose(app.test_client(), link).status_code == 303


def test_nobody_is_added_when_there_is_no_address_to_mail_to(
    app: Flask, client_of: ClientOf
) -> None:
    reply = send(client_of("eve"), "/admin/people", **{**GIL, "email": ""}, by="mail")
    assert reply.status_code == 422
    assert "There is no e-mail address" in reply.text
    assert letters(app) == []
    assert "gil" not in run_on(app, "people", "list").output


def test_a_new_link_by_mail_ends_the_one_before(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    eve, path = client_of("eve"), f"/admin/people/{cast.ada}/invitations"
    for _n in range(2):
        assert send(eve, path, by="mail").status_code == 303
    links = [link_of(app, letter) for letter in letters(app)]
    assert [app.test_client().get(link).status_code for link in links] == [410, 200]


def test_somebody_disabled_is_not_written_to(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    change(app, cast.ada, disabled_at=app.extensions["courseware.clock"]())
    reply = send(client_of("eve"), f"/admin/people/{cast.ada}/invitations", by="mail")
    assert reply.status_code == 422
    assert letters(app) == []


def test_the_commands_mail_too_and_print_no_link(app: Flask) -> None:
    added = run_on(
        app, "people", "add", "gil", "--name", "Gil", "--email", "g@example.com", "--mail"
    )
    assert added.output == "Gil was added. A mail with a link is on its way.\n"
    assert run_on(app, "people", "invite", "gil", "--mail").exit_code == 0
    assert [one.address for one in letters(app)] == ["g@example.com"] * 2
    without = run_on(app, "people", "add", "gus", "--name", "Gus", "--mail")
    assert without.exit_code == 1
    assert "no e-mail address" in without.stderr
    assert "gus" not in run_on(app, "people", "list").output
