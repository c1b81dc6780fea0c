"""Files that show what was done: kept with the entry, result or A3 that owns them, never by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, LargeBinary, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class EvidenceFile(Base):
    """One file. Its bytes stand here and not among the blobs: they are one person's, and go with them."""

    __tablename__ = "evidence_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    kind: Mapped[str]  # entries | results | a3
    owner_id: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)  # None after erasure
    salt: Mapped[str | None]
    digest: Mapped[str]  # SHA-256(salt ‖ body)
    added_at: Mapped[datetime]
    __table_args__ = (Index("ix_evidence_file_kind_owner_id", "kind", "owner_id"),)


evidence_file = table_of(EvidenceFile)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as pages list it."""

    id: int
    person_id: int
    kind: str
    owner_id: int
    name: str
    media_type: str
    size: int
    added_at: datetime


_LISTED = (
    evidence_file.c.id, evidence_file.c.person_id, evidence_file.c.kind, evidence_file.c.owner_id,
    evidence_file.c.name, evidence_file.c.media_type, evidence_file.c.size, evidence_file.c.added_at,
)  # fmt: skip


def add_file(conn: Connection, values: dict[str, Any]) -> int:
    """Store a file and return its number."""
    made = conn.execute(insert(evidence_file).values(values).returning(evidence_file.c.id))
    return int(made.scalar_one())


def files_of(conn: Connection, kind: str, owner_ids: Sequence[int]) -> dict[int, list[FileRow]]:
    """Return the files of some things: number of the owner → files, oldest first."""
    found: dict[int, list[FileRow]] = {}
    if not owner_ids:
        return found
    query = select(*_LISTED).where(
        evidence_file.c.kind == kind, evidence_file.c.owner_id.in_(list(owner_ids))
    )
    for row in conn.execute(query.order_by(evidence_file.c.id)):
        found.setdefault(row.owner_id, []).append(_file(row))
    return found


def find_file(conn: Connection, file_id: int) -> tuple[FileRow, bytes] | None:
    """Return a file with its bytes; who may see its owner may see it, so ask that first."""
    query = select(*_LISTED, evidence_file.c.body).where(evidence_file.c.id == file_id)
    row = conn.execute(query).first()
    return None if row is None or row.body is None else (_file(row), row.body)


def _file(row: Any) -> FileRow:
    return FileRow(
        row.id,
        row.person_id,
        row.kind,
        row.owner_id,
        row.name,
        row.media_type,
        row.size,
        row.added_at,
    )


def size_of_all(conn: Connection, person_id: int) -> int:
    """Return how many bytes a person's files take together."""
    query = select(func.coalesce(func.sum(evidence_file.c.size), 0)).where(
        evidence_file.c.person_id == person_id
    )
    return int(conn.execute(query).scalar_one())


def drop_file(conn: Connection, person_id: int, file_id: int) -> bool:
    """Delete a file of a person; whether its owner may still change is asked before."""
    gone = conn.execute(
        delete(evidence_file).where(
            evidence_file.c.id == file_id, evidence_file.c.person_id == person_id
        )
    )
    return gone.rowcount == 1


def drop_files(conn: Connection, kind: str, owner_id: int) -> None:
    """Delete the files of a thing that goes."""
    conn.execute(
        delete(evidence_file).where(
            evidence_file.c.kind == kind, evidence_file.c.owner_id == owner_id
        )
    )


def digests_of(conn: Connection, kind: str, owner_id: int) -> list[str]:
    """Return the digests of the files that a fact about their owner rests on, oldest first."""
    query = select(evidence_file.c.digest).where(
        evidence_file.c.kind == kind, evidence_file.c.owner_id == owner_id
    )
    return list(conn.scalars(query.order_by(evidence_file.c.id)))
