"""A3 reports in the states that a plain walk does not meet: assessed, returned, at somebody outside."""

from __future__ import annotations

from flask import Flask

from courseware.extensions import db
from courseware.operations.people import grant_role
from courseware.permissions import Role
from courseware.records.transaction import writing
from tests.accounts.ways import letters, link_of, send
from tests.confirming.a3_forms import model_fields, review_fields
from tests.conftest import NOW, World, sign_in
from tests.operations.a3_story import POOR, Story
from tests.steps import hidden_fields


def a3_states(app: Flask, world: World, objects: dict[str, object]) -> None:
    """Score the models, badly and well; ask somebody outside; assess and return."""
    ben, ada = sign_in(app, "ben"), sign_in(app, "ada")
    report, url = f"/a3/{objects['$a3']}", f"/confirming/a3/{objects['$a3_version']}"
    send(ben, "/confirming/calibration", **model_fields(app, off=-2))
    ben.get("/confirming/calibration")
    with app.app_context():
        Story(world, db.engine, app.extensions["courseware.site"]).calibrate("ben")
    for there in ("/confirming/calibration", url):
        ben.get(there)
    asked = {"name": "Yaw Boateng", "role": "Instructor", "address": "yaw@example.org"}
    ada.post(f"{report}/assessors", data={**hidden_fields(ada.get(report).text), **asked})
    link = link_of(app, letters(app)[-1])
    ada.get(link)  # signed in as the author
    app.test_client().get(f"{link}/calibration")
    send(ben, url, **review_fields(POOR))
    ben.get(url)
    app.test_client().get(link)  # decided: nothing waits
    with app.app_context(), writing(db.engine) as conn:
        grant_role(conn, world.cast.dov, Role.INSTRUCTOR, now=NOW)
    assert sign_in(app, "dov").get(url).status_code == 409  # decided before Dov came to it
    for there in (report, f"{report}/versions/1"):
        ada.get(there)  # it came back
