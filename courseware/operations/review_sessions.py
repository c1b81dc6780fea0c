"""Staff open a supervised session: a code that begins a level review for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from courseware.codes import read_code, write_code
from courseware.joining.secrets import hash_secret
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.permissions import Permission, Role, permissions_of
from courseware.records.people import is_erased, person, role_grant
from courseware.records.review_sessions import add_session
from courseware.records.work import note

LENGTH = 8
"""Characters of a code: 40 bits, typed from a board, guessed at the pace of the throttle."""
_BYTES = 5
LASTS = timedelta(minutes=90)
_PURPOSE = "review-session"


@dataclass(frozen=True, slots=True)
class Room:
    """What a session is for, and who sits in the room: the certificate prints all three."""

    pathway: str
    level: str
    name: str
    role: str
    organization: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session. Its code is here alone: the database keeps a keyed hash."""

    id: int
    code: str
    ends_at: datetime


def open_session(
    conn: Connection, room: Room, *, now: datetime, site: Site, by_person: int
) -> Opened:
    """Open a session and return its code, which nobody can read again."""
    if f"{room.pathway}/{room.level}" not in site.shelves.current(conn).reviews:
        raise NotPossible("There is no such level review any more.")
    if is_erased(conn, by_person):
        raise NotPossible("This account was erased.")
    code, ends_at = write_code(site.chance(_BYTES), LENGTH), now + LASTS
    made = add_session(
        conn,
        {
            "opened_by": by_person,
            "pathway": room.pathway,
            "level": room.level,
            "name": room.name,
            "role": room.role,
            "organization": room.organization,
            "code_hash": hash_secret(_PURPOSE, code, site_secret=site.secret),
            "opened_at": now,
            "ends_at": ends_at,
        },
    )
    details = {"pathway": room.pathway, "level": room.level}
    note(conn, action="review_session.opened", subject=f"review_session:{made}", details=details,
         by_person=by_person, now=now)  # fmt: skip
    return Opened(made, code, ends_at)


def may_supervise(conn: Connection, person_id: int) -> bool:
    """Say whether somebody who opened a session still supervises: their code ends with their role."""
    rows = conn.scalars(
        select(role_grant.c.role)
        .join(person, person.c.id == role_grant.c.person_id)
        .where(person.c.id == person_id, person.c.disabled_at.is_(None))
    )
    return Permission.SUPERVISE in permissions_of(frozenset(Role(one) for one in rows))


def hash_code(typed: str, site: Site) -> str | None:
    """Return the hash of a code as it was typed; None if it cannot be one."""
    code = read_code(typed, LENGTH)
    return None if code is None else hash_secret(_PURPOSE, code, site_secret=site.secret)
