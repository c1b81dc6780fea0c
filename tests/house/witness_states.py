"""Pages of results and ratings in states that a plain walk does not meet."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.ratings import take_back
from courseware.operations.result_decisions import Decided
from courseware.operations.witnesses import Party
from courseware.practice.entries import EntryState
from courseware.records.practice_entries import Verifier
from courseware.records.results import find_result
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import hidden_fields
from tests.witnessing import LEVEL, PATHWAY, decide, join_levels, send

SignIn = Callable[[Flask, str], FlaskClient]


def visit_witness_states(world: World, objects: dict[str, object], sign_in: SignIn) -> None:
    """Look at results that came back, were changed and confirmed, and at links that are over."""
    app, cast = world.app, world.cast
    ada, cleo, guest = sign_in(app, "ada"), sign_in(app, "cleo"), app.test_client()
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        join_levels(conn, cast.ada, site)
        back, sure = (send(conn, cast.ada, site, Verifier(person_id=cast.cleo)) for _n in range(2))
        for number, decision in ((back, EntryState.RETURNED), (sure, EntryState.VERIFIED)):
            done = decide(conn, cast.ada, number, Party(cast.cleo), site, decision=decision)
            assert done is Decided.DONE
        row = find_result(conn, cast.ada, back)
        assert row is not None
        take_back(conn, person_id=cast.ada, rating_id=int(str(objects["$rating_asked"])), now=NOW)
    for number in (back, sure):
        ada.get(f"/results/{number}")
    token = hidden_fields(ada.get("/account").text)["csrf_token"]
    for number in (back, sure):  # an older page, and one that cannot be changed any more
        assert ada.post(f"/results/{number}", data={"csrf_token": token}).status_code == 409
    token = hidden_fields(cleo.get("/account").text)["csrf_token"]
    late = {"csrf_token": token, "decision": "verified", "revision": "0"}
    assert cleo.post(f"/confirming/results/{objects['$result']}", data=late).status_code == 409
    url = f"/confirm/rating/{objects['$rating_link']}"
    form = hidden_fields(guest.get(url).text)
    assert "declined" in guest.post(f"{url}/refusal", data=form).text
    assert guest.get(url).status_code == 404
    asking = f"/ratings/new?level={PATHWAY}/{LEVEL}"
    for path in ("/results", "/ratings", asking):
        assert ada.get(path).status_code == 200
    form = {**hidden_fields(ada.get(asking).text), "role": "Team leader"}
    assert ada.post("/ratings/new", data=form).status_code == 422
