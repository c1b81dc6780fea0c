"""A file is added to an entry, a result or an A3 that its learner may still change, or taken away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from courseware.operations.site import Site
from courseware.practice.entries import WRITABLE
from courseware.practice.files import MOST_FILES, MOST_OF_ALL, Attachment
from courseware.records import a3s, journal, results
from courseware.records import evidence_files as files
from courseware.records.journal import commit_to_bytes
from courseware.records.people import is_erased
from courseware.records.practice_entries import practice_entry
from courseware.words import Reason

OWNERS = {"entries": practice_entry, "results": results.result_record, "a3": a3s.a3}
"""What a file may belong to: each has a person and a state."""
_OPEN = frozenset({*(one.value for one in WRITABLE), "draft", "returned"})


def is_open(conn: Connection, person_id: int, kind: str, owner_id: int) -> bool:
    """Say whether files of this thing may still change: it is this person's, and with nobody else."""
    table = OWNERS.get(kind)
    if table is None:
        return False
    row = conn.execute(
        table.select().where(table.c.id == owner_id, table.c.person_id == person_id)
    ).first()
    return row is not None and row.state in _OPEN


def add(
    conn: Connection,
    *,
    person_id: int,
    kind: str,
    owner_id: int,
    attachment: Attachment,
    now: datetime,
    site: Site,
) -> Reason | int | None:
    """Store a file and return its number, or why it cannot be kept; None if its owner is not open."""
    if journal.lock_learner(conn, person_id) is None or is_erased(conn, person_id):
        return None
    if not is_open(conn, person_id, kind, owner_id):
        return None
    if len(files.files_of(conn, kind, [owner_id]).get(owner_id, ())) >= MOST_FILES:
        return Reason("file.many", {"most": MOST_FILES})
    if files.size_of_all(conn, person_id) + len(attachment.body) > MOST_OF_ALL:
        return Reason("file.full", {"most": MOST_OF_ALL // 1024**2})
    salt = site.chance(16)
    values = {
        "person_id": person_id, "kind": kind, "owner_id": owner_id, "name": attachment.name,
        "media_type": attachment.media_type, "size": len(attachment.body),
        "body": attachment.body, "salt": salt.hex(),
        "digest": commit_to_bytes(salt.hex(), attachment.body), "added_at": now,
    }  # fmt: skip
    return files.add_file(conn, values)


def _went_in(conn: Connection, file: files.FileRow) -> bool:
    """Say whether a file was handed in with a version of an A3: then its fact rests on it."""
    version = a3s.a3_version.c
    sent = select(version.id).where(
        version.a3_id == file.owner_id, version.sent_at >= file.added_at
    )
    return file.kind == "a3" and conn.execute(sent.limit(1)).first() is not None


def remove(conn: Connection, *, person_id: int, file_id: int) -> bool:
    """Delete a file whose owner may still change."""
    if journal.lock_learner(conn, person_id) is None:
        return False
    found = files.find_file(conn, file_id)
    if found is None or not is_open(conn, person_id, found[0].kind, found[0].owner_id):
        return False
    if _went_in(conn, found[0]):
        return False
    return files.drop_file(conn, person_id, file_id)
