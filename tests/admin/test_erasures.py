from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations.erasure_requests import ask_erasure
from courseware.operations.people import grant_role
from courseware.permissions import Role
from courseware.records.letters import message
from courseware.records.people import is_erased
from courseware.records.transaction import writing
from tests.conftest import NOW, Clock
from tests.people import PASSWORD, Cast
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
YES = {"reason": "in_writing", "user_name": "ada"}


def post(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    token = hidden_fields(client.get("/sign-in").text)["csrf_token"]
    reply = client.post(path, data={"csrf_token": token, **fields})
    return reply.status_code, reply.text


def asks(app: Flask, person_id: int, name: str) -> None:
    with app.app_context(), writing(db.engine) as conn:
        assert ask_erasure(conn, person_id, name=name, now=NOW)


def gone(app: Flask, person_id: int) -> bool:
    with app.app_context(), db.engine.connect() as conn:
        return is_erased(conn, person_id)


def test_requests_are_listed_oldest_first_with_the_days_they_wait(
    app: Flask, client_of: ClientOf, cast: Cast, clock: Clock
) -> None:
    asks(app, cast.fin, "Fin Haddow")
    clock.forward(days=3)
    with app.app_context(), writing(db.engine) as conn:
        ask_erasure(conn, cast.ada, name="Ada Marsh", now=clock())
    clock.forward(days=1)
    listed = client_of("eve").get("/admin/erasures").text
    assert listed.index("Fin Haddow") < listed.index("Ada Marsh")
    assert "4 days" in listed
    assert "1 day<" in listed


def test_the_page_says_what_will_happen_in_numbers_and_asks_for_the_user_name(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    eve, path = client_of("eve"), f"/admin/people/{cast.fin}/erasure"
    told = eve.get(path).text
    assert "1 can no longer be checked" in told
    assert "stay without their content" in told
    assert "They asked for it on their account page" not in told, "nobody asked"
    status, refused = post(eve, path, reason="in_writing", user_name="ada")
    assert status == 422
    assert "This is not the user name of this person" in refused
    assert not gone(app, cast.fin)
    assert post(eve, path, reason="in_writing", user_name=" FIN ")[0] == 303
    assert gone(app, cast.fin)
    assert eve.get(path).status_code == 404
    assert "erased-" not in eve.get("/admin/people").text


def test_a_request_is_answered_and_leaves_the_list(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    asks(app, cast.ada, "Ada Marsh")
    eve = client_of("eve")
    assert "They asked on" in eve.get(f"/admin/people/{cast.ada}").text
    fields = {"reason": "asked", "user_name": "ada"}
    assert post(eve, f"/admin/people/{cast.ada}/erasure", **fields)[0] == 303
    assert "Nobody waits for an answer" in eve.get("/admin/erasures").text


def test_a_request_is_declined_with_a_reason_that_the_person_reads(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    asks(app, cast.ada, "Ada Marsh")
    eve, path = client_of("eve"), f"/admin/people/{cast.ada}/erasure/declining"
    assert post(eve, path)[0] == 422
    why = "The law asks us to keep proof of your crane training until 2031."
    assert post(eve, path, words=why)[0] == 303
    assert why in client_of("ada").get("/account/erasure").text
    with app.app_context(), db.engine.connect() as conn:
        letters = select(message.c.details).where(message.c.person_id == cast.ada)
        assert why in str(conn.scalars(letters).all())
    status, late = post(eve, path, words=why)
    assert status == 422
    assert "withdrawn or decided meanwhile" in late


def test_the_last_operator_is_told_why_not(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve, path = client_of("eve"), f"/admin/people/{cast.eve}/erasure"
    status, refused = post(eve, path, reason="in_writing", user_name="eve")
    assert status == 422
    assert "This is the last operator" in refused
    with app.app_context(), writing(db.engine) as conn:
        grant_role(conn, cast.ben, Role.OPERATOR, now=NOW)
    assert post(eve, path, reason="in_writing", user_name="eve")[0] == 303
    assert eve.get("/account").status_code == 303, "signed out"


def test_signing_in_fails_in_the_words_for_an_unknown_person(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    assert post(client_of("eve"), f"/admin/people/{cast.ada}/erasure", **YES)[0] == 303
    assert ada.get("/home").status_code == 303, "the sign-in is over"
    visitor = app.test_client()
    told = {
        name: post(visitor, "/sign-in", user_name=name, password=PASSWORD)
        for name in ("ada", "ada@example.com", f"erased-{cast.ada}", "nobody")
    }
    assert {status for status, _text in told.values()} == {422}
    line = "The user name or the password is not right."
    assert all(line in text for _status, text in told.values())


def test_a_record_page_and_a_certificate_page_say_that_they_were_erased(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    from courseware.records.credentials import credentials_of  # noqa: PLC0415 - only here
    from courseware.records.module_records import records_of  # noqa: PLC0415 - only here
    from courseware.records.revocations import revoke  # noqa: PLC0415 - only here
    from tests.steps import sign_records  # noqa: PLC0415 - only here

    with app.app_context():
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
        with writing(db.engine) as conn:
            one = credentials_of(conn, cast.fin)[0]
            revoke(conn, one.public_id, reason="mistake", now=NOW, by_person=cast.eve)
            record = records_of(conn, cast.fin)[0].public_id
    assert (
        post(client_of("eve"), f"/admin/people/{cast.fin}/erasure", reason="mistake",
             user_name="fin")[0] == 303
    )  # fmt: skip
    visitor = app.test_client()
    for path in (f"/verify/{one.public_id}", f"/verify/{record}", f"/records/{record}.json"):
        reply = visitor.get(path)
        assert reply.status_code == 410, path
        assert "was erased" in reply.text
        assert "Fin" not in reply.text
        assert "Haddow" not in reply.text
    assert visitor.get(f"/certificates/{one.public_id}.pdf").status_code == 303
    assert client_of("ada").get(f"/certificates/{one.public_id}.pdf").status_code == 404
