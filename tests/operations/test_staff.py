from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select

from courseware.extensions import db
from courseware.operations import staff
from courseware.operations.assignments import assign_pathway
from courseware.operations.people import NotPossible, find_team, grant_role, invite, withdraw_role
from courseware.operations.site import Site
from courseware.permissions import Permission, Role
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.credentials import Issuer, find_issuer
from courseware.records.people import find_account
from courseware.records.reach import reach_member
from courseware.records.sign_ins import create_sign_in, find_who
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.conftest import NOW, World
from tests.people import PATHWAY, TEAM


@pytest.fixture
def conn(world: World) -> Iterator[Connection]:
    with world.app.app_context(), writing(db.engine) as one:
        yield one


def notes(conn: Connection, action: str) -> list[tuple[str, int | None]]:
    rows = conn.execute(select(audit).where(audit.c.action == action).order_by(audit.c.id))
    return [(row.subject, row.by_person) for row in rows]


def test_disabling_ends_every_sign_in_at_once(world: World, conn: Connection) -> None:
    cast = world.cast
    create_sign_in(conn, person_id=cast.ada, token="a token", device="", now=NOW)
    staff.disable_person(conn, cast.ada, now=NOW, by_person=cast.eve)
    account = find_account(conn, "ada")
    assert account is not None
    assert account.is_disabled
    assert notes(conn, "person.disabled") == [(f"person:{cast.ada}", cast.eve)]
    staff.enable_person(conn, cast.ada, now=NOW, by_person=cast.eve)
    assert find_who(conn, token="a token", now=NOW) is None, "an ended sign-in never comes back"
    assert notes(conn, "person.enabled") == [(f"person:{cast.ada}", cast.eve)]


def test_doing_it_twice_is_noted_once(world: World, conn: Connection) -> None:
    ada, team = world.cast.ada, find_team(conn, TEAM)
    for _again in range(2):
        staff.enable_person(conn, ada, now=NOW)
        staff.disable_person(conn, ada, now=NOW)
        staff.disable_person(conn, ada, now=NOW)
        staff.enable_person(conn, ada, now=NOW)
        staff.leave_team(conn, ada, team, now=NOW)
        withdraw_role(conn, ada, Role.MANAGER, now=NOW)
    assert len(notes(conn, "person.disabled")) == len(notes(conn, "person.enabled")) == 2
    assert len(notes(conn, "team.left")) == 1
    assert notes(conn, "role.withdrawn") == []


@pytest.mark.parametrize("way", ["disable", "withdraw"])
def test_the_last_operator_stays(world: World, conn: Connection, way: str) -> None:
    cast = world.cast

    def remove(person_id: int) -> None:
        if way == "disable":
            staff.disable_person(conn, person_id, now=NOW)
        else:
            withdraw_role(conn, person_id, Role.OPERATOR, now=NOW)

    with pytest.raises(NotPossible, match="last operator"):
        remove(cast.eve)
    grant_role(conn, cast.ben, Role.OPERATOR, now=NOW)
    remove(cast.eve)
    with pytest.raises(NotPossible, match="last operator"):
        remove(cast.ben)


def test_an_operator_who_cannot_sign_in_does_not_count(world: World, conn: Connection) -> None:
    cast = world.cast
    grant_role(conn, cast.ben, Role.OPERATOR, now=NOW)
    staff.disable_person(conn, cast.ben, now=NOW)
    with pytest.raises(NotPossible, match="last operator"):
        withdraw_role(conn, cast.eve, Role.OPERATOR, now=NOW)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.INSTRUCTOR])
def test_only_a_manager_is_given_for_one_team(world: World, conn: Connection, role: Role) -> None:
    team = find_team(conn, TEAM)
    with pytest.raises(NotPossible, match="manager"):
        grant_role(conn, world.cast.ada, role, team_id=team, now=NOW)


def test_who_left_a_team_is_out_of_its_managers_reach(world: World, conn: Connection) -> None:
    cast, team = world.cast, find_team(conn, TEAM)
    assert reach_member(conn, cast.cleo, Permission.READ_RECORDS, cast.ada)
    staff.leave_team(conn, cast.ada, team, now=NOW, by_person=cast.eve)
    assert reach_member(conn, cast.cleo, Permission.READ_RECORDS, cast.ada) is None
    assert notes(conn, "team.left") == [(f"person:{cast.ada}", cast.eve)]


def test_an_assigned_pathway_names_who_assigned_it(world: World, conn: Connection) -> None:
    cast, site = world.cast, world.app.extensions["courseware.site"]
    assert isinstance(site, Site)

    def assign() -> None:
        assign_pathway(conn, cast.ben, PATHWAY, now=NOW, site=site, by_person=cast.eve)

    assign()
    (fact,) = journal.read_facts(conn, cast.ben, kinds=[FactKind.ENROLLED])
    assert fact.by_person == cast.eve
    assert notes(conn, "pathway.assigned") == [(f"person:{cast.ben}", cast.eve)]
    with pytest.raises(NotPossible, match="already"):
        assign()


def test_a_new_issuer_is_in_force_and_noted(world: World, conn: Connection) -> None:
    new = Issuer("New College", "Ireland", "office@example.com", "college", is_demonstration=False)
    staff.name_issuer(conn, new, now=NOW, by_person=world.cast.eve)
    assert find_issuer(conn) == new
    assert notes(conn, "issuer.named") == [("issuer", world.cast.eve)]


def test_an_invitation_is_noted_without_its_secret(world: World, conn: Connection) -> None:
    cast = world.cast
    site: Site = world.app.extensions["courseware.site"]
    made = invite(conn, cast.ada, now=NOW, site=site, by_person=cast.eve)
    assert notes(conn, "person.invited") == [(f"person:{cast.ada}", cast.eve)]
    assert made.secret not in str(conn.execute(select(audit)).all())
