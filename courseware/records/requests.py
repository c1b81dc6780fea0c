"""What people ask staff for: a pathway that is assigned, and the erasure of their data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of

_OPEN = text("decided_at IS NULL")


class PathwayRequest(Base):
    """Somebody asks for a pathway; at most one open request each."""

    __tablename__ = "pathway_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    pathway: Mapped[str]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str] = mapped_column(default="")  # "granted", "declined"
    __table_args__ = (
        Index("uq_pathway_request_open", "person_id", "pathway", unique=True,
              sqlite_where=_OPEN, postgresql_where=_OPEN),
    )  # fmt: skip


class ErasureRequest(Base):
    """Somebody asks that their data be erased; at most one open request each."""

    __tablename__ = "erasure_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str] = mapped_column(default="")  # "erased", "declined"
    reason: Mapped[str] = mapped_column(default="")  # why it was declined
    __table_args__ = (
        Index("uq_erasure_request_open", "person_id", unique=True,
              sqlite_where=_OPEN, postgresql_where=_OPEN),
    )  # fmt: skip


pathway_request = table_of(PathwayRequest)
erasure_request = table_of(ErasureRequest)
