"""A learner works on an A3 report: begin, keep the draft, hand it in, take it back, ask somebody outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from courseware.operations.site import Site
from courseware.practice.a3_report import WITHDRAWN, A3State, Fault, Report, draft_faults, faults
from courseware.practice.gates import A3_KINDS
from courseware.records import a3_reports, journal
from courseware.records.a3_reports import A3Row
from courseware.records.a3_reviews import open_submission, stored_reviews
from courseware.records.people import is_erased


class Kept(StrEnum):
    """What became of a form of the builder."""

    STORED = "stored"
    SENT = "sent"
    STALE = "stale"  # another page of theirs had changed the draft meanwhile: nothing was stored
    CLOSED = "closed"  # it was handed in or accepted meanwhile, or the record is closed
    LACKING = "lacking"  # see the faults; a draft that can be kept is kept all the same


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form, and what is wrong with it."""

    kept: Kept
    faults: tuple[Fault, ...] = ()


def start(conn: Connection, *, person_id: int, kind: str, now: datetime) -> int | None:
    """Begin a report and return its number; a draft of this kind that is still empty is gone on with."""
    if kind not in A3_KINDS:
        raise ValueError(f"there is no kind {kind!r} of A3 report")
    if not _may_write(conn, person_id):
        return None
    for one in a3_reports.a3s_of(conn, person_id):
        if one.kind == kind and one.state is A3State.DRAFT and one.draft == Report():
            return one.id
    return a3_reports.add_a3(conn, person_id, kind, now=now)


def keep(
    conn: Connection,
    *,
    person_id: int,
    a3_id: int,
    report: Report,
    revision: int,
    hands_in: bool,
    now: datetime,
    site: Site,
) -> Outcome:
    """Keep the draft as a page posted it, and hand it in if asked and nothing is missing.

    `revision` is what the page knew as stored. A page that knew less changes nothing, so that it
    cannot put old words over newer ones; what stands there already may be sent twice.
    """
    there = a3_reports.find_a3(conn, person_id, a3_id) if _may_write(conn, person_id) else None
    if there is None or not there.is_writable:
        return Outcome(Kept.CLOSED)
    if report.plain() != there.draft.plain():
        if there.revision != revision:
            return Outcome(Kept.STALE)
        if wrong := draft_faults(report):
            return Outcome(Kept.LACKING, tuple(wrong))
        a3_reports.save_draft(conn, there, report, now=now)
    if not hands_in:
        return Outcome(Kept.STORED)
    if wrong := faults(report, there.kind):
        return Outcome(Kept.LACKING, tuple(wrong))
    _hand_in(conn, there, report, now=now, site=site)
    return Outcome(Kept.SENT)


def _hand_in(conn: Connection, there: A3Row, report: Report, *, now: datetime, site: Site) -> None:
    a3_reports.add_version(conn, there.id, report, salt=site.chance(16), now=now)
    a3_reports.set_state(conn, there.id, A3State.SENT, now=now)


def withdraw(conn: Connection, *, person_id: int, a3_id: int, now: datetime) -> bool:
    """Take a version back, so that the draft can be changed; False once somebody has assessed it."""
    if not _may_write(conn, person_id):
        return False
    there = open_submission(conn, person_id, a3_id)
    if there is None or stored_reviews(conn, [there.version.id]):
        return False
    a3_reports.close_version(conn, there.version.id, WITHDRAWN, now=now)
    versions = a3_reports.versions_of(conn, a3_id)
    came_back = any(one.decision == A3State.RETURNED for one in versions)
    state = A3State.RETURNED if came_back else A3State.DRAFT
    a3_reports.set_state(conn, a3_id, state, now=now)
    return True


def _may_write(conn: Connection, person_id: int) -> bool:
    """Lock the learner, and say whether they are still there: not erased while a form was on its way."""
    lock = journal.lock_learner(conn, person_id)
    return lock is not None and not is_erased(conn, person_id)
