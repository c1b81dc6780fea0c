from __future__ import annotations

from collections.abc import Sequence
from threading import Barrier, Thread

import pytest
from sqlalchemy import Connection, Engine, event, func, select

from courseware.extensions import db
from courseware.joining.people_file import read_people, write_people
from courseware.joining.people_plan import Choices, Plan
from courseware.operations.people import find_person, find_team
from courseware.operations.people_import import Import, apply_import, plan_import
from courseware.operations.people_list import list_everybody
from courseware.operations.site import Site
from courseware.operations.verification import everyone, verify_person
from courseware.records.enrollments import read_enrollments
from courseware.records.people import find_account, person, team_member
from courseware.records.people_imports import people_of_import
from courseware.records.sign_ins import create_sign_in, find_who
from courseware.records.site_settings import SiteSettings
from courseware.records.transaction import reading, writing
from courseware.records.work import audit
from tests.conftest import NOW, World
from tests.people import PATHWAY, TEAM, Cast

HEAD = "user_name,name,email,team,job_role,site,shift,line,started_on,time_zone,pathway,left_on\n"
MANY = HEAD + "".join(
    f"w{n},Worker {n},w{n}@example.com,Team {n % 5},Fitter,Cork,Early,Line {n % 9},2026-01-05,"
    f"Europe/Dublin,{PATHWAY},\n"
    for n in range(300)
)


class List:
    """Imports lists on one of the two databases."""

    def __init__(self, engine: Engine, site: Site, cast: Cast) -> None:
        self.engine, self.site, self.cast = engine, site, cast

    def plan(self, text: str | bytes, **choices: bool) -> Plan:
        with reading(self.engine) as conn:
            return plan_import(conn, read_people(text), Choices(**choices), today=NOW.date(),
                               site=self.site, by_person=self.cast.eve)  # fmt: skip

    def bring_in(
        self, text: str | bytes, *, confirmed: str | None = None, **choices: bool
    ) -> Import:
        with writing(self.engine) as conn:
            return apply_import(
                conn,
                read_people(text),
                Choices(**choices),
                confirmed=confirmed,
                settings=SiteSettings(time_zone="Europe/Berlin"),
                today=NOW.date(),
                now=NOW,
                site=self.site,
                by_person=self.cast.eve,
            )


@pytest.fixture
def lists(world: World, engine: Engine) -> List:
    """How lists are brought in."""
    return List(engine, world.app.extensions["courseware.site"], world.cast)


def actions(conn: Connection) -> dict[str, int]:
    query = select(audit.c.action, func.count()).group_by(audit.c.action)
    return {row[0]: row[1] for row in conn.execute(query)}


def faults(conn: Connection) -> list[str]:
    return [str(one) for each in everyone(conn) for one in verify_person(conn, each)]


def test_new_people_are_there_with_team_pathway_and_an_empty_record(lists: List) -> None:
    done = lists.bring_in(MANY, make_teams=True)
    assert done.import_id is not None
    with reading(lists.engine) as conn:
        one = find_person(conn, "w17")
        row = conn.execute(select(person).where(person.c.id == one)).one()
        assert (row.name, row.email, row.shift, row.time_zone, row.password_hash) == (
            "Worker 17", "w17@example.com", "Early", "Europe/Dublin", None)  # fmt: skip
        assert [each.pathway for each in read_enrollments(conn, one)] == [PATHWAY]
        team = find_team(conn, "Team 2")
        assert (
            conn.execute(select(func.count()).where(team_member.c.team_id == team)).scalar() == 60
        )
        assert len(people_of_import(conn, done.import_id)) == 300
        assert faults(conn) == [], "every chain is whole"


def test_the_same_list_again_changes_nothing(lists: List) -> None:
    lists.bring_in(MANY, make_teams=True)
    with reading(lists.engine) as conn:
        before = actions(conn)
    again = lists.bring_in(MANY, make_teams=True)
    assert (again.import_id, again.plan.steps, again.plan.unchanged) == (None, (), 300)
    with reading(lists.engine) as conn:
        assert actions(conn) == before


