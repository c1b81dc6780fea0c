"""Forms of ratings that wait for their raters, and the given ones that facts rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.records.attestations import RATINGS, RatingRow, attestation, rows_of
from courseware.records.people import person


def open_ratings(
    conn: Connection,
    *,
    rater_id: int | None = None,
    guest_id: int | None = None,
    rating_id: int | None = None,
) -> list[RatingRow]:
    """Return the forms that wait for a rater, or behind a link, oldest first."""
    query = RATINGS.where(
        attestation.c.given_at.is_(None),
        attestation.c.ended_at.is_(None),
        person.c.erased_at.is_(None),
    )
    wanted = {"rater_id": rater_id, "guest_id": guest_id, "id": rating_id}
    for name, value in wanted.items():
        if value is not None:
            query = query.where(attestation.c[name] == value)
    return rows_of(conn, query)


def given_rows(conn: Connection, person_id: int) -> Sequence[Row[Any]]:
    """Return a person's given forms as they are stored: what facts rest on."""
    query = select(attestation).where(
        attestation.c.person_id == person_id, attestation.c.given_at.is_not(None)
    )
    return conn.execute(query.order_by(attestation.c.id)).all()
