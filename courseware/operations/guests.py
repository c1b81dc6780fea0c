"""A learner invites somebody without an account: a link is made, mailed, looked up, used up, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from courseware.joining.addresses import mailbox_of, read_address
from courseware.joining.folding import fold_name
from courseware.joining.secrets import NONCE_BYTES, Seed, hash_secret, secret_of
from courseware.letters import Letter
from courseware.operations.letters import post
from courseware.operations.site import Site
from courseware.operations.tokens import Made, Purpose
from courseware.records import guests
from courseware.records.guests import Guest
from courseware.records.people import is_disabled, person
from courseware.records.tokens import addresses_of
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


HANDED_OVER = frozenset({GuestPurpose.MENTOR, GuestPurpose.PORTFOLIO})
"""Links that show what their learner chose, for as long as they can sign in and end them."""
MOST_LETTERS = 20
"""Letters to addresses that one learner may have sent in a day."""
_DAY = timedelta(days=1)


def letters_fault(conn: Connection, person_id: int, *, now: datetime) -> Reason | None:
    """Say why a learner can have no letter sent to an address today; asked under their lock."""
    if guests.count_guests(conn, person_id, since=now - _DAY) < MOST_LETTERS:
        return None
    return Reason("asked.many", {"most": MOST_LETTERS})


def address_fault(conn: Connection, person_id: int, typed: str) -> Reason | None:
    """Say why a learner cannot invite somebody at this address: it is none, or it is their own."""
    if not typed.strip():
        return Reason("entry.contact.blank")
    address = read_address(typed)
    if address is None:
        return Reason("entry.contact.wrong")
    return Reason("entry.contact.own") if is_own_address(conn, person_id, address.text) else None


def is_own_address(conn: Connection, person_id: int, address: str) -> bool:
    """Say whether mail to an address reaches the learner: theirs now, or one that they asked to have.

    The latter are known as long as the links that confirm them are kept.
    """
    own = conn.execute(select(person.c.email).where(person.c.id == person_id)).scalar()
    known = [own or "", *addresses_of(conn, person_id, Purpose.EMAIL)]
    mailbox = mailbox_of(address)
    return any(mailbox_of(one) == mailbox for one in known if one)


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
    found = guests.find_guest(conn, purpose=purpose.value, secret_hash=hashed, now=now)
    if found and purpose in HANDED_OVER and is_disabled(conn, found.person_id):
        return None
    return found


def secret_of_guest(guest: Guest, site: Site) -> str:
    """Return the secret of a link that its learner hands over (portfolio, mentor), to show it again."""
    return _secret(GuestPurpose(guest.purpose), guest.nonce, site)


def rater_of(conn: Connection, *, learner: int, by_person: int | None, guest: Guest | None) -> str:
    """Return what names a rater in facts: the same person gives the same text, by account or by link."""
    if by_person is not None:
        return f"person:{by_person}"
    if guest is None:
        raise ValueError("nobody rated")
    mailbox = mailbox_of(guest.address) if guest.address else ""
    asked = guests.addresses_asked(conn, learner) if mailbox else ()
    first = next((number for number, one in asked if mailbox_of(one) == mailbox), guest.id)
    return f"guest:{first}"


def _secret(purpose: GuestPurpose, nonce: str, site: Site) -> str:
    return secret_of(Seed(purpose.value, nonce), site_secret=site.secret)
