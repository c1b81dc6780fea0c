"""A person begins a level review, alone or with the code of a supervised session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from courseware.content.composed import review_slug
from courseware.content.model import Pathway
from courseware.operations.review_sessions import hash_code, may_supervise
from courseware.operations.site import Site
from courseware.operations.starting import Draw, look_back, open_attempt
from courseware.practice.gates import Level, ReviewGate
from courseware.progress.practiced import Shown
from courseware.quizzes.attempts import Refused
from courseware.quizzes.reviews import may_review, modules_left
from courseware.quizzes.terms import Purpose
from courseware.records import journal
from courseware.records.attempts import VOIDED, AttemptRow
from courseware.records.catalog import Shelf
from courseware.records.enrollments import read_enrollments
from courseware.records.people import read_extra_time
from courseware.records.review_sessions import Session, add_sitting, find_by_code
from courseware.records.shown import read_shown
from courseware.words import Reason


def start_review(
    conn: Connection,
    *,
    person_id: int,
    pathway: str,
    level: str,
    code: str = "",
    now: datetime,
    site: Site,
) -> int | Refused | Reason | None:
    """Begin a review, or return the open one, which stays as it was begun.

    Reason: why the typed code does not work; then nothing is begun, so that nobody takes it alone
    who meant to be supervised. None: no such learner, or no such review, or nothing to ask.
    """
    lock = journal.lock_learner(conn, person_id)
    shelf = site.shelves.current(conn)
    published = shelf.reviews.get(review_slug(pathway, level))
    found = level_of(shelf, pathway, level)
    extra_time = None if lock is None else read_extra_time(conn, person_id)
    if lock is None or published is None or found is None or extra_time is None:
        return None  # without extra time: erased, so nothing is added to their record
    slug = published.module.slug
    past, open_one = look_back(conn, lock, slug, Purpose.REVIEW, now=now, site=site)
    if open_one is not None:
        return open_one
    refused = next_review(conn, person_id, found, past, now=now)
    if refused is not None:
        return refused
    session = _session(conn, code, person_id, slug, now=now, site=site) if code else None
    if isinstance(session, Reason):
        return session
    draw = Draw(person_id, published, Purpose.REVIEW, extra_time)
    attempt_id = open_attempt(conn, draw, len(past) + 1, now=now, site=site)
    if attempt_id is not None and session is not None:
        add_sitting(conn, attempt_id=attempt_id, session_id=session.id)
    return attempt_id


Found = tuple[Pathway, Level, ReviewGate]


def level_of(shelf: Shelf, pathway_id: str, level_id: str) -> Found | None:
    """Return a level that asks for a review, with its pathway and the rule; None for any other."""
    pathway = shelf.pathways.get(pathway_id)
    level = None if pathway is None else pathway.level(level_id)
    if pathway is None or level is None or level.review is None or not level.through:
        return None
    return pathway, level, level.review


def next_review(
    conn: Connection, person_id: int, found: Found, past: Sequence[AttemptRow], *, now: datetime
) -> Refused | None:
    """Say why a person cannot begin a review now; None if they can. `past`: their reviews so far."""
    pathway, level, gate = found
    if all(one.pathway != pathway.id for one in read_enrollments(conn, person_id)):
        return Refused(Reason("review.not_enrolled"), None)
    shown: Shown = read_shown(conn, person_id).shown
    locked = modules_left(shown.passed, pathway.modules_of(level))
    if locked is not None:
        return locked
    begun = [one.started_at for one in past if one.state != VOIDED]
    verdict = may_review(begun, now, tries=gate.tries, days=gate.days)
    return verdict if isinstance(verdict, Refused) else None


def _session(
    conn: Connection, code: str, person_id: int, slug: str, *, now: datetime, site: Site
) -> Session | Reason:
    """Return the session of a code, or why it does not work for this person and this review.

    A code that is unknown, of another level, over, or of somebody who supervises no more is told
    alike: the certificate would name a supervisor who was none.
    """
    hashed = hash_code(code, site)
    found = None if hashed is None else find_by_code(conn, hashed)
    if found is None or not found.is_open(now):
        return Reason("review.code")
    if review_slug(found.pathway, found.level) != slug:
        return Reason("review.code")
    if found.opened_by == person_id:
        return Reason("review.code.own")
    return found if may_supervise(conn, found.opened_by) else Reason("review.code")
