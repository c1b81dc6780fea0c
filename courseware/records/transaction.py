"""How a write begins and ends, for faces, commands and jobs alike.

Reads need no transaction (PostgreSQL in autocommit, SQLite without BEGIN). A write takes the write
lock at once, so that it never fails half-way with "database is locked", and commits once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError

from courseware.records import sqlite

IDLE = 1.0
"""Seconds after which a connection to PostgreSQL is asked whether it still lives."""
_inside: ContextVar[bool] = ContextVar("inside_a_write", default=False)


def is_writing() -> bool:
    """Say whether this context holds a write; slow work asks, so that it never runs inside one."""
    return _inside.get()


def refuse_inside_write(what: str) -> None:
    """Raise if a write is open: `what` (hashing, rendering, parsing) would hold its lock."""
    if is_writing():
        raise RuntimeError(f"{what} must not run inside a write transaction.")


def engine_options(url: str) -> dict[str, object]:
    """Return the options of `create_engine` for this database address."""
    # hide_parameters: an error in the log must not carry an answer or a name.
    if make_url(url).get_backend_name() == "sqlite":
        return {"hide_parameters": True, **sqlite.engine_options()}
    return {
        "hide_parameters": True,
        "isolation_level": "AUTOCOMMIT",
        "pool_size": 8,
        "max_overflow": 8,
        "connect_args": {
            "options": "-c statement_timeout=30000 -c lock_timeout=10000"
            " -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
        },
    }


def prepare_engine(engine: Engine) -> None:
    """Attach what each connection of this engine needs."""
    if event.contains(engine, "connect", _marker):
        return
    event.listen(engine, "connect", _marker)
    if engine.dialect.name == "sqlite":
        sqlite.prepare(engine)
    else:
        _ask_after_idling(engine)


def _marker(_connection: object, _record: object) -> None:
    """Stand for "prepared", so that an engine is prepared once."""


def _ask_after_idling(engine: Engine) -> None:
    """Ask a connection whether it lives before it is used again after a pause.

    SQLAlchemy's `pool_pre_ping` asks each time, which costs a busy site a round trip a request. A
    server that restarts is away longer than IDLE, so what it cut off is found all the same.
    """

    @event.listens_for(engine, "checkin")
    def _note(_connection: object, record: Any) -> None:
        record.info["idle_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def _ask(connection: Any, record: Any, _proxy: object) -> None:
        if monotonic() - record.info.get("idle_since", monotonic()) < IDLE:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as fault:
            raise DisconnectionError from fault  # the pool then tries a fresh connection


def open_engine(url: str) -> Engine:
    """Return an engine for a command or a job that runs outside the web application."""
    engine = create_engine(url, **engine_options(url))
    prepare_engine(engine)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read: each statement sees what is committed when it runs."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Write: take the lock, commit once at the end, roll back if anything raises."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execution_options(isolation_level="READ COMMITTED")
        token = _inside.set(True)
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        else:
            connection.commit()
        finally:
            _inside.reset(token)


def forget_freed(engine: Engine) -> bool:
    """After the commit of an erasure: clear what the database keeps of the rows as they were.

    False if it has to be tried again. PostgreSQL does it by itself (autovacuum).
    """
    refuse_inside_write("Emptying the log")
    return engine.dialect.name != "sqlite" or sqlite.empty_log(engine)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read several statements as of one moment, for a report."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        try:
            yield connection
        finally:
            connection.rollback()
