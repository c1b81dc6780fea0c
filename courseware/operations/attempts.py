"""A person answers and submits. Each act runs inside one write, under the learner's lock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from courseware.operations.grades import TIMEOUT, comes_late, grade_and_close
from courseware.operations.site import Site
from courseware.records import attempts, journal, responses
from courseware.records.people import is_erased
from courseware.words import Reason

MOST_STEPS = 5_000
"""How many answers one try may save. Each stays for good, so a flood would fill the disk."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that answers are stored: shown as "Saved" only when this came back."""

    key: str
    seq: int
    digest: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Turned:
    """Why nothing was stored, in the learner's words; `code` tells the page what to do."""

    reason: Reason
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page sends for one slot: its own counter, what was posted, and what it had shown.

    A page that says what it had shown is a plain form: it counts in the order of arrival, because
    its counter is as old as the page. A script's saves may arrive late, so there the counter rules.
    """

    client_seq: int
    raw: Mapping[str, Sequence[str]]
    shown: Mapping[str, Sequence[str]] | None = None  # None: the learner changed it, keep it

    @property
    def text(self) -> str:
        """Return the one JSON text of the posted values."""
        return _text(self.raw)


def _text(raw: Mapping[str, Sequence[str]]) -> str:
    return json.dumps(
        {part: list(values) for part, values in sorted(raw.items()) if list(values)},
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


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
    """Append what changed and return a receipt. The same key again returns the same receipt.

    What comes when the time is up is kept as received late; it ends the attempt and is not graded.
    """
    found = attempts.lock_attempt(conn, person_id, attempt_id)
    if found is None:
        return None
    attempt = found[1]
    digest = _request_digest(answers)
    saved = responses.read_saved(conn, attempt_id, key)
    if saved.repeated is not None:
        return _known(saved, key, digest)
    is_late = comes_late(attempt, now)
    if not attempt.is_open and (not is_late or is_erased(conn, person_id)):
        return Turned(Reason("attempt.not_open"))
    seq = saved.seq or 0
    if seq >= MOST_STEPS:
        return Turned(Reason("attempt.too_many_saves"))
    known = {no: one for no, one in answers.items() if 1 <= no <= attempt.maximum}
    kind = "late" if is_late else "save"
    new = _new_steps(attempt_id, seq, saved.client_seq or 0, known, kind=kind)
    if new:
        new[0] |= {"key": key, "request_digest": digest}
        for step in new:
            salt = site.chance(16).hex()
            step |= {
                "salt": salt,
                "raw_digest": journal.commit_to(salt, step["raw"]),
                "recorded_at": now,
            }
        responses.add_steps(conn, new)
    if is_late:
        if attempt.is_open:
            grade_and_close(conn, found[0], attempt, now=now, closed_by=TIMEOUT, site=site)
            journal.save(conn, found[0])
        return Turned(Reason("attempt.expired"))
    return Receipt(key, new[0]["seq"] if new else seq, digest, now)


def _known(saved: Row[Any], key: str, digest: str) -> Receipt | Turned:
    """Answer a save whose key has come before as it was answered then."""
    if saved.request_digest != digest:
        return Turned(Reason("attempt.other_payload"), is_conflict=True)
    if saved.repeated_kind == "late":
        return Turned(Reason("attempt.expired"))
    return Receipt(key, saved.repeated, digest, saved.recorded_at)


def _request_digest(answers: Mapping[int, Answer]) -> str:
    parts = [[no, one.client_seq, one.text] for no, one in sorted(answers.items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _new_steps(
    attempt_id: int, seq: int, newest: int, answers: Mapping[int, Answer], *, kind: str
) -> list[dict[str, Any]]:
    """Return the steps to append after number `seq`; `newest` is the highest counter so far.

    Answers that the page did not change are left alone.
    An answer equal to the current one is appended all the same: its counter must be known, or a
    delayed older save would overtake it.
    """
    new: list[dict[str, Any]] = []
    for no, answer in sorted(answers.items()):
        if answer.shown is not None and answer.text == _text(answer.shown):
            continue
        seq += 1
        new.append(
            {
                "attempt_id": attempt_id,
                "seq": seq,
                "slot_no": no,
                "kind": kind,
                "raw": answer.text,
                "client_seq": answer.client_seq
                if answer.shown is None
                else max(answer.client_seq, newest + 1),
                "key": None,
                "request_digest": None,
                "try_no": None,
                "page": None,
            }
        )
    return new


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
