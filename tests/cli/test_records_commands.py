"""The record is changed behind the program's back, table by table: `flask records verify` finds it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import text

from courseware.extensions import db
from courseware.records.transaction import writing
from tests.cli.conftest import Run
from tests.conftest import NOW
from tests.people import Cast
from tests.steps import sign_records


def tamper(app: Flask, *statements: str, **values: object) -> None:
    with app.app_context(), writing(db.engine) as conn:
        for statement in statements:
            assert conn.execute(text(statement), values).rowcount > 0


def test_an_untouched_record_holds_and_says_what_that_cannot_prove(run: Run) -> None:
    result = run("records", "verify")
    assert result.exit_code == 0, result.output
    (line,) = result.output.splitlines()
    assert line.startswith("Checked ")
    assert re.search(r" of 6 people and \d+ versions in ", line)
    assert line.endswith("only a checkpoint kept elsewhere would reveal that.")


FIN = "person_id = :fin"
FIRST_ATTEMPT = "attempt_id = (SELECT min(id) FROM attempt)"
CHANGES = {
    "journal: a fact's content": (
        "UPDATE journal SET body = replace(body, 'submit', 'timeout') WHERE kind = 'attempt_graded'",
        "its content was changed",
    ),
    "journal: a moment": (
        f"UPDATE journal SET recorded_at = '2020-01-01 00:00:00.000000' WHERE {FIN} AND seq = 2",
        "fact 2: the chain breaks here",
    ),
    "journal: who did it": (
        f"UPDATE journal SET by_person = :eve WHERE {FIN} AND seq = 3",
        "fact 3: the chain breaks here",
    ),
    "journal: a fact removed": (
        f"DELETE FROM journal WHERE {FIN} AND seq = 2",
        "number 2 is missing before it",
    ),
    "learner: the count of facts": (
        f"UPDATE learner SET seq = seq - 1 WHERE {FIN}",
        "the head does not match",
    ),
    "learner: the head": (
        f"UPDATE learner SET head = '{'0' * 64}' WHERE {FIN}",
        "the head does not match",
    ),
    "attempt: the points": (
        "UPDATE attempt SET points_num = points_num - 1",
        "the attempt it rests on was changed",
    ),
    "attempt: the deadline": (
        "UPDATE attempt SET deadline_at = '2030-01-01 00:00:00.000000'",
        "the attempt it rests on was changed",
    ),
    "attempt_slot: the key": (
        f"UPDATE attempt_slot SET \"key\" = '{{}}' WHERE no = 1 AND {FIRST_ATTEMPT}",
        "the attempt it rests on was changed",
    ),
    "mark: what a question earned": (
        f"UPDATE mark SET num = 1 - num WHERE slot_no = 1 AND {FIRST_ATTEMPT}",
        "the attempt it rests on was changed",
    ),
    "response_step: an answer": (
        f'UPDATE response_step SET raw = \'{{"":["9"]}}\' WHERE seq = 1 AND {FIRST_ATTEMPT}',
        "answer 1 of attempt",
    ),
    "response_step: an answer and its digest": (
        f"UPDATE response_step SET raw_digest = '{'0' * 64}', raw = NULL "
        f"WHERE seq = 1 AND {FIRST_ATTEMPT}",
        "the attempt it rests on was changed",
    ),
    "standing: a state": (
        f"UPDATE standing SET state = 'in_progress' WHERE {FIN} AND module = 'cp1-start-here'",
        "the standing in cp1-start-here is not what the facts say",
    ),
    "standing: a state that does not exist": (
        f"UPDATE standing SET state = 'expert' WHERE {FIN}",
        "its rows cannot be read",
    ),
    "standing: a best score": (
        f"UPDATE standing SET best_num = 1, best_den = 2 WHERE {FIN}",
        "is not what the facts say",
    ),
    "credential: the snapshot": (
        "UPDATE credential SET snapshot = replace(snapshot, 'Fin', 'Finn')",
        "the credential's snapshot was changed",
    ),
    "credential: another number": (
        "UPDATE credential SET public_id = '0000-0000-0000-0000-0000'",
        "the credential it speaks of was removed",
    ),
    "module_record: a letter of the text": (
        "UPDATE module_record SET snapshot = replace(snapshot, 'Fin', 'Fim')",
        "its text was changed after it was signed",
    ),
    "module_record: the signature": (
        "UPDATE module_record SET signature = CASE substr(signature, 1, 1) WHEN 'A' THEN 'B' "
        "ELSE 'A' END || substr(signature, 2)",
        "its signature was changed",
    ),
    "module_record: the signature is gone": (
        "UPDATE module_record SET signature = NULL",
        "its text was changed after it was signed",
    ),
    "module_record: another moment": (
        "UPDATE module_record SET signed_at = '2020-01-01 00:00:00.000000'",
        "its text was changed after it was signed",
    ),
    "module_record: another number": (
        "UPDATE module_record SET public_id = '0000-0000-0000-0000-0000' WHERE id = 1",
        "no fact speaks of the module record 0000-0000-0000-0000-0000",
    ),
    "module_record: removed": (
        "DELETE FROM module_record WHERE id = 1",
        "it speaks of was removed",
    ),
    "signing_key: another public key": (
        f"UPDATE signing_key SET public_key = '{'A' * 43}'",
        "its signature does not fit the public key of key-2026-1: the key was changed",
    ),
    "signing_key: another name": (
        "UPDATE signing_key SET name = 'key-2020-1'",
        "its row, or the key key-2020-1 that signed it, is not what the fact says",
    ),
    "version: the digest": (
        f"UPDATE module_version SET digest = '{'0' * 64}' WHERE module = 'cp1-start-here'",
        "module cp1-start-here, version 1: its files were changed",
    ),
    "version: the bank of a level review": (
        "UPDATE module_version SET compiled = replace(compiled, 'C1', 'C2') "
        "WHERE module = 'production-manager/foundation'",
        "module production-manager/foundation, version 1: its files were changed",
    ),
    "version: a file that is no longer bytes": (
        "UPDATE blob SET body = 'text'",
        "the versions cannot be read",
    ),
    "version: a file": (
        "UPDATE blob SET body = CAST(body || ' ' AS BLOB) WHERE digest = (SELECT max(blob) FROM "
        "module_version_file)",
        "its files were changed",
    ),
}


@pytest.mark.parametrize(("statement", "says"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_behind_the_programs_back_is_found(
    app: Flask, run: Run, cast: Cast, statement: str, says: str
) -> None:
    with app.app_context():
        assert sign_records(db.engine, app.extensions["courseware.site"], now=NOW) == 2
    assert run("records", "verify").exit_code == 0
    tamper(app, statement, **{n: cast[n] for n in ("fin", "eve") if f":{n}" in statement})
    result = run("records", "verify")
    assert result.exit_code == 1, result.output
    assert says in result.stdout
    assert result.stderr.endswith("found.\n")
    assert result.stderr.count("\n") == 1


def test_one_unreadable_record_does_not_hide_anothers_fault(
    app: Flask, run: Run, cast: Cast
) -> None:
    tamper(app, "UPDATE learner SET seq = 1 WHERE person_id = :fin", fin=cast.fin)
    tamper(app, "UPDATE journal SET body = 'x' WHERE person_id = :ada", ada=cast.ada)
    output = run("records", "verify").stdout
    assert f"person {cast.ada}, record: its rows cannot be read" in output
    assert f"person {cast.fin}, record: the head does not match" in output


def test_check_says_what_a_rebuild_would_change_and_changes_nothing(
    app: Flask, run: Run, cast: Cast
) -> None:
    assert run("records", "rebuild", "--check").exit_code == 0
    tamper(app, "UPDATE standing SET best_den = 3 WHERE person_id = :fin", fin=cast.fin)
    for _twice in range(2):
        checked = run("records", "rebuild", "--check")
        assert checked.exit_code == 1
        assert f"person {cast.fin}: not what the facts say" in checked.output


def test_a_rebuild_makes_the_standings_from_the_facts(app: Flask, run: Run, cast: Cast) -> None:
    tamper(app, "DELETE FROM standing")
    assert run("records", "verify").exit_code == 1
    rebuilt = run("records", "rebuild")
    assert f"person {cast.fin}: made again" in rebuilt.output
    assert run("records", "verify").exit_code == 0
    assert run("records", "rebuild").output == "Folded the facts of 6 people.\n"
