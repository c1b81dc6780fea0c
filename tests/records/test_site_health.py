from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, update

from courseware.extensions import db
from courseware.records.credentials import credential
from courseware.records.health import (
    Waiting,
    jobs_seen_at,
    read_engine,
    read_heads,
    read_waiting,
)
from courseware.records.people import person
from courseware.records.transaction import writing
from courseware.records.work import take_lease
from tests.conftest import NOW, World


@pytest.fixture
def conn(world: World) -> Iterator[Connection]:
    with world.app.app_context(), writing(db.engine) as one:
        yield one


def test_the_database_says_what_it_is(world: World, conn: Connection) -> None:
    engine = read_engine(conn)
    assert engine.kind == world.kind
    assert engine.version[0].isdigit()
    assert (engine.journal_mode is None) == (world.kind == "postgresql")


def test_a_migrated_database_stands_at_one_head(conn: Connection) -> None:
    assert len(read_heads(conn)) == 1
    conn.exec_driver_sql("DELETE FROM alembic_version")
    assert read_heads(conn) == frozenset()


def test_a_finished_certificate_waits_for_its_pdf_only(conn: Connection) -> None:
    assert read_waiting(conn) == Waiting(without_pdf=1, for_name=0, for_issue=0)


def test_who_completed_a_pathway_waits_until_a_certificate_exists(
    world: World, conn: Connection
) -> None:
    conn.execute(delete(credential))
    assert read_waiting(conn) == Waiting(without_pdf=0, for_name=0, for_issue=1)
    values = {"certificate_name_confirmed_at": None}
    conn.execute(update(person).where(person.c.id == world.cast.fin).values(values))
    assert read_waiting(conn) == Waiting(without_pdf=0, for_name=1, for_issue=0)
    conn.execute(update(person).where(person.c.id == world.cast.fin).values(erased_at=NOW))
    assert read_waiting(conn) == Waiting(without_pdf=0, for_name=0, for_issue=0)


def test_the_newest_lease_says_when_a_jobs_process_lived(conn: Connection) -> None:
    assert jobs_seen_at(conn) is None
    take_lease(conn, name="jobs", holder="one", now=NOW)
    take_lease(conn, name="others", holder="two", now=NOW - timedelta(hours=1))
    assert jobs_seen_at(conn) == NOW
