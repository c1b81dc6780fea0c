"""The one place that imports a SQLite driver.

Two SQLite libraries in one process drop each other's file locks, so every other module (and every
test) is kept from importing one by ruff's TID251.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, event


def _driver() -> ModuleType:
    """Return pysqlite3 where its wheel exists (its SQLite is newer), else the standard library's."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ModuleNotFoundError:
        return import_module("sqlite3")


driver = _driver()
library_version: tuple[int, ...] = tuple(int(n) for n in driver.sqlite_version.split("."))

BUSY_TIMEOUT_MS = 10_000


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite can corrupt a file in WAL mode with two connections.

    Fixed in 3.51.3, with backports in 3.44.6 and 3.50.7 (the WAL-reset bug, since 3.7.0).
    """
    if version >= (3, 51, 3):
        return False
    return not ((3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51))


def journal_mode(version: tuple[int, ...] = library_version) -> str:
    """Return the journal mode that is safe with this library."""
    return "DELETE" if has_wal_reset_bug(version) else "WAL"


def engine_options() -> dict[str, Any]:
    """Return what `create_engine` needs: our driver, and no transaction that we did not begin."""
    return {
        "module": driver,
        "isolation_level": "AUTOCOMMIT",
        "connect_args": {"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    }


def prepare(engine: Engine) -> None:
    """Set each new connection up: durable commits, foreign keys, a bounded wait for the lock."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        # mmap_size is never set: it amplified a real corruption elsewhere.
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            f"journal_mode={journal_mode()}",
            "synchronous=FULL",  # NORMAL can lose the last commits at a power cut
            "foreign_keys=ON",
            "secure_delete=ON",  # what is erased is overwritten, not only marked as free
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")


def empty_log(engine: Engine) -> bool:
    """Move the write-ahead log into the file and cut it to nothing: it may hold what was erased.

    False if a reader was in the way; what it holds goes at the next try. No log in mode DELETE.
    """
    with engine.connect() as connection:
        is_busy, *_pages = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not is_busy
