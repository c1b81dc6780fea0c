"""An operator's page of a team, all requests of a site, and a pathway for a team."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.pathway_requests import ask_pathway
from courseware.operations.staff import disable_person
from courseware.records.transaction import writing
from tests.asking import ASSIGNED, kinds, last, make_assigned
from tests.conftest import NOW
from tests.people import TEAM, Cast
from tests.reporting.reading import text_of
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def team(app: Flask) -> int:
    with app.app_context(), writing(db.engine) as conn:
        make_assigned(conn)
        verbs.add_team(conn, "Crew", parent=TEAM, now=NOW)
        return verbs.find_team(conn, TEAM)


def post(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    form = hidden_fields(client.get("/account").text)
    reply = client.post(path, data={"csrf_token": form["csrf_token"], **fields})
    return reply.status_code, reply.text


def test_a_team_shows_its_people_its_neighbors_and_what_they_are_on(
    app: Flask, client_of: ClientOf, cast: Cast, team: int
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        disable_person(conn, cast.fin, now=NOW)
    eve = client_of("eve")
    assert f'<a href="/admin/teams/{team}">Bracket cell</a>' in eve.get("/admin/teams").text
    page = eve.get(f"/admin/teams/{team}").text
    words = text_of(page)
    assert "The team above none Teams below Crew" in words
    assert "Managers of this team Cleo Ortiz" in words
    assert "2 members Ada Marsh Fin Haddow Disabled" in words
    assert "First steps in production 2 people" in words
    assert f'href="/admin/people/{cast.ada}"' in page
    assert eve.get("/admin/teams/999").status_code == 404
    with app.app_context(), db.engine.connect() as conn:
        crew = verbs.find_team(conn, "Crew")
    words = text_of(eve.get(f"/admin/teams/{crew}").text)
    assert "The team above Bracket cell" in words
    assert "Nobody is in this team yet." in words
    assert "Nobody is on a pathway yet." in words


def test_an_operator_puts_a_team_on_a_pathway(
    app: Flask, client_of: ClientOf, cast: Cast, team: int
) -> None:
    eve, path = client_of("eve"), f"/admin/teams/{team}/enrollments"
    page = eve.get(f"{path}?pathway={ASSIGNED}").text
    assert "2 people will be put on it Ada Marsh Fin Haddow" in text_of(page)
    form = hidden_fields(page)
    assert post(eve, path, pathway=ASSIGNED, seal="another")[0] == 422
    assert post(eve, path, pathway=ASSIGNED, seal=form["seal"])[0] == 303
    words = text_of(eve.get(f"/admin/teams/{team}").text)
    assert "2 people of Bracket cell are on “Safe shift” now, and are told." in words
    assert "Safe shift 2 people" in words
    with app.app_context(), db.engine.connect() as conn:
        assert kinds(conn, cast.ada) == kinds(conn, cast.fin) == ["pathway_assigned"]
    assert eve.get(f"{path}?pathway=none").status_code == 404
    assert eve.get(path).status_code == 404


def test_all_requests_are_here_also_of_people_in_no_team(
    app: Flask, client_of: ClientOf, cast: Cast, team: int
) -> None:
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        for one in (cast.ben, cast.ada, cast.eve):
            ask_pathway(conn, person_id=one, pathway=ASSIGNED, now=NOW, site=site)
        number, own = last(conn, cast.ben).id, last(conn, cast.eve).id
    eve = client_of("eve")
    page = eve.get("/admin/requests").text
    assert "Ben Okafor in no team · asked on 1 Apr 2026, 08:00" in text_of(page)
    assert "Ada Marsh Bracket cell · asked on" in text_of(page)
    assert f"/admin/requests/{own}/decision" not in page
    assert "/reporting/" not in page, "no way to anybody's record"
    assert post(eve, f"/admin/requests/{number}/decision", answer="yes")[0] == 303
    assert "Ben Okafor is on “Safe shift” now" in text_of(eve.get("/admin/requests").text)
    post(eve, f"/admin/requests/{own}/decision", answer="yes")
    words = "You do not decide on your own request, and nobody else here can yet."
    assert words in text_of(eve.get("/admin/requests").text)
    assert post(eve, "/admin/requests/999999/decision", answer="yes")[0] == 404
