"""A manager answers requests, and puts people on pathways, alone or as a team."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.pathway_requests import ask_pathway
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.operations.staff import disable_person
from courseware.records.enrollments import read_enrollments
from tests.asking import ASSIGNED, TITLE, kinds, last, make_assigned, noted
from tests.conftest import NOW
from tests.people import TEAM, Cast
from tests.reporting.editing import Edit
from tests.reporting.reading import ClientOf, counted_statements, text_of
from tests.steps import hidden_fields

LIST, TEAMS = "/reporting/requests", "/reporting/enrollments"


@pytest.fixture(autouse=True)
def assigned(edit: Edit) -> None:
    with edit() as conn:
        make_assigned(conn)


def post(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    form = hidden_fields(client.get("/account").text)
    reply = client.post(path, data={"csrf_token": form["csrf_token"], **fields})
    return reply.status_code, reply.text


def ask(edit: Edit, site: Site, *people: int) -> list[int]:
    with edit() as conn:
        for one in people:
            ask_pathway(conn, person_id=one, pathway=ASSIGNED, now=NOW, site=site)
        return [last(conn, one).id for one in people]


@pytest.fixture
def waiting(edit: Edit, cast: Cast, site: Site) -> int:
    """The id of a request of Ada's."""
    return ask(edit, site, cast.ada)[0]


def test_an_empty_list_says_what_will_be_here(client_of: ClientOf) -> None:
    page = text_of(client_of("cleo").get(LIST).text)
    assert "Nothing waits for you" in page
    assert "When somebody asks for a pathway, it stands here, and you are told." in page


