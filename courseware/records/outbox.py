"""The way of a mail out of the outbox: due, claimed, sent or given up, and in the end swept away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, true, update

from courseware.letters import Letter
from courseware.records.letters import message, outbox
from courseware.records.people import person

CLAIM = timedelta(minutes=10)
"""After this long a claim counts for nothing: the process that made it is gone."""
WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)
)  # before the second try and those after it: about two days together
MOST_TRIES = len(WAITS) + 1
STRANDED = timedelta(days=2)
"""How long a mail waits on a site that has no mail server."""
KEPT = timedelta(days=30)
ONCE_KEPT = timedelta(days=400)
"""How long a row is kept that says that something was told once, so that it is not told again."""
READ_KEPT = timedelta(days=365)
LONGEST_FAULT = 200


class Fault(StrEnum):
    """Why a mail was not sent, where it was not the server's own words."""

    LINK = "link"  # its link works no longer
    ADDRESS = "address"  # this is no address
    WORDS = "words"  # the letter cannot be written
    SERVER = "server"  # no connection, or it ended
    SLOW = "slow"  # no answer in time
    SIGN_IN = "sign-in"  # user or password refused
    TLS = "tls"  # no encrypted connection
    NO_SERVER = "no-server"  # this site has none
    STOPPED = "stopped"  # the process ended while it was sending


@dataclass(frozen=True, slots=True)
class Due:
    """A mail with all that is needed to write it. `name` is empty for somebody without an account."""

    id: int
    address: str
    letter: str
    details: str
    created_at: datetime
    tries: int
    name: str
    language: str | None
    time_zone: str | None


WAITING = and_(outbox.c.sent_at.is_(None), outbox.c.given_up_at.is_(None))

_DUE = select(
    outbox.c.id,
    outbox.c.address,
    outbox.c.letter,
    outbox.c.details,
    outbox.c.created_at,
    outbox.c.tries,
    person.c.name,
    person.c.locale,
    person.c.time_zone,
).select_from(outbox.outerjoin(person, person.c.id == outbox.c.person_id))


def due_mails(conn: Connection, *, now: datetime, limit: int) -> Sequence[int]:
    """Return the ids of mails that may be tried now, the longest due first."""
    return conn.scalars(
        select(outbox.c.id)
        .where(WAITING, outbox.c.due_at <= now, _is_free(now))
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
    ).all()


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(outbox.c.claimed_at.is_(None), outbox.c.claimed_at <= now - CLAIM)


def claim_mail(conn: Connection, mail_id: int, *, now: datetime) -> Due | None:
    """Take a mail for this process and count the try; None if another one has it, or it is done.

    The count comes first, so that a mail that ends the process each time is given up too.
    """
    claimed = conn.execute(
        update(outbox)
        .where(outbox.c.id == mail_id, WAITING, outbox.c.due_at <= now, _is_free(now))
        .values(claimed_at=now, tries=outbox.c.tries + 1, fault=Fault.STOPPED.value)
    )
    return read_mail(conn, mail_id) if claimed.rowcount else None


def read_mail(conn: Connection, mail_id: int) -> Due | None:
    """Return a mail of the outbox, whatever its state."""
    row = conn.execute(_DUE.where(outbox.c.id == mail_id)).first()
    if row is None:
        return None
    return Due(
        id=row.id,
        address=row.address,
        letter=row.letter,
        details=row.details,
        created_at=row.created_at,
        tries=row.tries,
        name=row.name or "",
        language=row.locale,
        time_zone=row.time_zone,
    )


def mark_sent(conn: Connection, mail: Due, *, now: datetime) -> None:
    """Write down that the server took a mail. Its blanks are not needed any more.

    The last letter to somebody who was erased keeps no address either.
    """
    values: dict[str, object] = {"sent_at": now, "claimed_at": None, "fault": "", "details": "{}"}
    if mail.letter == Letter.ERASED:
        values["address"] = ""
    conn.execute(
        update(outbox).where(outbox.c.id == mail.id, outbox.c.sent_at.is_(None)).values(values)
    )


def mark_failed(
    conn: Connection, mail: Due, fault: str, *, claimed_at: datetime, now: datetime, is_final: bool
) -> bool:
    """Write down why a mail was not sent: later again, or given up. Say whether it is given up.

    Only the process that holds the claim may: one that woke up late must not undo another's receipt.
    """
    gives_up = is_final or mail.tries >= MOST_TRIES
    wait = {"given_up_at": now} if gives_up else {"due_at": now + WAITS[mail.tries - 1]}
    conn.execute(
        update(outbox)
        .where(outbox.c.id == mail.id, outbox.c.claimed_at == claimed_at, WAITING)
        .values(claimed_at=None, fault=fault[:LONGEST_FAULT], **wait)
    )
    return gives_up


def try_again(conn: Connection, mail_id: int, *, now: datetime) -> bool:
    """Let a mail that was given up begin anew; False if it is not given up."""
    done = conn.execute(
        update(outbox)
        .where(outbox.c.id == mail_id, outbox.c.given_up_at.is_not(None))
        .values(given_up_at=None, claimed_at=None, due_at=now, tries=0)
    )
    return done.rowcount == 1


def give_up_stranded(conn: Connection, *, now: datetime) -> int:
    """Give up what has waited too long on a site without a mail server, and say how many."""
    done = conn.execute(
        update(outbox)
        .where(WAITING, outbox.c.due_at <= now - STRANDED)
        .values(given_up_at=now, claimed_at=None, fault=Fault.NO_SERVER.value)
    )
    return done.rowcount


def sweep_letters(conn: Connection, *, now: datetime, is_demonstration: bool) -> None:
    """Delete mails that are done for 30 days, and inbox letters that were read a year ago.

    In a demonstration nothing is ever done, so its mails go by their age.
    """
    is_done = true() if is_demonstration else ~WAITING
    ended_at = outbox.c.due_at  # of a mail that is done: its last try
    is_old = or_(and_(outbox.c.once.is_(None), ended_at < now - KEPT), ended_at < now - ONCE_KEPT)
    conn.execute(delete(outbox).where(is_done, is_old))
    conn.execute(delete(message).where(message.c.read_at < now - READ_KEPT))
