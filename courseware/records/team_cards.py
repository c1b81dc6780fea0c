"""What the operator's page of a team shows: the teams around it, its people, what they are on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, literal, null, select, union_all

from courseware.permissions import GRANTS, Permission, Scope
from courseware.records.candidates import members_of
from courseware.records.enrollments import enrollment
from courseware.records.people import person, role_grant, team
from courseware.records.reach import ReachedTeam


def read_teams(conn: Connection) -> tuple[ReachedTeam, ...]:
    """Return every team, by name."""
    rows = conn.execute(select(team.c.id, team.c.name, team.c.parent_id).order_by(team.c.name))
    return tuple(ReachedTeam(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team, or its manager. `is_here`: they may sign in."""

    id: int
    name: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class TeamPeople:
    """Who is in a team, who manages it, and how many of it and of the teams below are on what."""

    members: Sequence[Member]
    managers: Sequence[Member]
    on_pathways: dict[str, int]


def _counts(teams: Collection[int]) -> Select[Any]:
    """Select pathway and number of people of these teams that are on it, shaped as the others."""
    return (
        select(
            literal("pathway"), null(), enrollment.c.pathway, null(),
            func.count(enrollment.c.person_id.distinct()),
        )
        .join(person, person.c.id == enrollment.c.person_id)
        .where(enrollment.c.person_id.in_(members_of(teams)), person.c.erased_at.is_(None))
        .group_by(enrollment.c.pathway)
    )  # fmt: skip


def read_team_people(conn: Connection, team_id: int, below: Collection[int]) -> TeamPeople:
    """Return the people of one team in one statement. Nothing of anybody's progress is read."""
    roles = [one.value for one, granted in GRANTS.items() if Permission.READ_RECORDS in granted]
    kind, nothing = literal("member").label("kind"), null().label("number")
    members = select(kind, person.c.id, person.c.name, person.c.disabled_at, nothing).where(
        person.c.id.in_(members_of([team_id])), person.c.erased_at.is_(None)
    )
    managers = (
        select(literal("manager"), person.c.id, person.c.name, person.c.disabled_at, null())
        .join(role_grant, role_grant.c.person_id == person.c.id)
        .where(
            role_grant.c.role.in_(roles),
            role_grant.c.scope == Scope.TEAM,
            role_grant.c.scope_id == team_id,
            person.c.erased_at.is_(None),
        )
    )
    rows = conn.execute(union_all(members, managers, _counts(below))).all()
    people = sorted((row for row in rows if row.kind != "pathway"), key=lambda row: row.name)
    found = [(row.kind, Member(row.id, row.name, row.disabled_at is None)) for row in people]
    return TeamPeople(
        [one for kind_of, one in found if kind_of == "member"],
        [one for kind_of, one in found if kind_of == "manager"],
        {row.name: row.number for row in rows if row.kind == "pathway"},
    )
