"""Somebody with everything is erased: nothing says who it was, and the record still holds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select, update

from courseware.cli.rounds import Rounds
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure_requests import ask_erasure, withdraw_erasure
from courseware.operations.people import NewPerson, NotPossible, add_person, find_person
from courseware.operations.site import Site
from courseware.operations.staff import enable_person
from courseware.operations.verification import rebuild_person, verify_person, would_be
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.attempts import attempt
from courseware.records.erasing import left_behind
from courseware.records.letters import message, outbox
from courseware.records.people import find_account, list_people, person
from courseware.records.requests import erasure_request
from courseware.records.responses import mark
from courseware.records.sign_ins import find_who
from courseware.records.standings import read_counts, read_standings
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.conftest import NOW, World
from tests.erasing import EMAIL, MARK, NAME, USER_NAME, erase, make_vera, places_of
from tests.erasing import bytes_with as bytes_with_mark

ON_PAPER = ErasureReason.IN_WRITING


@pytest.fixture
def vera(world: World, engine: Engine, site: Site) -> int:
    return make_vera(engine, site, world.cast).id


def test_the_mark_is_everywhere_before(engine: Engine, vera: int) -> None:
    """Else the search after the erasure would prove nothing."""
    assert places_of(engine, MARK) >= {
        "person.name", "person.user_name", "person.user_name_key", "person.email",
        "person.email_key", "person.certificate_name", "person.job_role", "person.site",
        "person.shift", "person.line", "response_step.raw", "lab_run.state", "credential.snapshot",
        "module_record.snapshot", "sign_in.device", "token.address", "message.details",
        "outbox.details", "outbox.address", "erasure_request.reason",
    }  # fmt: skip


def test_nothing_in_the_database_says_who_it_was(
    world: World, engine: Engine, site: Site, vera: int
) -> None:
    assert erase(engine, site, vera)
    assert places_of(engine, MARK) == {"outbox.address"}, "the last mail waits"
    with writing(engine) as conn:
        conn.execute(update(outbox).values(sent_at=NOW))
    Rounds(engine, site, lambda: NOW + timedelta(days=1)).run()
    assert places_of(engine, MARK) == set()
    folder = Path(world.app.config["COURSEWARE"].instance_dir)
    if world.kind == "sqlite":
        assert (folder / "courseware.db").exists()
        assert bytes_with_mark(folder, "courseware.db*", MARK) == set()
    with engine.connect() as conn:
        assert list(left_behind(conn, vera)) == []


def test_what_took_place_stays_and_is_counted_as_before(
    engine: Engine, site: Site, vera: int
) -> None:
    def held() -> tuple[object, ...]:
        with engine.connect() as conn:
            graded = select(attempt).where(attempt.c.state == "graded").order_by(attempt.c.id)
            facts = select(func.count()).select_from(journal.journal)
            return (
                read_counts(conn),
                read_standings(conn, vera),
                conn.execute(graded).all(),
                conn.execute(select(mark).order_by(*mark.primary_key.columns)).all(),
                conn.execute(facts.where(journal.journal.c.kind != "erased")).scalar(),
            )

    before = held()
    erase(engine, site, vera)
    Rounds(engine, site, lambda: NOW + timedelta(days=60)).run()  # the open try's time is over
    assert held() == before


def test_the_chain_verifies_and_a_rebuild_neither_loses_nor_invents(
    engine: Engine, site: Site, vera: int
) -> None:
    with engine.connect() as conn:
        before = read_standings(conn, vera)
        assert list(verify_person(conn, vera)) == []
    erase(engine, site, vera)
    with writing(engine) as conn:
        assert list(verify_person(conn, vera)) == []
        assert would_be(conn, vera) is None
        assert not rebuild_person(conn, vera)
        assert read_standings(conn, vera) == before != {}
        assert list(verify_person(conn, vera)) == []


def test_the_last_fact_says_why_and_nothing_else(
    world: World, engine: Engine, site: Site, vera: int
) -> None:
    erase(engine, site, vera, by_person=world.cast.eve)
    with engine.connect() as conn:
        *others, last = journal.read_facts(conn, vera)
        noted = conn.execute(select(audit).where(audit.c.action == "person.erased")).one()
    assert (last.kind, last.body) == (FactKind.ERASED, {"reason": "in_writing"})
    assert {one.body for one in others if one.body is None} == {None}
    assert all(one.body is None for one in others)
    assert (noted.subject, noted.by_person) == (f"person:{vera}", world.cast.eve)
    assert noted.details == '{"reason":"in_writing"}'


def test_who_is_erased_is_gone_from_every_list_and_cannot_come_back(
    engine: Engine, site: Site, vera: int
) -> None:
    erase(engine, site, vera)
    with writing(engine) as conn:
        assert find_who(conn, token="t", now=NOW) is None
        for typed in (USER_NAME, EMAIL, f"erased-{vera}", f"Erased-{vera}"):
            assert find_account(conn, typed) is None
        with pytest.raises(NotPossible):
            find_person(conn, f"erased-{vera}")
        assert vera not in {one.id for one in list_people(conn)}
        enable_person(conn, vera, now=NOW)
        row = conn.execute(select(person).where(person.c.id == vera)).one()
        assert (row.name, row.user_name) == ("Erased person", f"erased-{vera}")
        assert row.disabled_at == row.erased_at == NOW + timedelta(days=1)
        add_person(conn, NewPerson(f"erased-{vera}", "Somebody new", EMAIL), now=NOW)
        add_person(conn, NewPerson(USER_NAME, "Another"), now=NOW)


def test_a_user_name_that_looks_like_an_erased_one_is_in_nobodys_way(
    engine: Engine, site: Site, vera: int
) -> None:
    with writing(engine) as conn:
        add_person(conn, NewPerson(f"Erased-{vera}", "Somebody with an odd name"), now=NOW)
    assert erase(engine, site, vera)


def test_erasing_twice_is_erasing_once(engine: Engine, site: Site, vera: int) -> None:
    assert [erase(engine, site, vera) for _twice in range(2)] == [True, False]
    with engine.connect() as conn:
        assert len(journal.read_facts(conn, vera, kinds=[FactKind.ERASED])) == 1
        assert list(verify_person(conn, vera)) == []


def test_letters_to_staff_name_nobody_and_a_namesake_keeps_their_name(
    world: World, engine: Engine, site: Site, vera: int
) -> None:
    details = f'{{"person_id":"{world.cast.ada}","who":"{NAME}"}}'
    with writing(engine) as conn:
        conn.execute(
            insert(message).values(
                person_id=world.cast.eve, letter="erasure_asked", details=details, created_at=NOW
            )
        )
    erase(engine, site, vera)
    with engine.connect() as conn:
        rows = conn.execute(select(message.c.person_id, message.c.details)).all()
    told = {row.details for row in rows}
    assert f'{{"person_id":"{vera}","who":"Erased person"}}' in told
    assert '{"pathway":"First","who":"Erased person"}' in told
    assert [row.details for row in rows if MARK in row.details] == [details]
    assert vera not in {row.person_id for row in rows}


@pytest.mark.parametrize("reason", ErasureReason)
def test_who_asked_is_told_by_a_last_mail(
    engine: Engine, site: Site, vera: int, reason: ErasureReason
) -> None:
    erase(engine, site, vera, reason=reason)
    with engine.connect() as conn:
        rows = conn.execute(select(outbox).where(outbox.c.letter == "erased")).all()
    expected = [(EMAIL, None, "{}")] if reason in {ON_PAPER, ErasureReason.ASKED} else []
    assert [(row.address, row.person_id, row.details) for row in rows] == expected


@pytest.mark.parametrize(
    ("column", "days", "stays"),
    [("", 6, True), ("", 7, False), ("sent_at", 0, False), ("given_up_at", 0, False)],
    ids=["waits", "waited a week", "sent", "given up"],
)
def test_the_last_mail_is_deleted_when_it_is_over(  # noqa: PLR0917 - a row of the table and the site
    engine: Engine, site: Site, vera: int, column: str, days: int, stays: bool
) -> None:
    erase(engine, site, vera)
    with writing(engine) as conn:
        if column:
            conn.execute(update(outbox).values({column: NOW}))
    at = NOW + timedelta(days=1 + days)
    Rounds(engine, site, lambda: at).run()
    assert (places_of(engine, EMAIL) != set()) is stays


def test_the_last_operator_stays(world: World, engine: Engine, site: Site) -> None:
    with pytest.raises(NotPossible, match="last operator"):
        erase(engine, site, world.cast.eve)
    with engine.connect() as conn:
        assert find_account(conn, "eve") is not None


def test_a_request_that_was_withdrawn_is_not_carried_out(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        assert ask_erasure(conn, ada, name="Ada Marsh", now=NOW)
        assert not ask_erasure(conn, ada, name="Ada Marsh", now=NOW), "one at a time"
        assert withdraw_erasure(conn, ada, now=NOW)
        assert not withdraw_erasure(conn, ada, now=NOW)
    with pytest.raises(NotPossible, match="withdrawn"):
        erase(engine, site, ada, reason=ErasureReason.ASKED)
    with writing(engine) as conn:
        assert ask_erasure(conn, ada, name="Ada Marsh", now=NOW), "and again later"
    assert erase(engine, site, ada, reason=ErasureReason.ASKED)
    with engine.connect() as conn:
        outcomes = conn.scalars(select(erasure_request.c.outcome).order_by(erasure_request.c.id))
        assert outcomes.all() == ["withdrawn", "erased"]


def test_every_operator_is_told_once(world: World, engine: Engine, site: Site) -> None:
    with writing(engine) as conn:
        ask_erasure(conn, world.cast.ada, name="Ada Marsh", now=NOW)
        ask_erasure(conn, world.cast.ada, name="Ada Marsh", now=NOW)
        letter = message.c.letter == "erasure_asked"
        assert conn.scalars(select(message.c.person_id).where(letter)).all() == [world.cast.eve]
