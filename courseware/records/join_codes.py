"""Codes with which people join by themselves: who made them, what they lead to, who used them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, Select, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.people import team


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

SHOWN = 200
"""How many codes the list shows, the newest first."""


@dataclass(frozen=True, slots=True)
class JoinCodeRow:
    """A join code with how often it was used and the name of its team."""

    id: int
    code: str
    team_id: int | None
    team: str
    pathway: str
    most_uses: int
    uses: int
    expires_at: datetime
    ended_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Say whether one more person may come with it."""
        return self.ended_at is None and now < self.expires_at and self.uses < self.most_uses


def _rows() -> Select[Any]:
    uses = (
        select(func.count())
        .select_from(join_code_use)
        .where(join_code_use.c.join_code_id == join_code.c.id)
        .scalar_subquery()
    )
    return select(join_code, uses.label("uses"), team.c.name.label("team")).outerjoin(
        team, team.c.id == join_code.c.team_id
    )


def _row(row: Row[Any]) -> JoinCodeRow:
    return JoinCodeRow(
        row.id,
        row.code,
        row.team_id,
        row.team or "",
        row.pathway,
        row.most_uses,
        row.uses,
        row.expires_at,
        row.ended_at,
    )


def list_join_codes(conn: Connection) -> Sequence[JoinCodeRow]:
    """Return the codes with their uses, the newest first."""
    newest = _rows().order_by(join_code.c.id.desc()).limit(SHOWN)
    return [_row(row) for row in conn.execute(newest)]


def find_join_code(conn: Connection, code: str) -> JoinCodeRow | None:
    """Return a code in its written form, whatever its state."""
    row = conn.execute(_rows().where(join_code.c.code == code)).first()
    return None if row is None else _row(row)


def lock_join_code(conn: Connection, code: str) -> JoinCodeRow | None:
    """Return a code as it stands once nobody else can use or end it until this write ends."""
    conn.execute(select(join_code.c.id).where(join_code.c.code == code).with_for_update())
    # A statement of its own: PostgreSQL counts the uses of those for whom it waited only here.
    return find_join_code(conn, code)


def add_join_code(
    conn: Connection,
    *,
    code: str,
    team_id: int | None,
    pathway: str,
    most_uses: int,
    expires_at: datetime,
    now: datetime,
    by_person: int | None,
) -> int:
    """Store a new code and return its id."""
    made = insert(join_code).values(
        code=code,
        team_id=team_id,
        pathway=pathway,
        most_uses=most_uses,
        created_at=now,
        created_by=by_person,
        expires_at=expires_at,
    )
    return int(conn.execute(made.returning(join_code.c.id)).scalar_one())


def add_use(conn: Connection, *, join_code_id: int, person_id: int, now: datetime) -> None:
    """Write down who came with a code."""
    conn.execute(
        insert(join_code_use).values(person_id=person_id, join_code_id=join_code_id, used_at=now)
    )


def end_join_code(conn: Connection, join_code_id: int, *, now: datetime) -> bool:
    """End a code; False if there is none or it was ended before."""
    done = conn.execute(
        update(join_code)
        .where(join_code.c.id == join_code_id, join_code.c.ended_at.is_(None))
        .values(ended_at=now)
    )
    return done.rowcount == 1
