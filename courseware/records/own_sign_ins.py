"""The browsers in which one person is signed in, as they see and end them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from courseware.records.sign_ins import hash_token, sign_in


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """One live sign-in. `device` is what the browser called itself, shortened."""

    id: int
    device: str
    created_at: datetime
    idle_after: int | None
    is_this: bool


def _live(person_id: int, now: datetime) -> ColumnElement[Any]:
    return (
        (sign_in.c.person_id == person_id)
        & sign_in.c.ended_at.is_(None)
        & (sign_in.c.expires_at > now)
    )


def list_sign_ins(
    conn: Connection, person_id: int, *, token: str, now: datetime
) -> Sequence[OwnSignIn]:
    """Return a person's live sign-ins, that of `token` first, then the newest first."""
    here = hash_token(token)
    rows = conn.execute(
        select(sign_in).where(_live(person_id, now)).order_by(sign_in.c.created_at.desc())
    )
    found = [
        OwnSignIn(row.id, row.device, row.created_at, row.idle_after, row.token_hash == here)
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def end_own_sign_in(conn: Connection, person_id: int, sign_in_id: int, *, now: datetime) -> bool:
    """End one live sign-in of this person; False if there is none with this id."""
    done = conn.execute(
        update(sign_in)
        .where(_live(person_id, now), sign_in.c.id == sign_in_id)
        .values(ended_at=now)
    )
    return done.rowcount == 1


def end_other_sign_ins(conn: Connection, person_id: int, *, token: str, now: datetime) -> None:
    """End every sign-in of this person but the one that holds `token`."""
    conn.execute(
        update(sign_in)
        .where(_live(person_id, now), sign_in.c.token_hash != hash_token(token))
        .values(ended_at=now)
    )
