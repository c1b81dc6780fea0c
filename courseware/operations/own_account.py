"""People change their own account: the address for mail, confirmed by a link, and the password."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from courseware.letters import Letter
from courseware.operations.letters import post, tell
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose, find_live, make_token, use_up
from courseware.records.own_account import (
    change_person,
    owners_of,
    read_own_account,
)
from courseware.records.own_sign_ins import end_other_sign_ins
from courseware.records.people import fold_name
from courseware.records.tokens import LiveToken, end_tokens


class Confirmed(StrEnum):
    """What came of a link that confirms an address."""

    DONE = "done"
    GONE = "gone"
    TAKEN = "taken"


def ask_for_address(
    conn: Connection, person_id: int, address: str, *, now: datetime, site: Site
) -> None:
    """Send a link to a new address; it becomes the person's when the link is used.

    An address that belongs to somebody else gets no link: its owner is told that they have an
    account. To the person who asks both look alike, so nobody learns whose address it is.
    """
    made = make_token(conn, Purpose.EMAIL, person_id=person_id, address=address, now=now, site=site)
    others = owners_of(conn, address, but=person_id)
    if not others:
        post(conn, address, Letter.CONFIRM_EMAIL, {}, person_id=person_id, token=made, now=now)
    for other in others:
        if other.email is not None and fold_name(other.email) == fold_name(address):
            details = {"user_name": other.user_name}
            post(conn, other.email, Letter.KNOWN_ALREADY, details, person_id=other.id, now=now)


def find_change(
    conn: Connection, person_id: int, secret: str, *, now: datetime, site: Site
) -> LiveToken | None:
    """Return the live link behind `secret` if it is this person's; None for all others alike."""
    found = find_live(conn, Purpose.EMAIL, secret, now=now, site=site)
    return found if found is not None and found.person_id == person_id else None


def confirm_address(
    conn: Connection, person_id: int, secret: str, *, now: datetime, site: Site
) -> Confirmed:
    """Store the address of a link, use the link up, and tell the address before."""
    found = find_change(conn, person_id, secret, now=now, site=site)
    if found is None or not use_up(conn, Purpose.EMAIL, secret, now=now, site=site):
        return Confirmed.GONE
    if owners_of(conn, found.address, but=person_id):
        return Confirmed.TAKEN
    before = read_own_account(conn, person_id, confirming=Purpose.EMAIL, now=now).email
    try:
        with conn.begin_nested():  # somebody may store the same address at this very moment
            change_person(
                conn,
                person_id,
                email=found.address,
                email_key=fold_name(found.address),
                email_confirmed_at=now,
            )
    except IntegrityError:
        return Confirmed.TAKEN
    end_tokens(conn, Purpose.RESET, person_id=person_id, now=now)  # they went to the address before
    if before and fold_name(before) != fold_name(found.address):
        details = {"address": found.address}
        post(conn, before, Letter.EMAIL_CHANGED, details, person_id=person_id, now=now)
    return Confirmed.DONE


def cancel_change(conn: Connection, person_id: int, *, now: datetime) -> None:
    """Forget an address that waits for its confirmation."""
    end_tokens(conn, Purpose.EMAIL, person_id=person_id, now=now)


def remove_address(conn: Connection, person_id: int, *, now: datetime) -> None:
    """Take the address away and tell it; links that went there stop working."""
    before = read_own_account(conn, person_id, confirming=Purpose.EMAIL, now=now).email
    change_person(conn, person_id, email=None, email_key=None, email_confirmed_at=None)
    end_tokens(conn, Purpose.EMAIL, Purpose.RESET, person_id=person_id, now=now)
    if before:
        post(conn, before, Letter.EMAIL_REMOVED, {}, person_id=person_id, now=now)


def change_password(
    conn: Connection, person_id: int, password_hash: str, *, token: str, now: datetime
) -> None:
    """Store a new password, end all sign-ins but that of `token`, and tell the person."""
    change_person(conn, person_id, password_hash=password_hash)
    end_other_sign_ins(conn, person_id, token=token, now=now)
    end_tokens(conn, Purpose.RESET, Purpose.INVITATION, person_id=person_id, now=now)
    tell(conn, person_id, Letter.PASSWORD_CHANGED, {"when": now.isoformat()}, now=now)
