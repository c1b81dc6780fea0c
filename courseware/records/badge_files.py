"""The signed badges of certificates and module records, and which of them have none yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, literal, select, union_all
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.credentials import (
    CredentialRow,
    credential,
    credential_file,
    select_credentials,
)
from courseware.records.module_records import module_record


class BadgeForm(StrEnum):
    """The two forms of one badge."""

    JSON = "json"  # with its embedded proof
    TOKEN = "token"  # noqa: S105 - the same as VC-JWT


class BadgeFile(Base):
    """One form of one badge, by the number of its certificate or record: signed once, never again."""

    __tablename__ = "badge_file"
    public_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)  # BadgeForm
    body: Mapped[str]
    digest: Mapped[str]
    created_at: Mapped[datetime]


badge_file = table_of(BadgeFile)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A certificate or a record that has no badge yet: its number, and the text it states."""

    public_id: str
    is_record: bool
    snapshot: str


def without_badge(conn: Connection, *, limit: int) -> Sequence[Unsigned]:
    """Return what is to be signed: certificates first, then records, oldest first."""
    parts = []
    for no, table in enumerate((credential, module_record)):
        signed = (
            select(badge_file.c.kind)
            .where(
                badge_file.c.public_id == table.c.public_id,
                badge_file.c.kind == BadgeForm.JSON.value,
            )
            .exists()
        )
        found = (
            select(literal(no).label("is_record"), table.c.id, table.c.public_id, table.c.snapshot)
            .where(table.c.snapshot.is_not(None), ~signed)
            .order_by(table.c.id)
            .limit(limit)
            .subquery()
        )
        parts.append(select(found))
    both = union_all(*parts).subquery()
    rows = conn.execute(select(both).order_by(both.c.is_record, both.c.id).limit(limit))
    return [Unsigned(row.public_id, bool(row.is_record), row.snapshot) for row in rows]


def newest(conn: Connection) -> tuple[int, int]:
    """Return the last ids of certificates and records: as long as they stay, nothing new is to sign."""
    row = conn.execute(
        select(
            select(func.max(credential.c.id)).scalar_subquery(),
            select(func.max(module_record.c.id)).scalar_subquery(),
        )
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


def read_badge(conn: Connection, public_id: str, form: BadgeForm) -> str | None:
    """Return one form of a badge, if it is signed."""
    query = select(badge_file.c.body).where(
        badge_file.c.public_id == public_id, badge_file.c.kind == form.value
    )
    return conn.execute(query).scalar()


def without_files(conn: Connection, *, limit: int = 20) -> Sequence[tuple[CredentialRow, str]]:
    """Return certificates whose PDF or preview is still to be made, each with its badge.

    The preview is stored together with the PDF; only those from before badges have one without it.
    """
    query = (
        select(credential.c.id, badge_file.c.body)
        .join(badge_file, badge_file.c.public_id == credential.c.public_id)
        .outerjoin(
            credential_file,
            (credential_file.c.credential_id == credential.c.id)
            & (credential_file.c.kind == "preview"),
        )
        .where(
            badge_file.c.kind == BadgeForm.JSON.value,
            credential_file.c.credential_id.is_(None),
            credential.c.snapshot.is_not(None),
        )
        .order_by(credential.c.id)
        .limit(limit)
    )
    bodies = {row.id: row.body for row in conn.execute(query)}
    rows = select_credentials(conn, credential.c.id.in_(bodies))
    return [(row, bodies[row.id]) for row in rows]


def add_badge(
    conn: Connection, public_id: str, bodies: dict[BadgeForm, tuple[str, str]], *, now: datetime
) -> bool:
    """Store a badge (form → body and digest) unless it is there or its holder was erased meanwhile."""
    for table in (credential, module_record):
        lives = conn.execute(
            select(table.c.id)
            .where(table.c.public_id == public_id, table.c.snapshot.is_not(None))
            .with_for_update(key_share=True)
        ).first()
        if lives is not None:
            break
    else:
        return False
    if read_badge(conn, public_id, BadgeForm.JSON) is not None:
        return False
    conn.execute(
        insert(badge_file),
        [
            {
                "public_id": public_id, "kind": form.value, "body": body, "digest": digest,
                "created_at": now,
            }
            for form, (body, digest) in bodies.items()
        ],
    )  # fmt: skip
    return True
