"""Links and slips that work once: made, looked up, used up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from courseware.joining.secrets import NONCE_BYTES, Seed, hash_secret, secret_of
from courseware.operations.site import Site
from courseware.records.tokens import LiveToken, create_token, find_token, use_token


class Purpose(StrEnum):
    """What a link is for. One for another purpose is unknown, whatever its secret."""

    INVITATION = "invitation"
    RESET = "reset"
    EMAIL = "email"
    REGISTRATION = "registration"


LASTS = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(minutes=30),
    Purpose.EMAIL: timedelta(days=1),
    Purpose.REGISTRATION: timedelta(days=1),
}
SLIP_LASTS = timedelta(days=14)
"""Paper goes from hand to hand: longer than a link, and past a week off."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new link. A letter keeps `nonce`; `secret` is shown or printed once and kept nowhere."""

    secret: str
    nonce: str
    expires_at: datetime


def make_token(
    conn: Connection,
    purpose: Purpose,
    *,
    person_id: int | None = None,
    address: str = "",
    bound_to: str = "",
    is_slip: bool = False,
    now: datetime,
    site: Site,
) -> Made:
    """Make a link, or a slip to be typed; older ones of the same purpose and person stop working."""
    seed = Seed(purpose, site.chance(NONCE_BYTES).hex(), is_slip)
    secret = secret_of(seed, site_secret=site.secret)
    expires_at = now + (SLIP_LASTS if is_slip else LASTS[purpose])
    create_token(
        conn,
        purpose=purpose,
        person_id=person_id,
        address=address,
        secret_hash=hash_secret(purpose, secret, site_secret=site.secret),
        bound_to=bound_to,
        now=now,
        expires_at=expires_at,
    )
    return Made(secret, seed.nonce, expires_at)


def find_live(
    conn: Connection, purpose: Purpose, secret: str, *, now: datetime, site: Site
) -> LiveToken | None:
    """Return the token behind a secret while it works; None for every other secret alike."""
    hashed = hash_secret(purpose, secret, site_secret=site.secret)
    return find_token(conn, purpose=purpose, secret_hash=hashed, now=now)


def use_up(conn: Connection, purpose: Purpose, secret: str, *, now: datetime, site: Site) -> bool:
    """Use a link up; False if it works no longer, or if somebody else just used it."""
    hashed = hash_secret(purpose, secret, site_secret=site.secret)
    return use_token(conn, purpose=purpose, secret_hash=hashed, now=now)
