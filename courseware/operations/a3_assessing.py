"""An assessor's scores decide about an A3 report by the rule; nobody decides by choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from courseware.letters import Letter
from courseware.operations.a3_assessors import By, refusal, refuse_incomplete
from courseware.operations.a3_guests import asked, subject_of
from courseware.operations.guests import rater_of
from courseware.operations.letters import tell
from courseware.operations.levels import settle_levels
from courseware.operations.site import Site
from courseware.practice.a3_report import A3State, agreed_total
from courseware.practice.rubric import IDS, Decision, Scores, decision, total, verdict
from courseware.progress.facts import FactKind
from courseware.records import a3_reports, evidence, journal
from courseware.records.a3_reviews import (
    Submission,
    add_review,
    files_with,
    find_submission,
    reviews_of,
    stored_reviews,
)
from courseware.records.guests import end_guest, use_guest
from courseware.records.people import is_erased
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Given:
    """What an assessor gives a version: a score for each criterion, and words to some."""

    scores: Scores
    comments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Act:
    """One assessment under the author's lock."""

    conn: Connection
    lock: journal.Lock
    there: Submission
    now: datetime
    site: Site


def assess(
    conn: Connection, *, version_id: int, by: By, given: Given, now: datetime, site: Site
) -> Reason | None:
    """Store a review; the version is decided with it as soon as enough assessors agree.

    Returns why it was not stored. Two at the same moment come one after the other by the author's
    lock, so one decision is made.
    """
    refuse_incomplete(given.scores)
    seen = find_submission(conn, version_id)
    lock = None if seen is None else journal.lock_learner(conn, seen.person_id)
    if lock is None or is_erased(conn, lock.person_id):
        return Reason("a3.withdrawn")
    there = find_submission(conn, version_id)  # as it is under the lock
    if there is None:
        return Reason("a3.withdrawn")
    why = refusal(conn, there, by, now=now, site=site)
    if why is None and by.guest is not None and not use_guest(conn, by.guest.id, now=now):
        why = Reason("a3.link_used")
    if why is None:
        act = _Act(conn, lock, there, now, site)
        _review(act, by, given)
        _settle(act)
    return why


def _review(act: _Act, by: By, given: Given) -> None:
    row = add_review(
        act.conn,
        act.there.version.id,
        by.assessor,
        scores=given.scores,
        decision=decision(given.scores),
        comments={one: text for one in IDS if (text := given.comments.get(one, "").strip())},
        salt=act.site.chance(16),
        now=act.now,
    )
    rater = rater_of(
        act.conn,
        learner=act.there.person_id,
        by_person=by.assessor.person_id,
        guest=by.guest,
    )
    body = {
        "total": total(given.scores),
        "decision": decision(given.scores).value,
        "by": rater,
    }
    _append(act, FactKind.A3_ASSESSED, [row], body)


def _settle(act: _Act) -> None:
    """Decide about a version if enough assessors agree; then its author is told."""
    conn, there, now = act.conn, act.there, act.now
    reviews = reviews_of(conn, there.version.id)
    decided = verdict(there.kind, [one.decision for one in reviews])
    if decided is None or not a3_reports.close_version(conn, there.version.id, decided, now=now):
        return
    is_accepted = decided is Decision.ACCEPTED
    a3_reports.set_state(conn, there.version.a3_id, A3State(decided.value), now=now)
    _append(
        act,
        FactKind.A3_ACCEPTED if is_accepted else FactKind.A3_RETURNED,
        stored_reviews(conn, [there.version.id]),
        {
            "total": agreed_total([one.total for one in reviews if one.decision is decided]),
            "reviews": len(reviews),
        },
    )
    if is_accepted:
        for link in asked(conn, there.person_id, there.version.a3_id, now=now):
            end_guest(conn, there.person_id, link.id, now=now)
        settle_levels(conn, act.lock, now=now, site=act.site)
        journal.save(conn, act.lock)
    details = {"title": there.version.report.title, "a3_id": str(there.version.a3_id)}
    tell(conn, there.person_id, Letter.A3_DECIDED, details, now=now)


def _append(
    act: _Act, kind: FactKind, reviews: Sequence[Row[Any]], body: Mapping[str, Any]
) -> None:
    """Record a fact about a version, resting on its text, its files and these reviews."""
    version = act.there.version
    files = files_with(act.conn, version.a3_id, version.sent_at)
    stored = a3_reports.stored_version(act.conn, version.id)
    journal.append(
        act.lock,
        kind=kind,
        subject=f"{subject_of(version.a3_id)}/{version.number}",
        body={"kind": act.there.kind, "version": version.number, **body},
        salt=act.site.chance(16),
        now=act.now,
        evidence=evidence.of_a3(stored, reviews, files),
    )
    journal.save(act.conn, act.lock)
