"""The end of a certificate or a record: when, by whom, and a code for why. Its page stays and says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, ForeignKey, Row, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.credentials.ending import Ending
from courseware.records.base import Base, table_of


class Revocation(Base):
    """The end of one credential, by its public number. What follows a superseded one is its next issue."""

    __tablename__ = "revocation"
    public_id: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]  # Ending
    revoked_at: Mapped[datetime]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by command


revocation = table_of(Revocation)


def is_superseded(public_id: Any) -> ColumnElement[bool]:
    """Say in a query whether the credential of this column was superseded by a later issue."""
    return (
        select(revocation.c.public_id)
        .where(
            revocation.c.public_id == public_id,
            revocation.c.reason == Ending.SUPERSEDED.value,
        )
        .exists()
    )


def revoke(
    conn: Connection, public_id: str, *, reason: str, now: datetime, by_person: int | None
) -> None:
    """End a credential; the fact that says so is written by operations."""
    conn.execute(
        insert(revocation).values(
            public_id=public_id, reason=reason, revoked_at=now, revoked_by=by_person
        )
    )


def find_revocation(conn: Connection, public_id: str) -> Row[Any] | None:
    """Return how a credential ended, or None if it stands."""
    return conn.execute(select(revocation).where(revocation.c.public_id == public_id)).first()


def revocations_among(conn: Connection, public_ids: Sequence[str]) -> dict[str, Row[Any]]:
    """Return those of these credentials that ended."""
    rows = conn.execute(select(revocation).where(revocation.c.public_id.in_(public_ids)))
    return {row.public_id: row for row in rows}
