"""What a learner can show others: verified results and accepted A3 reports, as they were confirmed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from courseware.practice.entries import EntryState
from courseware.practice.rubric import Decision, total
from courseware.records.a3s import a3, a3_review, a3_version
from courseware.records.results import result_record
from courseware.records.sign_offs import read_sign_offs


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A verified result. `role` is the confirmer's as it was then; names of others stay out of it."""

    id: int
    measure: str
    unit: str
    baseline: str
    after: str
    guard: str
    money: str
    own_part: str
    before: tuple[date | None, date | None]
    afterward: tuple[date | None, date | None]
    is_finance_checked: bool
    role: str


@dataclass(frozen=True, slots=True)
class ShownA3:
    """An accepted A3: what its author called it, and the totals of the assessors who accepted it."""

    id: int
    kind: str
    title: str
    totals: tuple[int, ...]
    accepted_at: datetime | None


def read_results(conn: Connection, person_id: int) -> list[ShownResult]:
    """Return a person's verified results, the newest last; nothing of drafts, and no name of others."""
    rows = conn.execute(
        select(result_record)
        .where(
            result_record.c.person_id == person_id,
            result_record.c.state == EntryState.VERIFIED.value,
        )
        .order_by(result_record.c.id)
    ).all()
    roles = roles_of(conn, person_id, "results") if rows else {}
    found = []
    for row in rows:
        said = json.loads(row.texts) if row.texts else {}
        words = {
            name: str(said.get(name) or "")
            for name in ("measure", "unit", "baseline", "after", "guard", "money", "own_part")
        }
        found.append(
            ShownResult(
                id=row.id,
                **words,
                before=(row.baseline_from, row.baseline_to),
                afterward=(row.after_from, row.after_to),
                is_finance_checked=row.is_finance_checked,
                role=roles.get(row.id, ""),
            )
        )
    return found


def roles_of(conn: Connection, person_id: int, kind: str) -> dict[int, str]:
    """Return the role of who decided last on each entry ("entries") or result ("results").

    Of what is verified, that is who verified it: nothing can be done about it afterward.
    """
    acts = read_sign_offs(conn, person_id, kind)
    return {number: done[-1].role for number, done in acts.items()}


def read_a3s(conn: Connection, person_id: int) -> list[ShownA3]:
    """Return a person's accepted A3 reports, in the order of acceptance, by the accepted version."""
    versions = conn.execute(
        select(a3.c.id, a3.c.kind, a3_version.c.id.label("version"), a3_version.c.body,
               a3_version.c.decided_at)
        .join(a3_version, a3_version.c.a3_id == a3.c.id)
        .where(a3.c.person_id == person_id, a3_version.c.decision == Decision.ACCEPTED.value)
        .order_by(a3_version.c.decided_at, a3_version.c.id)
    ).all()  # fmt: skip
    totals = _totals(conn, [row.version for row in versions])
    return [
        ShownA3(row.id, row.kind, json.loads(row.body).get("title", "") if row.body else "",
                totals.get(row.version, ()), row.decided_at)
        for row in versions
    ]  # fmt: skip


def _totals(conn: Connection, versions: Sequence[int]) -> dict[int, tuple[int, ...]]:
    if not versions:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    query = select(a3_review.c.version_id, a3_review.c.scores).where(
        a3_review.c.version_id.in_(versions), a3_review.c.decision == Decision.ACCEPTED.value
    )
    for row in conn.execute(query.order_by(a3_review.c.id)):
        found[row.version_id] = (*found.get(row.version_id, ()), total(json.loads(row.scores)))
    return found
