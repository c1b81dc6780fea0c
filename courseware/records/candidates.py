"""Whom the enrollment of a team would put on a pathway."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from courseware.records.enrollments import enrollment
from courseware.records.people import person, team, team_member


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of a team. `is_here`: they may sign in; `is_on`: they are on the pathway already."""

    id: int
    name: str
    is_here: bool
    is_on: bool


def members_of(teams: Collection[int]) -> Select[Any]:
    """Select the ids of those who are in one of these teams."""
    return select(team_member.c.person_id).where(team_member.c.team_id.in_(sorted(teams)))


def read_candidates(
    conn: Connection, teams: Collection[int], pathway: str, *, without: int | None = None
) -> Sequence[Candidate]:
    """Return the members of teams, each once, by name; the erased are nobody, nor is `without`."""
    on = select(enrollment.c.person_id).where(enrollment.c.pathway == pathway)
    query = (
        select(
            person.c.id,
            person.c.name,
            person.c.disabled_at.is_(None).label("is_here"),
            person.c.id.in_(on).label("is_on"),
        )
        .where(person.c.id.in_(members_of(teams)), person.c.erased_at.is_(None))
        .order_by(person.c.name, person.c.id)
    )
    if without is not None:
        query = query.where(person.c.id != without)
    rows = conn.execute(query)
    return [Candidate(row.id, row.name, bool(row.is_here), bool(row.is_on)) for row in rows]


def still_here(conn: Connection, people: Sequence[int]) -> dict[int, str]:
    """Return id → name of those who are neither disabled nor erased."""
    rows = conn.execute(
        select(person.c.id, person.c.name).where(
            person.c.id.in_(people), person.c.disabled_at.is_(None), person.c.erased_at.is_(None)
        )
    )
    return {row.id: row.name for row in rows}


def teams_of_people(conn: Connection, people: Sequence[int]) -> dict[int, list[str]]:
    """Return id → names of the teams that somebody is in; nothing for who is in none."""
    rows = conn.execute(
        select(team_member.c.person_id, team.c.name)
        .join(team, team.c.id == team_member.c.team_id)
        .where(team_member.c.person_id.in_(people))
        .order_by(team.c.name)
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row.name)
    return found
