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
from courseware.records.people import is_erased
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
    erased = is_erased(conn, person_id)
    entries = stored_entries(conn, person_id)
    yield from _entries(conn, entries, facts, acts)
    yield from _returns(facts, acts)
    yield from _levels(facts)
    yield from _words(entries, "what was written in an entry", erased=erased)
    yield from _words(acts, "what a verifier said", erased=erased)
    yield from _files(conn, person_id, erased=erased)


def _entries(
    conn: Connection, entries: Sequence[Row[Any]], facts: Sequence[Any], acts: Sequence[Row[Any]]
) -> Iterator[_Wrong]:
    """Match confirmed entries and facts, both ways."""
    last = {(act.subject_id, act.revision): act for act in acts}
    whose = {entry.person_id for entry in entries if entry.case_id}
    runs = {run.module: run for one in whose for run in passed_rows(conn, one)}
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


def _returns(facts: Sequence[Any], acts: Sequence[Row[Any]]) -> Iterator[_Wrong]:
    """Match the acts by which practice came back and their facts, both ways."""
    there = {evidence.of_return(act): act.id for act in acts if act.decision == "returned"}
    for row in facts:
        if row.kind == FactKind.PRACTICE_RETURNED and there.pop(row.evidence, None) is None:
            yield row.seq, "the act by which practice was returned was changed or removed"
    for number in there.values():
        yield 0, f"no fact speaks of the return {number} of practice"


def _levels(facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Compare what a level was reached by with the facts that stand before it."""
    before: list[tuple[int, str]] = []
    for row in facts:
        if row.kind in _RESTS_ON:
            before.append((row.seq, row.hash))
        elif row.kind == FactKind.LEVEL_REACHED and evidence.of_level(before) != row.evidence:
            yield row.seq, "the facts that this level was reached by were changed or removed"


def _words(rows: Sequence[Row[Any]], what: str, *, erased: bool) -> Iterator[_Wrong]:
    """Check words against their digests; they are gone only with an erasure."""
    for row in rows:
        if row.texts is None:
            if not erased:
                yield 0, f"{what} ({row.id}) is gone, and no fact says that it was erased"
        elif row.salt is None or journal.commit_to(row.salt, row.texts) != row.text_digest:
            yield 0, f"{what} ({row.id}) was changed"


def _files(conn: Connection, person_id: int, *, erased: bool) -> Iterator[_Wrong]:
    """Check the bytes of files; their digests are part of what facts rest on."""
    for row in conn.execute(select(evidence_file).where(evidence_file.c.person_id == person_id)):
        if row.body is None:
            if not erased:
                yield 0, f"the file {row.id} is gone, and no fact says that it was erased"
        elif row.salt is None or journal.commit_to_bytes(row.salt, row.body) != row.digest:
            yield 0, f"the file {row.id} was changed"
