"""A learner invites somebody without an account: a link is made, mailed, looked up, used up, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from courseware.joining.addresses import read_address
from courseware.joining.folding import fold_name
from courseware.joining.secrets import NONCE_BYTES, Seed, hash_secret, secret_of
from courseware.letters import Letter
from courseware.operations.letters import post
from courseware.operations.site import Site
from courseware.operations.tokens import Made
from courseware.records import guests
from courseware.records.guests import Guest
from courseware.records.people import person
from courseware.words import Reason


class GuestPurpose(StrEnum):
    """What a guest is invited for; the values are stored."""

    PRACTICE = "practice"
    RESULT = "result"
    RATING = "rating"
    A3 = "a3"
    MENTOR = "mentor"
    PORTFOLIO = "portfolio"


LASTS: dict[GuestPurpose, timedelta | None] = {
    GuestPurpose.PRACTICE: timedelta(days=14),
    GuestPurpose.RESULT: timedelta(days=14),
    GuestPurpose.RATING: timedelta(days=30),
    GuestPurpose.A3: timedelta(days=30),
    GuestPurpose.MENTOR: None,  # until the learner takes it back
    GuestPurpose.PORTFOLIO: None,
}


def address_fault(conn: Connection, person_id: int, typed: str) -> Reason | None:
    """Say why a learner cannot invite somebody at this address: it is none, or it is their own."""
    if not typed.strip():
        return Reason("entry.contact.blank")
    address = read_address(typed)
    if address is None:
        return Reason("entry.contact.wrong")
    own = conn.execute(select(person.c.email_key).where(person.c.id == person_id)).scalar()
    return Reason("entry.contact.own") if own == fold_name(address.text) else None


def account_of(conn: Connection, address: str) -> int | None:
    """Return the account that an address belongs to, so that its holder is asked there, not by a link."""
    query = select(person.c.id).where(
        person.c.email_key == fold_name(address),
        person.c.disabled_at.is_(None),
        person.c.email_confirmed_at.is_not(None),
    )
    return conn.execute(query).scalar()


def invite(
    conn: Connection,
    purpose: GuestPurpose,
    *,
    person_id: int,
    subject: str = "",
    name: str,
    role: str = "",
    address: str = "",
    letter: Letter | None = None,
    details: Mapping[str, str] | None = None,
    now: datetime,
    site: Site,
) -> int:
    """Make a link and return its number; with a `letter` it goes out by mail and nobody here sees it."""
    nonce = site.chance(NONCE_BYTES).hex()
    secret = _secret(purpose, nonce, site)
    lasts = LASTS[purpose]
    expires_at = None if lasts is None else now + lasts
    made = guests.add_guest(
        conn,
        purpose=purpose.value,
        person_id=person_id,
        subject=subject,
        name=name,
        role=role,
        address=fold_name(address) if address else "",
        nonce=nonce,
        secret_hash=hash_secret(purpose.value, secret, site_secret=site.secret),
        now=now,
        expires_at=expires_at,
    )
    if letter is not None:
        blanks = {"guest": name, **(details or {})}
        if expires_at is not None:
            blanks["until"] = expires_at.isoformat()
        token = Made(secret, nonce, expires_at or now)
        post(conn, address, letter, blanks, token=token, now=now)
    return made


def find_guest(
    conn: Connection, purpose: GuestPurpose, secret: str, *, now: datetime, site: Site
) -> Guest | None:
    """Return who holds a link that works; None for every other secret alike."""
    hashed = hash_secret(purpose.value, secret, site_secret=site.secret)
    return guests.find_guest(conn, purpose=purpose.value, secret_hash=hashed, now=now)


def secret_of_guest(guest: Guest, site: Site) -> str:
    """Return the secret of a link that its learner hands over (portfolio, mentor), to show it again."""
    return _secret(GuestPurpose(guest.purpose), guest.nonce, site)


def rater_of(conn: Connection, *, learner: int, by_person: int | None, guest: Guest | None) -> str:
    """Return what names a rater in facts: the same person gives the same text, by account or by link."""
    if by_person is not None:
        return f"person:{by_person}"
    if guest is None:
        raise ValueError("nobody rated")
    first = guests.first_guest_of(conn, learner, guest.address) if guest.address else None
    return f"guest:{first or guest.id}"


def _secret(purpose: GuestPurpose, nonce: str, site: Site) -> str:
    return secret_of(Seed(purpose.value, nonce), site_secret=site.secret)
