"""What tests of requests for pathways need: a pathway that is assigned, and what people were told."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from courseware.records.letters import message, outbox, read_details
from courseware.records.pathway_requests import Asked, read_last_requests
from courseware.records.versions import pathway_version
from courseware.records.work import audit

ASSIGNED = "safe-shift"
TITLE = "Safe shift"


def make_assigned(
    conn: Connection, pathway: str = ASSIGNED, *, enrollment: str = "assigned"
) -> None:
    """Publish a shipped pathway once more, as one that staff put people on."""
    rows = select(pathway_version).where(pathway_version.c.pathway == pathway)
    row = dict(
        conn.execute(rows.order_by(pathway_version.c.number.desc())).mappings().first() or {}
    )
    compiled = json.dumps({**json.loads(row.pop("compiled")), "enrollment": enrollment})
    row |= {"number": row["number"] + 1, "digest": enrollment, "compiled": compiled}
    del row["id"]
    conn.execute(insert(pathway_version).values(**row))


def told(conn: Connection, person_id: int) -> list[tuple[str, dict[str, str]]]:
    """Return the kinds of letters in somebody's inbox with their blanks, the oldest first."""
    rows = conn.execute(
        select(message).where(message.c.person_id == person_id).order_by(message.c.id)
    )
    return [(row.letter, read_details(row.details)) for row in rows]


def kinds(conn: Connection, person_id: int) -> list[str]:
    """Return the kinds of letters in somebody's inbox."""
    return [kind for kind, _details in told(conn, person_id)]


def mailed(conn: Connection) -> list[tuple[str, str]]:
    """Return (address, kind) of what waits in the outbox."""
    return [(row.address, row.letter) for row in conn.execute(select(outbox).order_by(outbox.c.id))]


def last(conn: Connection, person_id: int, pathway: str = ASSIGNED) -> Asked:
    """Return somebody's newest request for a pathway."""
    return read_last_requests(conn, person_id, pathway=pathway)[pathway]


def noted(conn: Connection, action: str) -> Sequence[tuple[str, dict[str, str], int | None]]:
    """Return (subject, details, who) of what staff did."""
    rows = conn.execute(select(audit).where(audit.c.action == action).order_by(audit.c.id))
    return [(row.subject, json.loads(row.details), row.by_person) for row in rows]
