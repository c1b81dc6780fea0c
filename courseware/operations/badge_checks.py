"""Does every signed badge still say what was issued, and where its bit is? Asked by `records verify`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.credentials import did, integrity, tokens
from courseware.operations.badges import Stated, document_of, read_stated, registered
from courseware.operations.issuer import issuer_keys
from courseware.progress.facts import FactKind
from courseware.records.badge_files import BadgeForm, Unsigned, badge_file
from courseware.records.credentials import credential
from courseware.records.module_records import module_record

_KINDS = {
    credential: FactKind.CREDENTIAL_ISSUED,
    module_record: FactKind.MODULE_RECORD_SIGNED,
}


def badge_faults(
    conn: Connection, person_id: int, facts: Sequence[Any]
) -> Iterator[tuple[int, str]]:
    """Check a person's badges: (number of the fact or 0, what is wrong).

    A badge that is missing is no fault: the jobs process signs it again, with the same bytes.
    """
    for table, kind in _KINDS.items():
        told = {row.subject: row.seq for row in facts if row.kind == kind}
        rows = conn.execute(
            select(table.c.public_id, table.c.snapshot, badge_file)
            .join(badge_file, badge_file.c.public_id == table.c.public_id)
            .where(table.c.person_id == person_id, table.c.snapshot.is_not(None))
            .order_by(table.c.id)
        )
        for row in rows:
            wrong = _wrong(conn, row, is_record=table is module_record)
            if wrong:
                yield told.get(row.public_id, 0), f"the badge of {row.public_id}: {wrong}"


def _wrong(conn: Connection, row: Row[Any], *, is_record: bool) -> str:
    """Say what is wrong with one form of a badge; "" if nothing is."""
    if hashlib.sha256(row.body.encode()).hexdigest() != row.digest:
        return "it was changed after it was signed"
    try:
        one = read_stated(Unsigned(row.public_id, is_record, row.snapshot))
        said = _said(conn, one)
        keys = issuer_keys(conn) or {}
        if row.kind == BadgeForm.TOKEN:
            return _wrong_token(row.body, said, keys)
        return _wrong_proof(row.body, said, keys, prove=not is_record)
    except (ValueError, LookupError, TypeError):
        return "it cannot be compared with what was issued"


def _said(conn: Connection, one: Stated) -> dict[str, Any]:
    known = registered(conn, one)
    if known is None:
        raise LookupError("its place or its achievement is gone")
    return document_of(one, known)


def _wrong_proof(body: str, said: dict[str, Any], keys: dict[str, Any], *, prove: bool) -> str:
    """Compare the embedded form; its proof only for certificates, of which there are few."""
    document = json.loads(body)
    if {name: value for name, value in document.items() if name != "proof"} != said:
        return "it says something else than what was issued"
    public = did.find_ed25519(keys, integrity.proof_of(document)["verificationMethod"])
    if public is None or (prove and not integrity.proof_fits(document, public)):
        return "its proof does not fit the key that is kept"
    return ""


def _wrong_token(body: str, said: dict[str, Any], keys: dict[str, Any]) -> str:
    document, address = tokens.read_token(body)
    if document != said:
        return "it says something else than what was issued"
    jwk = did.find_jwk(keys, address)
    if jwk is None or not tokens.token_fits(body, jwk):
        return "its signature does not fit the key that is kept"
    return ""
