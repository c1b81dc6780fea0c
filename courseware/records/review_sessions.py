"""Supervised level reviews: staff open a code for a while, and stay in the room."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class ReviewSession(Base):
    """A room with somebody in it. The certificate prints their name, role and organization."""

    __tablename__ = "review_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    pathway: Mapped[str]
    level: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    organization: Mapped[str]
    code_hash: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class ReviewSitting(Base):
    """An attempt at a level review that was begun with the code of a session."""

    __tablename__ = "review_sitting"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("review_session.id"), index=True)


review_session = table_of(ReviewSession)
review_sitting = table_of(ReviewSitting)
