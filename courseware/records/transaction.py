"""How a write begins and ends, for faces, commands and jobs alike.

Reads need no transaction (PostgreSQL in autocommit, SQLite without BEGIN). A write takes the write
lock at once, so that it never fails half-way with "database is locked", and commits once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from courseware.records import sqlite

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
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 8,
        "connect_args": {
            "options": "-c statement_timeout=30000 -c lock_timeout=10000"
            " -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
        },
    }


def prepare_engine(engine: Engine) -> None:
    """Attach what each connection of this engine needs."""
    if engine.dialect.name == "sqlite" and not event.contains(engine, "connect", _marker):
        event.listen(engine, "connect", _marker)
        sqlite.prepare(engine)


def _marker(_connection: object, _record: object) -> None:
    """Stand for "prepared", so that an engine is prepared once."""


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
