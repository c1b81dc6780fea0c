"""Those who left and are still on record: how many a time limit would concern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, func, select

from courseware.joining.retention import SOON, left_by
from courseware.records.people import person


@dataclass(frozen=True, slots=True)
class Leavers:
    """How many people have left and are on record, and when the first of them left."""

    number: int
    first_left_at: datetime | None
    soon: dict[int, int]
    """Years → how many would be erased soon if records were kept so long."""


def read_leavers(conn: Connection, years: Sequence[int], *, now: datetime) -> Leavers:
    """Return, for each of some numbers of years, whom they would concern; in one statement.

    Somebody has left when an operator has disabled them; the years run from that day.
    """
    left = person.c.disabled_at
    counts = [
        func.coalesce(func.sum(case((left <= left_by(now + SOON, one), 1), else_=0)), 0)
        for one in years
    ]
    row = conn.execute(
        select(func.count(), func.min(left), *counts).where(
            left.is_not(None), person.c.erased_at.is_(None)
        )
    ).one()
    number, first, *found = row
    return Leavers(number, first, dict(zip(years, map(int, found), strict=True)))
