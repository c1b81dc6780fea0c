"""Attacks on who may take which quiz, how often, and what a form may decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations import attempts as verbs
from courseware.records import attempts as records
from courseware.records.standings import read_standings
from tests.conftest import World
from tests.learning.quiz import CP1, JSON, MP1, Quiz, stored
from tests.steps import answers_of, fields_of, hidden_fields

Sign = Callable[[str], FlaskClient]


@pytest.mark.parametrize("who", ["fin", "cleo", "eve", "ben"])
def test_somebody_elses_try_does_not_exist(
    app: Flask, client_of: Sign, quiz: Quiz, who: str
) -> None:
    client = client_of(who)
    form = {"csrf_token": hidden_fields(client.get("/account").text)["csrf_token"]}
    save = {**form, "key": "key-number-1", "seq": "1", "slots": "1", "slot-1": "1"}
    replies = [client.get(f"{quiz.url}{path}") for path in ("", "/check", "/result")]
    replies += [client.post(f"{quiz.url}/{path}", data=save) for path in ("answers", "submission")]
    replies.append(client.post(f"{quiz.url}/answers", data=form))
    assert [reply.status_code for reply in replies] == [404] * 6
    assert stored(app, quiz) == {}
    with app.app_context(), db.engine.connect() as conn:
        assert conn.execute(select(records.attempt.c.state).where(records.attempt.c.id == quiz.id)
                            ).scalar_one() == records.IN_PROGRESS  # fmt: skip


@pytest.mark.parametrize(("who", "module"), [("ada", MP1), ("dov", CP1), ("dov", MP1)])
def test_a_locked_module_cannot_be_taken_by_its_addresses(
    app: Flask, client_of: Sign, who: str, module: str
) -> None:
    client = client_of(who)
    form = {"csrf_token": hidden_fields(client.get("/account").text)["csrf_token"]}
    with app.app_context(), db.engine.connect() as conn:
        lesson = app.extensions["courseware.site"].shelves.current(conn).modules[module].module
    started = client.post(f"/modules/{module}/attempts", data=form)
    assert started.headers["Location"] == f"/modules/{module}"
    path = f"/modules/{module}/lessons/{lesson.lessons[0].id}"
    assert client.get(path).status_code == 403
    assert client.post(f"{path}/reading", data=form).status_code == 403
    with app.app_context(), db.engine.connect() as conn:
        person = conn.exec_driver_sql("SELECT id FROM person WHERE user_name = ?", (who,)).scalar()
        assert records.read_attempts(conn, int(str(person)), module) == []
        assert module not in read_standings(conn, int(str(person)))


def test_three_fails_close_the_quiz_however_it_is_asked_for(client_of: Sign) -> None:
    client = client_of("ada")
    tabs = [Quiz(client) for _n in range(2)]
    assert tabs[0].id == tabs[1].id, "two tabs are one try"
    tabs[0].submit()
    for _n in range(2):
        Quiz(client).submit()
    form = hidden_fields(client.get("/account").text)
    for _n in range(3):
        refused = client.post(f"/modules/{CP1}/attempts", data=form)
        assert refused.headers["Location"] == f"/modules/{CP1}#quiz"
    assert "Three tries in a row" in client.get(f"/modules/{CP1}").text


def test_a_try_holds_only_so_many_saves(
    app: Flask, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "MOST_STEPS", 3)
    replies = [quiz.save(1, str(n), f"key-number-{n}", seq=n) for n in range(1, 5)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 409]
    assert "submit it" in replies[-1].json["message"]
    assert stored(app, quiz) == {1: ["3"]}
    assert quiz.save(1, "2", "key-number-2", seq=2).json == replies[1].json
    assert quiz.submit().status_code == 303


def test_right_answers_pass_and_wrong_fields_do_not_matter(small_world: World, quiz: Quiz) -> None:
    """Mass assignment: points, state and person are the server's, whatever a form says."""
    app = small_world.app
    extra = {"passed": "1", "points_num": "10", "state": "graded", "person_id": "5", "maximum": "0"}
    with app.app_context(), db.engine.connect() as conn:
        raws = answers_of(conn, quiz.id, CP1, app.extensions["courseware.site"], right=3)
    for no, raw in raws.items():
        data = {
            **fields_of(no, raw),
            **extra,
            "key": f"key-number-{no}",
            "seq": str(no),
            "slots": str(no),
        }
        data["csrf_token"] = quiz.fields["csrf_token"]
        assert quiz.client.post(f"{quiz.url}/answers", data=data, headers=JSON).status_code == 200
    quiz.client.post(f"{quiz.url}/submission", data={**quiz.fields, **extra})
    with app.app_context(), db.engine.connect() as conn:
        graded = records.find_attempt(conn, small_world.cast.ada, quiz.id)
    assert graded is not None
    assert (graded.points, graded.maximum, graded.passed) == (3, 10, False)
