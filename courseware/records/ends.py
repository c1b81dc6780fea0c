"""Which credentials ended: by their row or, if that was taken away, by the fact on the holder's record.

What strangers are told rests on both, so that a lost row brings nothing back to life; that it was
lost is found by `flask records verify`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, and_, select, union

from courseware.progress.facts import FactKind
from courseware.records.credentials import credential
from courseware.records.journal import journal
from courseware.records.module_records import module_record
from courseware.records.revocations import find_revocation, revocation


@dataclass(frozen=True, slots=True)
class EndRow:
    """How a credential ended: the code of the reason (credentials.ending), and when."""

    reason: str
    at: datetime


def find_end(conn: Connection, public_id: str) -> EndRow | None:
    """Return how a credential ended, or None if it stands."""
    row = find_revocation(conn, public_id)
    if row is not None:
        return EndRow(row.reason, row.revoked_at)
    for table in (credential, module_record):
        told = conn.execute(
            select(journal.c.body, journal.c.recorded_at)
            .join(table, _is_told(table))
            .where(table.c.public_id == public_id)
        ).first()
        if told is not None:
            return EndRow(json.loads(told.body or "{}").get("reason", ""), told.recorded_at)
    return None


def ended_numbers() -> CompoundSelect[tuple[str]]:
    """Return the query for the numbers of all credentials that ended."""
    told = [
        select(table.c.public_id).join(journal, _is_told(table))
        for table in (credential, module_record)
    ]
    return union(select(revocation.c.public_id), *told)


def _is_told(table: Any) -> ColumnElement[bool]:
    """Say in a query whether a fact is the end of this row: asked by its holder, as facts are indexed."""
    return and_(
        journal.c.person_id == table.c.person_id,
        journal.c.kind == FactKind.CREDENTIAL_REVOKED.value,
        journal.c.subject == table.c.public_id,
    )
