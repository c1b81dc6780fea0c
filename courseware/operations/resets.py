"""A forgotten password: asked for by anybody, answered alike, mailed to its owner only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, update

from courseware.joining.secrets import bind
from courseware.letters import Letter
from courseware.operations.alike import NOBODY, kept_if
from courseware.operations.letters import post, tell
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose, find_live, make_token, use_up
from courseware.records.contacts import Contact, read_contact
from courseware.records.people import person
from courseware.records.sign_ins import end_all_sign_ins
from courseware.records.tokens import end_tokens
from courseware.records.work import note


def ask_reset(conn: Connection, whose: Contact | None, *, now: datetime, site: Site) -> None:
    """Write a letter with a link, if there is somebody to whom it can go.

    For everybody else the same letter is written and thrown away.
    """
    real = whose if whose is not None and whose.may_be_written_to else None
    with kept_if(conn, real is not None):
        made = make_token(
            conn,
            Purpose.RESET,
            person_id=real.id if real else None,
            address="" if real else NOBODY,
            bound_to=_binding(real) if real else "",
            now=now,
            site=site,
        )
    with kept_if(conn, real is not None):
        post(
            conn,
            (real.email if real else None) or NOBODY,
            Letter.RESET,
            {"user_name": real.user_name if real else ""},
            person_id=real.id if real else None,
            token=made,
            now=now,
        )


def find_reset(conn: Connection, secret: str, *, now: datetime, site: Site) -> Contact | None:
    """Return whose password a link sets; None for every link that does not work any more.

    It dies with its time, its use, a newer one, and when the address or the password changes.
    """
    return _find(conn, secret, now=now, site=site, is_locked=False)


def accept_reset(
    conn: Connection, *, secret: str, password_hash: str, now: datetime, site: Site
) -> bool:
    """Use the link up, store the password, end all sign-ins and open invitations, and tell them.

    False if the link does not work any more.
    """
    whose = _find(conn, secret, now=now, site=site, is_locked=True)
    if whose is None or not use_up(conn, Purpose.RESET, secret, now=now, site=site):
        return False
    conn.execute(
        update(person)
        .where(person.c.id == whose.id)
        .values(
            password_hash=password_hash,
            # whoever holds the link reads the mail of this address
            email_confirmed_at=func.coalesce(person.c.email_confirmed_at, now),
        )
    )
    end_all_sign_ins(conn, person_id=whose.id, now=now)
    end_tokens(conn, Purpose.INVITATION, person_id=whose.id, now=now)
    note(conn, action="password.reset", subject=f"person:{whose.id}", details={},
         by_person=whose.id, now=now)  # fmt: skip
    tell(conn, whose.id, Letter.PASSWORD_CHANGED, {"when": now.isoformat()}, now=now)
    return True


def _find(
    conn: Connection, secret: str, *, now: datetime, site: Site, is_locked: bool
) -> Contact | None:
    live = find_live(conn, Purpose.RESET, secret, now=now, site=site)
    if live is None or live.person_id is None:
        return None
    whose = read_contact(conn, live.person_id, is_locked=is_locked)
    if whose is None or whose.is_disabled or _binding(whose) != live.bound_to:
        return None
    return whose


def _binding(whose: Contact) -> str:
    return bind(whose.email, whose.password_hash)
