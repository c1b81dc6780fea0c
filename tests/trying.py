"""What tests of checking answers one by one need: a quiz that allows it, and answers handed in."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from courseware.operations.attempts import Receipt, Turned, submit_attempt
from courseware.operations.grades import variant_of
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.tries import hand_in
from courseware.quizzes.kinds.kind import Samples
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.posts import Raw
from courseware.quizzes.terms import Purpose
from courseware.records import attempts
from courseware.records.slots import read_slots
from courseware.records.versions import module_version

CP1 = "cp1-start-here"


def make_quiz(conn: Connection, module: str = CP1, **quiz: Any) -> None:
    """Publish a shipped module once more, with other entries in its `quiz` block."""
    rows = select(module_version).where(module_version.c.module == module)
    row = dict(conn.execute(rows.order_by(module_version.c.number.desc())).mappings().first() or {})
    compiled = json.loads(row["compiled"])
    compiled["bank"]["quiz"] |= quiz
    text = json.dumps(compiled, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    row |= {"number": row["number"] + 1, "digest": hashlib.sha256(text.encode()).hexdigest()}
    row |= {"compiled": text, "compiled_digest": hashlib.sha256(text.encode()).hexdigest()}
    del row["id"]
    conn.execute(insert(module_version).values(**row))


def samples_of(conn: Connection, attempt_id: int, site: Site) -> dict[int, Samples]:
    """Return, per slot, posts whose verdict is known."""
    (version_id,) = conn.execute(
        select(attempts.attempt.c.version_id).where(attempts.attempt.c.id == attempt_id)
    ).one()
    module, found = site.shelves.version(conn, version_id), {}
    for slot in read_slots(conn, attempt_id):
        kind, variant, order = variant_of(module, slot)
        found[slot.no] = KINDS[kind].samples(variant, order)
    return found


def three_wrong(samples: Samples) -> list[Raw]:
    """Return three readable answers that differ and are not right, whatever the kind."""
    if samples.malformed == {"": ["0"]}:  # choices: one option, unless that is the right one
        return [raw for token in "1234" if (raw := {"": [token]}) != samples.right][:3]
    if "" not in samples.wrong:  # rows to match: all wrong, or one of them right
        first, second, *_ = samples.right
        nearly = [{**samples.wrong, row: samples.right[row]} for row in (first, second)]
        return [samples.wrong, *nearly]
    return [{**samples.wrong, "": [f"-1{token}0007"]} for token in "123"]


def practice(
    conn: Connection, person_id: int, *, now: datetime, site: Site, module: str = CP1
) -> int:
    """Start a round of practice, or go on with the open one."""
    started = start_attempt(
        conn, person_id=person_id, module=module, now=now, site=site, purpose=Purpose.PRACTICE
    )
    assert isinstance(started, int), started
    return started


def give(  # noqa: PLR0917 - who, where, which, what: the order in which one says it
    conn: Connection,
    person_id: int,
    attempt_id: int,
    slot_no: int,
    try_no: int,
    raw: Raw,
    *,
    now: datetime,
    site: Site,
    key: str = "",
) -> Receipt | Turned | None:
    """Hand in one answer for checking."""
    return hand_in(
        conn, person_id=person_id, attempt_id=attempt_id, slot_no=slot_no, try_no=try_no, raw=raw,
        key=key or f"key-{attempt_id}-{slot_no}-{try_no}", now=now, site=site,
    )  # fmt: skip


def practice_all(
    conn: Connection,
    person_id: int,
    *,
    now: datetime,
    site: Site,
    right: int = 5,
    module: str = CP1,
) -> int:
    """Answer a whole round, the first `right` questions right at once, and finish it."""
    attempt_id = practice(conn, person_id, now=now, site=site, module=module)
    for no, samples in samples_of(conn, attempt_id, site).items():
        raw = samples.right if no <= right else samples.wrong
        done = give(conn, person_id, attempt_id, no, 1, raw, now=now, site=site)
        assert isinstance(done, Receipt), done
    submit_attempt(conn, person_id=person_id, attempt_id=attempt_id, now=now, site=site)
    return attempt_id
