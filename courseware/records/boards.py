"""What the reports of a team read of many people on one pathway: one statement, whatever their number.

The database itself writes one line a person, because fetching and converting a row for each module
cost most of the page. `progress.matrix` reads the lines' marks as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from courseware.content.model import Pathway
from courseware.progress.marks import ASSESSED, Known, read_moment
from courseware.quizzes.terms import Purpose
from courseware.records.attempts import attempt
from courseware.records.credentials import credential
from courseware.records.enrollments import enrollment
from courseware.records.journal import journal, passed_by_assessment
from courseware.records.people import team_member
from courseware.records.plans import TRAIL_KINDS
from courseware.records.revocations import revocation
from courseware.records.standings import standing

_MARKS, _TRAIL, _ENROLLED, _CERTIFIED = "marks", "trail", "enrolled", "certified"
_ASSESSED = "assessed"
_NOTHING = literal_column("''", Text)
_Line = tuple[str, str, str]  # kind, text, moment
_Board = CompoundSelect[int, str, str, str]


def _people() -> Select[int]:
    return select(team_member.c.person_id).where(
        team_member.c.team_id.in_(bindparam("teams", expanding=True))
    )


def _line(person: Any, kind: str, text: Any, at: Any) -> Select[int, str, str, str]:
    """Select one kind of line. Moments stay the text that the database writes: most are not read."""
    return select(
        person,
        literal_column(f"'{kind}'", Text).label("kind"),
        text.label("text"),
        cast(at, Text).label("at"),
    )


def _of_pathway(people: CTE) -> ColumnElement[bool]:
    """Say which standings are wanted. The module is no key here: people are fewer than pairs."""
    return and_(
        standing.c.person_id.in_(select(people.c.person_id)),
        (standing.c.module + "").in_(bindparam("modules", expanding=True)),
    )


def _marks(people: CTE) -> Select[int, str, str, str]:
    """Select "module|best|passed at" of all begun modules of a person as one text."""
    row = standing.c
    best = cast(row.best_num, Text) + "/" + cast(row.best_den, Text)
    passed_at = func.coalesce(cast(row.passed_at, Text), "")
    text = row.module + "|" + func.coalesce(best, "") + "|" + passed_at
    line = _line(
        row.person_id, _MARKS, func.aggregate_strings(text, ";"), func.max(row.last_fact_at)
    )
    return line.where(_of_pathway(people)).group_by(row.person_id)


def _trails(people: CTE, *, is_binary: bool) -> Select[int, str, str, str]:
    """Select the facts about modules that are begun and not passed: the first one's time and all.

    Few of a person's facts are about one of them. Where texts are compared byte by byte, those of
    a module are one stretch of the index: "a" to "a/…", and "0" is the character after "/".
    """
    row, fact = standing.c, journal.c
    is_about = or_(fact.subject == row.module, fact.subject.like(row.module + "/%"))
    if is_binary:
        is_about = and_(
            fact.subject >= row.module,
            fact.subject < row.module + "0",
            or_(fact.subject == row.module, fact.subject >= row.module + "/"),
        )
    line = _line(
        row.person_id,
        _TRAIL,
        func.aggregate_strings(fact.subject, ";"),
        func.min(fact.recorded_at),
    )
    return (
        line.select_from(standing)
        .join(journal, and_(row.person_id == fact.person_id, is_about))
        .where(_of_pathway(people), row.passed_at.is_(None), fact.kind.in_(TRAIL_KINDS))
        .group_by(row.person_id, row.module)
    )


def _assessments(people: CTE) -> Select[int, str, str, str]:
    """Select the modules that were passed by assessment.

    Passed challenges come first: an index finds them, and nearly nobody has one.
    """
    row, fact = attempt.c, journal.c
    line = _line(row.person_id, _ASSESSED, row.module, fact.recorded_at)
    is_its_pass = and_(
        fact.person_id == row.person_id, fact.subject == row.module, passed_by_assessment()
    )
    return (
        line.select_from(attempt)
        .join(journal, is_its_pass)
        .where(
            row.person_id.in_(select(people.c.person_id)),
            row.purpose == Purpose.CHALLENGE.value,
            row.passed.is_(True),
        )
    )


def _enrollments(people: CTE) -> Select[int, str, str, str]:
    row = enrollment.c
    line = _line(row.person_id, _ENROLLED, _NOTHING, row.enrolled_at)
    return line.where(
        row.person_id.in_(select(people.c.person_id)), row.pathway == bindparam("pathway")
    )


def _certificates(people: CTE) -> Select[int, str, str, str]:
    """Select the certificates that hold: a revoked one does not."""
    row = credential.c
    line = _line(row.person_id, _CERTIFIED, _NOTHING, row.issued_at)
    return line.outerjoin(revocation, revocation.c.public_id == row.public_id).where(
        row.person_id.in_(select(people.c.person_id)),
        row.pathway == bindparam("pathway"),
        row.level == "",
        revocation.c.public_id.is_(None),
    )


def _board(*, is_binary: bool) -> _Board:
    people = _people().cte("people").prefix_with("MATERIALIZED")
    return union_all(
        _marks(people),
        _trails(people, is_binary=is_binary),
        _assessments(people),
        _enrollments(people),
        _certificates(people),
    )


_BOARDS = {"sqlite": _board(is_binary=True), "postgresql": _board(is_binary=False)}


def read_board(
    conn: Connection, teams: Collection[int], people: Sequence[int], pathway: Pathway
) -> dict[int, Known]:
    """Return what is known of each of `people`, who are members of `teams`, on a pathway."""
    found: dict[int, list[_Line]] = {one: [] for one in people}
    values = {
        "teams": sorted(teams),
        "modules": [stop.module for stop in pathway.stops],
        "pathway": pathway.id,
    }
    for person_id, kind, text, at in conn.execute(_BOARDS[conn.dialect.name], values).all():
        if person_id in found:  # a member who is erased, or who asks, is nobody of the report
            found[person_id].append((kind, text, at))
    return {one: _known(tuple(lines)) for one, lines in found.items()}


@lru_cache(maxsize=4_000)
def _known(lines: tuple[_Line, ...]) -> Known:
    """Read one person's lines. Most say the same as when a report was last opened."""
    known = Known()
    assessed = [text for kind, text, _at in lines if kind == _ASSESSED]
    for kind, text, at in lines:
        if kind == _MARKS:
            known.last_at = at
            for part in text.split(";"):
                module, best, passed_at = part.split("|")
                known.marks[module] = (ASSESSED if module in assessed else best, passed_at)
        elif kind == _TRAIL:
            subjects = text.split(";")
            module = subjects[0].partition("/")[0]
            known.started[module] = read_moment(at)
            known.done[module] = frozenset(one.partition("/")[2] for one in subjects if "/" in one)
        elif kind == _ENROLLED:
            known.enrolled_at = max(known.enrolled_at, at)
        elif kind == _CERTIFIED:
            known.certified_at = max(known.certified_at, at)
    return known


def most_used() -> Select[str]:
    """Select the pathway that most members of `teams` are on."""
    number = func.count(enrollment.c.person_id.distinct())
    return (
        select(enrollment.c.pathway)
        .where(enrollment.c.person_id.in_(_people()))
        .group_by(enrollment.c.pathway)
        .order_by(number.desc(), enrollment.c.pathway)
        .limit(1)
    )


def most_used_pathway(conn: Connection, teams: Collection[int]) -> str | None:
    """Return the pathway that most members of these teams are on; None if they are on none."""
    found: str | None = conn.execute(most_used(), {"teams": sorted(teams)}).scalar()
    return found
