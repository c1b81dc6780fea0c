"""A person starts a try, or goes on with the one that is open; runs inside one write, under the lock."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from courseware.operations.grades import GRACE, grade_and_close
from courseware.operations.site import Site
from courseware.progress.route import StationState
from courseware.quizzes.attempts import OPEN_FOR, Finished, Refused, may_attempt, may_challenge
from courseware.quizzes.drawing import draw_slots, offers_challenge
from courseware.quizzes.questions import Quiz
from courseware.quizzes.terms import Purpose
from courseware.records import attempts, journal
from courseware.records.attempts import AttemptRow
from courseware.records.catalog import PublishedModule, Shelf
from courseware.records.people import is_erased
from courseware.records.places import read_place
from courseware.records.plans import kept_routes, pathway_of


def start_attempt(
    conn: Connection,
    *,
    person_id: int,
    module: str,
    now: datetime,
    site: Site,
    purpose: Purpose = Purpose.QUIZ,
) -> int | Refused | None:
    """Open a try, or return the one that is open. None: no such learner or module, nothing to ask.

    A challenge also needs a module that offers one, is open for this person and not passed yet; the
    others are offered to whom a face has let in.
    """
    lock = journal.lock_learner(conn, person_id)
    shelf = site.shelves.current(conn)
    published = shelf.modules.get(module)
    if lock is None or published is None or is_erased(conn, person_id):
        return None
    past = attempts.read_attempts(conn, person_id, module, purpose)
    open_one = next((one for one in past if one.is_open), None)
    if open_one is not None:
        if now <= open_one.deadline_at + GRACE:
            return open_one.id
        grade_and_close(conn, lock, open_one, now=now, closed_by="timeout", site=site)
        journal.save(conn, lock)
        past = attempts.read_attempts(conn, person_id, module, purpose)
    bank = published.module.bank
    if purpose is Purpose.CHALLENGE and not _is_offered(conn, person_id, published, shelf):
        return None
    refusal = _refusal(past, bank.quiz, purpose, now)
    if refusal is not None:
        return refusal
    seed = site.chance(16)
    seen = attempts.seen_questions(conn, person_id, module, purpose)
    drawn = draw_slots(bank, int.from_bytes(seed), seen, purpose)
    if not drawn:
        return None
    attempt_id = attempts.add_attempt(
        conn,
        {
            "person_id": person_id,
            "module": module,
            "purpose": purpose,
            "version_id": published.version_id,
            "attempt_no": len(past) + 1,
            "seed": seed.hex(),
            "state": attempts.IN_PROGRESS,
            "started_at": now,
            "deadline_at": now + OPEN_FOR,
            "maximum": len(drawn),
        },
    )
    attempts.add_slots(
        conn, [_slot(attempt_id, no, slot, bank) for no, slot in enumerate(drawn, start=1)]
    )
    return attempt_id


def _refusal(
    past: Sequence[AttemptRow], quiz: Quiz, purpose: Purpose, now: datetime
) -> Refused | None:
    """Ask the rule of this purpose whether one more try may start."""
    if purpose is Purpose.QUIZ:
        return next_try(past, quiz.pass_mark, now)
    return next_challenge(past, now) if purpose is Purpose.CHALLENGE else None


def _is_offered(conn: Connection, person_id: int, published: PublishedModule, shelf: Shelf) -> bool:
    """Ask whether the module has a challenge, and the route whether it is open here and now."""
    module = published.module
    if not offers_challenge(module.bank):
        return False
    place = read_place(conn, person_id)
    mine = [
        shelf.pathways[one.pathway] for one in place.enrollments if one.pathway in shelf.pathways
    ]
    pathway = pathway_of(mine, module.slug)
    if pathway is None:
        return False
    stations = kept_routes(shelf, pathway.id).of(place.standings, place.trail)
    station = next(one for one in stations if one.plan.module == module.slug)
    return station.state not in {StationState.LOCKED, StationState.PASSED}


def _slot(attempt_id: int, no: int, slot: Any, bank: Any) -> dict[str, Any]:
    """Resolve a drawn slot: all that grading needs is stored with the attempt."""
    question = bank.question(slot.question_id)
    variant = question.variant(slot.variant_no)
    key = {"right": [option.id for option in variant.options if option.is_right], **variant.key}
    return {
        "attempt_id": attempt_id,
        "no": no,
        "question_id": question.id,
        "question_digest": question.digest,
        "variant_no": variant.no,
        "params": json.dumps(dict(variant.values), sort_keys=True),
        "options": json.dumps(list(slot.order)),
        "key": json.dumps(key, sort_keys=True),
        "max_num": 1,
        "max_den": 1,
    }


def _finished(past: Sequence[AttemptRow]) -> list[Finished]:
    return [
        Finished(one.points, one.maximum, bool(one.passed), one.submitted_at)
        for one in past
        if one.points is not None and one.submitted_at is not None
    ]


def next_try(past: Sequence[AttemptRow], mark: Fraction, now: datetime) -> Refused | None:
    """Say when the quiz opens again; None if it is open now."""
    verdict = may_attempt(_finished(past), now, mark)
    return verdict if isinstance(verdict, Refused) else None


def next_challenge(past: Sequence[AttemptRow], now: datetime) -> Refused | None:
    """Say when a challenge may be taken again; None if it may be taken now."""
    verdict = may_challenge(_finished(past), now)
    return verdict if isinstance(verdict, Refused) else None
