"""Does each graded level review rest on an attempt that says the same? Asked by `records verify`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from courseware.content.model import Module
from courseware.operations.grades import attempt_evidence
from courseware.operations.review_grades import stored_by_competency, written
from courseware.progress.facts import FactKind
from courseware.quizzes.terms import Purpose
from courseware.records import evidence
from courseware.records.attempts import AttemptRow, find_attempt
from courseware.records.review_sessions import session_of
from courseware.records.versions import read_compiled

GRADED = frozenset({FactKind.ATTEMPT_GRADED, FactKind.REVIEW_GRADED})
"""The facts that rest on a graded attempt."""


def graded_evidence(conn: Connection, attempt_id: int, purpose: str) -> str:
    """Digest a graded attempt as its fact does: of a review with the session that it was begun in."""
    digest = attempt_evidence(conn, attempt_id)
    if purpose != Purpose.REVIEW:
        return digest
    return evidence.of_review(digest, session_of(conn, attempt_id))


def review_faults(
    conn: Connection, person_id: int, facts: Sequence[Any]
) -> Iterator[tuple[int, str]]:
    """Check the graded reviews of one record: (number of the fact, what is wrong).

    What an erasure left is checked by the digests alone, in erasure_checks.py.
    """
    for row in facts:
        if row.kind != FactKind.REVIEW_GRADED or row.body is None:
            continue
        body = json.loads(row.body)
        attempt = find_attempt(conn, person_id, body["attempt"])
        if attempt is None or row.evidence != graded_evidence(conn, attempt.id, Purpose.REVIEW):
            yield row.seq, "the review it rests on, or its session, was changed or removed"
        elif not _says_what_the_attempt_says(row.subject, body, attempt):
            yield row.seq, "it does not say what the review it rests on says"
        elif not _says_what_the_marks_say(conn, body, attempt):
            yield row.seq, "its points by competency are not those of the marks"
        elif not _says_the_session(conn, body, attempt):
            yield row.seq, "the session it names is not the one that the review was begun in"


def _says_what_the_attempt_says(subject: str, body: Mapping[str, Any], attempt: AttemptRow) -> bool:
    said = (
        subject,
        Fraction(body["num"], body["den"]),
        body["maximum"],
        bool(body["passed"]),
        Purpose.REVIEW.value,
    )
    is_so = (attempt.module, attempt.points, attempt.maximum, attempt.passed, attempt.purpose)
    return said == is_so


def _says_what_the_marks_say(
    conn: Connection, body: Mapping[str, Any], attempt: AttemptRow
) -> bool:
    module = Module.from_json(read_compiled(conn, attempt.version_id))
    said: dict[str, list[int]] = body["by_competency"]
    return said == written(stored_by_competency(conn, module, attempt.id))


def _says_the_session(conn: Connection, body: Mapping[str, Any], attempt: AttemptRow) -> bool:
    """Compare the session, too, with the level and the person: nobody supervises themselves."""
    session = session_of(conn, attempt.id)
    if session is None:
        return "session" not in body
    level = f"{session.pathway}/{session.level}"
    is_other = session.opened_by != attempt.person_id
    return body.get("session") == session.id and level == attempt.module and is_other
