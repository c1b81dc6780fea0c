"""`records verify` names a change by plain SQL of any column of practice that a fact rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Row, Table, select, update

from courseware.operations.evidence_files import add
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.operations.witnesses import Party
from courseware.practice.entries import EntryState
from courseware.practice.files import Attachment
from courseware.practice.rubric import IDS
from courseware.records.a3s import a3_review
from courseware.records.attestations import read_ratings
from courseware.records.everything import METADATA
from courseware.records.practice_entries import Verifier
from courseware.records.sign_offs import sign_off
from courseware.records.transaction import writing
from tests import witnessing
from tests.conftest import NOW, World
from tests.operations.a3_story import REPORT, Story
from tests.practice_story import confirm, log, send, written
from tests.reviewing import open_to, session, take

_ASKED = "verifier_id verifier_name verifier_role verifier_contact "  # the act says who it was
RESTS_ON_NOTHING = {
    "practice_entry": _ASKED + "sheet_id created_at changed_at",
    "result_record": _ASKED + "guest_id created_at changed_at sent_at",
    "sign_off": "",
    "attestation": "asked_at second_to ended_at comment commented_at",
    "a3": "title draft revision created_at changed_at",  # what was handed in is a version
    "a3_version": "",
    "a3_review": "",
    "review_session": "name role organization code_hash",  # the certificate prints who it was
    "review_sitting": "",
    "evidence_file": "person_id name media_type size",
}
"""Columns that no fact rests on; every other one is sealed."""
OTHER = {
    "practice": "capstone", "capstone": "practice", "verified": "returned", "returned": "accepted",
    "accepted": "returned", "sent": "accepted", "": "accepted",
}  # fmt: skip


class UndoneError(Exception):
    """Ends a write that is only tried."""


def undo() -> None:
    raise UndoneError


def attach(conn: Connection, site: Site, fin: int, kind: str, owner: int) -> None:
    file = Attachment(f"{kind}.txt", "text/plain", kind.encode())
    assert isinstance(
        add(conn, person_id=fin, kind=kind, owner_id=owner, attachment=file, now=NOW, site=site),
        int,
    )


def practice(conn: Connection, site: Site, fin: int, cleo: int) -> None:
    """Give Fin a confirmed and a returned entry, two such results, and a rating."""
    saw, party = Verifier(person_id=cleo), Party(cleo)
    witnessing.join_levels(conn, fin, site)
    attach(conn, site, fin, "entries", log(conn, fin, written(), saw, now=NOW, site=site))
    back = log(conn, fin, written(), saw, now=NOW, site=site)
    sheet = send(conn, fin, date(2026, 3, 2), now=NOW, site=site)
    confirm(conn, sheet, cleo, now=NOW, site=site, returned={back: "Not so"})
    what = witnessing.draft(saw)
    number = witnessing.post(conn, fin, site, what, is_sent=False).id
    attach(conn, site, fin, "results", number)
    witnessing.post(conn, fin, site, what, result_id=number, revision=1)
    witnessing.decide(conn, fin, number, party, site)
    other = witnessing.send(conn, fin, site, saw)
    witnessing.decide(conn, fin, other, party, site, decision=EntryState.RETURNED)
    witnessing.ask(conn, fin, site, saw)
    witnessing.rate(conn, fin, read_ratings(conn, fin)[0].id, party, site)


@pytest.fixture
def fin(world: World, engine: Engine, site: Site) -> int:
    """Fin with all that practice has: confirmed, returned, rated, assessed, reviewed."""
    fin, story = world.cast.fin, Story(world, engine, site)
    with writing(engine) as conn:
        practice(conn, site, fin, world.cast.cleo)
        open_to(conn, fin, now=NOW, site=site)
        take(
            conn,
            fin,
            now=NOW,
            site=site,
            code=session(conn, world.cast.ben, now=NOW, site=site).code,
        )
    story.assessors("ben", "dov")
    capstone = story.begin("capstone", "fin")
    with writing(engine) as conn:
        attach(conn, site, fin, "a3", capstone)
    story.keep(capstone, REPORT, hands_in=True, who="fin")
    for name in ("ben", "dov"):
        assert story.assess(capstone, name) is None
    assert story.assess(story.hand_in(who="fin"), "ben", dict.fromkeys(IDS, 1)) is None
    assert story.assess(story.hand_in("capstone", who="fin"), "ben") is None
    assert story.verify("fin") == []
    return fin


def others(column: Any, old: Any, eve: int) -> Iterator[Any]:
    """Yield what may stand in a column in place of what stands there."""
    if column.nullable and old is not None:
        yield None
    if isinstance(old, bool):
        yield not old
    elif isinstance(old, int):
        points_at_people = any(
            key.column.table.name in {"person", "learner"} for key in column.foreign_keys
        )
        if points_at_people or not column.foreign_keys:
            yield eve if points_at_people else old + 1_000
    elif isinstance(old, datetime | date):
        yield old + timedelta(days=1)
    elif isinstance(old, bytes):
        yield old + b"x"
    elif isinstance(old, str):
        yield '{"x":1}' if old.startswith("{") else OTHER.get(old, old + "x")


def rows_at_rest(conn: Connection, table: Table) -> list[Row[Any]]:
    """Return the rows that facts rest on: what came back changes afterwards, so it is none."""
    rows = conn.execute(select(table)).all()
    if table.name in {"practice_entry", "result_record"}:
        return [row for row in rows if row.state == EntryState.VERIFIED]
    return list(rows)


def found_with(engine: Engine, fin: int, table: Table, row: Row[Any], change: Any) -> list[str]:
    """Return what is named after one column of one row was changed, and put it back."""
    mine = [column == getattr(row, column.name) for column in table.primary_key]
    found: list[str] = []
    try:
        with writing(engine) as conn:
            conn.execute(update(table).where(*mine).values(change))
            found = [one.message for one in verify_person(conn, fin)]
            undo()
    except UndoneError:
        pass
    return found


@pytest.mark.parametrize("name", RESTS_ON_NOTHING)
def test_a_changed_column_is_named(world: World, engine: Engine, fin: int, name: str) -> None:
    table, silent = METADATA.tables[name], set(RESTS_ON_NOTHING[name].split())
    assert silent <= set(table.c.keys())
    with engine.connect() as conn:
        rows = rows_at_rest(conn, table)
    assert rows
    unseen = [
        (column.name, row[0], value)
        for column in table.c
        if column.name not in silent and not (column.primary_key and name != "review_sitting")
        for row in rows
        for value in others(column, getattr(row, column.name), world.cast.eve)
        if not (
            column.name == "added_at" and row.kind != "a3"
        )  # it says which version has the file
        and not found_with(engine, fin, table, row, {column.name: value})
    ]
    assert unseen == []


def test_a_review_that_was_put_in_is_named(world: World, engine: Engine, fin: int) -> None:
    """It would make the next one the second that agrees."""
    with engine.connect() as conn:
        open_one = conn.execute(select(a3_review).order_by(a3_review.c.id.desc())).first()
    assert open_one is not None
    values = {**open_one._mapping, "id": 9_999, "assessor_id": world.cast.eve}
    with writing(engine) as conn:
        conn.execute(a3_review.insert().values(values))
        assert "no fact speaks of review 9999 of an A3 report" in _said(conn, fin)


def test_a_return_that_was_put_in_is_named(engine: Engine, fin: int) -> None:
    with writing(engine) as conn:
        act = conn.execute(select(sign_off).where(sign_off.c.decision == "returned")).first()
        assert act is not None
        values = {**act._mapping, "id": 9_999, "kind": "entries", "revision": 77}
        conn.execute(sign_off.insert().values(values))
        assert "no fact speaks of the return 9999 of practice" in _said(conn, fin)


def test_a_salt_that_is_none_hides_nothing_else(engine: Engine, fin: int) -> None:
    with writing(engine) as conn:
        conn.execute(update(sign_off).values(salt="no salt"))
        conn.execute(update(a3_review).values(texts=None))
        said = " ".join(_said(conn, fin))
    assert "what a verifier said" in said
    assert "what is said in review 1 of an A3 report is gone" in said


def _said(conn: Connection, fin: int) -> list[str]:
    return [one.message for one in verify_person(conn, fin)]
