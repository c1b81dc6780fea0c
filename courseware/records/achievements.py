"""What badges are of: each version of an achievement, with its picture, stored once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, LargeBinary, UniqueConstraint, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class AchievementVersion(Base):
    """One version: other texts make another version, and signed badges keep theirs."""

    __tablename__ = "achievement"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    number: Mapped[int]
    digest: Mapped[str]  # SHA-256 of the body
    body: Mapped[str]  # canonical JSON
    image: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("slug", "number"), UniqueConstraint("slug", "digest"))


achievement = table_of(AchievementVersion)


@dataclass(frozen=True, slots=True)
class AchievementRow:
    """A stored version without its picture."""

    slug: str
    number: int
    body: str


def find_version(conn: Connection, slug: str, digest: str) -> int | None:
    """Return the number of the version with this digest."""
    query = select(achievement.c.number).where(
        achievement.c.slug == slug, achievement.c.digest == digest
    )
    return conn.execute(query).scalar()


def add_version(
    conn: Connection,
    slug: str,
    *,
    digest: str,
    body: str,
    image: bytes,
    now: datetime,
) -> int:
    """Store a version unless it is there; return its number. The caller holds the write lock of keys."""
    there = find_version(conn, slug, digest)
    if there is not None:
        return there
    last = conn.execute(
        select(func.max(achievement.c.number)).where(achievement.c.slug == slug)
    ).scalar()
    number = (last or 0) + 1
    conn.execute(
        insert(achievement).values(
            slug=slug, number=number, digest=digest, body=body, image=image,
            created_at=now,
        )
    )  # fmt: skip
    return number


def find_achievement(conn: Connection, slug: str, number: int) -> AchievementRow | None:
    """Return a version by its address."""
    row = conn.execute(
        select(achievement.c.slug, achievement.c.number, achievement.c.body).where(
            achievement.c.slug == slug, achievement.c.number == number
        )
    ).first()
    return None if row is None else AchievementRow(*row)


def read_image(conn: Connection, slug: str, number: int) -> bytes | None:
    """Return the picture of a version."""
    query = select(achievement.c.image).where(
        achievement.c.slug == slug, achievement.c.number == number
    )
    return conn.execute(query).scalar()
