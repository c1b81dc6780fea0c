"""A plan with its lines and the two links of a learner, for tests that look at them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import Connection

from courseware.extensions import db
from courseware.operations.career import add_item
from courseware.operations.guests import GuestPurpose, secret_of_guest
from courseware.operations.sharing import ask_mentor, live_link, share_portfolio
from courseware.operations.site import Site
from courseware.practice.career import Kind, State, Written
from courseware.practice.sharing import FOR_MENTOR, IN_PORTFOLIO, Part
from courseware.records.career import Item, read_items
from courseware.records.guests import Guest
from courseware.records.transaction import writing
from tests.conftest import NOW, World

STEP = Written(Kind.STEP, "Follow one changeover", on=date(2026, 5, 1))
MENTOR = {"name": "Jonas Berg", "role": "Plant manager", "address": "jonas@berg.example"}


def keep(app: Flask, person_id: int, line: Written, reference: str = "") -> Item:
    """Put a line into a plan and return it."""
    with app.app_context():
        with writing(db.engine) as conn:
            assert (
                add_item(conn, person_id=person_id, line=line, reference=reference, now=NOW) is None
            )
        with db.engine.connect() as conn:
            return max(read_items(conn, person_id), key=lambda one: one.id)


def certification(**changes: Any) -> Written:
    """Return a certification that is held."""
    said = {"title": "Green Belt", "state": State.HELD, "on": date(2025, 1, 1), **changes}
    return Written(Kind.CERTIFICATION, **said)


def portfolio_link(app: Flask, person_id: int, parts: tuple[Part, ...] = IN_PORTFOLIO) -> str:
    """Share a portfolio and return the path of its page."""
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        assert share_portfolio(conn, person_id=person_id, parts=parts, now=NOW, site=site)
        return (
            f"/portfolio/{secret_of_guest(link_of(conn, person_id, GuestPurpose.PORTFOLIO), site)}"
        )


def mentor_link(app: Flask, person_id: int, parts: tuple[Part, ...] = FOR_MENTOR) -> str:
    """Invite a mentor and return the path of their page."""
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        assert ask_mentor(
            conn, person_id=person_id, **MENTOR, parts=parts, now=NOW, site=site
        ) is None  # fmt: skip
        return f"/mentor/{secret_of_guest(link_of(conn, person_id, GuestPurpose.MENTOR), site)}"


def link_of(conn: Connection, person_id: int, purpose: GuestPurpose) -> Guest:
    """Return a learner's live link."""
    found = live_link(conn, person_id, purpose, now=NOW)
    assert found is not None
    return found


def shared(world: World) -> dict[str, object]:
    """Make a step of Ada's, and both links of Fin's, as the table of access names them."""
    app, fin = world.app, world.cast.fin
    step = keep(app, world.cast.ada, STEP)
    paths = portfolio_link(app, fin), mentor_link(app, fin)
    with app.app_context(), db.engine.connect() as conn:
        links = [
            link_of(conn, fin, one).id for one in (GuestPurpose.PORTFOLIO, GuestPurpose.MENTOR)
        ]
    return {
        "$step": step.id,
        "$portfolio": paths[0].rpartition("/")[2],
        "$mentor": paths[1].rpartition("/")[2],
        "$portfolio_link": links[0],
        "$mentor_link": links[1],
    }
