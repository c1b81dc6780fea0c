from __future__ import annotations

import logging
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations.people import find_team, grant_role
from courseware.permissions import Role
from courseware.records.enrollments import read_enrollments
from courseware.records.everything import METADATA
from courseware.records.people import find_account, person
from courseware.records.roster import find_card
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.conftest import NOW, Clock, sign_in
from tests.people import PATHWAY, TEAM, Cast
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
NEW = {"user_name": "gil", "name": "Gil Santos", "email": "", "time_zone": "Europe/Berlin"}


def post(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    """Post a form with the page's own token; return status and text."""
    form = hidden_fields(client.get("/admin/people").text)
    reply = client.post(path, data={"csrf_token": form["csrf_token"], **fields})
    return reply.status_code, reply.text


def link_in(page: str) -> str:
    found = re.search(r'value="http://localhost(/invitations/[^"]+)"', page)
    assert found is not None
    return found[1]


def everything(app: Flask) -> str:
    with app.app_context(), db.engine.connect() as conn:
        return str([conn.execute(select(table)).all() for table in METADATA.sorted_tables])


def test_a_new_person_gets_a_link_that_is_shown_once(
    app: Flask, client_of: ClientOf, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    eve = client_of("eve")
    status, page = post(eve, "/admin/people", **NEW)
    assert status == 200
    link = link_in(page)
    secret = link.rpartition("/")[2]
    assert len(secret) >= 43
    assert secret not in caplog.text
    assert secret not in everything(app)
    people = eve.get("/admin/people").text
    assert secret not in people
    assert people.count("No password yet") == 1
    assert not [cookie for cookie in eve._cookies.values() if secret in cookie.value]
    assert "Gil Santos" in app.test_client().get(link).text
    with app.app_context(), db.engine.connect() as conn:
        rows = conn.execute(select(audit.c.action).where(audit.c.by_person == cast.eve)).all()
    assert {row.action for row in rows} >= {"person.added", "person.invited"}


def test_a_link_works_for_seven_days(app: Flask, client_of: ClientOf, clock: Clock) -> None:
    _status, page = post(client_of("eve"), "/admin/people", **NEW)
    assert "until 8 Apr 2026, 08:00" in page
    visitor = app.test_client()
    clock.forward(days=6, hours=23)
    assert visitor.get(link_in(page)).status_code == 200
    clock.forward(hours=1)
    assert visitor.get(link_in(page)).status_code == 410


def test_a_new_link_ends_the_one_before(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve, visitor = client_of("eve"), app.test_client()
    pages = [post(eve, f"/admin/people/{cast.ada}/invitations")[1] for _n in range(2)]
    assert [visitor.get(link_in(page)).status_code for page in pages] == [410, 200]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"user_name": "ADA"}, "is taken"),
        ({"email": "ada@example.com"}, "is taken"),
        ({"user_name": " "}, "Type a user name."),
        ({"name": ""}, "Type the person&#39;s name."),
        ({"email": "nobody"}, "This is not an e-mail address."),
        ({"time_zone": "Berlin"}, "This time zone is not known."),
        ({"time_zone": "../../etc/passwd"}, "This time zone is not known."),
        ({"name": "x" * 121}, "longer than 120"),
    ],
)
def test_what_cannot_be_added_is_said_in_the_form_and_nothing_stays(
    app: Flask, client_of: ClientOf, changes: dict[str, str], words: str
) -> None:
    eve, before = client_of("eve"), everything(app)
    status, page = post(eve, "/admin/people", **{**NEW, **changes})
    assert status == 422
    assert words in page
    assert 'role="alert"' in page
    if changes.get("name") is None:
        assert "Gil Santos" in page, "what was typed is still there"
    assert everything(app).count("person.added") == before.count("person.added")


def test_fields_that_no_form_has_are_ignored(app: Flask, client_of: ClientOf) -> None:
    extra = {"role": "operator", "password_hash": "x", "disabled_at": "2026-01-01", "id": "1"}
    post(client_of("eve"), "/admin/people", **NEW, **extra)
    with app.app_context(), db.engine.connect() as conn:
        row = conn.execute(select(person).where(person.c.user_name == "gil")).one()
        card = find_card(conn, row.id)
    assert card is not None
    assert (row.password_hash, row.disabled_at, card.roles) == (None, None, ())


def test_people_are_found_by_name(client_of: ClientOf) -> None:
    page = client_of("eve").get("/admin/people?name=marsh").text
    assert "Ada Marsh" in page
    assert "Fin Haddow" not in page
    assert "Nobody has this name." in client_of("eve").get("/admin/people?name=%3Cb%3E").text


