"""A person hands in an answer before the end: a step of a question that goes step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from courseware.operations.attempts import MOST_STEPS, Answer, Receipt, Turned
from courseware.operations.grades import GRACE, variant_of
from courseware.operations.site import Site
from courseware.quizzes.kinds.registry import KINDS, STEPWISE
from courseware.quizzes.stepwise import done_of, next_done
from courseware.records import attempts, journal, responses
from courseware.records.attempts import AttemptRow
from courseware.words import Reason


def hand_in(
    conn: Connection,
    *,
    person_id: int,
    attempt_id: int,
    slot_no: int,
    try_no: int,
    raw: Mapping[str, Sequence[str]],
    key: str,
    now: datetime,
    site: Site,
) -> Receipt | Turned | None:
    """Keep a step for good. None: no such slot of theirs. The same key again changes nothing.

    `try_no` is the step that the page showed: another one was taken elsewhere meanwhile. A step that
    is blank or cannot be read is asked back and keeps nothing.
    """
    found = attempts.lock_attempt(conn, person_id, attempt_id)
    slots = [] if found is None else attempts.read_slots(conn, attempt_id)
    slot = next((one for one in slots if one.no == slot_no), None)
    if found is None or slot is None:
        return None
    attempt = found[1]
    steps = responses.read_steps(conn, attempt_id)
    repeated = next((step for step in steps if step.key == key), None)
    if repeated is not None:
        return Receipt(key, repeated.seq, repeated.request_digest or "", repeated.recorded_at)
    refused = _refused(attempt, now, len(steps))
    if refused is not None:
        return Turned(refused)
    kind, variant, order = variant_of(site.shelves.version(conn, attempt.version_id), slot)
    tries = [responses.raw_of(one) for one in responses.handed_steps(steps).get(slot_no, ())]
    if kind not in STEPWISE or try_no != len(tries) + 1:
        return Turned(Reason("case.elsewhere"))
    done = next_done(KINDS[kind], variant, order, raw, done_of(kind, tries))
    if isinstance(done, Reason):
        return Turned(done)
    text, salt = Answer(0, done).text, site.chance(16).hex()
    digest = journal.commit_to(salt, text)
    seq = steps[-1].seq + 1 if steps else 1
    step: dict[str, Any] = {"attempt_id": attempt_id, "seq": seq, "slot_no": slot_no, "kind": "try"}
    step |= {"try_no": try_no, "page": None, "raw": text, "salt": salt, "raw_digest": digest}
    step |= {"client_seq": 0, "key": key, "request_digest": digest, "recorded_at": now}
    responses.add_steps(conn, [step])
    return Receipt(key, seq, digest, now)


def _refused(attempt: AttemptRow, now: datetime, count: int) -> Reason | None:
    if not attempt.is_open:
        return Reason("attempt.not_open")
    if now > attempt.deadline_at + GRACE:
        return Reason("attempt.expired")
    return Reason("attempt.too_many_saves") if count >= MOST_STEPS else None
