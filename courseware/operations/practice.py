"""A learner logs practice: writes entries, sends them by the week, takes them back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations import guests
from courseware.operations.guests import GuestPurpose, letters_fault
from courseware.operations.letters import tell
from courseware.operations.site import Site
from courseware.permissions import Permission
from courseware.practice.categories import Category
from courseware.practice.entries import WRITABLE, EntryState, Fault, Written, draft_faults, faults
from courseware.records import entry_changes as changes
from courseware.records import evidence_files, journal
from courseware.records import practice_entries as entries
from courseware.records.guests import end_guest
from courseware.records.people import is_erased
from courseware.records.practice_entries import EntryRow, Verifier, Words
from courseware.records.practice_sheets import add_sheet, close_sheet_if_done, find_sheet
from courseware.records.reports import read_names
from courseware.records.seen_by import read_watchers
from courseware.words import Reason

MOST_ENTRIES = 2_000
"""Of one person: twelve hours a day for years would not reach it."""


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def written_of(entry: EntryRow) -> Written:
    """Return a stored entry as the rules see it."""
    return Written(
        on=entry.on,
        hours=entry.hours,
        category=Category(entry.category) if entry.category else None,
        did=entry.words.did,
        observed=entry.words.observed,
        reflection=entry.words.reflection,
        lines=entry.words.lines or {},
    )


def save(
    conn: Connection,
    *,
    person_id: int,
    entry_id: int | None,
    revision: int,
    written: Written,
    verifier: Verifier,
    today: date,
    now: datetime,
    site: Site,
) -> int | list[Fault] | None:
    """Store an entry as a draft and return its number, or what even a draft cannot keep.

    None: it is not theirs, is with a verifier, or another page changed it (`revision`).
    """
    if journal.lock_learner(conn, person_id) is None or is_erased(conn, person_id):
        return None
    known = None if entry_id is None else entries.find_entry(conn, person_id, entry_id)
    if entry_id is not None and (
        known is None or not known.is_writable or known.case_id or known.revision != revision
    ):
        return None
    others = _hours_beside(conn, person_id, written.on, entry_id)
    wrong = draft_faults(written, today=today, other_hours=others)
    if wrong:
        return wrong
    columns = changes.columns(
        on=written.on,
        hours=written.hours,
        category=written.category or "",
        words=Words(written.did, written.observed, written.reflection, dict(written.lines)),
        verifier=verifier,
        salt=site.chance(16),
    )
    if known is not None:
        return known.id if changes.save_entry(conn, known, columns, now=now) else None
    if len(entries.read_entries(conn, person_id)) >= MOST_ENTRIES:
        return [("on", Reason("entry.many", {"most": MOST_ENTRIES}))]
    return changes.add_entry(conn, person_id, columns, now=now)


def _hours_beside(
    conn: Connection, person_id: int, on: date | None, entry_id: int | None
) -> Fraction:
    return Fraction(0) if on is None else entries.hours_of_day(conn, person_id, on, but=entry_id)


def open_faults(conn: Connection, entry: EntryRow, *, today: date) -> list[Fault]:
    """Return what an entry lacks before it can be sent, its verifier included."""
    others = _hours_beside(conn, entry.person_id, entry.on, entry.id)
    found = faults(written_of(entry), today=today, other_hours=others)
    return found + verifier_faults(conn, entry.person_id, entry.verifier)


def verifier_faults(conn: Connection, person_id: int, verifier: Verifier) -> list[Fault]:
    """Return what is missing about who saw the work, or why it cannot be this person."""
    if verifier.person_id is not None:
        return _account_faults(conn, person_id, verifier.person_id)
    found: list[Fault] = []
    if not verifier.name:
        found.append(("who", Reason("entry.who.blank")))
    if not verifier.role:
        found.append(("role", Reason("entry.role.blank")))
    wrong = guests.address_fault(conn, person_id, verifier.contact)
    return found + ([("contact", wrong)] if wrong else [])


def _account_faults(conn: Connection, person_id: int, named: int) -> list[Fault]:
    """Return why an account cannot be asked: only who leads the learner today is named by number."""
    if named == person_id:
        return [("who", Reason("entry.contact.own"))]
    leaders = read_watchers(conn, person_id).get(Permission.VERIFY, ())
    is_leader = any(one.id == named for one in leaders)
    return [] if is_leader else [("who", Reason("asked.who.blank"))]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a week: how many entries went to how many people, and what the others lack."""

    entries: int
    people: int
    open: Mapping[int, Sequence[Fault]]


