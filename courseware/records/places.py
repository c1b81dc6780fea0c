"""Where one person is: enrollments, standings and trail in one statement, for the pages of learners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)

from courseware.progress.facts import FactKind
from courseware.progress.standing import ModuleStanding, State
from courseware.records.base import Moment
from courseware.records.enrollments import Enrolled, enrollment
from courseware.records.journal import journal, passed_by_assessment
from courseware.records.plans import TRAIL_KINDS, Trail, trail_of
from courseware.records.standings import standing

_KINDS = [str(one) for one in (*TRAIL_KINDS, FactKind.PATHWAY_COMPLETED, FactKind.ERASED)]
_ENROLLED, _STANDS, _ASSESSED = "enrollment", "standing", "assessed"
_WHOSE: Any = bindparam("person_id", type_=BigInteger())
_NO_TEXT, _NO_NUMBER, _NO_MOMENT = (cast(null(), kind) for kind in (Text(), BigInteger(), Moment()))
# Built once: making a statement costs as much as running it.
_PLACE = union_all(
    select(
        literal(_ENROLLED).label("kind"),
        enrollment.c.pathway.label("subject"),
        _NO_TEXT.label("state"),
        enrollment.c.id.label("num"),
        enrollment.c.cycle.label("den"),
        enrollment.c.enrolled_at.label("at"),
        _NO_MOMENT.label("passed_at"),
    ).where(enrollment.c.person_id == _WHOSE),
    select(
        literal(_STANDS),
        standing.c.module,
        standing.c.state,
        standing.c.best_num,
        standing.c.best_den,
        standing.c.last_fact_at,
        standing.c.passed_at,
    ).where(standing.c.person_id == _WHOSE),
    select(
        journal.c.kind,
        journal.c.subject,
        _NO_TEXT,
        _NO_NUMBER,
        _NO_NUMBER,
        journal.c.recorded_at,
        _NO_MOMENT,
    ).where(journal.c.person_id == _WHOSE, journal.c.kind.in_(_KINDS)),
    select(
        literal(_ASSESSED),
        journal.c.subject,
        _NO_TEXT,
        _NO_NUMBER,
        _NO_NUMBER,
        journal.c.recorded_at,
        _NO_MOMENT,
    ).where(journal.c.person_id == _WHOSE, passed_by_assessment()),
)


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """What is on record: enrollments, the oldest first, standings by module, trail, pathways completed.

    `is_erased`: the record is closed. A request that was under way must add nothing to it.
    """

    enrollments: Sequence[Enrolled]
    standings: Mapping[str, ModuleStanding]
    trail: Trail
    completed: frozenset[str]
    is_erased: bool = False


def read_place(conn: Connection, person_id: int) -> PersonPlace:
    """Return what the route of one person is made of."""
    enrolled: list[tuple[datetime, int, Enrolled]] = []
    completed: set[str] = set()
    assessed: set[str] = set()
    is_erased = False
    standings: dict[str, ModuleStanding] = {}
    facts: list[tuple[str, str, datetime]] = []
    rows = conn.execute(_PLACE, {"person_id": person_id}).all()
    for kind, subject, state, num, den, at, passed_at in rows:
        if kind == _ENROLLED:
            enrolled.append((at, num, Enrolled(person_id, subject, den, at)))
        elif kind == _STANDS:
            best = None if num is None else Fraction(num, den)
            standings[subject] = ModuleStanding(subject, State(state), best, passed_at, at)
        elif kind == _ASSESSED:
            assessed.add(subject)
        elif kind == FactKind.PATHWAY_COMPLETED:
            completed.add(subject)
        elif kind == FactKind.ERASED:
            is_erased = True
        else:
            facts.append((kind, subject, at))
    enrollments = [one for _at, _id, one in sorted(enrolled, key=lambda one: one[:2])]
    trail = trail_of(facts, assessed)
    return PersonPlace(enrollments, standings, trail, frozenset(completed), is_erased)
