"""Check an erased record, and that nobody else's content is simply gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from courseware.operations.review_checks import GRADED as GRADED_FACTS
from courseware.operations.review_checks import graded_evidence
from courseware.progress.facts import FactKind
from courseware.quizzes.terms import Purpose
from courseware.records import evidence
from courseware.records.attempts import GRADED, attempt
from courseware.records.credentials import credential
from courseware.records.erasing import left_behind, sealed_rows
from courseware.records.module_records import module_record
from courseware.records.people import is_erased
from courseware.records.responses import response_step
from courseware.records.versions import module_version

_Wrong = tuple[int, str]
"""The number of a fact (0: the whole record) and what is wrong."""


def living_faults(conn: Connection, person_id: int, _facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Find what is empty although no fact says that the person was erased."""
    said = "is gone, and no fact says that it was erased"
    step = response_step.c
    answers = (
        select(step.attempt_id, step.seq)
        .join(attempt, attempt.c.id == step.attempt_id)
        .where(attempt.c.person_id == person_id, or_(step.raw.is_(None), step.salt.is_(None)))
    )
    for row in conn.execute(answers):
        yield 0, f"answer {row.seq} of attempt {row.attempt_id} {said}"
    for table, what in ((credential, "certificate"), (module_record, "module record")):
        empty = or_(table.c.snapshot.is_(None), table.c.salt.is_(None))
        for public_id in conn.scalars(
            select(table.c.public_id).where(table.c.person_id == person_id, empty)
        ):
            yield 0, f"what {what} {public_id} states {said}"
    if is_erased(conn, person_id):
        yield 0, "the person is marked as erased, and no fact says so"


def erased_faults(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Check an erased record: closed by its fact, empty where it must be, unchanged elsewhere."""
    erased = next(row for row in facts if row.kind == FactKind.ERASED)
    for row in facts:
        if row.seq > erased.seq:
            yield row.seq, "it was recorded after the person was erased"
        if row.kind != FactKind.ERASED and (row.body is not None or row.salt is not None):
            yield row.seq, "the person was erased, and its content is still there"
    for place in left_behind(conn, person_id):
        if not place.startswith("journal."):  # told above, with the number of the fact
            yield erased.seq, f"{place} still holds what was to be erased"
    if not is_erased(conn, person_id):
        yield erased.seq, "the person is not marked as erased"
    if evidence.of_erasure(sealed_rows(conn, person_id)) != erased.evidence:
        yield erased.seq, "rows that were kept at the erasure were changed, added or removed"
    yield from _tries(conn, person_id, facts)
    yield from _passes(conn, facts)


def _tries(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Match graded attempts and facts by their digests: the facts do not name them any more.

    Practice is graded without a fact.
    """
    graded = select(attempt.c.id, attempt.c.purpose).where(
        attempt.c.person_id == person_id,
        attempt.c.state == GRADED,
        attempt.c.purpose != Purpose.PRACTICE,
    )
    there = {graded_evidence(conn, *one): one.id for one in conn.execute(graded).all()}
    for row in facts:
        if row.kind in GRADED_FACTS and there.pop(row.evidence, None) is None:
            yield row.seq, "the attempt it rests on was changed or removed"
    for number in there.values():
        yield 0, f"no fact speaks of the graded attempt {number}"


def _passes(conn: Connection, facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Look for a version of the module that makes the digest of each pass."""
    passed = {row.subject for row in facts if row.kind == FactKind.MODULE_PASSED}
    version = module_version.c
    known = {
        evidence.of_version(row.module, row.number, row.digest, row.compiled_digest)
        for row in conn.execute(select(module_version).where(version.module.in_(passed)))
    }
    for row in facts:
        if row.kind == FactKind.MODULE_PASSED and row.evidence not in known:
            yield row.seq, "the module version it names was changed or removed"