def test_the_list_says_who_from_where_what_and_when(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    ask(edit, site, cast.ada, cast.ben)
    page = client_of("cleo").get(LIST).text
    assert "1 request waits for an answer" in text_of(page)
    assert "Ada Marsh Bracket cell · asked on 1 Apr 2026, 08:00" in text_of(page)
    assert f"{TITLE} 3 modules, about" in text_of(page)
    assert f'href="/reporting/people/{cast.ada}"' in page
    assert "Ben Okafor" not in page


@pytest.mark.parametrize(
    ("answer", "words", "row"),
    [
        ("yes", f"Ada Marsh is on “{TITLE}” now, and is told.", "Yes, Cleo Ortiz, 1 Apr 2026"),
        ("no", "Ada Marsh is told: not now.", "Not now, Cleo Ortiz, 1 Apr 2026"),
    ],
)
def test_an_answer_is_given_and_stands_below(
    waiting: int, client_of: ClientOf, answer: str, words: str, row: str
) -> None:
    cleo = client_of("cleo")
    assert post(cleo, f"{LIST}/{waiting}/decision", answer=answer)[0] == 303
    page = text_of(cleo.get(LIST).text)
    assert words in page
    assert f"Ada Marsh {TITLE} {row}" in page
    assert "Nothing waits for you" in page


def test_the_second_to_decide_is_told_what_the_first_said(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    (number,) = ask(edit, site, cast.ada)
    cleo, eve = client_of("cleo"), client_of("eve")
    post(cleo, f"{LIST}/{number}/decision", answer="no")
    post(eve, f"/admin/requests/{number}/decision", answer="yes")
    words = f"The request of Ada Marsh for “{TITLE}” was answered before: Not now, Cleo Ortiz"
    assert words in text_of(eve.get("/admin/requests").text)
    with edit() as conn:
        assert ASSIGNED not in [one.pathway for one in read_enrollments(conn, cast.ada)]


def test_a_managers_own_request_is_answered_by_somebody_else(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        verbs.join_team(conn, cast.cleo, verbs.find_team(conn, TEAM), now=NOW)
    (number,) = ask(edit, site, cast.cleo)
    cleo = client_of("cleo")
    page = cleo.get(LIST).text
    assert "Your own request: somebody else answers." in text_of(page)
    assert f"{LIST}/{number}/decision" not in page
    assert post(cleo, f"{LIST}/{number}/decision", answer="yes")[0] == 303
    words = "You do not decide on your own request. Ask the operators of this site."
    assert words in text_of(cleo.get(LIST).text)
    with edit() as conn:
        assert last(conn, cast.cleo).is_open
    assert "request for a pathway waits" not in text_of(cleo.get("/reporting").text)


def test_an_answer_is_yes_or_no(edit: Edit, client_of: ClientOf, cast: Cast, site: Site) -> None:
    (number,) = ask(edit, site, cast.ada)
    assert post(client_of("cleo"), f"{LIST}/{number}/decision", answer="maybe")[0] == 400
    with edit() as conn:
        assert last(conn, cast.ada).is_open


def test_the_overview_counts_them_in_the_statements_it_had(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site, world_engine: Engine
) -> None:
    cleo, counts = client_of("cleo"), []
    assert "for your answer" not in text_of(cleo.get("/reporting").text)
    for people in ((cast.ada,), (cast.ada, cast.fin)):
        ask(edit, site, *people)
        cleo.get("/reporting")
        with counted_statements(world_engine) as statements:
            page = text_of(cleo.get("/reporting").text)
        counts.append(len(statements))
    assert "2 requests for pathways wait for your answer" in page
    assert counts[0] == counts[1] <= 5
    with edit() as conn:
        disable_person(conn, cast.fin, now=NOW)
    assert "1 request for a pathway waits for your answer" in text_of(cleo.get("/reporting").text)


def test_the_lists_cost_few_statements(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site, world_engine: Engine
) -> None:
    ask(edit, site, cast.ada, cast.fin)
    cleo, eve = client_of("cleo"), client_of("eve")
    team = f"{TEAMS}?team=1&pathway={ASSIGNED}"
    for client, path in (
        (cleo, LIST),
        (cleo, team),
        (eve, "/admin/requests"),
        (eve, "/admin/teams/1"),
    ):
        client.get(path)
        with counted_statements(world_engine) as statements:
            assert client.get(path).status_code == 200
        assert len(statements) <= 4, path  # one of them asks what is published, once a second


def preview(client: FlaskClient, team: int, pathway: str = ASSIGNED) -> tuple[str, dict[str, str]]:
    page = client.get(f"{TEAMS}?team={team}&pathway={pathway}").text
    return text_of(page), hidden_fields(page)


def test_a_team_is_shown_first_and_then_put_on_a_pathway(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        team = verbs.find_team(conn, TEAM)
        crew = verbs.add_team(conn, "Crew", parent=TEAM, now=NOW)
        new = verbs.add_person(conn, NewPerson("wim", "Wim Baker"), now=NOW)
        gone = verbs.add_person(conn, NewPerson("gone", "Gone Long"), now=NOW)
        for one in (new, gone):
            verbs.join_team(conn, one, crew, now=NOW)
        disable_person(conn, gone, now=NOW)
    ask(edit, site, cast.ada)
    cleo = client_of("cleo")
    words, form = preview(cleo, team)
    assert "Preview of the files" not in cleo.get(f"{TEAMS}?team={team}&pathway={ASSIGNED}").text
    assert "3 people will be put on it Ada Marsh Fin Haddow Wim Baker" in words
    assert "1 person who left is not put on it." in words
    with edit() as conn:
        assert kinds(conn, cast.ada) == [], "looking did nothing"
    status, _page = post(cleo, TEAMS, **{name: form[name] for name in ("team", "pathway", "seal")})
    assert status == 303
    words, _form = preview(cleo, team)
    assert "3 people of Bracket cell are on “Safe shift” now, and are told." in words
    assert "Everybody in this team is on it already." in words
    with edit() as conn:
        assert kinds(conn, cast.ada) == kinds(conn, new) == ["pathway_assigned"]
        assert kinds(conn, gone) == []
        assert last(conn, cast.ada).by_name == "Cleo Ortiz", "the request is granted by it"
        ((subject, counts, who),) = noted(conn, "team.assigned")
    assert (subject, who) == (f"team:{team}", cast.cleo)
    assert counts == {"pathway": ASSIGNED, "people": "3", "left_out": "0"}


def test_a_team_that_changed_meanwhile_is_shown_once_more(
    edit: Edit, client_of: ClientOf, cast: Cast
) -> None:
    with edit() as conn:
        team = verbs.find_team(conn, TEAM)
    cleo = client_of("cleo")
    _words, form = preview(cleo, team)
    with edit() as conn:
        verbs.join_team(conn, cast.ben, team, now=NOW)
    status, page = post(cleo, TEAMS, **{name: form[name] for name in ("team", "pathway", "seal")})
    assert status == 422
    assert "The team has changed since you looked, and nothing was done." in text_of(page)
    assert "3 people will be put on it" in text_of(page)
    with edit() as conn:
        assert kinds(conn, cast.ada) == []
    assert post(cleo, TEAMS)[0] == 422


def test_one_person_is_put_on_a_pathway_from_their_card(
    edit: Edit, client_of: ClientOf, cast: Cast
) -> None:
    cleo, card = client_of("cleo"), f"/reporting/people/{cast.ada}"
    offered = re.findall(r'<option[^>]* value="([^"]+)"', cleo.get(card).text)
    assert offered == ["lean-start", "production-manager", ASSIGNED], (
        "the one that Ada is on is not offered"
    )
    assert post(cleo, f"{card}/enrollments", pathway=ASSIGNED)[0] == 303
    assert f"Ada Marsh is on “{TITLE}” now, and is told." in text_of(cleo.get(card).text)
    post(cleo, f"{card}/enrollments", pathway=ASSIGNED)
    assert "They are on this pathway already." in text_of(cleo.get(card).text)
    assert post(cleo, f"{card}/enrollments", pathway="none")[0] == 404
    with edit() as conn:
        assert kinds(conn, cast.ada) == ["pathway_assigned"]


def test_a_site_without_teams_for_a_manager_says_so(app: Flask, client_of: ClientOf) -> None:
    with app.app_context(), db.engine.begin() as conn:
        conn.exec_driver_sql("DELETE FROM team_member")
        conn.exec_driver_sql("UPDATE role_grant SET scope_id = 999 WHERE scope = 'team'")
    assert "You have no team yet" in text_of(client_of("cleo").get(TEAMS).text)
