"""Codes with which people join by themselves: who made them, what they lead to, who used them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class JoinCode(Base):
    """A code for a group: shown again to staff, so it is stored as it is. Ended, not deleted."""

    __tablename__ = "join_code"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))  # they join this team
    pathway: Mapped[str] = mapped_column(default="")  # and are put on this pathway
    most_uses: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class JoinCodeUse(Base):
    """Who came with a code."""

    __tablename__ = "join_code_use"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    join_code_id: Mapped[int] = mapped_column(ForeignKey("join_code.id"), index=True)
    used_at: Mapped[datetime]


join_code = table_of(JoinCode)
join_code_use = table_of(JoinCodeUse)
