"""Published versions: immutable, content-addressed, stored with the compiled form that is served."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, LargeBinary, UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class ModuleVersion(Base):
    """One published state of a module: never changed, never re-compiled."""

    __tablename__ = "module_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str]  # slug
    number: Mapped[int]  # 1, 2, 3 … within the module
    digest: Mapped[str]  # of the accepted files
    compiled: Mapped[str]  # canonical JSON of content.model.Module
    compiled_digest: Mapped[str]  # SHA-256 of it: facts rest on it, for it holds the keys
    compiler: Mapped[int]  # version of the compiler that made it
    applies_to: Mapped[str]  # whom new requirements concern: new | unfinished | all
    reason: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    __table_args__ = (UniqueConstraint("module", "number"),)


class ModuleVersionFile(Base):
    """One source file of a version; its bytes are a blob."""

    __tablename__ = "module_version_file"
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    blob: Mapped[str] = mapped_column(ForeignKey("blob.digest"), index=True)


class PathwayVersion(Base):
    """One published state of a pathway, or (id "") of what all share: tracks, terms, competencies."""

    __tablename__ = "pathway_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    pathway: Mapped[str]
    number: Mapped[int]
    digest: Mapped[str]
    compiled: Mapped[str]
    compiler: Mapped[int]
    reason: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    __table_args__ = (UniqueConstraint("pathway", "number"),)


class Blob(Base):
    """Bytes by their SHA-256, so that every process sees the same file once."""

    __tablename__ = "blob"
    digest: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


module_version = table_of(ModuleVersion)
module_version_file = table_of(ModuleVersionFile)
pathway_version = table_of(PathwayVersion)
blob = table_of(Blob)

SHARED = ""
"""The id under which tracks, competencies and the glossary are kept among the pathways."""
PRACTICE = "/practice"
"""The id of what modules/practicum/ holds; no pathway can have it."""


def add_blobs(conn: Connection, blobs: Mapping[str, bytes], *, now: datetime) -> None:
    """Store bytes by digest; what is there already stays."""
    if not blobs:
        return
    known = set(conn.scalars(select(blob.c.digest).where(blob.c.digest.in_(list(blobs)))))
    rows = [
        {"digest": digest, "body": body, "created_at": now}
        for digest, body in sorted(blobs.items())
        if digest not in known
    ]
    if rows:
        conn.execute(insert(blob), rows)


def find_figure(conn: Connection, digest: str) -> bytes | None:
    """Return a figure of any published version; other blobs are never served by digest."""
    return conn.execute(
        select(blob.c.body)
        .join(module_version_file, module_version_file.c.blob == blob.c.digest)
        .where(blob.c.digest == digest, module_version_file.c.path.like("%.svg"))
        .limit(1)
    ).scalar()


def find_version(conn: Connection, module: str, number: int) -> int | None:
    """Return the id of a version of a module."""
    query = select(module_version.c.id).where(
        module_version.c.module == module, module_version.c.number == number
    )
    return conn.execute(query).scalar()


def read_digest(conn: Connection, version_id: int) -> str:
    """Return the digest of a version of a module."""
    query = select(module_version.c.digest).where(module_version.c.id == version_id)
    return str(conn.execute(query).scalar_one())


def read_compiled(conn: Connection, version_id: int) -> dict[str, Any]:
    """Return the compiled form of a version of a module."""
    query = select(module_version.c.compiled).where(module_version.c.id == version_id)
    compiled: dict[str, Any] = json.loads(conn.execute(query).scalar_one())
    return compiled


def files_of(conn: Connection, version_id: int) -> dict[str, str]:
    """Return the files of a version: path → digest."""
    file = module_version_file.c
    rows = conn.execute(select(file.path, file.blob).where(file.version_id == version_id))
    return {row.path: row.blob for row in rows}


def read_blobs(conn: Connection, digests: Collection[str]) -> dict[str, bytes]:
    """Return what is kept under some digests."""
    if not digests:
        return {}
    rows = conn.execute(select(blob.c.digest, blob.c.body).where(blob.c.digest.in_(list(digests))))
    return {row.digest: row.body for row in rows}


def latest_digests(conn: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return the newest digest of every module and of every pathway."""
    modules = {
        row.module: row.digest
        for row in conn.execute(
            select(module_version.c.module, module_version.c.digest).order_by(
                module_version.c.number
            )
        )
    }
    pathways = {
        row.pathway: row.digest
        for row in conn.execute(
            select(pathway_version.c.pathway, pathway_version.c.digest).order_by(
                pathway_version.c.number
            )
        )
    }
    return modules, pathways
