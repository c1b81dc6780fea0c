"""Whether confirmed practice and reached levels still rest on what they rested on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.content.composed import case_slug
from courseware.progress.facts import FactKind
from courseware.progress.practiced import KINDS
from courseware.records import evidence, journal
from courseware.records.evidence_files import digests_of, evidence_file
from courseware.records.lab_runs import passed_rows
from courseware.records.practice_entries import stored_entries
from courseware.records.sign_offs import sign_off

_Wrong = tuple[int, str]
_RESTS_ON = KINDS - {FactKind.LEVEL_REACHED}


def practice_faults(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Check practice and levels against their rows: (number of the fact or 0, what is wrong).

    By the digests alone, which an erasure leaves as they are.
    """
    query = select(sign_off).where(sign_off.c.person_id == person_id, sign_off.c.kind == "entries")
    acts = conn.execute(query).all()
    yield from _entries(conn, person_id, facts, acts)
    returned = {evidence.of_return(act) for act in acts}
    for row in facts:
        if row.kind == FactKind.PRACTICE_RETURNED and row.evidence not in returned:
            yield row.seq, "the act by which practice was returned was changed or removed"
    yield from _levels(facts)
    yield from _words(acts, "what a verifier said")
    yield from _files(conn, person_id)


def _entries(
    conn: Connection, person_id: int, facts: Sequence[Any], acts: Sequence[Row[Any]]
) -> Iterator[_Wrong]:
    """Match confirmed entries and facts, both ways."""
    last = {(act.subject_id, act.revision): act for act in acts}
    runs = {run.module: run for run in passed_rows(conn, person_id)}
    entries = stored_entries(conn, person_id)
    known: dict[str, int] = {}
    for entry in entries:
        act = last.get((entry.id, entry.revision))
        run = runs.get(case_slug(entry.case_id))
        if act is None or (entry.case_id and run is None):
            continue
        if entry.case_id:
            known[evidence.of_case(entry, act, run)] = entry.id
        else:
            known[evidence.of_entry(entry, act, digests_of(conn, "entries", entry.id))] = entry.id
    spoken = set()
    for row in facts:
        if row.kind == FactKind.PRACTICE_VERIFIED:
            if row.evidence not in known:
                yield row.seq, "the entry of practice it rests on was changed or removed"
            spoken.add(row.subject)
    for entry in entries:
        if f"entries/{entry.id}" not in spoken:
            yield 0, f"no fact speaks of the confirmed entry {entry.id}"
    yield from _words(entries, "what was written in an entry")


def _levels(facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Compare what a level was reached by with the facts that stand before it."""
    before: list[tuple[int, str]] = []
    for row in facts:
        if row.kind in _RESTS_ON:
            before.append((row.seq, row.hash))
        elif row.kind == FactKind.LEVEL_REACHED and evidence.of_level(before) != row.evidence:
            yield row.seq, "the facts that this level was reached by were changed or removed"


def _words(rows: Sequence[Row[Any]], what: str) -> Iterator[_Wrong]:
    for row in rows:
        if row.texts is None:
            continue  # erased, or a fault that is told elsewhere
        if row.salt is None or journal.commit_to(row.salt, row.texts) != row.text_digest:
            yield 0, f"{what} ({row.id}) was changed"


def _files(conn: Connection, person_id: int) -> Iterator[_Wrong]:
    """Check the bytes of files; their digests are part of what facts rest on."""
    query = select(evidence_file).where(
        evidence_file.c.person_id == person_id, evidence_file.c.body.is_not(None)
    )
    for row in conn.execute(query):
        if row.salt is None or journal.commit_to_bytes(row.salt, row.body) != row.digest:
            yield 0, f"the file {row.id} was changed"
