"""The copy of everything held on somebody: all of theirs, nothing that opens a door, nothing of others."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from courseware.accounts import data
from courseware.extensions import db
from courseware.letters import Letter
from courseware.operations.letters import tell
from courseware.records.attempts import attempt
from courseware.records.letters import outbox, read_details
from courseware.records.own_data import copy_of
from courseware.records.own_data_parts import PARTS
from courseware.records.people import person
from courseware.records.responses import response_step
from courseware.records.sign_ins import sign_in as sign_in_table
from courseware.records.slots import attempt_slot
from courseware.records.transaction import is_writing, snapshot, writing
from courseware.records.work import audit
from tests.accounts.own import send, store
from tests.conftest import NOW, World, sign_in
from tests.people import NAMES, PASSWORD
from tests.steps import sign_records


def copy(client: FlaskClient, current: str = PASSWORD) -> Any:
    return send(client, "/account/data", current=current)


def held(client: FlaskClient) -> dict[str, Any]:
    reply = copy(client)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = json.loads(reply.text)["held"]
    return found


def test_every_part_is_there_and_explained(world: World) -> None:
    """Fin has finished, so nearly every table speaks of Fin."""
    app = world.app
    with app.app_context():
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
        with writing(db.engine) as conn:
            tell(conn, world.cast.fin, Letter.TEST, {}, now=NOW)
    parts = held(sign_in(app, "fin"))
    assert list(parts) == [part.table.name for part in PARTS]
    assert all(part["what"] for part in parts.values())
    empty = {name for name, part in parts.items() if not part["rows"]}
    assert empty == {
        "role_grant", "token", "join_code_use", "credential_file", "badge_file", "status_entry", "revocation",
        "pathway_request", "erasure_request", "practice_entry", "practice_sheet", "sign_off", "guest_link",
        "evidence_file", "result_record", "attestation", "a3", "a3_version", "a3_review",
        "a3_calibration", "review_session", "review_sitting", "career_item", "mentor_share",
    }  # fmt: skip
    assert parts["person"]["rows"][0]["name"] == "Fin Haddow"
    assert parts["team_member"]["rows"][0]["team_id"] == "Bracket cell"
    for name in ("attempt", "mark", "response_step", "journal", "credential", "module_record"):
        assert len(parts[name]["rows"]) == count(app, name, world.cast.fin), name


def count(app: Flask, name: str, person_id: int) -> int:
    """Return how many rows a table has about somebody, counted in another way."""
    table = person.metadata.tables[name]
    with app.app_context(), db.engine.connect() as conn:
        if "person_id" in table.c:
            return len(conn.execute(select(table).where(table.c.person_id == person_id)).all())
        joined = select(table).join(attempt, attempt.c.id == table.c.attempt_id)
        return len(conn.execute(joined.where(attempt.c.person_id == person_id)).all())


def test_facts_can_be_proved_with_it(world: World) -> None:
    for fact in held(sign_in(world.app, "fin"))["journal"]["rows"]:
        text = bytes.fromhex(fact["salt"]) + fact["body"].encode()
        assert hashlib.sha256(text).hexdigest() == fact["commitment"]


def test_answers_are_as_they_were_given_and_no_key_is_there(world: World) -> None:
    app = world.app
    text = copy(sign_in(app, "fin")).text
    parts = json.loads(text)["held"]
    with app.app_context(), db.engine.connect() as conn:
        mine = select(attempt.c.id).where(attempt.c.person_id == world.cast.fin)
        raws = conn.scalars(
            select(response_step.c.raw)
            .where(response_step.c.attempt_id.in_(mine))
            .order_by(response_step.c.attempt_id, response_step.c.seq)
        )
        assert [step["raw"] for step in parts["response_step"]["rows"]] == list(raws)
        slots = conn.execute(select(attempt_slot)).all()
        seeds = list(conn.scalars(select(attempt.c.seed)))
    for slot in slots:
        assert json.dumps(slot.key) not in text
        assert json.dumps(slot.options) not in text
        assert slot.question_digest not in text
    assert not any(seed in text for seed in seeds)
    assert set(parts["attempt_slot"]["left_out"]) == {"key", "options", "params", "question_digest"}


def test_nothing_in_it_opens_a_door(world: World) -> None:
    app, fin = world.app, sign_in(world.app, "fin")
    send(fin, "/account/email", email="fin.haddow@rivermill.example", current=PASSWORD)
    text = copy(fin).text
    with app.app_context(), db.engine.connect() as conn:
        hashes = list(conn.scalars(select(person.c.password_hash)))
        hashes += list(conn.scalars(select(sign_in_table.c.token_hash)))
        letters = conn.scalars(select(outbox.c.details).where(outbox.c.details.contains("nonce")))
        nonces = [read_details(one)["nonce"] for one in letters]
        assert nonces
    cookie = fin.get_cookie("courseware")
    assert cookie is not None
    assert not any(secret in text for secret in (*hashes, *nonces, cookie.value, "argon2"))


def test_nothing_of_other_people_is_in_it(world: World) -> None:
    app = world.app
    for name in ("ada", "cleo", "eve"):
        text = copy(sign_in(app, name)).text
        others = [one for user, one in NAMES.items() if user != name]
        others += [f"{user}@example.com" for user in NAMES if user != name]
        assert not any(one in text for one in others), name


def test_what_staff_did_about_others_is_not_told(world: World) -> None:
    eve = sign_in(world.app, "eve")
    send(eve, f"/admin/people/{world.cast.dov}/disabling")
    send(eve, f"/admin/people/{world.cast.dov}/enabling")
    rows = held(eve)["audit"]["rows"]
    about_dov = [row for row in rows if row["action"] in {"person.disabled", "person.enabled"}]
    assert [(row["subject"], row["details"]) for row in about_dov] == [("", "")] * 2
    dov = held(sign_in(world.app, "dov"))["audit"]["rows"]
    assert {"person.disabled", "person.enabled"} <= {row["action"] for row in dov}
    assert {row["subject"] for row in dov} == {f"person:{world.cast.dov}"}


def test_it_is_a_file_and_taking_it_is_noted(world: World) -> None:
    reply = copy(sign_in(world.app, "ada"))
    assert reply.content_type == "application/json; charset=utf-8"
    named = 'attachment; filename="my-data-2026-04-01.json"'
    assert reply.headers["Content-Disposition"] == named
    assert reply.headers["Cache-Control"] == "no-store"
    assert '\n  "about": {' in reply.text, "it is written for people too"
    assert "SHA-256(salt, body)" in reply.text
    with world.app.app_context(), db.engine.connect() as conn:
        noted = conn.execute(select(audit).where(audit.c.action == "data.taken")).one()
    assert (noted.by_person, noted.subject) == (world.cast.ada, f"person:{world.cast.ada}")


def test_the_password_is_asked_where_there_is_one(world: World) -> None:
    ada = sign_in(world.app, "ada")
    assert copy(ada, "a guess").status_code == 422
    store(world.app, world.cast.ada, password_hash=None)
    assert "current-password" not in ada.get("/account/data").text
    assert send(ada, "/account/data").status_code == 200


def test_a_copy_can_be_taken_three_times_in_a_quarter_of_an_hour(app: Flask) -> None:
    ada = sign_in(app, "ada")
    assert [copy(ada).status_code for _n in range(4)] == [200] * 3 + [429]


def test_it_is_one_statement_a_table(world: World) -> None:
    seen: list[str] = []
    with world.app.app_context():
        engine = db.engine
    with snapshot(engine) as conn:
        event.listen(conn, "before_cursor_execute", lambda *given: seen.append(given[2]))
        copied = list(copy_of(conn, world.cast.fin))
    assert len(seen) == len(copied) == len(PARTS)


def test_it_is_read_outside_any_write(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []

    def watched(*given: Any) -> Any:
        inside.append(is_writing())
        return copy_of(*given)

    monkeypatch.setattr(data, "copy_of", watched)
    assert copy(sign_in(app, "ada")).status_code == 200
    assert inside == [False]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.table.name)
def test_what_is_left_out_is_a_column_and_has_a_reason(part: Any) -> None:
    assert {*part.left_out, *part.instead} <= set(part.table.c.keys())
    assert all(part.left_out.values())
