"""A person asks for a pathway; whoever decides is told; one answer, told to the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError

from courseware.extensions import db
from courseware.joining.asking import Outcome
from courseware.letters import Letter
from courseware.operations import people as verbs
from courseware.operations.assignments import assign_pathway
from courseware.operations.enrollments import enroll
from courseware.operations.pathway_requests import (
    Decision,
    OwnRequest,
    ask_pathway,
    decide_request,
    withdraw_request,
)
from courseware.operations.site import Site
from courseware.operations.staff import disable_person
from courseware.permissions import Role
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.enrollments import read_enrollments
from courseware.records.pathway_requests import list_requests
from courseware.records.requests import pathway_request
from courseware.records.transaction import writing
from tests.asking import ASSIGNED, TITLE, kinds, last, mailed, make_assigned, noted, told
from tests.conftest import NOW, World
from tests.people import TEAM, Cast


@pytest.fixture
def conn(world: World) -> Iterator[Connection]:
    with world.app.app_context(), writing(db.engine) as one:
        make_assigned(one)
        yield one


@pytest.fixture
def cast(world: World) -> Cast:
    return world.cast


def ask(conn: Connection, site: Site, person_id: int, **later: float) -> str | None:
    """Ask, and return the code of the reason why it was refused."""
    at = NOW + timedelta(**later)
    refused = ask_pathway(conn, person_id=person_id, pathway=ASSIGNED, now=at, site=site)
    return None if refused is None else refused.code


def decide(
    conn: Connection, site: Site, person_id: int, by: int, *, yes: bool, **later: float
) -> Decision:
    done = decide_request(
        conn, last(conn, person_id).id, is_granted=yes, by_person=by,
        now=NOW + timedelta(**later), site=site,
    )  # fmt: skip
    assert done is not None
    return done


def is_on(conn: Connection, person_id: int) -> bool:
    return ASSIGNED in [one.pathway for one in read_enrollments(conn, person_id)]


def test_the_manager_is_told_once_and_nobody_else(conn: Connection, site: Site, cast: Cast) -> None:
    assert ask(conn, site, cast.ada) is None
    details = {"who": "Ada Marsh", "pathway": TITLE, "face": "reporting"}
    assert told(conn, cast.cleo) == [(Letter.PATHWAY_ASKED, details)]
    assert mailed(conn) == [("cleo@example.com", Letter.PATHWAY_ASKED)]
    assert all(kinds(conn, cast[one]) == [] for one in ("ada", "dov", "eve"))


def test_operators_are_led_to_their_own_page(conn: Connection, site: Site, cast: Cast) -> None:
    ask(conn, site, cast.ben)
    ((_kind, details),) = told(conn, cast.eve)
    assert details["face"] == "admin"
    assert kinds(conn, cast.cleo) == []


def test_a_disabled_manager_gets_no_letter(conn: Connection, site: Site, cast: Cast) -> None:
    disable_person(conn, cast.cleo, now=NOW)
    ask(conn, site, cast.ada)
    assert kinds(conn, cast.cleo) == []
    assert kinds(conn, cast.eve) == [Letter.PATHWAY_ASKED]


def test_one_open_request_each(conn: Connection, site: Site, cast: Cast) -> None:
    assert [ask(conn, site, cast.ada), ask(conn, site, cast.ada)] == [None, "pathway.asked"]
    assert ask(conn, site, cast.fin) is None
    assert len(mailed(conn)) == 2
    values = {"person_id": cast.ada, "pathway": ASSIGNED, "asked_at": NOW}
    with pytest.raises(IntegrityError), conn.begin_nested():
        conn.execute(insert(pathway_request).values(**values))


def test_yes_enrolls_and_tells(conn: Connection, site: Site, cast: Cast) -> None:
    ask(conn, site, cast.ada)
    done = decide(conn, site, cast.ada, cast.cleo, yes=True)
    assert (done.is_mine, done.asked.outcome, done.asked.by_name) == (
        True, Outcome.GRANTED, "Cleo Ortiz",
    )  # fmt: skip
    assert is_on(conn, cast.ada)
    fact = journal.read_facts(conn, cast.ada, kinds=[FactKind.ENROLLED])[-1]
    assert (fact.subject, fact.by_person) == (ASSIGNED, cast.cleo)
    assert kinds(conn, cast.ada) == [Letter.PATHWAY_GRANTED]
    assert noted(conn, "request.granted") == [
        (f"person:{cast.ada}", {"pathway": ASSIGNED}, cast.cleo)
    ]


def test_no_tells_who_decided_and_changes_nothing_else(
    conn: Connection, site: Site, cast: Cast
) -> None:
    ask(conn, site, cast.ada)
    decide(conn, site, cast.ada, cast.cleo, yes=False)
    assert not is_on(conn, cast.ada)
    ((kind, details),) = told(conn, cast.ada)
    assert kind == Letter.PATHWAY_DECLINED
    assert (details["who"], details["days"]) == ("Cleo Ortiz", "7")
    assert len(noted(conn, "request.declined")) == 1


def test_after_a_no_one_asks_again_in_seven_days(conn: Connection, site: Site, cast: Cast) -> None:
    ask(conn, site, cast.ada)
    decide(conn, site, cast.ada, cast.cleo, yes=False, hours=1)
    assert ask(conn, site, cast.ada, days=7) == "pathway.wait"
    assert ask(conn, site, cast.ada, days=7, hours=1) is None
    assert len(kinds(conn, cast.cleo)) == 2


def test_taking_it_back_and_asking_again_is_announced_once_a_day(
    conn: Connection, site: Site, cast: Cast
) -> None:
    for hour in range(3):
        assert ask(conn, site, cast.ada, hours=hour) is None
        assert withdraw_request(conn, person_id=cast.ada, pathway=ASSIGNED, now=NOW)
    assert kinds(conn, cast.cleo) == [Letter.PATHWAY_ASKED]
    assert last(conn, cast.ada).outcome is Outcome.WITHDRAWN
    assert not withdraw_request(conn, person_id=cast.ada, pathway=ASSIGNED, now=NOW)
    assert ask(conn, site, cast.ada, days=2) is None
    assert len(kinds(conn, cast.cleo)) == 2


def test_what_was_decided_stays_decided(conn: Connection, site: Site, cast: Cast) -> None:
    ask(conn, site, cast.ada)
    decide(conn, site, cast.ada, cast.cleo, yes=False)
    late = decide(conn, site, cast.ada, cast.eve, yes=True, hours=1)
    assert (late.is_mine, late.asked.outcome, late.asked.by_name) == (
        False, Outcome.DECLINED, "Cleo Ortiz",
    )  # fmt: skip
    assert not is_on(conn, cast.ada)
    assert kinds(conn, cast.ada) == [Letter.PATHWAY_DECLINED]


def test_nobody_decides_on_their_own_request(conn: Connection, site: Site, cast: Cast) -> None:
    verbs.join_team(conn, cast.cleo, verbs.find_team(conn, TEAM), now=NOW)
    ask(conn, site, cast.cleo)
    assert kinds(conn, cast.eve) == [Letter.PATHWAY_ASKED]
    with pytest.raises(OwnRequest):
        decide(conn, site, cast.cleo, cast.cleo, yes=True)
    assert not is_on(conn, cast.cleo)


@pytest.mark.parametrize("way", ["assigned", "started"])
def test_a_request_closes_itself_when_its_person_is_on_the_pathway(
    conn: Connection, site: Site, cast: Cast, way: str
) -> None:
    ask(conn, site, cast.ada)
    if way == "assigned":
        assign_pathway(conn, cast.ada, ASSIGNED, now=NOW, site=site, by_person=cast.eve)
    else:
        assert enroll(conn, person_id=cast.ada, pathway=ASSIGNED, now=NOW, site=site)
    one = last(conn, cast.ada)
    assert one.outcome is Outcome.GRANTED
    assert one.by_name == ("Eve Lindqvist" if way == "assigned" else None)
    assert kinds(conn, cast.ada) == [Letter.PATHWAY_ASSIGNED] * (way == "assigned")
    assert ask(conn, site, cast.ada) == "pathway.on_it"


def test_an_old_open_request_of_somebody_on_the_pathway_is_closed_as_granted(
    conn: Connection, site: Site, cast: Cast
) -> None:
    enroll(conn, person_id=cast.ada, pathway=ASSIGNED, now=NOW, site=site)
    values = {"person_id": cast.ada, "pathway": ASSIGNED, "asked_at": NOW, "outcome": ""}
    conn.execute(insert(pathway_request).values(**values))
    done = decide(conn, site, cast.ada, cast.cleo, yes=False)
    assert (done.is_mine, done.asked.outcome) == (False, Outcome.GRANTED)
    assert kinds(conn, cast.ada) == []


def test_a_request_of_somebody_who_left_waits_for_their_return(
    conn: Connection, site: Site, cast: Cast
) -> None:
    ask(conn, site, cast.ada)
    disable_person(conn, cast.ada, now=NOW)
    number = last(conn, cast.ada).id
    assert list_requests(conn, since=NOW, me=cast.eve)[0] == []
    done = decide_request(conn, number, is_granted=True, by_person=cast.cleo, now=NOW, site=site)
    assert done is None
    assert not is_on(conn, cast.ada)


def test_the_oldest_waits_first_and_the_newest_answer_stands_first(
    conn: Connection, site: Site, cast: Cast
) -> None:
    verbs.grant_role(conn, cast.dov, Role.MANAGER, now=NOW)
    for hour, one in enumerate((cast.fin, cast.ada, cast.ben, cast.cleo)):
        ask(conn, site, one, hours=hour)
    decide(conn, site, cast.fin, cast.eve, yes=False, hours=5)
    decide(conn, site, cast.ben, cast.eve, yes=True, hours=6)
    waiting, decided, are_more = list_requests(conn, since=NOW, me=cast.eve)
    assert [one.person_id for one in waiting] == [cast.ada, cast.cleo]
    assert [one.person_id for one in decided] == [cast.ben, cast.fin]
    assert not are_more
    later = NOW + timedelta(hours=5, minutes=1)
    assert [one.person_id for one in list_requests(conn, since=later, me=cast.eve)[1]] == [cast.ben]
    cell = [verbs.find_team(conn, TEAM)]
    found = list_requests(conn, since=NOW, teams=cell, me=cast.cleo)
    assert [one.person_id for one in found[0]] == [cast.ada, cast.cleo], "one's own is shown too"
    assert [one.person_id for one in found[1]] == [cast.fin]
