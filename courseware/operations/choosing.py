"""A person chooses between two answers to one question; runs inside one write, under the learner's lock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.attempts import MOST_STEPS, Turned, stored_step
from courseware.operations.grades import comes_late
from courseware.operations.site import Site
from courseware.quizzes.answers import Placing
from courseware.records import attempts, responses
from courseware.records.contested import read_current
from courseware.words import Reason


def choose_answer(
    conn: Connection,
    *,
    person_id: int,
    attempt_id: int,
    slot: int,
    seq: int,
    now: datetime,
    site: Site,
) -> bool | Turned | None:
    """Let the answer of step `seq` count: a copy of it becomes the newest save of its slot.

    False: it is not one of the two any more, because the question was answered or chosen meanwhile.
    None: the attempt is not theirs.
    """
    found = attempts.lock_attempt(conn, person_id, attempt_id)
    if found is None:
        return None
    attempt = found[1]
    if not attempt.is_open:
        return Turned(Reason("attempt.not_open"))
    if comes_late(attempt, now):
        return Turned(Reason("attempt.expired"))
    two = next((one for one in read_current(conn, attempt_id) if one.slot_no == slot), None)
    if two is None or two.aside_seq is None or seq not in {two.seq, two.aside_seq}:
        return False
    before = responses.read_saved(conn, attempt_id, "")
    if before.seq >= MOST_STEPS:
        return Turned(Reason("attempt.too_many_saves"))
    chosen = two.raw if seq == two.seq else two.aside_raw
    # Of no page: none of those that are open has seen that it counts now.
    step = stored_step(
        attempt_id, before.seq + 1, slot, chosen, site=site, now=now,
        kind=Placing.COUNTS.value, client_seq=before.client_seq + 1, page=None,
    )  # fmt: skip
    responses.add_steps(conn, [step])
    return True