def send_week(
    conn: Connection, *, person_id: int, week_on: date, today: date, now: datetime, site: Site
) -> Sent | None:
    """Send all entries of a week that lack nothing, each to who saw the work; None for nobody.

    Entries with faults stay drafts and are named. Several entries for one person are one sheet.
    """
    if journal.lock_learner(conn, person_id) is None or is_erased(conn, person_id):
        return None
    ready: dict[tuple[int | None, str], list[EntryRow]] = {}
    lacking: dict[int, list[Fault]] = {}
    for entry in entries.read_entries(conn, person_id, states=WRITABLE):
        if entry.on is None or monday_of(entry.on) != week_on:
            continue
        wrong = open_faults(conn, entry, today=today)
        if wrong:
            lacking[entry.id] = wrong
        else:
            to = entry.verifier.person_id
            if to is None:
                to = guests.account_of(conn, entry.verifier.contact)
            contact = "" if to is not None else entry.verifier.contact.casefold()
            ready.setdefault((to, contact), []).append(entry)
    sent, people = 0, 0
    for (to, _contact), found in ready.items():
        full = letters_fault(conn, person_id, now=now) if to is None else None
        if full is not None:
            lacking |= {one.id: [("contact", full)] for one in found}
            continue
        _send(conn, person_id, week_on, to, found[::-1], now=now, site=site)
        sent, people = sent + len(found), people + 1
    return Sent(sent, people, lacking)


def _send(
    conn: Connection,
    person_id: int,
    week_on: date,
    to: int | None,
    found: Sequence[EntryRow],
    *,
    now: datetime,
    site: Site,
) -> None:
    """Put entries on a new sheet and tell who saw the work: in the inbox, or by a link."""
    who = read_names(conn, [person_id])[person_id]
    count = f"{len(found)} entry" if len(found) == 1 else f"{len(found)} entries"
    details, guest_id = {"who": who, "count": count}, None
    if to is None:
        saw = found[0].verifier
        guest_id = guests.invite(
            conn, GuestPurpose.PRACTICE, person_id=person_id, name=saw.name, role=saw.role,
            address=saw.contact, letter=Letter.PRACTICE_GUEST, details=details, now=now, site=site,
        )  # fmt: skip
    else:
        tell(conn, to, Letter.PRACTICE_WAITS, details, now=now)
    sheet = add_sheet(conn, person_id, week_on=week_on, to_person=to, guest_id=guest_id, now=now)
    ids = [one.id for one in found]
    changes.set_state(conn, ids, state=EntryState.SENT, sheet_id=sheet)


def take_back(conn: Connection, *, person_id: int, sheet_id: int, now: datetime) -> bool:
    """Take a sheet back that nobody has decided yet; its entries are drafts again."""
    if journal.lock_learner(conn, person_id) is None:
        return False
    sheet = find_sheet(conn, sheet_id)
    if sheet is None or sheet.person_id != person_id:
        return False
    ids: Collection[int] = [one.id for one in entries.entries_on(conn, sheet_id)]
    changes.set_state(conn, ids, state=EntryState.DRAFT, sheet_id=None)
    if sheet.guest_id is not None:
        end_guest(conn, person_id, sheet.guest_id, now=now)
    return close_sheet_if_done(conn, sheet_id, now=now)


def drop(conn: Connection, *, person_id: int, entry_id: int) -> bool:
    """Delete a draft that nobody has seen, with its files."""
    if journal.lock_learner(conn, person_id) is None:
        return False
    if not changes.drop_entry(conn, person_id, entry_id):
        return False
    evidence_files.drop_files(conn, "entries", entry_id)
    return True
