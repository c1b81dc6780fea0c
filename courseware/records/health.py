"""What the site's own state is: the database, its migrations, and what still waits to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text

from courseware.records import sqlite
from courseware.records.credentials import EARNING, credential, credential_file, earned_by
from courseware.records.journal import journal
from courseware.records.people import person
from courseware.records.work import LEASE, job_lease

_LINK = re.compile(r"^(revision|down_revision)\b[^=\n]*=(.+)$", re.MULTILINE)
_NAME = re.compile(r"""["'](\w+)["']""")


@dataclass(frozen=True, slots=True)
class Engine:
    """The database as it runs. `journal_mode` and the bug concern SQLite only."""

    kind: str  # sqlite | postgresql
    version: str
    journal_mode: str | None
    has_wal_reset_bug: bool


def read_engine(conn: Connection) -> Engine:
    """Ask the database what it is."""
    if conn.dialect.name == "sqlite":
        mode = conn.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        version = ".".join(str(part) for part in sqlite.library_version)
        return Engine("sqlite", version, mode, sqlite.has_wal_reset_bug(sqlite.library_version))
    version = conn.exec_driver_sql("SHOW server_version").scalar_one()
    return Engine(conn.dialect.name, version, None, has_wal_reset_bug=False)


def read_heads(conn: Connection) -> frozenset[str]:
    """Return the migrations that this database stands at; empty if none ever ran."""
    if not inspect(conn).has_table("alembic_version"):
        return frozenset()
    return frozenset(conn.scalars(text("SELECT version_num FROM alembic_version")))


def heads_of(folder: Path) -> frozenset[str]:
    """Return the newest migrations of a folder: those that no other one follows.

    Alembic says the same and a test compares, but a load balancer asks every web worker, and there
    Alembic would take more memory than the curriculum.
    """
    revisions: set[str] = set()
    followed: set[str] = set()
    for path in folder.glob("versions/*.py"):
        for word, value in _LINK.findall(path.read_text("utf-8")):
            (revisions if word == "revision" else followed).update(_NAME.findall(value))
    return frozenset(revisions - followed)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: certificates for their PDF, and people for a certificate they have earned."""

    without_pdf: int
    for_name: int  # the person has not confirmed the name to print
    for_issue: int  # the name is confirmed


def read_waiting(conn: Connection) -> Waiting:
    """Count what waits, in one statement."""
    without_pdf = (
        select(func.count(credential.c.id))
        .outerjoin(
            credential_file,
            (credential_file.c.credential_id == credential.c.id)
            & (credential_file.c.kind == "pdf"),
        )
        .where(credential_file.c.credential_id.is_(None), credential.c.snapshot.is_not(None))
    )
    issued = select(credential.c.id).where(earned_by(journal)).exists()
    completed = (
        select(func.count(journal.c.person_id.distinct()))
        .join(person, person.c.id == journal.c.person_id)
        .where(journal.c.kind.in_(EARNING), person.c.erased_at.is_(None), ~issued)
    )
    confirmed = person.c.certificate_name_confirmed_at
    row = conn.execute(
        select(
            without_pdf.scalar_subquery(),
            completed.where(confirmed.is_(None)).scalar_subquery(),
            completed.where(confirmed.is_not(None)).scalar_subquery(),
        )
    ).one()
    return Waiting(*row)


def jobs_seen_at(conn: Connection) -> datetime | None:
    """Return when a jobs process last showed life; None if none ever did."""
    until = conn.execute(select(func.max(job_lease.c.until))).scalar()
    return None if until is None else until - LEASE
