"""`records verify` finds each change of what others said: of results, of their acts, of ratings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, text, update

from courseware.operations.site import Site
from courseware.operations.witnesses import Party
from courseware.practice.entries import EntryState
from courseware.records.attestations import attestation, read_ratings
from courseware.records.evidence_files import evidence_file
from courseware.records.practice_entries import Verifier
from courseware.records.results import result_record
from courseware.records.sign_offs import sign_off
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.witnessing import ask, decide, draft, faults, post, rate, send

Change = Callable[[Connection], Any]


def result(**values: object) -> Change:
    return lambda conn: conn.execute(update(result_record).values(**values))


def act(decision: str, **values: object) -> Change:
    return lambda conn: conn.execute(
        update(sign_off).where(sign_off.c.decision == decision).values(**values)
    )


def form(**values: object) -> Change:
    return lambda conn: conn.execute(update(attestation).values(**values))


def a_file_more(conn: Connection) -> None:
    row = conn.execute(text("SELECT id, person_id FROM result_record")).one()
    conn.execute(
        evidence_file.insert().values(
            person_id=row.person_id, kind="results", owner_id=row.id, name="", media_type="",
            size=0, body=b"", salt="", digest="0" * 64, added_at=NOW,
        )
    )  # fmt: skip


CHANGES: dict[str, tuple[Change, str]] = {
    "words of a result": (result(texts='{"after":"1"}'), "was changed"),
    "its digest": (result(text_digest="0" * 64), "it rests on was changed"),
    "its period": (result(after_to=NOW.date()), "it rests on was changed"),
    "what finance said": (result(is_finance_checked=True), "it rests on was changed"),
    "its state": (result(state="returned"), "it rests on was changed"),
    "its words are gone": (result(texts=None, salt=None), "no fact says that it was erased"),
    "a file": (a_file_more, "it rests on was changed"),
    "who confirmed": (act("verified", by_person=None), "it rests on was changed"),
    "the words of who returned": (act("returned", texts="{}"), "was changed"),
    "when it was returned": (act("returned", decided_at=NOW), "it rests on was changed"),
    "a return that is gone": (
        lambda conn: conn.execute(delete(sign_off).where(sign_off.c.decision == "returned")),
        "was changed or removed",
    ),
    "ratings": (form(ratings='{"C1":4}'), "was changed"),
    "the digest of ratings": (form(text_digest="0" * 64), "it rests on was changed"),
    "the rater": (form(rater_id=None), "it rests on was changed"),
    "since when": (form(known_since=NOW.date()), "it rests on was changed"),
    "a form that is gone": (lambda conn: conn.execute(delete(attestation)), "changed or removed"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_row_is_found(world: World, engine: Engine, site: Site, name: str) -> None:
    cast = world.cast
    with writing(engine) as conn:
        party = Party(cast.cleo)
        number = send(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        decide(conn, cast.ada, number, party, site, decision=EntryState.RETURNED, now=EARLIER)
        again = draft(Verifier(person_id=cast.cleo))
        post(conn, cast.ada, site, again, result_id=number, revision=1)
        decide(conn, cast.ada, number, party, site, now=EARLIER)
        ask(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        rate(conn, cast.ada, read_ratings(conn, cast.ada)[0].id, party, site)
    assert faults(engine, cast.ada) == []
    change, wanted = CHANGES[name]
    with writing(engine) as conn:
        change(conn)
    found = faults(engine, cast.ada)
    assert any(wanted in one for one in found), found


EARLIER = NOW.replace(year=2026, month=3, day=30)
