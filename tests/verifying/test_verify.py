"""Attacks on the page that anybody checks a certificate with."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from courseware.extensions import db
from courseware.records import journal
from courseware.records.credentials import credential, credentials_of
from courseware.records.revocations import revoke
from courseware.records.transaction import writing
from courseware.verifying.door import UNKNOWN_TRIES
from tests.conftest import Clock, World, sign_in

UNKNOWN = "0000-0000-0000-0000-00{:02}"


@pytest.fixture
def number(small_world: World) -> str:
    """The number of Fin's certificate."""
    with small_world.app.app_context(), db.engine.connect() as conn:
        return credentials_of(conn, small_world.cast.fin)[0].public_id


def test_every_printed_field_is_repeated_with_its_state(visitor: FlaskClient, number: str) -> None:
    page = visitor.get(f"/verify/{number}").text
    for text in (
        "Valid",
        "Fin Haddow",
        "Rivermill Components",
        f"http://localhost/verify/{number}",
    ):
        assert text in page


@pytest.mark.parametrize("host", ["evil.example", "localhost:9999"])
def test_the_address_on_it_is_ours_whatever_host_was_asked(
    visitor: FlaskClient, number: str, host: str
) -> None:
    page = visitor.get(f"/verify/{number}", headers={"Host": host}).text
    assert host not in page


def typed_ways(number: str) -> list[str]:
    plain = number.replace("-", "")
    return [
        number.lower(), plain, f" {number} ", number.replace("-", " "),
        number.replace("-", "\u2013"), number.replace("0", "O").replace("1", "l"),
    ]  # fmt: skip


def test_a_number_is_read_as_people_type_it(visitor: FlaskClient, number: str) -> None:
    for typed in typed_ways(number):
        found = visitor.get("/verify", query_string={"number": typed})
        assert found.headers["Location"] == f"/verify/{number}"


@pytest.mark.parametrize("typed", ["x", "\x00", "<script>alert(1)</script>", "1" * 5_000, "é" * 20])
def test_what_is_no_number_is_said_and_shown_harmlessly(visitor: FlaskClient, typed: str) -> None:
    reply = visitor.get("/verify", query_string={"number": typed})
    assert reply.status_code == (400 if typed == "\x00" else 200)
    assert "<script>alert" not in reply.text


def without_moments(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def test_all_unknown_numbers_get_the_same_answer(visitor: FlaskClient) -> None:
    replies = [visitor.get(f"/verify/{UNKNOWN.format(n)}") for n in range(3)]
    replies.append(visitor.get("/verify/not-even-a-number"))
    assert {reply.status_code for reply in replies} == {404}
    assert len({without_moments(reply.text) for reply in replies}) == 1


def test_numbers_cannot_be_tried_out(visitor: FlaskClient, number: str, clock: Clock) -> None:
    def ask(code: str, at: str = "2001:db8::1") -> int:
        return visitor.get(f"/verify/{code}", environ_overrides={"REMOTE_ADDR": at}).status_code

    asked = [ask(UNKNOWN.format(n), f"2001:db8::{n + 1:x}") for n in range(UNKNOWN_TRIES)]
    assert asked == [404] * UNKNOWN_TRIES
    assert ask(number) == 429, "not even a right guess is told apart"
    assert ask(number, "192.0.2.7") == 200, "nobody else is stopped"
    clock.forward(minutes=15, seconds=1)
    assert ask(number) == 200


def change(app: Flask, **values: object) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(credential).values(**values))


@pytest.mark.parametrize(
    "tamper", ["another name", "another form", "no certificate at all", "with its digest"]
)
def test_a_changed_certificate_is_not_confirmed(
    small_world: World, visitor: FlaskClient, number: str, tamper: str
) -> None:
    app = small_world.app
    with app.app_context(), db.engine.connect() as conn:
        row = conn.execute(credential.select()).one()
    forged = row.snapshot.replace("Fin Haddow", "Mallory Quick")
    assert forged != row.snapshot
    values: dict[str, dict[str, object]] = {
        "another name": {"snapshot": forged},
        "another form": {"snapshot": json.dumps(json.loads(row.snapshot), indent=1)},
        "no certificate at all": {"snapshot": "{}"},
        "with its digest": {
            "snapshot": forged,
            "snapshot_digest": journal.commit_to(row.salt, forged),
        },
    }
    change(app, **values[tamper])
    reply = visitor.get(f"/verify/{number}")
    assert reply.status_code == 200
    assert "Not confirmed" in reply.text
    assert "Mallory" not in reply.text
    assert "This site issued it" not in reply.text
    holder = sign_in(app, "fin").get("/certificates")
    assert holder.status_code == 200
    assert "Mallory" not in holder.text


def test_a_certificate_that_no_record_speaks_of_is_not_confirmed(
    small_world: World, visitor: FlaskClient, number: str
) -> None:
    change(small_world.app, person_id=small_world.cast.ada)
    assert "Not confirmed" in visitor.get(f"/verify/{number}").text


def test_a_revoked_one_says_so_and_shows_no_name(
    small_world: World, visitor: FlaskClient, number: str, clock: Clock
) -> None:
    with small_world.app.app_context(), writing(db.engine) as conn:
        one = credentials_of(conn, small_world.cast.fin)[0]
        revoke(conn, one.public_id, reason="mistake", now=clock(), by_person=None)
    page = visitor.get(f"/verify/{number}").text
    assert "Revoked" in page
    assert "Fin Haddow" not in page


def test_search_engines_are_kept_out(visitor: FlaskClient, number: str) -> None:
    for code in (number, UNKNOWN.format(1)):
        assert visitor.get(f"/verify/{code}").headers["X-Robots-Tag"] == "noindex, nofollow"
