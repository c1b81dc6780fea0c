"""Carry out what `fates` decides, and look at what it left: the rows of one person in every table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from courseware.progress.facts import FactKind
from courseware.records.attempts import IN_PROGRESS, NEEDS_REVIEW, VOIDED, attempt
from courseware.records.credentials import credential
from courseware.records.evidence import SEALED
from courseware.records.fate import Whose
from courseware.records.fates import DECISIONS, decided
from courseware.records.journal import journal
from courseware.records.module_records import module_record
from courseware.records.people import person
from courseware.records.responses import response_step


def lock_person(conn: Connection, person_id: int) -> Row[Any] | None:
    """Lock the row of a person: until the commit nothing new can refer to it."""
    return conn.execute(select(person).where(person.c.id == person_id).with_for_update()).first()


def void_open_attempts(conn: Connection, person_id: int) -> None:
    """End tries that were never handed in, or not marked to the end: they count nowhere, before and after."""
    conn.execute(
        update(attempt)
        .where(attempt.c.person_id == person_id, attempt.c.state.in_((IN_PROGRESS, NEEDS_REVIEW)))
        .values(state=VOIDED)
    )


def erase_rows(conn: Connection, whose: Whose) -> None:
    """Empty, replace and delete as decided. The caller holds the learner and the person."""
    for table, decision in decided():
        if decision.rows is None:
            continue
        if decision.deletes:
            conn.execute(delete(table).where(decision.rows(whose)))
            continue
        values = {
            column: fate.new_value(column, whose.id) for column, fate in decision.changes(table)
        }
        if values:
            conn.execute(update(table).where(decision.rows(whose)).values(values))


def mark_erased(conn: Connection, person_id: int, *, now: datetime) -> None:
    """Write when the person was erased; somebody who had left keeps the day of that."""
    conn.execute(
        update(person)
        .where(person.c.id == person_id)
        .values(erased_at=now, disabled_at=func.coalesce(person.c.disabled_at, now))
    )


def left_behind(conn: Connection, person_id: int) -> Iterator[str]:
    """Yield what should have been erased and is (again) there: "table.column", or "table"."""
    whose = Whose(person_id)
    for table, decision in decided():
        if decision.rows is None:
            continue
        if decision.deletes:
            if conn.execute(select(table).where(decision.rows(whose)).limit(1)).first():
                yield table.name
            continue
        changes = list(decision.changes(table))
        if not changes:
            continue
        there = conn.execute(
            select(*(column for column, _fate in changes)).where(decision.rows(whose)).distinct()
        ).all()
        for number, (column, fate) in enumerate(changes):
            wanted = fate.new_value(column, person_id)
            if any(row[number] != wanted for row in there):
                yield f"{table.name}.{column.name}"


def sealed_rows(conn: Connection, person_id: int) -> dict[str, Sequence[Row[Any]]]:
    """Return the rows that the fact of an erasure seals, each table in the order of its key."""
    rows, whose = {}, Whose(person_id)
    for table, decision in decided():
        if table.name in SEALED and decision.rows is not None:
            query = select(table).where(decision.rows(whose)).order_by(*table.primary_key.columns)
            rows[table.name] = conn.execute(query).all()
    return rows


def count_held(conn: Connection, person_id: int) -> dict[str, int]:
    """Return how many facts, certificates, records and answers an erasure would empty."""
    tables = {
        "facts": journal,
        "certificates": credential,
        "records": module_record,
        "answers": response_step,
    }
    whose, counts = Whose(person_id), {}
    for name, table in tables.items():
        rows = DECISIONS[table.name].rows
        if rows is not None:
            counts[name] = select(func.count()).select_from(table).where(rows(whose))
    query = select(*(one.scalar_subquery().label(name) for name, one in counts.items()))
    return dict(conn.execute(query).mappings().one())


def people_due(conn: Connection, *, before: datetime, limit: int) -> list[int]:
    """Return who left before a moment and is not erased yet, the longest gone first.

    Nobody among them can sign in, so none is an operator of the site any more.
    """
    query = (
        select(person.c.id)
        .where(person.c.disabled_at < before, person.c.erased_at.is_(None))
        .order_by(person.c.disabled_at, person.c.id)
        .limit(limit)
    )
    return [int(person_id) for person_id in conn.scalars(query)]


def erased_people(conn: Connection) -> dict[int, datetime]:
    """Return who was erased and when, as the facts say."""
    rows = conn.execute(
        select(journal.c.person_id, journal.c.recorded_at)
        .where(journal.c.kind == FactKind.ERASED.value)
        .order_by(journal.c.person_id)
    )
    return {row.person_id: row.recorded_at for row in rows}


def was_erased_since(conn: Connection, moment: datetime) -> bool:
    """Say whether anybody was erased after a moment."""
    query = select(person.c.id).where(person.c.erased_at > moment).limit(1)
    return conn.execute(query).first() is not None
