"""An erased record is changed behind the program's back, column by column: verify finds it."""

from __future__ import annotations

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    Table,
    func,
    insert,
    select,
    text,
    update,
)

from courseware.joining.leaving import ErasureReason
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.records.base import Moment
from courseware.records.erasing import left_behind, sealed_rows
from courseware.records.everything import METADATA
from courseware.records.evidence import SEALED, of_erasure
from courseware.records.fate import Whose
from courseware.records.fates import DECISIONS
from courseware.records.journal import GENESIS, journal, learner
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.erasing import erase, make_vera

COLUMNS = [
    pytest.param(METADATA.tables[name], column, id=f"{name}.{column}")
    for name, columns in SEALED.items()
    for column in columns
    if column not in {"attempt_id", "person_id", "id", "version_id", "key_id"}  # numbers of rows
]


@pytest.fixture
def erased(world: World, engine: Engine, site: Site) -> int:
    vera = make_vera(engine, site, world.cast).id
    assert erase(engine, site, vera)
    with engine.connect() as conn:
        assert list(verify_person(conn, vera)) == []
    return vera


def faults(engine: Engine, person_id: int) -> str:
    with engine.connect() as conn:
        return "\n".join(map(str, verify_person(conn, person_id)))


def is_sealed(conn: Connection, person_id: int) -> bool:
    """Ask for the part of verify that looks at the rows that were kept: hundreds of times quicker."""
    fact = select(journal.c.evidence).where(
        journal.c.person_id == person_id, journal.c.kind == "erased"
    )
    sealed: str = conn.execute(fact).scalar_one()
    return of_erasure(sealed_rows(conn, person_id)) == sealed


def other(table: Table, name: str) -> object:
    """Return a value that the column does not hold now."""
    column = table.c[name]
    if isinstance(column.type, Boolean):
        return ~func.coalesce(column, False)
    if isinstance(column.type, Moment):
        return NOW.replace(year=2001)
    return 7_001 if isinstance(column.type, (Integer, BigInteger)) else "0000-tampered"


def test_any_kept_column_that_is_changed_is_found(engine: Engine, erased: int) -> None:
    """All columns in one test: what is changed is put back by a roll-back."""
    unseen = []
    for param in COLUMNS:
        table, name = param.values
        rows = DECISIONS[table.name].rows
        assert rows is not None
        key = list(table.primary_key.columns)
        one = select(*key).where(rows(Whose(erased))).order_by(*key).limit(1)
        with engine.connect() as conn:
            conn.exec_driver_sql("BEGIN")
            first = conn.execute(one).one()
            match = [column == value for column, value in zip(key, first, strict=True)]
            done = conn.execute(update(table).where(*match).values({name: other(table, name)}))
            assert done.rowcount == 1
            if is_sealed(conn, erased):
                unseen.append(f"{table.name}.{name}")
            conn.exec_driver_sql("ROLLBACK")
    assert unseen == []


def test_what_is_there_again_is_found(engine: Engine, erased: int) -> None:
    unseen = []
    for table_name, decision in DECISIONS.items():
        table = METADATA.tables[table_name]
        for column, _fate in decision.changes(table):
            value: object = NOW if isinstance(column.type, Moment) else "again"
            if isinstance(column.type, BigInteger):
                value = 1 if column.foreign_keys else 25
            if isinstance(column.type, LargeBinary):
                value = b"again"
            if isinstance(column.type, Boolean):
                value = True
            if column.name == "started_on":
                value = NOW.date()
            assert decision.rows is not None
            key = list(table.primary_key.columns)
            one = select(*key).where(decision.rows(Whose(erased))).order_by(*key).limit(1)
            with engine.connect() as conn:
                conn.exec_driver_sql("BEGIN")
                first = conn.execute(one).one()
                match = [part == value_of for part, value_of in zip(key, first, strict=True)]
                conn.execute(update(table).where(*match).values({column: value}))
                if f"{table_name}.{column.name}" not in left_behind(conn, erased):
                    unseen.append(f"{table_name}.{column.name}")
                conn.exec_driver_sql("ROLLBACK")
    assert unseen == []


