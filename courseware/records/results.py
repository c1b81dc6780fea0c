"""Result records: a measure before and after, what somebody's own part was, who confirmed it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class ResultRecord(Base):
    """One result. Its state, words and verifier are those of an entry of the practice log.

    `texts`: canonical JSON of measure, unit, baseline, after, guard, money, own_part, team; numbers as
    they were typed, so that they are exact.
    """

    __tablename__ = "result_record"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    state: Mapped[str]  # draft | sent | verified | returned
    baseline_from: Mapped[date | None]
    baseline_to: Mapped[date | None]
    after_from: Mapped[date | None]
    after_to: Mapped[date | None]
    is_finance_checked: Mapped[bool]
    texts: Mapped[str | None]  # None after erasure
    salt: Mapped[str | None]
    text_digest: Mapped[str]
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    verifier_name: Mapped[str] = mapped_column(default="")
    verifier_role: Mapped[str] = mapped_column(default="")
    verifier_contact: Mapped[str] = mapped_column(default="")
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"), index=True)
    revision: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


result_record = table_of(ResultRecord)
