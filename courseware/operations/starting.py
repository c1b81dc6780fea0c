"""A person starts a try, or goes on with the one that is open; runs inside one write, under the lock."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from courseware.operations.grades import TIMEOUT, comes_late, grade_and_close
from courseware.operations.mending import next_try
from courseware.operations.site import Site
from courseware.quizzes.attempts import Refused, deadline
from courseware.quizzes.drawing import draw_slots
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records import attempts, journal
from courseware.records.people import read_extra_time


def start_attempt(
    conn: Connection,
    *,
    person_id: int,
    module: str,
    now: datetime,
    site: Site,
    purpose: Purpose = Purpose.QUIZ,
) -> int | Refused | None:
    """Open a try, or return the one that is open. None: no such learner or module."""
    lock = journal.lock_learner(conn, person_id)
    published = site.shelves.current(conn).modules.get(module)
    if lock is None or published is None:
        return None
    extra_time = read_extra_time(conn, person_id)
    if extra_time is None:  # erased: nothing is added to their record
        return None
    past = attempts.read_attempts(conn, person_id, module, purpose)
    open_one = next((one for one in past if one.is_open), None)
    if open_one is not None:
        if not comes_late(open_one, now):
            return open_one.id
        grade_and_close(conn, lock, open_one, now=now, closed_by=TIMEOUT, site=site)
        journal.save(conn, lock)
        past = attempts.read_attempts(conn, person_id, module, purpose)
    bank = published.module.bank
    if purpose is Purpose.QUIZ:
        refusal = next_try(conn, published.module, past, now=now, site=site)
        if refusal is not None:
            return refusal
    seed = site.chance(16)
    seen = attempts.seen_questions(conn, person_id, module)
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
            "deadline_at": deadline(now, terms_of(bank.quiz, purpose).minutes, extra_time),
            "maximum": len(drawn),
        },
    )
    attempts.add_slots(
        conn, [_slot(attempt_id, no, slot, bank) for no, slot in enumerate(drawn, start=1)]
    )
    return attempt_id


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