CHANGES = {
    "points": (
        "UPDATE attempt SET points_num = points_num + 1 WHERE person_id = :vera AND state = 'graded'",
        "the attempt it rests on was changed or removed",
    ),
    "a standing": (
        "UPDATE standing SET state = 'in_progress' WHERE person_id = :vera",
        "rows that were kept at the erasure",
    ),
    "a name again": (
        "UPDATE person SET name = 'Vera' WHERE id = :vera",
        "person.name still holds what was to be erased",
    ),
    "an answer again": (
        "UPDATE response_step SET raw = '{}'",
        "response_step.raw still holds what was to be erased",
    ),
    "fact removed": (
        "DELETE FROM journal WHERE person_id = :vera AND kind = 'erased'",
        "the head does not match",
    ),
    "answer removed": (
        "DELETE FROM response_step WHERE seq = 1",
        "rows that were kept at the erasure were changed, added or removed",
    ),
    "standing removed": (
        "DELETE FROM standing WHERE person_id = :vera",
        "rows that were kept at the erasure",
    ),
    "a role again": (
        "INSERT INTO role_grant (person_id, role, scope, scope_id, granted_at) "
        "VALUES (:vera, 'manager', 'site', 0, '2026-01-01')",
        "role_grant still holds what was to be erased",
    ),
    "marked as there": (
        "UPDATE person SET erased_at = NULL WHERE id = :vera",
        "the person is not marked as erased",
    ),
    "the reason": (
        "UPDATE journal SET body = '{\"reason\":\"mistake\"}' WHERE kind = 'erased'",
        "its content was changed",
    ),
    "the fact without its content": (
        "UPDATE journal SET body = NULL, salt = NULL WHERE kind = 'erased'",
        "its content is gone, and it was not erased",
    ),
    "content again": (
        "UPDATE journal SET body = '{}', salt = '00' WHERE person_id = :vera AND seq = 3",
        "fact 3: the person was erased, and its content is still there",
    ),
}


def test_other_changes_are_found_and_named(engine: Engine, erased: int) -> None:
    wrong = []
    for name, (statement, says) in CHANGES.items():
        with engine.connect() as conn:
            conn.exec_driver_sql("BEGIN")
            values = {"vera": erased} if ":vera" in statement else {}
            assert conn.execute(text(statement), values).rowcount >= 1
            told = "\n".join(map(str, verify_person(conn, erased)))
            if says not in told:
                wrong.append(f"{name}: {told}")
            conn.exec_driver_sql("ROLLBACK")
    assert wrong == []


def test_a_chain_cut_before_the_erasure_says_that_content_is_gone(
    engine: Engine, erased: int
) -> None:
    """Whoever takes the last fact away and moves the head back leaves facts without content."""
    with writing(engine) as conn:
        last = conn.execute(select(journal).where(journal.c.person_id == erased)
                            .order_by(journal.c.seq.desc()).limit(1)).one()  # fmt: skip
        conn.execute(
            journal.delete().where(journal.c.person_id == erased, journal.c.seq == last.seq)
        )
        head = {"seq": last.seq - 1, "head": last.prev or GENESIS}
        conn.execute(update(learner).where(learner.c.person_id == erased).values(head))
    told = faults(engine, erased)
    assert "fact 1: its content is gone, and it was not erased" in told
    assert "what certificate" in told
    assert "is gone, and no fact says that it was erased" in told
    assert "the person is marked as erased, and no fact says so" in told


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET salt = NULL WHERE person_id = :fin AND seq = 1",
        "UPDATE journal SET salt = NULL, body = NULL WHERE person_id = :fin AND seq = 1",
        "UPDATE credential SET snapshot = NULL, salt = NULL WHERE person_id = :fin",
        "UPDATE response_step SET raw = NULL, salt = NULL WHERE seq = 1",
        "UPDATE person SET erased_at = '2026-01-01 00:00:00' WHERE id = :fin",
    ],
)
def test_content_that_is_gone_without_an_erasure_is_a_fault(
    world: World, engine: Engine, statement: str
) -> None:
    fin = world.cast.fin
    assert faults(engine, fin) == ""
    with writing(engine) as conn:
        conn.execute(text(statement), {"fin": fin} if ":fin" in statement else {})
    assert faults(engine, fin)


def test_a_fact_after_the_erasure_is_a_fault(engine: Engine, site: Site, erased: int) -> None:
    from courseware.records.journal import append, lock_learner, save  # noqa: PLC0415 - only here

    with writing(engine) as conn:
        lock = lock_learner(conn, erased)
        assert lock is not None
        append(lock, kind="lesson_read", subject="a/b", body={}, salt=site.chance(16), now=NOW)
        save(conn, lock)
    assert "it was recorded after the person was erased" in faults(engine, erased)


def test_a_row_that_is_added_to_the_sealed_ones_is_found(engine: Engine, erased: int) -> None:
    table = METADATA.tables["enrollment"]
    with writing(engine) as conn:
        conn.execute(
            insert(table).values(person_id=erased, pathway="other", cycle=1, enrolled_at=NOW)
        )
    assert "rows that were kept" in faults(engine, erased)


def test_every_reason_can_be_told(world: World, engine: Engine, site: Site) -> None:
    for who, reason in zip(("ada", "ben", "cleo"), list(ErasureReason)[1:], strict=True):
        assert erase(engine, site, world.cast[who], reason=reason)
        assert faults(engine, world.cast[who]) == ""
