"""How entries of the practice log are stored, changed, moved from state to state, and dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from courseware.practice.entries import WRITABLE, EntryState
from courseware.records import journal
from courseware.records.practice_entries import (
    QUARTERS,
    EntryRow,
    Verifier,
    Words,
    practice_entry,
)
from courseware.records.sign_offs import sign_off


def add_entry(conn: Connection, person_id: int, values: Mapping[str, Any], *, now: datetime) -> int:
    """Store a new entry and return its number; `values` are of `columns`."""
    made = conn.execute(
        insert(practice_entry)
        .values(
            person_id=person_id, revision=1, created_at=now, changed_at=now,
            **{"state": EntryState.DRAFT.value, "case_id": "", **values},
        )
        .returning(practice_entry.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


def columns(
    *,
    on: date | None,
    hours: Fraction | None,
    category: str,
    words: Words,
    verifier: Verifier,
    salt: bytes,
) -> dict[str, Any]:
    """Return the columns that say what an entry says."""
    text = words.to_json()
    return {
        "worked_on": on,
        "quarters": None if hours is None else int(hours * QUARTERS),
        "category": category,
        "texts": text,
        "salt": salt.hex(),
        "text_digest": journal.commit_to(salt.hex(), text),
        "verifier_id": verifier.person_id,
        "verifier_name": verifier.name,
        "verifier_role": verifier.role,
        "verifier_contact": verifier.contact,
    }


def save_entry(
    conn: Connection, entry: EntryRow, values: Mapping[str, Any], *, now: datetime
) -> bool:
    """Change an entry that may still be changed; False if it may not, or another page changed it."""
    done = conn.execute(
        update(practice_entry)
        .where(
            practice_entry.c.id == entry.id,
            practice_entry.c.revision == entry.revision,
            practice_entry.c.state.in_([one.value for one in WRITABLE]),
        )
        .values(revision=entry.revision + 1, changed_at=now, **values)
    )
    return done.rowcount == 1


def set_state(
    conn: Connection, entry_ids: Collection[int], *, state: EntryState, sheet_id: int | None
) -> None:
    """Move entries to a state, and onto or off a sheet; a verified one stays for good.

    Sending is a revision of its own: what came back and is sent again unchanged is looked at again.
    """
    moved: dict[str, Any] = {"state": state.value, "sheet_id": sheet_id}
    if state is EntryState.SENT:
        moved["revision"] = practice_entry.c.revision + 1
    conn.execute(
        update(practice_entry)
        .where(
            practice_entry.c.id.in_(list(entry_ids)),
            practice_entry.c.state != EntryState.VERIFIED.value,
        )
        .values(**moved)
    )


def drop_entry(conn: Connection, person_id: int, entry_id: int) -> bool:
    """Delete a draft that nobody has seen; what was sent once stays."""
    seen = select(sign_off.c.id).where(
        sign_off.c.kind == "entries", sign_off.c.subject_id == entry_id
    )
    gone = conn.execute(
        delete(practice_entry).where(
            practice_entry.c.id == entry_id,
            practice_entry.c.person_id == person_id,
            practice_entry.c.state == EntryState.DRAFT.value,
            ~seen.exists(),
        )
    )
    return gone.rowcount == 1
