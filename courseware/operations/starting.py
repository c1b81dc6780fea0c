"""A person starts a try, or goes on with the one that is open; runs inside one write, under the lock."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from courseware.operations.grades import GRACE, grade_and_close
from courseware.operations.mending import next_try
from courseware.operations.site import Site
from courseware.quizzes.attempts import OPEN_FOR, Refused
from courseware.quizzes.drawing import draw_slots
from courseware.quizzes.terms import Purpose
from courseware.records import attempts, journal
from courseware.records.people import is_erased


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
            "deadline_at": now + OPEN_FOR,
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
