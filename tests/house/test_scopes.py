"""Who may put whom on a pathway: role × scope × endpoint. A stranger changes nothing, and nobody hears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.pathway_requests import ask_pathway
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.operations.staff import disable_person
from courseware.permissions import Role
from courseware.records.candidates import Candidate
from courseware.records.enrollments import enrollment
from courseware.records.journal import journal
from courseware.records.letters import message, outbox
from courseware.records.people import person
from courseware.records.requests import pathway_request
from courseware.records.transaction import writing
from courseware.records.work import audit
from courseware.web.enrolling import preview_of
from tests.asking import ASSIGNED, kinds, last, make_assigned
from tests.conftest import NOW, World, sign_in
from tests.people import OTHER_TEAM, TEAM
from tests.steps import hidden_fields

DONE, UNKNOWN, REFUSED = 303, 404, 403
WATCHED = (enrollment, journal, pathway_request, message, outbox, audit)


@dataclass(frozen=True)
class Target:
    """Somebody to act on: themselves, their team, and what they asked for."""

    person: int
    team: int
    request: int


Ask = Callable[[FlaskClient, Target], tuple[str, dict[str, str]]]


def _decision(face: str, answer: str) -> Ask:
    return lambda _client, to: (f"/{face}/requests/{to.request}/decision", {"answer": answer})


def _person(_client: FlaskClient, to: Target) -> tuple[str, dict[str, str]]:
    return f"/reporting/people/{to.person}/enrollments", {"pathway": ASSIGNED}


def _sealed(to: Target, people: list[int]) -> str:
    """Return what a page would say of these people: a stranger who guesses it gets no further."""

    class Named:
        id = ASSIGNED

    members = [Candidate(one, "", is_here=True, is_on=False) for one in people]
    return preview_of(to.team, "", Named(), members).seal  # type: ignore[arg-type]  # the id is enough


def _team(_client: FlaskClient, to: Target) -> tuple[str, dict[str, str]]:
    fields = {"team": str(to.team), "pathway": ASSIGNED, "seal": _sealed(to, [to.person])}
    return "/reporting/enrollments", fields


def _any_team(_client: FlaskClient, to: Target) -> tuple[str, dict[str, str]]:
    fields = {"pathway": ASSIGNED, "seal": _sealed(to, [to.person])}
    return f"/admin/teams/{to.team}/enrollments", fields


POSTS: dict[str, Ask] = {
    "yes": _decision("reporting", "yes"),
    "no": _decision("reporting", "no"),
    "person": _person,
    "team": _team,
    "operator's yes": _decision("admin", "yes"),
    "operator's no": _decision("admin", "no"),
    "operator's team": _any_team,
}
MANAGERS = ("yes", "no", "person", "team")
OPERATORS = ("operator's yes", "operator's no", "operator's team")

# who → which of the targets they reach with a manager's pages; `None`: they have no such pages
REACH: dict[str, frozenset[str] | None] = {
    "visitor": None,
    "ada": None,  # a learner
    "ben": None,  # an instructor
    "eve": None,  # an operator is no manager
    "cleo": frozenset({"own", "below"}),  # manages the cell
    "dov": frozenset({"other"}),  # manages the Paint line
    "sam": frozenset({"own", "below", "other"}),  # manages the whole site
    "max": frozenset({"below"}),  # manages the crew below the cell only
}


@pytest.fixture
def app(small_world: World) -> Flask:
    return small_world.app


@pytest.fixture
def targets(small_world: World) -> dict[str, Target]:
    """Somebody of a line below the cell, of a crew below that line, and of another line; all ask."""
    site: Site = small_world.app.extensions["courseware.site"]
    with small_world.app.app_context(), writing(db.engine) as conn:
        make_assigned(conn)
        teams = {
            "own": verbs.add_team(conn, "Line 7", parent=TEAM, now=NOW),
            "below": verbs.add_team(conn, "Crew", parent="Line 7", now=NOW),
            "other": verbs.add_team(conn, "Booth", parent=OTHER_TEAM, now=NOW),
        }
        password = conn.scalar(select(person.c.password_hash))
        staff = {
            name: verbs.add_person(
                conn, NewPerson(name, name.title()), now=NOW, password_hash=password
            )
            for name in ("sam", "max")
        }
        verbs.grant_role(conn, staff["sam"], Role.MANAGER, now=NOW)
        verbs.grant_role(conn, staff["max"], Role.MANAGER, team_id=teams["below"], now=NOW)
        found = {}
        for name, team in teams.items():
            one = verbs.add_person(conn, NewPerson(f"of-{name}", f"Of {name}"), now=NOW)
            verbs.join_team(conn, one, team, now=NOW)
            ask_pathway(conn, person_id=one, pathway=ASSIGNED, now=NOW, site=site)
            found[name] = Target(one, team, last(conn, one).id)
        return found


def rows(app: Flask) -> dict[str, list[Any]]:
    with app.app_context(), db.engine.connect() as conn:
        return {one.name: list(conn.execute(select(one))) for one in WATCHED}


def act(app: Flask, who: str, to: Target, ask: Ask) -> int:
    client = app.test_client() if who == "visitor" else sign_in(app, who)
    url, fields = ask(client, to)
    token = hidden_fields(client.get("/sign-in").text)["csrf_token"]
    return client.post(url, data={**fields, "csrf_token": token}).status_code


def wanted(who: str, where: str, action: str) -> int:
    if who == "visitor":
        return 401
    if action in OPERATORS:
        return DONE if who == "eve" else REFUSED
    reached = REACH[who]
    if reached is None:
        return REFUSED
    return DONE if where in reached else UNKNOWN


@pytest.mark.parametrize("where", ["below", "other"])
@pytest.mark.parametrize("who", REACH)
def test_each_role_acts_within_its_scope_only(
    app: Flask, small_world: World, who: str, where: str, targets: dict[str, Target]
) -> None:
    wrong = []
    refused_first = sorted(POSTS, key=lambda action: wanted(who, where, action) == DONE)
    for action in refused_first:  # what is allowed changes what comes after it, so it comes last
        should = wanted(who, where, action)
        before = rows(app)
        status = act(app, who, targets[where], POSTS[action])
        if should != DONE and rows(app) != before:
            wrong.append(f"{action}: refused with {status}, and something changed")
        if should == DONE:
            break  # one deed is enough here; each of them has its own test below
        if status != should:
            wrong.append(f"{action}: {status}, not {should}")
    assert not wrong, "\n".join(wrong)


def test_the_table_has_every_deed_of_managers(app: Flask) -> None:
    """A new endpoint of that face that changes something belongs in POSTS."""
    deeds = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("reporting.") and "POST" in (rule.methods or ())
    }
    assert deeds == {
        "reporting.decision", "reporting.enrollments_create", "reporting.person_enrollments_create",
        "reporting.slips_create",  # tests/reporting/test_manager_slips.py
    }  # fmt: skip


DEEDS = [
    (who, where, action)
    for who in REACH
    for where in ("below", "other")
    for action in POSTS
    if wanted(who, where, action) == DONE
]


@pytest.mark.parametrize(("who", "where", "action"), DEEDS)
def test_each_deed_within_the_scope_is_done_and_told(
    app: Flask, targets: dict[str, Target], who: str, where: str, action: str
) -> None:
    to = targets[where]
    assert act(app, who, to, POSTS[action]) == DONE
    with app.app_context(), db.engine.connect() as conn:
        query = select(message.c.letter).where(message.c.person_id == to.person)
        letters = list(conn.scalars(query))
        chosen = enrollment.c.pathway == ASSIGNED
        on = set(conn.scalars(select(enrollment.c.person_id).where(chosen)))
    assert on == (set() if action.endswith("no") else {to.person})
    kind = {"yes": "granted", "no": "declined"}.get(action.removeprefix("operator's "), "assigned")
    assert letters == [f"pathway_{kind}"]


def test_looking_at_others_finds_nothing(app: Flask, targets: dict[str, Target]) -> None:
    dov, to = sign_in(app, "dov"), targets["below"]
    for path in (
        f"/reporting/enrollments?team={to.team}&pathway={ASSIGNED}",
        f"/reporting/people/{to.person}",
    ):
        assert dov.get(path).status_code == UNKNOWN
    page = dov.get("/reporting/requests").text
    assert "Of other" in page
    assert "Of below" not in page
    assert "Of below" not in dov.get("/reporting/enrollments").text
    for path in ("/admin/requests", f"/admin/teams/{to.team}"):
        assert dov.get(path).status_code == REFUSED


def test_an_operator_sees_who_is_on_what_and_nobodys_progress(
    app: Flask, small_world: World, targets: dict[str, Target]
) -> None:
    eve, cell = sign_in(app, "eve"), 1  # Fin of the cell has finished
    for path in (
        "/admin/requests", f"/admin/teams/{cell}", f"/admin/teams/{cell}/enrollments?pathway={ASSIGNED}",
    ):  # fmt: skip
        page = eve.get(path).text.partition("<main")[2]
        assert "Of " in page or "Fin Haddow" in page
        assert not any(
            word in page.partition("</main>")[0]
            for word in ("100 %", "Passed", "ertificate", "/reporting/")
        )
    for path in ("/reporting/requests", "/reporting/enrollments", "/reporting"):
        assert eve.get(path).status_code == REFUSED


def test_a_withdrawn_role_is_without_access_at_once(
    app: Flask, small_world: World, targets: dict[str, Target]
) -> None:
    cleo, to = sign_in(app, "cleo"), targets["below"]
    token = hidden_fields(cleo.get("/account").text)["csrf_token"]
    with app.app_context(), writing(db.engine) as conn:
        verbs.withdraw_role(conn, small_world.cast.cleo, Role.MANAGER, now=NOW)
    before = rows(app)
    for action in MANAGERS:
        url, fields = POSTS[action](cleo, to)
        assert cleo.post(url, data={**fields, "csrf_token": token}).status_code == REFUSED
    assert rows(app) == before


def test_a_disabled_manager_is_out_and_hears_nothing(
    app: Flask, small_world: World, targets: dict[str, Target]
) -> None:
    cast, site = small_world.cast, app.extensions["courseware.site"]
    cleo, to = sign_in(app, "cleo"), targets["below"]
    token = hidden_fields(cleo.get("/account").text)["csrf_token"]
    with app.app_context(), writing(db.engine) as conn:
        before = len(kinds(conn, cast.cleo))
        disable_person(conn, cast.cleo, now=NOW)
        ask_pathway(conn, person_id=cast.ada, pathway=ASSIGNED, now=NOW, site=site)
        assert len(kinds(conn, cast.cleo)) == before
    url, fields = POSTS["yes"](cleo, to)
    reply = cleo.post(url, data={**fields, "csrf_token": token})
    assert reply.status_code in {400, 401}, "no sign-in, so neither its token nor its page"
