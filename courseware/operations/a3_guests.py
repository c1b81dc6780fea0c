"""A learner asks an instructor of another site to assess an A3 report, by a link that goes out as mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from courseware.joining.folding import fold_name
from courseware.letters import Letter
from courseware.operations.guests import (
    GuestPurpose,
    account_of,
    address_fault,
    invite,
    is_own_address,
    letters_fault,
)
from courseware.operations.site import Site
from courseware.permissions import Permission, Role, permissions_of
from courseware.practice.a3_report import Fault
from courseware.records import journal
from courseware.records.a3_reviews import open_submission
from courseware.records.guests import Guest, end_guest, guest_link, read_guests
from courseware.records.people import is_erased, role_grant
from courseware.words import Reason

MOST, DAYS = 5, 7
"""How many people a learner can ask within so many days: each gets a mail from this site."""
LONGEST = 120


def subject_of(a3_id: int) -> str:
    """Return what the link of an assessor from outside is about."""
    return f"a3/{a3_id}"


def asked(conn: Connection, person_id: int, a3_id: int, *, now: datetime) -> list[Guest]:
    """Return the people from outside who were asked about a report and whose links work."""
    guests = read_guests(conn, person_id, GuestPurpose.A3.value, now=now)
    return [one for one in guests if one.subject == subject_of(a3_id)]


def ask_outside(
    conn: Connection,
    *,
    person_id: int,
    a3_id: int,
    name: str,
    role: str,
    address: str,
    now: datetime,
    site: Site,
) -> list[Fault] | None:
    """Mail a link to somebody, or return what is wrong; None if the report waits for nobody."""
    lock = journal.lock_learner(conn, person_id)
    there = None if lock is None else open_submission(conn, person_id, a3_id)
    if there is None or is_erased(conn, person_id):
        return None
    faults = [
        (field, Reason(f"a3.invite.{field}"))
        for field, typed in (("name", name), ("role", role))
        if not typed.strip() or len(typed) > LONGEST
    ]
    wrong = _address_fault(conn, person_id, a3_id, address, now=now)
    if wrong is not None:
        faults.append(("address", wrong))
    if faults:
        return faults
    invite(
        conn,
        GuestPurpose.A3,
        person_id=person_id,
        subject=subject_of(a3_id),
        name=name.strip(),
        role=role.strip(),
        address=address,
        letter=Letter.A3_GUEST,
        details={"who": there.learner},
        now=now,
        site=site,
    )
    return []


def _address_fault(
    conn: Connection, person_id: int, a3_id: int, address: str, *, now: datetime
) -> Reason | None:
    """Say why nobody at this address can be asked; who may assess here does so with their account."""
    wrong = address_fault(conn, person_id, address)
    if wrong is not None:
        return wrong
    account = account_of(conn, address)
    if account is not None and _may_assess(conn, account):
        return Reason("a3.invite.has_account")
    if any(one.address == fold_name(address) for one in asked(conn, person_id, a3_id, now=now)):
        return Reason("a3.invite.asked")
    lately = select(func.count()).where(
        guest_link.c.person_id == person_id,
        guest_link.c.purpose == GuestPurpose.A3.value,
        guest_link.c.created_at > now - timedelta(days=DAYS),
    )
    if int(conn.execute(lately).scalar_one()) >= MOST:
        return Reason("a3.invite.many", {"most": MOST, "days": DAYS})
    return letters_fault(conn, person_id, now=now)


def _may_assess(conn: Connection, person_id: int) -> bool:
    rows = conn.scalars(select(role_grant.c.role).where(role_grant.c.person_id == person_id))
    return Permission.ASSESS in permissions_of(frozenset(Role(one) for one in rows))


def take_back(
    conn: Connection, *, person_id: int, a3_id: int, guest_id: int, now: datetime
) -> bool:
    """End a link; False if it is none of this report, or ended before."""
    if journal.lock_learner(conn, person_id) is None:
        return False
    if all(one.id != guest_id for one in asked(conn, person_id, a3_id, now=now)):
        return False
    return end_guest(conn, person_id, guest_id, now=now)


def is_of_learner(conn: Connection, guest: Guest) -> bool:
    """Say whether a link went to what is the learner's own address by now."""
    return bool(guest.address) and is_own_address(conn, guest.person_id, guest.address)
