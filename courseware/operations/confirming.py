"""Somebody who saw the work confirms it or returns it: each act is a fact with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row

from courseware.letters import Letter
from courseware.operations.guests import is_own_address, rater_of
from courseware.operations.letters import tell
from courseware.operations.levels import settle_levels
from courseware.operations.site import Site
from courseware.practice.entries import EntryState
from courseware.progress.facts import FactKind
from courseware.records import entry_changes as changes
from courseware.records import evidence, evidence_files, journal
from courseware.records import practice_entries as entries
from courseware.records.guests import Guest, use_guest
from courseware.records.people import is_erased
from courseware.records.practice_entries import EntryRow
from courseware.records.practice_sheets import close_sheet_if_done, find_sheet
from courseware.records.reports import read_names
from courseware.records.sign_offs import Act, add_sign_off

LONGEST_COMMENT = 1_000


@dataclass(frozen=True, slots=True)
class Confirmer:
    """Who decides: an account, or a guest behind a link."""

    person_id: int | None = None
    guest: Guest | None = None


class Decided(StrEnum):
    """What became of a decision."""

    DONE = "done"
    GONE = "gone"  # decided, taken back or changed meanwhile: look again
    OWN = "own"  # nobody confirms their own work


def decide_sheet(
    conn: Connection,
    *,
    sheet_id: int,
    by: Confirmer,
    returned: Mapping[int, str],
    seen: Mapping[int, int],
    now: datetime,
    site: Site,
) -> Decided:
    """Confirm all entries of a sheet but those in `returned` (number → what is not so).

    `seen`: number → revision of each entry on the page that was looked at. If anything else waits on
    the sheet now, nothing is decided. Whether this person may decide is asked before.
    """
    sheet = find_sheet(conn, sheet_id)
    if sheet is None:
        return Decided.GONE
    if by.person_id == sheet.person_id:
        return Decided.OWN
    lock = journal.lock_learner(conn, sheet.person_id)
    if lock is None or is_erased(conn, sheet.person_id):
        return Decided.GONE
    waiting = entries.entries_on(conn, sheet_id)  # read again, under the lock
    if not waiting or {one.id: one.revision for one in waiting} != dict(seen):
        return Decided.GONE
    if by.guest is not None and is_own_address(conn, sheet.person_id, by.guest.address):
        return Decided.OWN  # the address became theirs after the letter went out
    if by.guest is not None and not use_guest(conn, by.guest.id, now=now):
        return Decided.GONE
    for entry in waiting:
        comment = returned.get(entry.id)
        _decide(conn, lock, entry, by, comment, now=now, site=site)
    close_sheet_if_done(conn, sheet_id, now=now)
    back = len(returned.keys() & seen.keys())
    settle_levels(conn, lock, now=now, site=site)
    journal.save(conn, lock)
    details = {
        "who": _name(conn, by), "confirmed": str(len(waiting) - back), "returned": str(back),
    }  # fmt: skip
    tell(conn, sheet.person_id, Letter.PRACTICE_DECIDED, details, now=now)
    return Decided.DONE


def _decide(
    conn: Connection,
    lock: journal.Lock,
    entry: EntryRow,
    by: Confirmer,
    comment: str | None,
    *,
    now: datetime,
    site: Site,
) -> None:
    """Record one act and its fact; `comment` is why an entry goes back, None if it is confirmed."""
    is_good = comment is None
    act = Act(
        kind="entries",
        subject_id=entry.id,
        revision=entry.revision,
        decision="verified" if is_good else "returned",
        by_person=by.person_id,
        guest_id=by.guest.id if by.guest else None,
        name=by.guest.name if by.guest else "",
        role=by.guest.role if by.guest else "",
        comment=comment or "",
        at=now,
    )
    acted = add_sign_off(conn, lock.person_id, act, salt=site.chance(16))
    state = EntryState.VERIFIED if is_good else EntryState.RETURNED
    changes.set_state(conn, [entry.id], state=state, sheet_id=entry.sheet_id if is_good else None)
    journal.append(
        lock,
        kind=FactKind.PRACTICE_VERIFIED if is_good else FactKind.PRACTICE_RETURNED,
        subject=f"entries/{entry.id}",
        body=practice_body(entry, confirmer_code(conn, lock.person_id, by)),
        salt=site.chance(16),
        now=now,
        evidence=_evidence(conn, entry, acted) if is_good else evidence.of_return(acted),
        by_person=by.person_id,
    )


def _evidence(conn: Connection, entry: EntryRow, act: Row[Any]) -> str:
    row = entries.stored_entry(conn, entry.id)
    return evidence.of_entry(row, act, evidence_files.digests_of(conn, "entries", entry.id))


def practice_body(entry: EntryRow, by: str) -> dict[str, str | int]:
    """Return what the fact about an entry says: numbers, a day, codes; never a word of it."""
    if entry.on is None or entry.hours is None:
        raise ValueError("an entry that was sent has its day and hours")
    body: dict[str, str | int] = {
        "category": entry.category,
        "quarters": int(entry.hours * entries.QUARTERS),
        "on": entry.on.isoformat(),
        "revision": entry.revision,
        "by": by,
    }
    return {**body, "case": entry.case_id} if entry.case_id else body


def confirmer_code(conn: Connection, learner: int, by: Confirmer) -> str:
    """Return what names whoever decided, in facts."""
    return rater_of(conn, learner=learner, by_person=by.person_id, guest=by.guest)


def _name(conn: Connection, by: Confirmer) -> str:
    if by.guest is not None:
        return by.guest.name
    return read_names(conn, [by.person_id])[by.person_id] if by.person_id else ""
