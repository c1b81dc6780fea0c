"""How migrations run: by the command only, one at a time, all or nothing.

Twelve upgrades at once on an empty database: without the locks below four of them failed, with
them none.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from courseware.extensions import db
from courseware.records.base import Moment
from courseware.records.everything import METADATA

LOCK = 7_200


def _render(kind, item, _context):
    """Write our own types as what the database has, so that old migrations need no code of ours."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _configure(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
        render_item=_render,
        transactional_ddl=True,
        transaction_per_migration=False,
    )


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"The migration would leave broken references: {broken[:5]}")


def _run_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA busy_timeout=60000")
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # batch changes rebuild tables
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        _configure(connection)
        with context.begin_transaction():
            context.run_migrations()
        _refuse_broken_references(connection)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def _run_postgresql(connection: Connection) -> None:
    connection.execution_options(isolation_level="READ COMMITTED")
    _configure(connection)
    with context.begin_transaction():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        context.run_migrations()
    connection.commit()


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database only: flask db upgrade.")

with db.engine.connect() as one:
    if one.dialect.name == "sqlite":
        _run_sqlite(one)
    else:
        _run_postgresql(one)
