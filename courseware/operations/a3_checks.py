"""Whether the facts about A3 reports still rest on the versions and reviews that they were made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.practice.rubric import Decision, decision, verdict
from courseware.progress.facts import FactKind
from courseware.records import evidence, journal
from courseware.records.a3_reviews import files_with, stored_reviews
from courseware.records.a3s import a3, a3_version

_DECIDED = {
    FactKind.A3_ACCEPTED: Decision.ACCEPTED,
    FactKind.A3_RETURNED: Decision.RETURNED,
}


def a3_faults(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """Check versions and reviews against their facts: (number of the fact or 0, what is wrong).

    By the digests alone, which an erasure leaves as they are: words and bodies are gone then.
    """
    query = select(a3_version, a3.c.kind).join(a3, a3.c.id == a3_version.c.a3_id)
    rows = conn.execute(query.where(a3.c.person_id == person_id).order_by(a3_version.c.id)).all()
    versions = {f"a3/{row.a3_id}/{row.number}": row for row in rows}
    reviews: dict[int, list[Row[Any]]] = {row.id: [] for row in rows}
    for review in stored_reviews(conn, [row.id for row in rows]):
        reviews[review.version_id].append(review)
    for fact in facts:
        if fact.kind == FactKind.A3_ASSESSED or fact.kind in _DECIDED:
            row = versions.get(fact.subject)
            there = [] if row is None else reviews[row.id]
            if row is None or not _holds(conn, fact, row, there):
                yield fact.seq, "the A3 report or a review that it rests on was changed or removed"
            elif fact.kind in _DECIDED and not _is_decided_so(fact, row, there):
                yield fact.seq, "it does not say what the assessors' scores amount to"
    yield from _changed_words(rows, [one for found in reviews.values() for one in found])


def _holds(conn: Connection, fact: Any, version: Any, reviews: Sequence[Any]) -> bool:
    """Say whether a fact's digest is that of all reviews (a decision), or of one (an assessment)."""
    files = files_with(conn, version.a3_id, version.sent_at)
    sets = [reviews] if fact.kind in _DECIDED else [[one] for one in reviews]
    return fact.evidence in {evidence.of_a3(version, one, files) for one in sets}


def _is_decided_so(fact: Any, version: Any, reviews: Sequence[Any]) -> bool:
    decided = verdict(version.kind, [decision(json.loads(one.scores)) for one in reviews])
    return decided is _DECIDED[FactKind(fact.kind)] and version.decision == decided


def _changed_words(versions: Sequence[Any], reviews: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """Check that words are still those whose digest the evidence holds; erased ones are gone."""
    for row in versions:
        if _is_changed(row.salt, row.body, row.body_digest):
            yield 0, f"the text of version {row.number} of A3 report {row.a3_id} was changed"
    for row in reviews:
        if _is_changed(row.salt, row.texts, row.text_digest):
            yield 0, f"the words of review {row.id} of an A3 report were changed"


def _is_changed(salt: str | None, text: str | None, digest: str) -> bool:
    if text is None:
        return False
    return salt is None or journal.commit_to(salt, text) != digest
