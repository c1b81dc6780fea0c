"""A3 reports: their versions, what assessors scored, and who has shown that they score as the models do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class A3(Base):
    """One report as its author works on it. `draft`: canonical JSON of what stands in the builder."""

    __tablename__ = "a3"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    kind: Mapped[str]  # practice | capstone
    state: Mapped[str]  # draft | sent | returned | accepted
    title: Mapped[str]
    draft: Mapped[str]
    revision: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class A3Version(Base):
    """A report as it was handed in; never changed. `body`: canonical JSON of title, team and sections."""

    __tablename__ = "a3_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    a3_id: Mapped[int] = mapped_column(ForeignKey("a3.id"))
    number: Mapped[int]
    body: Mapped[str | None]  # None after erasure
    salt: Mapped[str | None]
    body_digest: Mapped[str]
    sent_at: Mapped[datetime]
    decision: Mapped[str] = mapped_column(
        default=""
    )  # accepted | returned, of all assessors together; withdrawn by the author
    decided_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("a3_id", "number"),)


class A3Review(Base):
    """What one assessor made of a version. `scores`: canonical JSON, criterion → 0 to 4."""

    __tablename__ = "a3_review"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("a3_version.id"))
    assessor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"))
    scores: Mapped[str]
    decision: Mapped[str]
    texts: Mapped[str | None]  # canonical JSON: name, role, comments by criterion
    salt: Mapped[str | None]
    text_digest: Mapped[str]
    given_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("version_id", "assessor_id"),
        UniqueConstraint("version_id", "guest_id"),
    )


class A3Calibration(Base):
    """One try of an assessor at scoring the models. It counts for a year if all came near."""

    __tablename__ = "a3_calibration"
    id: Mapped[int] = mapped_column(primary_key=True)
    assessor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"), index=True)
    scores: Mapped[str]  # canonical JSON: model → criterion → score
    is_near: Mapped[bool]
    tried_at: Mapped[datetime]


a3 = table_of(A3)
a3_version = table_of(A3Version)
a3_review = table_of(A3Review)
a3_calibration = table_of(A3Calibration)
