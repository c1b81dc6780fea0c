from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from courseware.operations.people import find_team, grant_role, join_team
from courseware.operations.staff import disable_person
from courseware.permissions import Role
from tests.conftest import NOW, sign_in
from tests.people import TEAM, Cast
from tests.reporting.editing import Edit
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
WORDS = "a new password of many words"


def ask(client: FlaskClient, *people: int) -> tuple[int, str]:
    token = hidden_fields(client.get("/reporting/slips").text)["csrf_token"]
    data = {"csrf_token": token, "person": [str(one) for one in people]}
    reply = client.post("/reporting/slips", data=data)
    return reply.status_code, reply.text


def test_somebody_who_forgot_their_password_gets_a_slip_and_uses_it(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    status, page = ask(client_of("cleo"), cast.ada)
    assert status == 200
    found = re.search(r'slip-code">([0-9A-Z-]{14})<', page)
    assert found is not None
    sign_in(app, "ada"), "the old password works until the code is used"
    visitor, path = app.test_client(), f"/invitations/{found[1].replace('-', '')}"
    token = hidden_fields(visitor.get(path).text)["csrf_token"]
    reply = visitor.post(path, data={"csrf_token": token, "password": WORDS, "again": WORDS})
    assert reply.headers["Location"] == "/home"
    assert visitor.get(path).status_code == 410


def test_others_people_do_not_exist(client_of: ClientOf, cast: Cast) -> None:
    assert ask(client_of("dov"), cast.ada)[0] == 404
    assert ask(client_of("cleo"), cast.ada, cast.dov)[0] == 404
    assert ask(client_of("cleo"), cast.cleo)[0] == 404, "nobody is in their own reach"


def test_an_operator_in_the_team_is_refused_with_whom_to_ask(
    client_of: ClientOf, cast: Cast, edit: Edit
) -> None:
    with edit() as conn:
        join_team(conn, cast.eve, find_team(conn, TEAM), now=NOW)
        grant_role(conn, cast.fin, Role.MANAGER, team_id=find_team(conn, TEAM), now=NOW)
    cleo = client_of("cleo")
    page = cleo.get("/reporting/slips").text
    assert "Ask an operator: Eve Lindqvist" in page
    for one in (cast.eve, cast.fin):
        status, text = ask(cleo, cast.ada, one)
        assert status == 422
        assert "Ask Eve Lindqvist." in text
        assert "slip-code" not in text


def test_who_left_and_nobody_chosen_are_said_in_words(
    client_of: ClientOf, cast: Cast, edit: Edit
) -> None:
    with edit() as conn:
        disable_person(conn, cast.fin, now=NOW)
    status, text = ask(client_of("cleo"), cast.fin)
    assert (status, "Fin Haddow left" in text) == (422, True)
    status, text = ask(client_of("cleo"))
    assert (status, "Choose at least one person." in text) == (422, True)


def test_the_page_says_who_has_a_slip_that_works(client_of: ClientOf, cast: Cast) -> None:
    cleo = client_of("cleo")
    assert "Has a password" in cleo.get(f"/reporting/slips?person={cast.ada}").text
    assert "Fin Haddow" not in cleo.get(f"/reporting/slips?person={cast.ada}").text
    assert "Fin Haddow" not in cleo.get("/reporting/slips?name=marsh").text