def test_many_people_cost_few_statements(lists: List) -> None:
    with reading(lists.engine) as conn:
        lists.site.shelves.current(
            conn
        )  # a process reads the curriculum once, a statement a module
    said: list[str] = []
    event.listen(lists.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    lists.bring_in(MANY, make_teams=True)
    first = len(said)
    lists.bring_in(MANY.replace("Early", "Late").replace("Worker", "Fitter"))
    assert first < 39, "five teams cost three each"
    assert len(said) - first < 15


def test_everybody_downloaded_and_imported_again_changes_nothing(lists: List) -> None:
    odd = '=1+1,@home; =x,,,-,+a|b,\'quoted,"two\nlines",,,,\n'
    lists.bring_in(HEAD + odd + "gone,Gone Away,,,,,,,,,,\n")
    lists.bring_in("user_name,name,left_on\ngone,Gone Away,2026-03-31\n")
    with reading(lists.engine) as conn:
        everybody = list_everybody(conn, lists.site)
    plan = lists.plan(b"".join(write_people(everybody)), missing_left=True)
    assert (plan.errors, plan.steps, plan.unchanged) == (0, (), len(everybody))
    assert {"ada", "gone", "=1+1"} <= {one.user_name for one in everybody}


def test_with_one_refused_row_nobody_is_added(lists: List) -> None:
    done = lists.bring_in("user_name,name,email\nnew1,New One,\nnew2,New Two,ada@example.com\n")
    assert (done.import_id, done.plan.errors) == (None, 1)
    with reading(lists.engine) as conn:
        assert find_account(conn, "new1") is None


def test_what_was_not_confirmed_is_not_done(lists: List) -> None:
    text = "user_name,name\nnew1,New One\n"
    shown = lists.plan(text)
    lists.bring_in("user_name,name\nnew1,New Uno\n")
    moved = lists.bring_in(text, confirmed=shown.digest)
    assert moved.import_id is None
    assert [one.changes[0].before for one in moved.plan.changed] == ["New Uno"]
    assert lists.bring_in(text, confirmed=moved.plan.digest).import_id is not None


def test_who_left_is_signed_out_at_once_and_may_come_back(lists: List) -> None:
    ada = lists.cast.ada
    with writing(lists.engine) as conn:
        create_sign_in(conn, person_id=ada, token="t" * 40, device="", now=NOW)
    lists.bring_in("user_name,name,left_on\nada,Ada Marsh,2026-04-01\n")
    with reading(lists.engine) as conn:
        account = find_account(conn, "ada")
        assert account is not None
        assert account.is_disabled
        assert find_who(conn, token="t" * 40, now=NOW) is None
        assert read_enrollments(conn, ada), "the record stays"
    lists.bring_in("user_name,name,left_on\nada,Ada Marsh,\n")
    with reading(lists.engine) as conn:
        account = find_account(conn, "ada")
        assert account is not None
        assert not account.is_disabled
        assert find_who(conn, token="t" * 40, now=NOW) is None, "a sign-in that ended stays so"


def test_people_who_are_missing_leave_but_no_operator(lists: List) -> None:
    done = lists.bring_in("user_name,name\nada,Ada Marsh\n", missing_left=True)
    assert [one.user_name for one in done.plan.missing] == ["ben", "cleo", "dov", "fin"]
    with reading(lists.engine) as conn:
        left = set(
            conn.scalars(select(person.c.user_name).where(person.c.disabled_at.is_not(None)))
        )
    assert left == {"ben", "cleo", "dov", "fin"}


def test_addresses_may_be_swapped_and_are_confirmed_anew(lists: List) -> None:
    text = "user_name,name,email\nada,Ada Marsh,dov@example.com\ndov,Dov Levin,ada@example.com\n"
    assert lists.bring_in(text).import_id is not None
    with reading(lists.engine) as conn:
        found = find_account(conn, "dov@example.com")
        assert found is not None
        assert found.id == lists.cast.ada


def test_somebody_with_a_record_goes_on_a_pathway_too(lists: List) -> None:
    done = lists.bring_in(
        f"user_name,name,pathway\nben,Ben Okafor,{PATHWAY}\nfin,Fin Haddow,{PATHWAY}\n"
    )
    assert [one.user_name for one in done.plan.steps] == ["ben"]
    with reading(lists.engine) as conn:
        assert [one.pathway for one in read_enrollments(conn, lists.cast.ben)] == [PATHWAY]
        assert faults(conn) == []


def test_a_person_moves_to_another_team(lists: List) -> None:
    lists.bring_in("user_name,name,team\nada,Ada Marsh,Paint line\n")
    with reading(lists.engine) as conn:
        teams = set(conn.scalars(select(team_member.c.team_id).where(
            team_member.c.person_id == lists.cast.ada)))  # fmt: skip
        assert teams == {find_team(conn, "Paint line")}
        assert find_team(conn, TEAM) not in teams


def test_what_staff_did_is_noted_with_counts_and_ids_only(lists: List) -> None:
    lists.bring_in(MANY, make_teams=True)
    with reading(lists.engine) as conn:
        text = str(conn.execute(select(audit.c.subject, audit.c.details)).all())
        counts = actions(conn)
    assert counts["people.imported"] == 1
    assert counts["person.added"] == 306
    assert "Worker" not in text
    assert "example.com" not in text


def test_two_imports_at_once_are_one(world: World, lists: List) -> None:
    barrier, found = Barrier(2), []

    def bring_in() -> None:
        with world.app.app_context():
            barrier.wait()
            found.append(lists.bring_in(MANY, make_teams=True))

    threads = [Thread(target=bring_in) for _n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one.plan.counts["added"] for one in found) == [0, 300]
    with world.app.app_context(), reading(db.engine) as conn:
        keys: Sequence[str] = list(conn.scalars(select(person.c.user_name_key)))
    assert len(keys) == len(set(keys)) == 306
