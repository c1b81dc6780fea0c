"""Results that wait to be confirmed: for an account, for the managers of a learner, behind a link."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from courseware.practice.entries import EntryState
from courseware.records.people import person
from courseware.records.results import RESULTS, ResultRow, result_record, rows_of


def find_sent(conn: Connection, result_id: int) -> ResultRow | None:
    """Return a result that waits to be confirmed, whoever wrote it."""
    return next(iter(rows_of(conn, _sent().where(result_record.c.id == result_id))), None)


def result_of_guest(conn: Connection, guest_id: int) -> ResultRow | None:
    """Return the result that waits behind a link."""
    return next(iter(rows_of(conn, _sent().where(result_record.c.guest_id == guest_id))), None)


def results_to(conn: Connection, person_id: int) -> list[ResultRow]:
    """Return the results that wait for an account, oldest first."""
    return rows_of(conn, _sent().where(result_record.c.verifier_id == person_id))


def results_of(conn: Connection, person_ids: Collection[int]) -> list[ResultRow]:
    """Return the results of some learners that wait for anybody, oldest first."""
    if not person_ids:
        return []
    return rows_of(conn, _sent().where(result_record.c.person_id.in_(list(person_ids))))


def stored_result(conn: Connection, result_id: int) -> Row[Any]:
    """Return a result as it is stored: what its fact rests on."""
    return conn.execute(select(result_record).where(result_record.c.id == result_id)).one()


def _sent() -> Select[Any]:
    return RESULTS.where(
        result_record.c.state == EntryState.SENT.value, person.c.erased_at.is_(None)
    ).order_by(result_record.c.sent_at, result_record.c.id)
