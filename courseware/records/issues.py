"""Which issue follows another: a certificate or a record that was issued again."""

from __future__ import annotations

from sqlalchemy import Connection, select

from courseware.records.credentials import credential
from courseware.records.module_records import module_record

_SAME = {
    credential: ("person_id", "pathway", "level", "cycle"),
    module_record: ("person_id", "module", "cycle"),
}


def next_issue(conn: Connection, public_id: str) -> str | None:
    """Return the number of the issue after this one; None if there is none, or not yet."""
    for table, same in _SAME.items():
        old, new = table.alias("old"), table.alias("new")
        query = (
            select(new.c.public_id)
            .join(old, old.c.issue < new.c.issue)
            .where(old.c.public_id == public_id, *(old.c[name] == new.c[name] for name in same))
            .order_by(new.c.issue)
        )
        found = conn.execute(query.limit(1)).scalar()
        if found is not None:
            return str(found)
    return None
