from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select

from courseware.extensions import db
from courseware.operations.people import find_team
from courseware.records.credentials import Issuer, find_issuer, issuer_profile
from courseware.records.people import list_teams, team, team_member
from courseware.records.transaction import writing
from tests.people import OTHER_TEAM, TEAM
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
ISSUER = {
    "legal_name": "Rivermill College", "country": "Ireland", "contact": "office@example.com",
    "relation": "college",
}  # fmt: skip


def post(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    form = hidden_fields(client.get(path).text)
    reply = client.post(path, data={"csrf_token": form["csrf_token"], **fields})
    return reply.status_code, reply.text


def test_a_team_stands_below_another(app: Flask, client_of: ClientOf) -> None:
    eve = client_of("eve")
    assert post(eve, "/admin/teams", name="Press line", parent=TEAM)[0] == 303
    with app.app_context(), db.engine.connect() as conn:
        above = find_team(conn, TEAM)
        assert ("Press line", above) in [(name, up) for _id, name, up, _n in list_teams(conn)]
    page = eve.get("/admin/teams").text
    assert "The team is added." in page
    assert "Press line" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": OTHER_TEAM, "parent": ""}, "already"),
        ({"name": "  ", "parent": ""}, "Type a name."),
        ({"name": "New", "parent": "No such team"}, "Choose one from the list"),
    ],
)
def test_a_team_that_cannot_be_is_refused_with_words(
    app: Flask, client_of: ClientOf, fields: dict[str, str], words: str
) -> None:
    status, page = post(client_of("eve"), "/admin/teams", **fields)
    assert (status, words in page) == (422, True)
    with app.app_context(), db.engine.connect() as conn:
        assert conn.execute(select(func.count()).select_from(team)).scalar_one() == 2


def test_a_site_without_teams_says_what_to_do(app: Flask, client_of: ClientOf) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(delete(team_member))
        conn.execute(delete(team))
    assert "No team yet" in client_of("eve").get("/admin/teams").text


def test_a_named_issuer_is_in_force(app: Flask, client_of: ClientOf) -> None:
    eve = client_of("eve")
    assert post(eve, "/admin/issuer", **ISSUER)[0] == 303
    with app.app_context(), db.engine.connect() as conn:
        assert find_issuer(conn) == Issuer(**ISSUER, is_demonstration=False)
        rows = conn.execute(select(func.count()).select_from(issuer_profile)).scalar_one()
    assert rows == 2, "the profile before stays on the record"
    assert 'value="Rivermill College"' in eve.get("/admin/issuer").text


def test_a_demonstration_marks_its_issuer(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = replace(app.extensions["courseware.site"], is_demonstration=True)
    monkeypatch.setitem(app.extensions, "courseware.site", demo)
    assert post(client_of("eve"), "/admin/issuer", **ISSUER)[0] == 303
    with app.app_context(), db.engine.connect() as conn:
        assert find_issuer(conn) == Issuer(**ISSUER, is_demonstration=True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"legal_name": ""}, "Type the legal name."),
        ({"legal_name": "Ri\u202ever"}, "cannot print U+202E"),
        ({"country": "\U0001f1ee"}, "cannot print"),
        ({"contact": "x" * 121}, "longer than 120"),
        ({"relation": "friend"}, "Choose one from the list"),
    ],
)
def test_an_issuer_that_cannot_be_printed_is_refused(
    app: Flask, client_of: ClientOf, changes: dict[str, str], words: str
) -> None:
    status, page = post(client_of("eve"), "/admin/issuer", **{**ISSUER, **changes})
    assert (status, words in page) == (422, True)
    with app.app_context(), db.engine.connect() as conn:
        issuer = find_issuer(conn)
    assert issuer is not None
    assert issuer.legal_name == "Rivermill Components"


def test_a_site_without_issuer_is_told_so(app: Flask, client_of: ClientOf) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(delete(issuer_profile))
    assert "No issuer is named yet." in client_of("eve").get("/admin/issuer").text
