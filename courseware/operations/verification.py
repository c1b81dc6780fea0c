"""Prove that every chain, piece of evidence and standing still says what was recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.content.composed import is_composed
from courseware.content.files import digest
from courseware.operations.a3_checks import a3_faults
from courseware.operations.badge_checks import badge_faults
from courseware.operations.erasure_checks import erased_faults, living_faults
from courseware.operations.grades import attempt_evidence
from courseware.operations.lab_checks import lab_faults
from courseware.operations.pass_checks import pass_faults
from courseware.operations.practice_checks import practice_faults
from courseware.operations.record_checks import faults_of
from courseware.operations.review_checks import review_faults
from courseware.operations.revocations import revocation_faults
from courseware.operations.witness_checks import witness_faults
from courseware.progress.facts import Fact, FactKind
from courseware.progress.standing import ModuleStanding, fold
from courseware.records import attempts, evidence, journal, responses, standings, versions
from courseware.records.base import iso
from courseware.records.credentials import credential


def sha256(text: str) -> str:
    """Return the digest of a stored text."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: whose record, which fact (0: the whole), and what."""

    person_id: int
    seq: int
    message: str

    def __str__(self) -> str:
        """Give the line that the command prints."""
        where = f"fact {self.seq}" if self.seq else "record"
        return f"person {self.person_id}, {where}: {self.message}"


def verify_person(conn: Connection, person_id: int) -> Iterator[Fault]:
    """Check one person's chain, head, evidence and standing."""
    rows = conn.execute(
        select(journal.journal)
        .where(journal.journal.c.person_id == person_id)
        .order_by(journal.journal.c.seq)
    ).all()
    yield from _chain(conn, person_id, rows)
    is_erased = any(row.kind == FactKind.ERASED for row in rows)
    for row in rows:
        yield from _body(row, is_erased=is_erased)
        yield from _evidence(conn, row)
    yield from _raw_answers(conn, person_id)
    checks = (
        faults_of, pass_faults, lab_faults, review_faults, practice_faults, witness_faults, a3_faults,
        revocation_faults, badge_faults,
    )  # fmt: skip
    for find in checks:
        for seq, wrong in find(conn, person_id, rows):
            yield Fault(person_id, seq, wrong)
    found = erased_faults if is_erased else living_faults
    for seq, wrong in found(conn, person_id, rows):
        yield Fault(person_id, seq, wrong)
    if not is_erased:  # the facts' content is gone; the standing is sealed as it was
        yield from _standing(conn, person_id, rows)


def _chain(conn: Connection, person_id: int, rows: Any) -> Iterator[Fault]:
    prev = journal.GENESIS
    for number, row in enumerate(rows, start=1):
        fields = (
            row.kind, iso(row.recorded_at), row.subject, row.commitment, row.evidence, row.by_person,
        )  # fmt: skip
        wanted = journal.link(prev=prev, person_id=person_id, seq=number, fields=fields)
        if row.seq != number:
            yield Fault(person_id, row.seq, f"number {number} is missing before it")
            return
        if row.prev != prev or row.hash != wanted:
            yield Fault(person_id, row.seq, "the chain breaks here: the row was changed")
            return
        prev = row.hash
    head = conn.execute(
        select(journal.learner).where(journal.learner.c.person_id == person_id)
    ).first()
    if head is None:
        if rows:
            yield Fault(person_id, 0, "the head of the chain is missing")
    elif (head.seq, head.head) != (len(rows), prev):
        yield Fault(person_id, 0, "the head does not match the last fact: facts were removed")


def _body(row: Row[Any], *, is_erased: bool) -> Iterator[Fault]:
    if row.body is None and row.salt is None and is_erased and row.kind != FactKind.ERASED:
        return  # the commitment in the chain is kept
    if row.body is None:
        yield Fault(row.person_id, row.seq, "its content is gone, and it was not erased")
    elif row.salt is None or journal.commit_to(row.salt, row.body) != row.commitment:
        yield Fault(row.person_id, row.seq, "its content was changed after it was recorded")


def _evidence(conn: Connection, row: Row[Any]) -> Iterator[Fault]:
    """Compare the digest in the chain with the rows that the fact rests on."""
    body = None if row.body is None else json.loads(row.body)
    if row.kind == FactKind.ATTEMPT_GRADED and body is not None:
        there = attempts.find_attempt(conn, row.person_id, body["attempt"])
        if there is None or attempt_evidence(conn, there.id) != row.evidence:
            yield Fault(row.person_id, row.seq, "the attempt it rests on was changed or removed")
    elif row.kind == FactKind.MODULE_PASSED and body is not None:
        if _version_evidence(conn, row.subject, body["version"]) != row.evidence:
            yield Fault(
                row.person_id, row.seq, "the module version it names was changed or removed"
            )
    elif row.kind == FactKind.CREDENTIAL_ISSUED:
        yield from _credential(conn, row)


