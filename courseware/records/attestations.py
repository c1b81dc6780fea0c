"""Ratings of a learner by people who know their work: what was asked of whom, and what they filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, Select, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records import journal
from courseware.records.base import Base, table_of
from courseware.records.people import person


class Attestation(Base):
    """One form: asked of an account or a guest, filled in once, then never changed.

    `ratings`: canonical JSON, competency → 1 to 4; what was not observed is not in it. `texts`:
    canonical JSON of name, role and examples; before it is given, of whom the learner named. The
    learner's comment stands apart: it may come later.
    """

    __tablename__ = "attestation"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    pathway: Mapped[str]
    level: Mapped[str]
    rater_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"), index=True)
    asked_at: Mapped[datetime]
    second_to: Mapped[int | None] = mapped_column(ForeignKey("attestation.id"))  # a second rater
    known_since: Mapped[date | None]
    ratings: Mapped[str | None]
    texts: Mapped[str | None]
    salt: Mapped[str | None]
    text_digest: Mapped[str] = mapped_column(default="")  # SHA-256(salt ‖ ratings and texts)
    given_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # taken back, or declined by the rater
    comment: Mapped[str] = mapped_column(default="")
    commented_at: Mapped[datetime | None]


attestation = table_of(Attestation)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A form as pages and operations use it. `ratings` and `examples` are by competency."""

    id: int
    person_id: int
    learner: str
    pathway: str
    level: str
    rater_id: int | None
    guest_id: int | None
    asked_at: datetime
    second_to: int | None
    name: str
    role: str
    is_declined: bool
    known_since: date | None
    ratings: Mapping[str, int]
    examples: Mapping[str, str]
    given_at: datetime | None
    ended_at: datetime | None
    comment: str
    commented_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for its rater."""
        return self.given_at is None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class Said:
    """What a rater filled in."""

    known_since: date
    ratings: Mapping[str, int]
    name: str
    role: str
    examples: Mapping[str, str]


def add_rating(
    conn: Connection,
    person_id: int,
    *,
    pathway: str,
    level: str,
    rater_id: int | None,
    name: str,
    role: str,
    second_to: int | None,
    now: datetime,
) -> int:
    """Store that somebody is asked, and return the number."""
    made = conn.execute(
        insert(attestation)
        .values(
            person_id=person_id, pathway=pathway, level=level, rater_id=rater_id, asked_at=now,
            second_to=second_to, texts=journal.canonical({"name": name, "role": role}),
        )
        .returning(attestation.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


def link_rating(conn: Connection, rating_id: int, guest_id: int) -> None:
    """Note the link by which a form goes out."""
    conn.execute(update(attestation).where(attestation.c.id == rating_id).values(guest_id=guest_id))


def give(
    conn: Connection, row: RatingRow, said: Said, *, salt: bytes, now: datetime
) -> Row[Any] | None:
    """Store what a rater filled in and return the stored row; None if it waits no more."""
    ratings = journal.canonical(dict(said.ratings))
    texts = journal.canonical(
        {"name": said.name, "role": said.role, "examples": dict(said.examples)}
    )
    return conn.execute(
        update(attestation)
        .where(_is_open(row.id))
        .values(
            known_since=said.known_since, ratings=ratings, texts=texts, salt=salt.hex(),
            text_digest=journal.commit_to(salt.hex(), ratings + texts), given_at=now,
        )
        .returning(*attestation.c)
    ).first()  # fmt: skip


def end_rating(conn: Connection, row: RatingRow, *, is_declined: bool, now: datetime) -> bool:
    """End a form that was not given: taken back by the learner, or declined by the rater."""
    said = {"name": row.name, "role": row.role, **({"declined": 1} if is_declined else {})}
    done = conn.execute(
        update(attestation)
        .where(_is_open(row.id))
        .values(ended_at=now, texts=journal.canonical(said))
    )
    return done.rowcount == 1


def comment_on(conn: Connection, row: RatingRow, comment: str, *, now: datetime) -> bool:
    """Store the learner's comment on a given form; once."""
    done = conn.execute(
        update(attestation)
        .where(
            attestation.c.id == row.id,
            attestation.c.given_at.is_not(None),
            attestation.c.commented_at.is_(None),
        )
        .values(comment=comment, commented_at=now)
    )
    return done.rowcount == 1


def _is_open(rating_id: int) -> Any:
    is_waiting = attestation.c.given_at.is_(None) & attestation.c.ended_at.is_(None)
    return (attestation.c.id == rating_id) & is_waiting


RATINGS = select(attestation, person.c.name.label("learner")).join(
    person, person.c.id == attestation.c.person_id
)


def read_ratings(conn: Connection, person_id: int) -> list[RatingRow]:
    """Return all that a learner asked for, oldest first."""
    return rows_of(conn, RATINGS.where(attestation.c.person_id == person_id))


def find_rating(conn: Connection, person_id: int, rating_id: int) -> RatingRow | None:
    """Return one form of a learner."""
    mine = RATINGS.where(attestation.c.person_id == person_id, attestation.c.id == rating_id)
    return next(iter(rows_of(conn, mine)), None)


def rows_of(conn: Connection, query: Select[Any]) -> list[RatingRow]:
    """Return the forms of a query that begins with RATINGS, oldest first."""
    return [_row(row) for row in conn.execute(query.order_by(attestation.c.id))]


def _row(row: Row[Any]) -> RatingRow:
    said = json.loads(row.texts) if row.texts else {}
    return RatingRow(
        row.id, row.person_id, row.learner, row.pathway, row.level, row.rater_id, row.guest_id,
        row.asked_at, row.second_to, said.get("name", ""), said.get("role", ""),
        bool(said.get("declined")), row.known_since,
        json.loads(row.ratings) if row.ratings else {}, said.get("examples", {}), row.given_at,
        row.ended_at, row.comment, row.commented_at,
    )  # fmt: skip
