"""A learner's results: kept as drafts, sent to who saw them, taken back, thrown away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations.guests import GuestPurpose
from courseware.operations.site import Site
from courseware.operations.witnesses import ask, asked_faults, name_of, settled
from courseware.practice.entries import EntryState
from courseware.practice.results import NUMBERS, Fault, long_texts, plain_number, typed_faults
from courseware.records import guests, journal
from courseware.records import results as records
from courseware.records.colleagues import managers_of
from courseware.records.evidence_files import drop_files
from courseware.records.people import is_erased
from courseware.records.practice_entries import Verifier
from courseware.records.results import Draft, ResultRow


class Kept(StrEnum):
    """What became of a posted form."""

    STORED = "stored"
    SENT = "sent"
    REFUSED = "refused"  # see the faults; what could be kept is stored in the draft that was there
    STALE = "stale"  # another page changed it meanwhile: nothing was stored
    CLOSED = "closed"  # it was sent or confirmed meanwhile, or there is none


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a posted form, and which result it was."""

    outcome: Kept
    id: int = 0
    faults: tuple[Fault, ...] = ()


def post_result(
    conn: Connection,
    *,
    person_id: int,
    result_id: int | None,
    draft: Draft,
    revision: int = 0,
    is_sent: bool,
    today: date,
    now: datetime,
    site: Site,
) -> Posted:
    """Keep what a learner wrote, and send it if everything is there.

    `revision` is what the page knew, so that an older page never overwrites a newer one. A new
    result that cannot be sent is not stored: its page still has the words.
    """
    lock = _lock(conn, person_id)
    if lock is None:
        return Posted(Kept.CLOSED)
    row = None if result_id is None else records.find_result(conn, person_id, result_id)
    if result_id is not None and (row is None or not row.is_writable):
        return Posted(Kept.CLOSED)
    if row is not None and row.revision != revision:
        return Posted(Kept.STALE, row.id)
    long = tuple(long_texts(draft.texts))
    if long:
        return Posted(Kept.REFUSED, 0 if row is None else row.id, long)
    faults = _faults(conn, person_id, draft, today, now) if is_sent else ()
    if faults and row is None:
        return Posted(Kept.REFUSED, faults=faults)
    if is_sent and not faults:
        draft = _ready(conn, draft)
    number = _store(conn, person_id, row, draft, now=now, site=site)
    if faults:
        return Posted(Kept.REFUSED, number, faults)
    if not is_sent:
        return Posted(Kept.STORED, number)
    _send(conn, person_id, number, draft.verifier, now=now, site=site)
    return Posted(Kept.SENT, number)


def _faults(
    conn: Connection, person_id: int, draft: Draft, today: date, now: datetime
) -> tuple[Fault, ...]:
    found = typed_faults(draft.texts, draft.days, today=today)
    managers = managers_of(conn, person_id)
    return (*found, *asked_faults(conn, person_id, draft.verifier, managers, now=now))


def _ready(conn: Connection, draft: Draft) -> Draft:
    """Return a draft as it goes out: numbers as plain digits, and whom it really goes to."""
    unit = draft.texts["unit"]
    numbers = {name: plain_number(draft.texts[name], unit) for name in NUMBERS}
    asked = settled(conn, draft.verifier)
    if asked.person_id is not None and not asked.name:
        asked = replace(asked, name=name_of(conn, asked.person_id))
    return replace(draft, texts={**draft.texts, **numbers}, verifier=asked)


def _store(
    conn: Connection,
    person_id: int,
    row: ResultRow | None,
    draft: Draft,
    *,
    now: datetime,
    site: Site,
) -> int:
    columns = draft.columns(site.chance(16))
    if row is None:
        return records.add_result(conn, person_id, columns, now)
    records.save_result(conn, row, columns, now)
    return row.id


def _send(
    conn: Connection, person_id: int, number: int, asked: Verifier, *, now: datetime, site: Site
) -> None:
    guest_id = ask(
        conn, GuestPurpose.RESULT, asked, learner=person_id, subject=f"{records.KIND}/{number}",
        letters=(Letter.PRACTICE_WAITS, Letter.RESULT_GUEST), details={"count": "1 result"},
        now=now, site=site,
    )  # fmt: skip
    records.move_result(conn, number, EntryState.SENT, guest_id=guest_id, sent_at=now)


def take_back(conn: Connection, *, person_id: int, result_id: int, now: datetime) -> bool:
    """Take a result back that nobody has decided about: its link ends, it is a draft again."""
    row = _mine(conn, person_id, result_id)
    if row is None or row.state is not EntryState.SENT:
        return False
    if row.guest_id is not None:
        guests.end_guest(conn, person_id, row.guest_id, now=now)
    records.move_result(conn, row.id, EntryState.DRAFT, guest_id=None, sent_at=None)
    return True


def drop(conn: Connection, *, person_id: int, result_id: int) -> bool:
    """Throw a draft away that nobody has decided about."""
    if _mine(conn, person_id, result_id) is None:
        return False
    if not records.drop_result(conn, person_id, result_id):
        return False
    drop_files(conn, records.KIND, result_id)
    return True


def _mine(conn: Connection, person_id: int, result_id: int) -> ResultRow | None:
    if _lock(conn, person_id) is None:
        return None
    return records.find_result(conn, person_id, result_id)


def _lock(conn: Connection, person_id: int) -> journal.Lock | None:
    lock = journal.lock_learner(conn, person_id)
    return None if lock is None or is_erased(conn, person_id) else lock
