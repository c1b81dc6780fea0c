"""A person hands in the answer to one question for checking; runs inside one write, under the lock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.attempts import MOST_STEPS, Receipt, Turned, stored_step
from courseware.operations.grades import comes_late, variant_of
from courseware.operations.site import Site
from courseware.quizzes.answers import Answer
from courseware.quizzes.behaviors import is_new
from courseware.quizzes.checking import Asked, check
from courseware.quizzes.kinds.registry import KINDS, STEPWISE
from courseware.quizzes.posts import Raw
from courseware.quizzes.stepwise import done_of, next_done
from courseware.quizzes.terms import Purpose, Terms, terms_of
from courseware.records import attempts, responses
from courseware.records.attempts import AttemptRow
from courseware.records.slots import read_slots
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
    """Append one try and return its receipt; None: the attempt is not theirs.

    `try_no` is what the form says, from 1. An old form changes nothing: whoever presses twice gets
    the receipt of the first press. What is blank, unreadable or the same as before is asked back and
    is no try. The same `key` with other content is a conflict.
    """
    found = attempts.lock_attempt(conn, person_id, attempt_id)
    if found is None:
        return None
    attempt, text = found[1], Answer(0, raw).text
    digest = hashlib.sha256(json.dumps([slot_no, try_no, text]).encode()).hexdigest()
    saved = responses.read_saved(conn, attempt_id, key)
    counter = saved.client_seq or 0
    if saved.repeated is not None:
        if saved.request_digest != digest:
            return Turned(Reason("attempt.other_payload"), is_conflict=True)
        return Receipt(key, saved.repeated, digest, saved.recorded_at, counter)
    handed = responses.read_handed(conn, attempt_id, slot_no)
    refusal = _closed(attempt, saved.seq or 0, now)
    if refusal is not None:
        return Turned(refusal)
    if 1 <= try_no <= len(handed) and handed[try_no - 1].raw == text:
        known = handed[try_no - 1]  # pressed twice
        return Receipt(key, known.seq, digest, known.recorded_at, counter)
    asked, terms = _asked(conn, attempt, slot_no, site)
    before = [responses.raw_of(one) for one in handed]
    kept = _kept(asked, terms, before, try_no, raw)
    if isinstance(kept, Reason):
        return Turned(kept)
    seq = (saved.seq or 0) + 1
    step = stored_step(
        attempt_id, seq, slot_no, Answer(0, kept).text, site=site, now=now, kind="try",
        client_seq=counter, page=None, try_no=try_no, key=key, request_digest=digest,
    )  # fmt: skip
    responses.add_steps(conn, [step])
    return Receipt(key, seq, digest, now, counter)


def _closed(attempt: AttemptRow, steps: int, now: datetime) -> Reason | None:
    """Say why the attempt takes no tries any more; None if it does."""
    if not attempt.is_open:
        return Reason("attempt.not_open")
    if comes_late(attempt, now):
        return Reason("attempt.expired")
    return Reason("attempt.too_many_saves") if steps >= MOST_STEPS else None


def _asked(
    conn: Connection, attempt: AttemptRow, slot_no: int, site: Site
) -> tuple[Asked | None, Terms]:
    """Return a question of an attempt, None if it has no such one, and the terms it is taken on."""
    module = site.shelves.version(conn, attempt.version_id)
    slot = next((one for one in read_slots(conn, attempt.id) if one.no == slot_no), None)
    asked = None if slot is None else Asked(*variant_of(module, slot))
    return asked, terms_of(module.bank.quiz, Purpose(attempt.purpose))


def _kept(
    asked: Asked | None, terms: Terms, before: Sequence[Raw], try_no: int, raw: Raw
) -> Raw | Reason:
    """Return what a try keeps, or why it is none: may it be checked, is it readable, is it new.

    A question that goes step by step keeps all steps so far, in whatever behavior.
    """
    if asked is None:
        return Reason("try.unknown")
    kind, is_next = KINDS[asked.kind], try_no == len(before) + 1
    if asked.kind in STEPWISE:
        done = done_of(asked.kind, before)
        next_one = next_done(kind, asked.variant, asked.order, raw, done)
        return next_one if is_next else Reason("case.elsewhere")
    if not is_next:
        return Reason("try.moved_on")
    if not asked.is_checked(terms):
        return Reason("try.at_the_end")
    if check(asked, terms, before).is_over:
        return Reason("try.over")
    answer = kind.parse(asked.variant, asked.order, raw)
    if isinstance(answer, Reason):
        return answer
    return raw if is_new(raw, before) else Reason("try.same")
