"""Links that a learner hands over, and their plan, on both databases: made, changed, ended, erased."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from courseware.extensions import db
from courseware.joining.leaving import ErasureReason
from courseware.operations.career import (
    add_item,
    change_item,
    finish_step,
    remove_item,
    stand_at,
)
from courseware.operations.erasure import erase_person
from courseware.operations.guests import GuestPurpose
from courseware.operations.sharing import (
    ask_mentor,
    change_parts,
    end_link,
    live_link,
    share_portfolio,
)
from courseware.operations.site import Site
from courseware.practice.career import MOST_ITEMS, Kind, State, Written
from courseware.practice.sharing import Part
from courseware.records.career import career_item, mentor_share, read_items, read_parts
from courseware.records.guests import guest_link
from courseware.records.transaction import writing
from tests.accounts.ways import letters, link_of
from tests.careers import MENTOR, STEP, certification, keep, mentor_link, portfolio_link
from tests.conftest import NOW, World


def site_of(world: World) -> Site:
    site: Site = world.app.extensions["courseware.site"]
    return site


def test_a_plan_is_written_changed_and_emptied(world: World) -> None:
    app, ada = world.app, world.cast.ada
    step = keep(app, ada, STEP)
    held = keep(app, ada, certification(expires=date(2028, 1, 1), is_shown=True), "cssgb")
    with app.app_context(), writing(db.engine) as conn:
        assert read_items(conn, ada) == [held, step]
        line = certification(title="Black Belt", state=State.PLANNED, on=None)
        assert change_item(conn, person_id=ada, item_id=held.id, line=line, now=NOW)
        assert finish_step(conn, person_id=ada, item_id=step.id, now=NOW)
        assert not finish_step(conn, person_id=ada, item_id=step.id, now=NOW)
    with app.app_context(), writing(db.engine) as conn:
        done, planned = read_items(conn, ada)
        assert (done.state, planned.title, planned.expires) == (State.DONE, "Black Belt", None)
        assert planned.reference == "cssgb"
        assert remove_item(conn, person_id=ada, item_id=step.id)
        assert not remove_item(conn, person_id=ada, item_id=step.id)
        assert len(read_items(conn, ada)) == 1


def test_nobody_changes_the_plan_of_another(world: World) -> None:
    app, ada, dov = world.app, world.cast.ada, world.cast.dov
    step = keep(app, ada, STEP)
    with app.app_context(), writing(db.engine) as conn:
        line = Written(Kind.STEP, "Taken over", on=date(2026, 6, 1))
        assert not change_item(conn, person_id=dov, item_id=step.id, line=line, now=NOW)
        assert not finish_step(conn, person_id=dov, item_id=step.id, now=NOW)
        assert not remove_item(conn, person_id=dov, item_id=step.id)
        assert read_items(conn, ada) == [step]


def test_a_person_stands_at_one_station(world: World) -> None:
    app, ada = world.app, world.cast.ada
    keep(app, ada, STEP)
    with app.app_context(), writing(db.engine) as conn:
        for stop in ("intern", "team-leader"):
            stand_at(conn, person_id=ada, stop=stop, title=stop, today=NOW.date(), now=NOW)
        assert [one.reference for one in read_items(conn, ada) if one.is_station] == ["team-leader"]
        stand_at(conn, person_id=ada, stop="", title="", today=NOW.date(), now=NOW)
        assert [one.title for one in read_items(conn, ada)] == [STEP.title]


def test_a_plan_has_room_for_two_hundred_lines(small_world: World) -> None:
    app, ada = small_world.app, small_world.cast.ada
    with app.app_context(), writing(db.engine) as conn:
        for _no in range(MOST_ITEMS):
            assert add_item(conn, person_id=ada, line=STEP, now=NOW) is None
        full = add_item(conn, person_id=ada, line=STEP, now=NOW)
        assert full is not None
        assert "room for 200 lines" in full.sentence()
        assert len(read_items(conn, ada)) == MOST_ITEMS


def test_there_is_one_portfolio_link_whose_parts_change(world: World) -> None:
    app, ada, site = world.app, world.cast.ada, site_of(world)
    with app.app_context(), writing(db.engine) as conn:
        for parts in ((Part.PRACTICE, Part.A3), (Part.MODULES,)):
            assert share_portfolio(conn, person_id=ada, parts=parts, now=NOW, site=site)
        links = conn.execute(select(guest_link)).all()
        assert len(links) == 1
        assert read_parts(conn, links[0].id) == {"modules"}


def test_one_mentor_at_a_time_is_invited_by_a_letter(world: World) -> None:
    app, ada, site = world.app, world.cast.ada, site_of(world)
    path = mentor_link(app, ada, (Part.PLAN,))
    (letter,) = letters(app)
    assert (letter.letter, letter.address) == ("mentor_guest", MENTOR["address"])
    assert link_of(app, letter) == path
    with app.app_context(), writing(db.engine) as conn:
        again = ask_mentor(conn, person_id=ada, **MENTOR, parts=(), now=NOW, site=site)
        assert again is not None
        assert again.code == "mentor.there"
    assert len(letters(app)) == 1


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ADA@example.com", "mentor.own"),
        (" ada@EXAMPLE.com ", "mentor.own"),
        ("", "mentor.address.blank"),
        ("nobody", "entry.contact.wrong"),
    ],
)
def test_nobody_mentors_themselves(small_world: World, address: str, code: str) -> None:
    app, ada, site = small_world.app, small_world.cast.ada, site_of(small_world)
    with app.app_context(), writing(db.engine) as conn:
        typed = {**MENTOR, "address": address}
        fault = ask_mentor(conn, person_id=ada, **typed, parts=(), now=NOW, site=site)
        assert fault is not None
        assert fault.code == code
        assert conn.execute(select(guest_link)).all() == []


def test_a_link_is_changed_and_ended_by_its_learner_only(world: World) -> None:
    app, ada, dov = world.app, world.cast.ada, world.cast.dov
    portfolio_link(app, ada)
    purpose = GuestPurpose.PORTFOLIO
    with app.app_context(), writing(db.engine) as conn:
        link = live_link(conn, ada, purpose, now=NOW)
        assert link is not None
        for person_id, kind in ((dov, purpose), (ada, GuestPurpose.MENTOR)):
            how = {"person_id": person_id, "purpose": kind, "guest_id": link.id, "now": NOW}
            assert not change_parts(conn, parts=(), **how)
            assert not end_link(conn, **how)
        mine = {"person_id": ada, "purpose": purpose, "guest_id": link.id, "now": NOW}
        assert change_parts(conn, parts=(Part.A3,), **mine)
        assert end_link(conn, **mine)
        assert not end_link(conn, **mine)
        assert not change_parts(conn, parts=(), **mine)
        assert live_link(conn, ada, purpose, now=NOW) is None


def test_who_is_erased_has_no_plan_and_no_link_and_gets_none(world: World) -> None:
    app, ada = world.app, world.cast.ada
    keep(app, ada, STEP)
    paths = portfolio_link(app, ada), mentor_link(app, ada)
    visitor = app.test_client()
    assert [visitor.get(path).status_code for path in paths] == [200, 200]
    with app.app_context(), writing(db.engine) as conn:
        reason = ErasureReason.IN_WRITING
        assert erase_person(conn, ada, reason=reason, now=NOW, site=site_of(world))
    assert [visitor.get(path).status_code for path in paths] == [404, 404]
    with app.app_context(), writing(db.engine) as conn:
        assert conn.execute(select(career_item)).all() == []
        assert conn.execute(select(mentor_share)).all() == []
        assert add_item(conn, person_id=ada, line=STEP, now=NOW) is None
        stand_at(conn, person_id=ada, stop="intern", title="x", today=NOW.date(), now=NOW)
        site = site_of(world)
        assert not share_portfolio(conn, person_id=ada, parts=(), now=NOW, site=site)
        assert ask_mentor(conn, person_id=ada, **MENTOR, parts=(), now=NOW, site=site) is None
        assert conn.execute(select(career_item)).all() == []
        assert live_link(conn, ada, GuestPurpose.PORTFOLIO, now=NOW) is None
