"""How assessors scored the model A3 reports, before they assess those of learners."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select

from courseware.practice.rubric import Scores
from courseware.records import journal
from courseware.records.a3_reviews import Assessor
from courseware.records.a3s import a3_calibration
from courseware.records.guests import guest_link


@dataclass(frozen=True, slots=True)
class Try:
    """One try of an assessor at the models: model → criterion → score."""

    scores: Mapping[str, Scores]
    is_near: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """What an assessor did with the models. `near_at`: when all scores were near, the last time."""

    count: int = 0
    last: Try | None = field(default=None)
    near_at: datetime | None = None


def add_try(
    conn: Connection, by: Assessor, scores: Mapping[str, Scores], *, is_near: bool, now: datetime
) -> None:
    """Store how somebody scored the models."""
    text = journal.canonical({model: dict(given) for model, given in scores.items()})
    conn.execute(
        insert(a3_calibration).values(
            assessor_id=by.person_id, guest_id=by.guest_id, scores=text, is_near=is_near,
            tried_at=now,
        )
    )  # fmt: skip


def tries_of(conn: Connection, by: Assessor) -> Tries:
    """Return what an assessor did with the models; somebody asked by several links is one person."""
    mine = _tries_by(by)
    latest = select(a3_calibration).where(mine).order_by(a3_calibration.c.id.desc()).limit(1)
    last = conn.execute(latest).first()
    if last is None:
        return Tries()
    near = a3_calibration.c.is_near.is_(True)
    near_at = conn.scalar(select(func.max(a3_calibration.c.tried_at)).where(mine, near))
    count = conn.scalar(select(func.count()).select_from(a3_calibration).where(mine)) or 0
    return Tries(count, Try(json.loads(last.scores), last.is_near, last.tried_at), near_at)


def _tries_by(by: Assessor) -> ColumnElement[bool]:
    if by.person_id is not None:
        return a3_calibration.c.assessor_id == by.person_id
    if not by.address:
        return a3_calibration.c.guest_id == by.guest_id
    links = select(guest_link.c.id).where(guest_link.c.address == by.address)
    return a3_calibration.c.guest_id.in_(links)
