"""Whom a learner asks about their work: checked, then asked in their account or through a link."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from courseware.letters import Letter
from courseware.operations.guests import (
    GuestPurpose,
    account_of,
    address_fault,
    invite,
    is_own_address,
    letters_fault,
    rater_of,
)
from courseware.operations.letters import tell
from courseware.operations.site import Site
from courseware.records.colleagues import Colleague
from courseware.records.guests import Guest
from courseware.records.people import person
from courseware.records.practice_entries import Verifier
from courseware.words import Reason

Fault = tuple[str, Reason]


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever acts about a learner: an account, or the holder of a link."""

    by_person: int | None = None
    guest: Guest | None = None

    def names(self, conn: Connection, learner: int) -> str:
        """Return what names this person in facts, the same by account and by link."""
        if self.by_person is not None or self.guest is None:
            return rater_of(conn, learner=learner, by_person=self.by_person, guest=None)
        # Who got an account after the letter went out is one person all the same.
        known = account_of(conn, self.guest.address) if self.guest.address else None
        return rater_of(conn, learner=learner, by_person=known, guest=self.guest)

    def is_learner(self, conn: Connection, learner: int) -> bool:
        """Say whether it is the learner, by sign-in or by the address that is theirs now."""
        if self.guest is None:
            return self.by_person == learner
        return is_own_address(conn, learner, self.guest.address)


def asked_faults(
    conn: Connection,
    person_id: int,
    asked: Verifier,
    among: Collection[Colleague],
    *,
    now: datetime,
) -> list[Fault]:
    """Say what is wrong with whom a learner wants to ask: one of `among`, or a name and an address."""
    if asked.contact or asked.name or asked.role:
        return _guest_faults(conn, person_id, asked, now)
    if asked.person_id not in {one.id for one in among}:
        return [("who", Reason("asked.who.blank"))]
    return []


def _guest_faults(conn: Connection, person_id: int, asked: Verifier, now: datetime) -> list[Fault]:
    found: list[Fault] = []
    if not asked.name:
        found.append(("name", Reason("asked.name.blank")))
    if not asked.role:
        found.append(("role", Reason("entry.role.blank")))
    wrong = address_fault(conn, person_id, asked.contact)
    wrong = wrong or letters_fault(conn, person_id, now=now)
    if wrong is not None:
        found.append(("contact", wrong))
    return found


def settled(conn: Connection, asked: Verifier) -> Verifier:
    """Return whom it really goes to: the account that an address belongs to, else the address."""
    if not asked.contact:
        return asked
    return replace(asked, person_id=account_of(conn, asked.contact))


def ask(
    conn: Connection,
    purpose: GuestPurpose,
    asked: Verifier,
    *,
    learner: int,
    subject: str,
    letters: tuple[Letter, Letter],
    details: Mapping[str, str],
    now: datetime,
    site: Site,
) -> int | None:
    """Tell an account, or invite an address and return the number of its link.

    `letters`: to an account, and to an address. `asked` is settled.
    """
    blanks = {"who": name_of(conn, learner), **details}
    if asked.person_id is not None:
        tell(conn, asked.person_id, letters[0], blanks, now=now)
        return None
    return invite(
        conn, purpose, person_id=learner, subject=subject, name=asked.name, role=asked.role,
        address=asked.contact, letter=letters[1], details=blanks, now=now, site=site,
    )  # fmt: skip


def name_of(conn: Connection, person_id: int) -> str:
    """Return the name by which the site addresses a person."""
    return str(conn.execute(select(person.c.name).where(person.c.id == person_id)).scalar_one())
