"""A person starts a try, or goes on with the one that is open; runs inside one write, under the lock."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from courseware.content.model import Module
from courseware.operations.grades import TIMEOUT, comes_late, grade_and_close
from courseware.operations.mending import finished, next_try, waiting
from courseware.operations.site import Site
from courseware.progress.route import StationState
from courseware.quizzes.attempts import Refused, deadline, may_challenge
from courseware.quizzes.drawing import Slot, draw_slots
from courseware.quizzes.questions import Bank
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records import attempts, journal
from courseware.records.attempts import AttemptRow
from courseware.records.catalog import PublishedModule, Shelf
from courseware.records.people import read_extra_time
from courseware.records.places import read_place
from courseware.records.plans import kept_routes, pathway_of
from courseware.records.seen import seen_questions
from courseware.records.slots import add_slots


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
    if lock is None or published is None:
        return None
    extra_time = read_extra_time(conn, person_id)
    if extra_time is None:  # erased: nothing is added to their record
        return None
    past, open_one = look_back(conn, lock, module, purpose, now=now, site=site)
    if open_one is not None:
        return open_one
    if purpose is Purpose.CHALLENGE and not _is_offered(conn, person_id, published, shelf):
        return None
    refusal = _refusal(conn, published.module, past, purpose, now=now, site=site)
    if refusal is not None:
        return refusal
    draw = Draw(person_id, published, purpose, extra_time)
    return open_attempt(conn, draw, len(past) + 1, now=now, site=site)


def look_back(
    conn: Connection,
    lock: journal.Lock,
    module: str,
    purpose: Purpose,
    *,
    now: datetime,
    site: Site,
) -> tuple[Sequence[AttemptRow], int | None]:
    """Return a person's tries so far, and the id of the open one; one whose time is up is closed."""
    past = attempts.read_attempts(conn, lock.person_id, module, purpose)
    open_one = next((one for one in past if one.is_open), None)
    if open_one is None or not comes_late(open_one, now):
        return past, None if open_one is None else open_one.id
    grade_and_close(conn, lock, open_one, now=now, closed_by=TIMEOUT, site=site)
    journal.save(conn, lock)
    return attempts.read_attempts(conn, lock.person_id, module, purpose), None


def _refusal(
    conn: Connection,
    module: Module,
    past: Sequence[AttemptRow],
    purpose: Purpose,
    *,
    now: datetime,
    site: Site,
) -> Refused | None:
    """Say why none may start now; practice is never refused."""
    if purpose is Purpose.QUIZ:
        return next_try(conn, module, past, now=now, site=site)
    return next_challenge(past, now) if purpose is Purpose.CHALLENGE else None


@dataclass(frozen=True, slots=True)
class Draw:
    """Whom questions are drawn for, from what, and how much longer (percent) their clock runs."""

    person_id: int
    published: PublishedModule
    purpose: Purpose
    extra_time: int


def open_attempt(
    conn: Connection, draw: Draw, number: int, *, now: datetime, site: Site
) -> int | None:
    """Draw the questions and store the attempt, under the learner's lock; None for nothing to ask."""
    bank, module = draw.published.module.bank, draw.published.module.slug
    seed = site.chance(16)
    seen = seen_questions(conn, draw.person_id, module, draw.purpose)
    drawn = draw_slots(bank, int.from_bytes(seed), seen, draw.purpose)
    if not drawn:
        return None
    minutes = terms_of(bank.quiz, draw.purpose).minutes
    attempt_id = attempts.add_attempt(
        conn,
        {
            "person_id": draw.person_id,
            "module": module,
            "purpose": draw.purpose,
            "version_id": draw.published.version_id,
            "attempt_no": number,
            "seed": seed.hex(),
            "state": attempts.IN_PROGRESS,
            "started_at": now,
            "deadline_at": deadline(now, minutes, draw.extra_time),
            "maximum": len(drawn),
        },
    )
    add_slots(conn, [_row(attempt_id, no, slot, bank) for no, slot in enumerate(drawn, start=1)])
    return attempt_id


def _is_offered(conn: Connection, person_id: int, published: PublishedModule, shelf: Shelf) -> bool:
    """Ask whether the module has a challenge, and the route whether it is open here and now."""
    module = published.module
    if not module.offers_challenge:
        return False
    place = read_place(conn, person_id)
    mine = [
        shelf.pathways[one.pathway] for one in place.enrollments if one.pathway in shelf.pathways
    ]
    pathway = pathway_of(mine, module.slug)
    if pathway is None:
        return False
    routes = kept_routes(shelf, pathway.id)
    station = routes.at(module.slug, place.standings, place.trail)
    return station is not None and station.state in {StationState.NOW, StationState.OPEN}


def _row(attempt_id: int, no: int, slot: Slot, bank: Bank) -> dict[str, Any]:
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


def next_challenge(past: Sequence[AttemptRow], now: datetime) -> Refused | None:
    """Say when a challenge may be taken again; None if it may be taken now.

    While a person reads answers of the last one its 30 days have not begun.
    """
    waits = waiting(past)
    if waits is not None:
        return waits
    verdict = may_challenge(finished(past), now)
    return verdict if isinstance(verdict, Refused) else None
