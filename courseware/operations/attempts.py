"""A person answers and submits. Each act runs inside one write, under the learner's lock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, Row

from courseware.operations.grades import TIMEOUT, comes_late, grade_and_close
from courseware.operations.site import Site
from courseware.quizzes.answers import Answer, Current, Placed, Placing, place
from courseware.records import attempts, journal, responses
from courseware.records.contested import read_current
from courseware.records.people import is_erased
from courseware.words import Reason

MOST_STEPS = 5_000
"""How many answers one try may save. Each stays for good, so a flood would fill the disk."""
LATE = "late"
"""The kind of a step that came after the time: it is kept, and not graded."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that answers are stored: shown as "Saved" only when this came back.

    `aside` are the slots whose answer waits for the learner's choice; `counter` is the highest of
    the attempt: what a page sends next must be higher.
    """

    key: str
    seq: int
    digest: str
    saved_at: datetime
    counter: int
    aside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """Why nothing was stored, in the learner's words; `code` tells the page what to do."""

    reason: Reason
    is_conflict: bool = False


def save_answers(
    conn: Connection,
    *,
    person_id: int,
    attempt_id: int,
    key: str,
    answers: Mapping[int, Answer],
    now: datetime,
    site: Site,
) -> Receipt | Turned | None:
    """Append what changed and return a receipt. The same key again returns the same reply.

    What comes when the time is up is kept as received late; it ends the attempt and is not graded.
    """
    found = attempts.lock_attempt(conn, person_id, attempt_id)
    if found is None:
        return None
    attempt = found[1]
    digest = _request_digest(answers)
    saved = responses.read_saved(conn, attempt_id, key)
    if saved.repeated is not None:
        if saved.request_digest != digest:
            return Turned(Reason("attempt.other_payload"), is_conflict=True)
        return _reply_again(responses.read_steps(conn, attempt_id), saved.repeated)
    is_late = comes_late(attempt, now)
    if not attempt.is_open and (not is_late or is_erased(conn, person_id)):
        return Turned(Reason("attempt.not_open"))
    seq = saved.seq or 0
    if seq >= MOST_STEPS:
        return Turned(Reason("attempt.too_many_saves"))
    known = {no: one for no, one in answers.items() if 1 <= no <= attempt.maximum}
    placed = _placed(conn, attempt_id, known) if known else {}
    new = [
        stored_step(
            attempt_id, seq + number, no, known[no].text, site=site, now=now,
            kind=LATE if is_late else one.placing.value, client_seq=one.client_seq, page=known[no].page,
        )
        for number, (no, one) in enumerate(placed.items(), start=1)
    ]  # fmt: skip
    if new:
        new[0] |= {"key": key, "request_digest": digest}
        responses.add_steps(conn, new)
    if is_late:
        if attempt.is_open:
            grade_and_close(conn, found[0], attempt, now=now, closed_by=TIMEOUT, site=site)
            journal.save(conn, found[0])
        return Turned(Reason("attempt.expired"))
    counter = max([saved.client_seq or 0, *(step["client_seq"] for step in new)])
    aside = tuple(step["slot_no"] for step in new if step["kind"] == Placing.ASIDE)
    return Receipt(key, new[0]["seq"] if new else seq, digest, now, counter, aside)


def _request_digest(answers: Mapping[int, Answer]) -> str:
    parts = [[no, one.client_seq, one.text] for no, one in sorted(answers.items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _placed(conn: Connection, attempt_id: int, answers: Mapping[int, Answer]) -> dict[int, Placed]:
    """Say what becomes of each answer, beside what is stored; what is not to be stored is left out."""
    current = {
        row.slot_no: Current(responses.raw_of(row), row.page, row.client_seq, row.aside_page)
        for row in read_current(conn, attempt_id)
        if row.slot_no in answers
    }
    placed = {no: place(one, current.get(no)) for no, one in sorted(answers.items())}
    return {no: one for no, one in placed.items() if one is not None}


def _reply_again(steps: Sequence[Row[Any]], seq: int) -> Receipt | Turned:
    """Return what was replied to the save that begins with step `seq`."""
    first, rest = steps[seq - 1], steps[seq:]
    if first.kind == LATE:
        return Turned(Reason("attempt.expired"))
    own = [first, *takewhile(lambda step: step.key is None, rest)]
    counter = max(step.client_seq for step in steps[: seq - 1 + len(own)])
    aside = tuple(step.slot_no for step in own if step.kind == Placing.ASIDE)
    return Receipt(first.key, seq, first.request_digest, first.recorded_at, counter, aside)


def stored_step(
    attempt_id: int, seq: int, no: int, raw: str, *, site: Site, now: datetime, **how: Any
) -> dict[str, Any]:
    """Return a step to append; `how` has at least its kind, client_seq and page."""
    salt = site.chance(16).hex()
    return {
        "attempt_id": attempt_id,
        "seq": seq,
        "slot_no": no,
        "try_no": None,
        "raw": raw,
        "salt": salt,
        "raw_digest": journal.commit_to(salt, raw),
        "key": None,
        "request_digest": None,
        "recorded_at": now,
        **how,
    }


def submit_attempt(
    conn: Connection,
    *,
    person_id: int,
    attempt_id: int,
    now: datetime,
    site: Site,
    closed_by: str = "submit",
) -> bool | None:
    """Grade an open attempt once. False: it was closed before. None: it is not theirs."""
    found = attempts.lock_attempt(conn, person_id, attempt_id)
    if found is None:
        return None
    lock, attempt = found
    if not attempt.is_open:
        return False
    if comes_late(attempt, now):
        closed_by = TIMEOUT
    grade_and_close(conn, lock, attempt, now=now, closed_by=closed_by, site=site)
    journal.save(conn, lock)
    return True
