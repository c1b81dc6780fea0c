"""Pages of the practice log in states that a plain walk does not meet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.joining.secrets import Seed, secret_of
from courseware.operations.site import Site
from courseware.records.guests import guest_link
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.practice_story import GUEST, log, send, written
from tests.steps import hidden_fields

SignIn = Callable[[Flask, str], FlaskClient]


def visit_practice_states(world: World, sign_in: SignIn) -> None:
    """Look at a sheet through its link, as its own learner, after it was decided; and at what is kept."""
    app, ada, guest = world.app, sign_in(world.app, "ada"), world.app.test_client()
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        entry = log(conn, world.cast.ada, written(), GUEST, now=NOW, site=site)
        send(conn, world.cast.ada, date(2026, 3, 2), now=NOW, site=site)
        newest = select(guest_link.c.nonce).where(guest_link.c.purpose == "practice")
        nonce = conn.execute(newest.order_by(guest_link.c.id.desc()).limit(1)).scalar_one()
    link = f"/confirm/practice/{secret_of(Seed('practice', nonce), site_secret=site.secret)}"
    assert ada.get(link).status_code == 403
    ada.get(f"/practicum/entries/{entry}")  # waits
    page = guest.get(link).text
    form = {**hidden_fields(page), "seen": re.findall(r'name="seen" value="([\d:]+)"', page)}
    assert guest.post(link, data=form).status_code == 200
    ada.get(f"/practicum/entries/{entry}")  # confirmed
