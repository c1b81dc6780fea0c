"""A learner's own plan: certifications held and planned, societies, contacts, dated steps."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class CareerItem(Base):
    """One line of the plan. It is the learner's own note, and no part of the record."""

    __tablename__ = "career_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]  # certification | association | contact | step
    reference: Mapped[str] = mapped_column(
        default=""
    )  # an id of the published lists, "" for an own one
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")  # who awards it, what the contact does
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[str]  # planned | held | done
    day_on: Mapped[date | None]  # earned, joined, met or due
    expires_on: Mapped[date | None]
    is_shown: Mapped[bool]  # in the portfolio
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class MentorShare(Base):
    """What a learner shares with the holder of a mentor link or of the portfolio's link."""

    __tablename__ = "mentor_share"
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest_link.id"), primary_key=True)
    part: Mapped[str] = mapped_column(
        primary_key=True
    )  # readiness | practice | results | a3 | plan | …


career_item = table_of(CareerItem)
mentor_share = table_of(MentorShare)
