"""Does each pass rest on what the record says of it? Asked by `records verify`.

The chain shows that a fact was changed, and each fact's evidence that its rows were. Whoever can
write all of them could still add a whole pass; then it has no try that earned it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from courseware.progress.facts import Fact, FactKind
from courseware.progress.requirements import BY_ASSESSMENT, is_passed_by_assessment
from courseware.quizzes.terms import CHALLENGE_MARK, Purpose
from courseware.records.attempts import AttemptRow, find_attempt


def pass_faults(
    conn: Connection, person_id: int, facts: Sequence[Any]
) -> Iterator[tuple[int, str]]:
    """Check the tries and the passes of one record: (number of the fact, what is wrong)."""
    challenges: dict[int, Fact] = {}
    best: dict[str, Fraction] = {}
    for row in facts:
        if row.body is None or row.kind not in {FactKind.ATTEMPT_GRADED, FactKind.MODULE_PASSED}:
            continue
        body = json.loads(row.body)
        fact = Fact(FactKind(row.kind), row.subject, row.recorded_at, body)
        if fact.kind is FactKind.ATTEMPT_GRADED:
            attempt = find_attempt(conn, person_id, body["attempt"])
            if attempt is not None and not _says_what_the_attempt_says(fact, attempt):
                yield row.seq, "it does not say what the attempt it rests on says"
            if fact.challenge_share is not None:
                challenges[body["attempt"]] = fact
            elif fact.share is not None:
                best[row.subject] = max(fact.share, best.get(row.subject, fact.share))
        elif body.get("by") == BY_ASSESSMENT:
            if not _is_earned(fact, challenges.get(body.get("attempt", 0))):
                yield row.seq, "passed by assessment, and no challenge on this record earned it"
        elif best.get(row.subject, Fraction(-1)) < _share(body, "mark"):
            yield row.seq, "passed, and no try of the quiz on this record reached the mark"


def _is_earned(passed: Fact, challenge: Fact | None) -> bool:
    """Say whether a challenge of this module passed, at this moment, with the share that is stated."""
    return (
        challenge is not None
        and challenge.module == passed.module
        and challenge.at == passed.at
        and challenge.challenge_share == _share(passed.body, "best")
        and is_passed_by_assessment(challenge.challenge_share, CHALLENGE_MARK)
    )


def _says_what_the_attempt_says(fact: Fact, attempt: AttemptRow) -> bool:
    body = fact.body
    said = (
        fact.subject,
        Fraction(body["num"], body["den"]),
        body["maximum"],
        bool(body["passed"]),
        body.get("purpose", Purpose.QUIZ.value),
    )
    is_so = (attempt.module, attempt.points, attempt.maximum, attempt.passed, attempt.purpose)
    return said == is_so


def _share(body: Mapping[str, Any], name: str) -> Fraction:
    return Fraction(body[f"{name}_num"], body[f"{name}_den"])
