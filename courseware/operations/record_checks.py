"""Does a signed record still say what was signed? Asked by its public page and by `records verify`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from courseware.credentials.module_record import ModuleRecord, from_text
from courseware.credentials.signing import Purpose, fits, message
from courseware.progress.facts import FactKind
from courseware.records import evidence, journal
from courseware.records.module_records import RecordRow, records_of


class Check(StrEnum):
    """What looking at a record found; ERASED and FITS are no faults."""

    FITS = "fits"
    ERASED = "erased"
    TEXT = "text"  # what it states was changed after it was signed
    SIGNATURE = "signature"  # the signature was changed
    KEY = "key"  # neither was, but they do not fit the public key that is kept
    FACT = "fact"  # the holder's chain knows no such record, or not with this key


_SAID = {
    Check.TEXT: "its text was changed after it was signed",
    Check.SIGNATURE: "its signature was changed",
    Check.KEY: "its signature does not fit the public key of {key}: the key was changed",
    Check.FACT: "its row, or the key {key} that signed it, is not what the fact says",
}


def check(row: RecordRow) -> Check:
    """Check a record now: text, signature, key, and what the holder's chain says of all three."""
    if row.snapshot is None or row.signature is None:
        found = Check.ERASED if row.snapshot is None and row.signature is None else Check.TEXT
    else:
        found = _check_text(row, row.snapshot, row.signature)
    is_known = row.evidence == evidence.of_module_record(row)
    return Check.FACT if found in {Check.FITS, Check.ERASED} and not is_known else found


def _check_text(row: RecordRow, text: str, signature: str) -> Check:
    if row.salt is None or journal.commit_to(row.salt, text) != row.snapshot_digest:
        return Check.TEXT
    if journal.commit_to(row.salt, signature) != row.signature_digest:
        return Check.SIGNATURE
    if not fits(signature, message(Purpose.MODULE_RECORD, text), row.public_key):
        return Check.KEY
    return Check.FITS if _says_what_the_row_says(row, text) else Check.TEXT


def _says_what_the_row_says(row: RecordRow, text: str) -> bool:
    try:
        record = from_text(text)
    except ValueError:
        return False
    said = (record.public_id, record.module.slug, record.cycle, record.issue, record.signed_at)
    return said == (row.public_id, row.module, row.cycle, row.issue, row.signed_at)


def stated(row: RecordRow) -> ModuleRecord:
    """Return what a record states; only after `check` said that it fits."""
    return from_text(row.snapshot or "")


def faults_of(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """Check a person's records against their facts: (number of the fact or 0, what is wrong)."""
    signed = {row.subject: row for row in facts if row.kind == FactKind.MODULE_RECORD_SIGNED}
    passed = {(row.subject, row.hash) for row in facts if row.kind == FactKind.MODULE_PASSED}
    records = {row.public_id: row for row in records_of(conn, person_id)}
    for number in signed.keys() - records.keys():
        yield signed[number].seq, f"the module record {number} it speaks of was removed"
    for number, row in records.items():
        if number not in signed:
            yield 0, f"no fact speaks of the module record {number}"
            continue
        found = check(row)
        if found in _SAID:
            said = _SAID[found].format(key=row.key_name)
            yield signed[number].seq, f"module record {number}: {said}"
        elif found is Check.FITS and (row.module, stated(row).fact) not in passed:
            yield signed[number].seq, f"module record {number}: it rests on no fact of this record"
