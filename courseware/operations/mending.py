"""When a quiz opens again after three fails: at its time, or as soon as the mend set is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from itertools import groupby

from sqlalchemy import Connection

from courseware.content.model import Module
from courseware.operations.grades import variant_of
from courseware.operations.site import Site
from courseware.quizzes.attempts import Finished, Mend, Refused, being_read, may_attempt
from courseware.quizzes.checking import Asked, is_finished
from courseware.quizzes.drawing import PRACTICE_ITEMS
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records import mending, responses
from courseware.records.attempts import AttemptRow
from courseware.records.sheets import read_sheet


def next_try(
    conn: Connection, module: Module, past: Sequence[AttemptRow], *, now: datetime, site: Site
) -> Refused | None:
    """Say why one person's quiz is closed, and what opens it earlier; None if it is open now.

    `past` are this person's tries at it. What was done since is only looked up while it is closed.
    """
    waits = waiting(past)
    if waits is not None:
        return waits
    mark, ended = module.bank.quiz.pass_mark, finished(past)
    verdict = may_attempt(ended, now, mark)
    if not isinstance(verdict, Refused) or verdict.since is None:
        return None
    third = next(one for one in reversed(past) if one.submitted_at == verdict.since)
    verdict = may_attempt(ended, now, mark, _mend(conn, module, third, verdict.since, site))
    return verdict if isinstance(verdict, Refused) else None


def waiting(past: Sequence[AttemptRow]) -> Refused | None:
    """Refuse a new try while a person reads answers of one of these; None if nobody has to."""
    waits = next((one for one in past if one.is_being_read), None)
    return None if waits is None else being_read(waits.unread)


def finished(past: Sequence[AttemptRow]) -> list[Finished]:
    """Return the tries that are graded, as the rules see them."""
    return [
        Finished(one.points, one.maximum, bool(one.passed), one.submitted_at)
        for one in past
        if one.points is not None and one.submitted_at is not None
    ]


def _mend(conn: Connection, module: Module, third: AttemptRow, since: datetime, site: Site) -> Mend:
    """Return the mend set of a third fail: what is to be done, and what was done since."""
    missed = _missed_outcomes(conn, third, site)
    items = sum(question.use == "practice" for question in module.bank.questions)
    return Mend(
        lessons=tuple(
            (lesson.id, lesson.title)
            for lesson in module.lessons
            if not missed.isdisjoint(lesson.outcomes)
        ),
        items=min(PRACTICE_ITEMS, items),
        again=mending.lessons_read_after(conn, third),
        answered=_answered_since(conn, third, since, site),
    )


def _missed_outcomes(conn: Connection, attempt: AttemptRow, site: Site) -> set[str]:
    """Return the outcomes in which a graded try earned less than all points."""
    sheet = read_sheet(conn, attempt.person_id, attempt.id)
    bank = site.shelves.version(conn, attempt.version_id).bank
    return {
        bank.question(row.question_id).outcome
        for row in (() if sheet is None else sheet.rows)
        if row.num is None or Fraction(row.num, row.den) < 1
    }


def _answered_since(conn: Connection, third: AttemptRow, since: datetime, site: Site) -> int:
    """Count the practice questions that became right, or were at their end, since then."""
    count = 0
    tries = mending.practice_tries(conn, third.person_id, third.module, since)
    for _slot, rows in groupby(tries, key=lambda row: (row.attempt_id, row.no)):
        handed = list(rows)
        module = site.shelves.version(conn, handed[0].version_id)
        terms = terms_of(module.bank.quiz, Purpose.PRACTICE)
        raws = [responses.raw_of(row) for row in handed]
        asked = Asked(*variant_of(module, handed[0]))
        count += is_finished(asked, terms, raws) and handed[-1].recorded_at >= since
    return count