def test_a_manager_is_made_for_one_team(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve = client_of("eve")
    with app.app_context(), db.engine.connect() as conn:
        team = str(find_team(conn, TEAM))
    path = f"/admin/people/{cast.ben}/roles"
    assert post(eve, path, role="manager", scope=team)[0] == 303
    assert "Ada Marsh" in client_of("ben").get("/reporting/matrix").text
    assert post(eve, f"{path}/manager/withdrawal")[0] == 303
    assert client_of("ben").get("/reporting/matrix").status_code == 403


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"role": "operator", "scope": "$team"}, "Only a manager is limited to a team."),
        ({"role": "learner", "scope": "site"}, "Choose one from the list"),
        ({"role": "manager", "scope": "999"}, "Choose one from the list"),
        ({"role": "manager", "scope": "words"}, "Choose one from the list"),
        ({}, "Choose one from the list"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_with_words(
    app: Flask, client_of: ClientOf, cast: Cast, fields: dict[str, str], words: str
) -> None:
    with app.app_context(), db.engine.connect() as conn:
        team = str(find_team(conn, TEAM))
    filled = {name: value.replace("$team", team) for name, value in fields.items()}
    status, page = post(client_of("eve"), f"/admin/people/{cast.ada}/roles", **filled)
    assert (status, words in page) == (422, True)
    with app.app_context(), db.engine.connect() as conn:
        card = find_card(conn, cast.ada)
    assert card is not None
    assert card.roles == ()


@pytest.mark.parametrize("path", ["disabling", "roles/operator/withdrawal"])
def test_the_last_operator_is_kept_and_told_why(client_of: ClientOf, cast: Cast, path: str) -> None:
    eve = client_of("eve")
    status, page = post(eve, f"/admin/people/{cast.eve}/{path}")
    assert status == 422
    assert "This is the last operator." in page
    assert eve.get("/admin/health").status_code == 200


def test_a_disabled_person_is_out_at_once_and_may_come_back(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada, eve = client_of("ada"), client_of("eve")
    assert ada.get("/home").status_code == 200
    assert post(eve, f"/admin/people/{cast.ada}/disabling")[0] == 303
    assert "/sign-in" in ada.get("/home").headers["Location"]
    assert "cannot sign in" in eve.get(f"/admin/people/{cast.ada}").text
    with app.app_context(), db.engine.connect() as conn:
        account = find_account(conn, "ada")
    assert account is not None
    assert account.is_disabled
    assert post(eve, f"/admin/people/{cast.ada}/enabling")[0] == 303
    assert sign_in(app, "ada").get("/home").status_code == 200


def test_a_second_operator_may_disable_the_first(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        grant_role(conn, cast.ben, Role.OPERATOR, now=NOW)
    eve = client_of("eve")
    assert post(client_of("ben"), f"/admin/people/{cast.eve}/disabling")[0] == 303
    assert "/sign-in" in eve.get("/admin/health").headers["Location"]


def test_a_team_is_joined_and_left(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve, cleo = client_of("eve"), client_of("cleo")
    with app.app_context(), db.engine.connect() as conn:
        team = find_team(conn, TEAM)
    assert post(eve, f"/admin/people/{cast.ben}/teams", team=str(team))[0] == 303
    assert cleo.get(f"/reporting/people/{cast.ben}").status_code == 200
    assert post(eve, f"/admin/people/{cast.ben}/teams/{team}/withdrawal")[0] == 303
    assert cleo.get(f"/reporting/people/{cast.ben}").status_code == 404
    assert post(eve, f"/admin/people/{cast.ben}/teams", team="999")[0] == 422


def test_a_pathway_is_assigned_once(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve, path = client_of("eve"), f"/admin/people/{cast.ben}/enrollments"
    assert post(eve, path, pathway=PATHWAY)[0] == 303
    status, page = post(eve, path, pathway=PATHWAY)
    assert (status, "They are on this pathway already." in page) == (422, True)
    assert post(eve, path, pathway="no-such")[0] == 422
    with app.app_context(), db.engine.connect() as conn:
        assert [one.pathway for one in read_enrollments(conn, cast.ben)] == [PATHWAY]


def test_nobody_is_changed_who_does_not_exist(client_of: ClientOf) -> None:
    eve = client_of("eve")
    paths = ("invitations", "roles", "roles/manager/withdrawal", "teams", "teams/1/withdrawal",
             "enrollments", "disabling", "enabling")  # fmt: skip
    assert {post(eve, f"/admin/people/999999/{path}")[0] for path in paths} == {404}
    assert eve.get("/admin/people/999999").status_code == 404
    assert post(eve, "/admin/people/1/roles/no-such/withdrawal")[0] == 404
