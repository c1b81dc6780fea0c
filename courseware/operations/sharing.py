"""A learner shows what they have by a link: a portfolio for anybody they give it to, a page for a mentor.

There is one live link of each. What it shows is chosen when it is made and can be changed later;
ended, it is dead at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations.guests import GuestPurpose, address_fault, invite, letters_fault
from courseware.operations.site import Site
from courseware.practice.sharing import Part
from courseware.records import journal
from courseware.records.career import read_parts, set_parts
from courseware.records.guests import Guest, end_guest, read_guests
from courseware.records.people import is_erased
from courseware.records.reports import read_names
from courseware.words import Reason

PORTFOLIO_NAME = "portfolio"
"""What stands where a guest's name would: the learner hands this link to whom they like."""

_FAULTS = {"entry.contact.own": "mentor.own", "entry.contact.blank": "mentor.address.blank"}
"""What is wrong with an address, in words about a mentor."""


def live_link(
    conn: Connection, person_id: int, purpose: GuestPurpose, *, now: datetime
) -> Guest | None:
    """Return the learner's link of this purpose that works."""
    return next(iter(read_guests(conn, person_id, purpose.value, now=now)), None)


def parts_of(conn: Connection, guest: Guest, offered: Sequence[Part]) -> tuple[Part, ...]:
    """Return what a link shows, in the order of its page."""
    stored = read_parts(conn, guest.id)
    return tuple(one for one in offered if one.value in stored)


def share_portfolio(
    conn: Connection, *, person_id: int, parts: Sequence[Part], now: datetime, site: Site
) -> bool:
    """Make the link, or let the one that is there show other parts; False for who is erased."""
    if not _is_there(conn, person_id):
        return False
    there = live_link(conn, person_id, GuestPurpose.PORTFOLIO, now=now)
    guest_id = there.id if there else invite(
        conn, GuestPurpose.PORTFOLIO, person_id=person_id, name=PORTFOLIO_NAME, now=now, site=site
    )  # fmt: skip
    set_parts(conn, guest_id, parts)
    return True


def ask_mentor(
    conn: Connection,
    *,
    person_id: int,
    name: str,
    role: str,
    address: str,
    parts: Sequence[Part],
    now: datetime,
    site: Site,
) -> Reason | None:
    """Invite one person by a letter; None if it is on its way, else why not."""
    if not _is_there(conn, person_id):
        return None
    if live_link(conn, person_id, GuestPurpose.MENTOR, now=now) is not None:
        return Reason("mentor.there")
    fault = address_fault(conn, person_id, address) or letters_fault(conn, person_id, now=now)
    if fault is not None:
        return Reason(_FAULTS.get(fault.code, fault.code))
    who = read_names(conn, [person_id])[person_id]
    guest_id = invite(
        conn, GuestPurpose.MENTOR, person_id=person_id, name=name, role=role, address=address,
        letter=Letter.MENTOR_GUEST, details={"who": who}, now=now, site=site,
    )  # fmt: skip
    set_parts(conn, guest_id, parts)
    return None


def change_parts(
    conn: Connection,
    *,
    person_id: int,
    purpose: GuestPurpose,
    guest_id: int,
    parts: Sequence[Part],
    now: datetime,
) -> bool:
    """Let a live link of this learner show other parts; False if it is none, or ended meanwhile."""
    if not _is_there(conn, person_id):
        return False
    there = live_link(conn, person_id, purpose, now=now)
    if there is None or there.id != guest_id:
        return False
    set_parts(conn, guest_id, parts)
    return True


def end_link(
    conn: Connection, *, person_id: int, purpose: GuestPurpose, guest_id: int, now: datetime
) -> bool:
    """End a link of this learner at once; False if it is none of theirs, or ended before."""
    if not _is_there(conn, person_id):
        return False
    there = live_link(conn, person_id, purpose, now=now)
    if there is None or there.id != guest_id:
        return False
    return end_guest(conn, person_id, guest_id, now=now)


def _is_there(conn: Connection, person_id: int) -> bool:
    lock = journal.lock_learner(conn, person_id)
    return lock is not None and not is_erased(conn, person_id)