def _version_evidence(conn: Connection, module: str, number: int) -> str | None:
    """Digest a version of a module as it is stored now; None if it is gone."""
    version = versions.module_version
    row = conn.execute(
        select(version.c.digest, version.c.compiled).where(
            version.c.module == module, version.c.number == number
        )
    ).first()
    if row is None:
        return None
    return evidence.of_version(module, number, row.digest, sha256(row.compiled))


def _credential(conn: Connection, row: Row[Any]) -> Iterator[Fault]:
    one = conn.execute(select(credential).where(credential.c.public_id == row.subject)).first()
    if one is None:
        yield Fault(row.person_id, row.seq, "the credential it speaks of was removed")
        return
    intact = one.snapshot is None or (
        one.salt is not None and journal.commit_to(one.salt, one.snapshot) == one.snapshot_digest
    )
    if not intact or evidence.of_credential(one.public_id, one.snapshot_digest) != row.evidence:
        yield Fault(row.person_id, row.seq, "the credential's snapshot was changed")


def is_as_issued(conn: Connection, person_id: int, public_id: str) -> bool:
    """Say whether a credential still is what the holder's record says was issued."""
    fact = conn.execute(
        select(journal.journal).where(
            journal.journal.c.person_id == person_id,
            journal.journal.c.kind == FactKind.CREDENTIAL_ISSUED,
            journal.journal.c.subject == public_id,
        )
    ).first()
    return fact is not None and not list(_credential(conn, fact))


def _raw_answers(conn: Connection, person_id: int) -> Iterator[Fault]:
    """Check that each saved answer is still the text whose digest the evidence holds."""
    step, attempt = responses.response_step, attempts.attempt
    rows = conn.execute(
        select(step).join(attempt, attempt.c.id == step.c.attempt_id)
        .where(attempt.c.person_id == person_id)
    )  # fmt: skip
    for row in rows:
        if row.raw is None:
            continue  # erased, or a fault that is told elsewhere
        if row.salt is None or journal.commit_to(row.salt, row.raw) != row.raw_digest:
            yield Fault(person_id, 0, f"answer {row.seq} of attempt {row.attempt_id} was changed")


def fold_person(rows: Any) -> dict[str, ModuleStanding]:
    """Fold journal rows into standings, as the record is rebuilt."""
    return fold(
        Fact(FactKind(row.kind), row.subject, row.recorded_at, json.loads(row.body))
        for row in rows
        if row.body is not None
    )


def _standing(conn: Connection, person_id: int, rows: Any) -> Iterator[Fault]:
    wanted, stored = fold_person(rows), standings.read_standings(conn, person_id)
    for module in sorted(wanted.keys() | stored.keys()):
        if wanted.get(module) != stored.get(module):
            yield Fault(person_id, 0, f"the standing in {module} is not what the facts say")


def rebuild_person(conn: Connection, person_id: int) -> bool:
    """Store the fold of all facts as the standing; say whether anything differed."""
    if journal.lock_learner(conn, person_id) is None:
        return False
    wanted = would_be(conn, person_id)
    if wanted is None:
        return False
    standings.replace_standings(conn, person_id, wanted)
    return True


def would_be(conn: Connection, person_id: int) -> dict[str, ModuleStanding] | None:
    """Return the standings that a rebuild would store; None if they are so already.

    Of an erased person nothing is left to fold: the standing stays as it was, under its seal.
    """
    rows = conn.execute(
        select(journal.journal)
        .where(journal.journal.c.person_id == person_id)
        .order_by(journal.journal.c.seq)
    ).all()
    if any(row.kind == FactKind.ERASED for row in rows):
        return None
    wanted = fold_person(rows)
    return None if wanted == standings.read_standings(conn, person_id) else wanted


def verify_versions(conn: Connection) -> Iterator[str]:
    """Check that the files and the compiled form of every version still make their digests."""
    version, file, blob = (
        versions.module_version, versions.module_version_file, versions.blob,
    )  # fmt: skip
    for row in conn.execute(
        select(
            version.c.id,
            version.c.module,
            version.c.number,
            version.c.digest,
            version.c.compiled,
            version.c.compiled_digest,
        )
    ):
        files = {
            one.path: one.body
            for one in conn.execute(
                select(file.c.path, blob.c.body).join(blob, blob.c.digest == file.c.blob)
                .where(file.c.version_id == row.id)
            )
        }  # fmt: skip
        # What is made of the modules has no files: its digest is that of what it is.
        is_made = is_composed(row.module) and not files
        if row.digest != (sha256(row.compiled) if is_made else digest(files)):
            yield f"module {row.module}, version {row.number}: its files were changed"
        if sha256(row.compiled) != row.compiled_digest:
            yield f"module {row.module}, version {row.number}: its compiled form was changed"
    pathway = versions.pathway_version
    for row in conn.execute(select(pathway)):
        if sha256(row.compiled) != row.digest:
            yield f"pathway {row.pathway or 'glossary'}, version {row.number}: it was changed"


def everyone(conn: Connection) -> list[int]:
    """Return the ids of all who have a record, or facts although their head was removed."""
    heads = select(journal.learner.c.person_id)
    facts = select(journal.journal.c.person_id)
    return sorted(int(one) for one in conn.scalars(heads.union(facts)))
