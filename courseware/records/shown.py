"""What one person has shown, read from their facts: for pages, operations and reports alike."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from courseware.progress.facts import Fact, FactKind
from courseware.progress.practiced import KINDS, Shown, fold_shown
from courseware.records.journal import journal

_FACTS = (
    select(
        journal.c.person_id,
        journal.c.seq,
        journal.c.kind,
        journal.c.subject,
        journal.c.recorded_at,
        journal.c.body,
        journal.c.hash,
    )
    .where(
        journal.c.person_id.in_(bindparam("people", expanding=True)),
        journal.c.kind.in_([one.value for one in KINDS]),
    )
    .order_by(journal.c.person_id, journal.c.seq)
)


@dataclass(frozen=True, slots=True)
class Rested:
    """What somebody has shown, and the facts that it rests on: (number, hash) in order."""

    shown: Shown
    facts: tuple[tuple[int, str], ...]
    kinds: tuple[Fact, ...]


def read_shown(conn: Connection, person_id: int) -> Rested:
    """Return what one person has shown."""
    return read_all_shown(conn, [person_id]).get(person_id, Rested(Shown(), (), ()))


def read_all_shown(conn: Connection, people: Collection[int]) -> dict[int, Rested]:
    """Return what some people have shown, in one statement; who has shown nothing is left out."""
    facts: dict[int, list[Fact]] = {}
    rests: dict[int, list[tuple[int, str]]] = {}
    for row in conn.execute(_FACTS, {"people": list(people)}):
        if row.body is None:
            continue  # erased
        fact = Fact(FactKind(row.kind), row.subject, row.recorded_at, json.loads(row.body))
        facts.setdefault(row.person_id, []).append(fact)
        if fact.kind is not FactKind.LEVEL_REACHED:
            rests.setdefault(row.person_id, []).append((row.seq, row.hash))
    return {
        one: Rested(fold_shown(found), tuple(rests.get(one, ())), tuple(found))
        for one, found in facts.items()
    }
