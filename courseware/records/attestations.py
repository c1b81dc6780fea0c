"""Ratings of a learner by people who know their work: what was asked of whom, and what they filled in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class Attestation(Base):
    """One form: asked of an account or a guest, filled in once, then never changed.

    `ratings`: canonical JSON, competency → 1 to 4; what was not observed is not in it. `texts`:
    canonical JSON of name, role and examples. The learner's comment stands apart: it may come later.
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
