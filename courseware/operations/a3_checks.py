"""Whether the facts about A3 reports still rest on the versions and reviews that they were made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.practice.a3_report import A3State
from courseware.practice.rubric import Decision, decision, verdict
from courseware.progress.facts import FactKind
from courseware.records import evidence, journal
from courseware.records.a3_reviews import files_with, stored_reviews
from courseware.records.a3s import a3, a3_version
from courseware.records.people import is_erased

_DECIDED = {
    FactKind.A3_ACCEPTED: Decision.ACCEPTED,
    FactKind.A3_RETURNED: Decision.RETURNED,
}
_Wrong = tuple[int, str]
_Versions = dict[str, Row[Any]]
_Reviews = dict[int, list[Row[Any]]]
_CHANGED = "the A3 report or a review that it rests on was changed or removed"


def a3_faults(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Check versions and reviews against their facts: (number of the fact or 0, what is wrong).

    By the digests alone, which an erasure leaves as they are: words and bodies are gone then.
    """
    query = select(a3_version, a3.c.kind, a3.c.state).join(a3, a3.c.id == a3_version.c.a3_id)
    rows = conn.execute(query.where(a3.c.person_id == person_id).order_by(a3_version.c.id)).all()
    versions: _Versions = {f"a3/{row.a3_id}/{row.number}": row for row in rows}
    reviews: _Reviews = {row.id: [] for row in rows}
    for review in stored_reviews(conn, [row.id for row in rows]):
        reviews[review.version_id].append(review)
    yield from _assessed(conn, facts, versions, reviews)
    yield from _decided(conn, facts, versions, reviews)
    erased = is_erased(conn, person_id)
    yield from _words(rows, [one for found in reviews.values() for one in found], erased=erased)


def _assessed(
    conn: Connection, facts: Sequence[Any], versions: _Versions, reviews: _Reviews
) -> Iterator[_Wrong]:
    """Match reviews and facts, both ways: a review that was put in would count for a decision."""
    there = {
        _evidence(conn, version, [one]): one.id
        for version in versions.values()
        for one in reviews[version.id]
    }
    for fact in facts:
        if fact.kind != FactKind.A3_ASSESSED:
            continue
        if there.pop(fact.evidence, None) is None:
            yield fact.seq, _CHANGED
        elif not _is_of_kind(fact, versions[fact.subject]):
            yield fact.seq, "it does not say what kind of A3 report it speaks of"
    for number in there.values():
        yield 0, f"no fact speaks of review {number} of an A3 report"


def _decided(
    conn: Connection, facts: Sequence[Any], versions: _Versions, reviews: _Reviews
) -> Iterator[_Wrong]:
    """Match what became of versions and facts, both ways: what is accepted is shown to others."""
    left = {name for name, row in versions.items() if row.decision in set(Decision)}
    for fact in (one for one in facts if one.kind in _DECIDED):
        row = versions.get(fact.subject)
        there = [] if row is None else reviews[row.id]
        if row is None or fact.evidence != _evidence(conn, row, there):
            yield fact.seq, _CHANGED
        elif not _is_decided_so(fact, row, there):
            yield fact.seq, "it does not say what the assessors' scores amount to"
        left.discard(fact.subject)
    for name in sorted(left):
        yield 0, f"no fact speaks of the decision about {name}"
    accepted = {row.a3_id for row in versions.values() if row.decision == Decision.ACCEPTED}
    for number, state in sorted({(row.a3_id, row.state) for row in versions.values()}):
        if (state == A3State.ACCEPTED) is not (number in accepted):
            yield 0, f"the state of A3 report {number} is not what was decided"


def _evidence(conn: Connection, version: Any, reviews: Sequence[Any]) -> str:
    """Digest a version with all its reviews (a decision), or with one (an assessment)."""
    files = files_with(conn, version.a3_id, version.sent_at)
    return evidence.of_a3(version, reviews, files)


def _is_decided_so(fact: Any, version: Any, reviews: Sequence[Any]) -> bool:
    decided = verdict(version.kind, [decision(json.loads(one.scores)) for one in reviews])
    if decided is not _DECIDED[FactKind(fact.kind)] or version.decision != decided:
        return False
    return version.decided_at == fact.recorded_at and _is_of_kind(fact, version)


def _is_of_kind(fact: Any, version: Any) -> bool:
    """Compare the kind, as long as the fact has its content: a capstone counts for more."""
    return fact.body is None or bool(json.loads(fact.body)["kind"] == version.kind)


def _words(versions: Sequence[Any], reviews: Sequence[Any], *, erased: bool) -> Iterator[_Wrong]:
    """Check that words are still those whose digest the evidence holds; only an erasure empties them."""
    said = [
        (
            row,
            row.body,
            row.body_digest,
            f"the text of version {row.number} of A3 report {row.a3_id}",
        )
        for row in versions
    ]
    said += [
        (row, row.texts, row.text_digest, f"what is said in review {row.id} of an A3 report")
        for row in reviews
    ]
    for row, text, digest, what in said:
        if text is None:
            if not erased:
                yield 0, f"{what} is gone, and no fact says that it was erased"
        elif row.salt is None or journal.commit_to(row.salt, text) != digest:
            yield 0, f"{what} was changed"
