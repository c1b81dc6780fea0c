"""How many SQL statements each request asks: the same on a quiet and on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import event

from courseware.extensions import db
from tests.bench.rounds import LINE, LIVE, PREDICTION, fields_of, right_answers
from tests.bench.site import PASSWORD, Prepared
from tests.steps import hidden_fields

_NOT_COUNTED = ("BEGIN",)
"""The frame of a write is told apart: BEGIN and COMMIT do no work of their own."""


def count_statements(app: Flask, site: Prepared) -> dict[str, int]:
    """Return statements by action, for somebody who has the pages warm."""
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(_NOT_COUNTED):
            asked.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    counts: dict[str, int] = {}

    def count(name: str, ask: Callable[[], Any]) -> Any:
        asked.clear()
        reply = ask()
        counts[name] = len(asked)
        return reply

    _walk(app, site, count)
    return counts


def _walk(app: Flask, site: Prepared, count: Callable[[str, Callable[[], Any]], Any]) -> None:
    person_id, token = site.learners[199]
    ada, boss = app.test_client(), app.test_client()
    ada.set_cookie("courseware", token)
    boss.set_cookie("courseware", site.manager)
    module = site.modules[4]
    form = {"csrf_token": hidden_fields(ada.get(f"/modules/{module}").text)["csrf_token"]}
    count("home", lambda: ada.get("/home"))
    count("lesson", lambda: ada.get(site.lesson))
    count("lab", lambda: ada.get(site.lab))
    work = f"{site.lab}/work/{person_id}"
    ada.post(work, data={**form, "revision": 0, **PREDICTION})
    line = {**form, "revision": 1, **LINE}
    count("lab change", lambda: ada.post(work, data=line, headers=LIVE))
    started = count("start", lambda: ada.post(f"/modules/{module}/attempts", data=form))
    url = started.headers["Location"]
    count("attempt", lambda: ada.get(url))
    slots = right_answers(app, int(url.rsplit("/", 1)[1]), module)
    for slot, raw in slots.items():
        data = {**form, "key": f"key-of-slot-{slot}", "seq": slot, "slots": slot}
        data |= fields_of(slot, raw)
        count(
            "save",
            lambda data=data: ada.post(  # type: ignore[misc]  # the default binds it
                f"{url}/answers", data=data, headers={"Accept": "application/json"}
            ),
        )
    everything = {**form, "key": "key-of-everything", "seq": 99, "go": "check"}
    count("save all, check", lambda: ada.post(f"{url}/answers", data=everything))
    count("submit", lambda: ada.post(f"{url}/submission", data=form))
    count("result", lambda: ada.get(f"{url}/result"))
    count("matrix", lambda: boss.get("/reporting/matrix"))
    visitor = app.test_client()
    fields = hidden_fields(visitor.get("/sign-in").text)
    who = {**fields, "user_name": "person-198", "password": PASSWORD}
    count("sign-in", lambda: visitor.post("/sign-in", data=who))
