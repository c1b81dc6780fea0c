"""Whose rows a person may load. Records are looked up among these, so others' do not exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from courseware.permissions import GRANTS, Permission, Scope
from courseware.records.people import person, role_grant, team, team_member


@dataclass(frozen=True, slots=True)
class ReachedTeam:
    """A team within somebody's reach; `parent_id` is the team above, reached or not."""

    id: int
    name: str
    parent_id: int | None


class ReachedPerson(NamedTuple):
    """A member of one or more reached teams."""

    id: int
    name: str
    team_ids: frozenset[int]
    left_at: datetime | None = None  # since when they cannot sign in


def ids_below(teams: Iterable[ReachedTeam], team_id: int) -> frozenset[int]:
    """Return the ids of a team and of those of `teams` that stand below it."""
    known = tuple(teams)
    below, grew = {team_id}, True
    while grew:
        more = {one.id for one in known if one.parent_id in below}
        grew = not more <= below
        below |= more
    return frozenset(below)


@dataclass(frozen=True, slots=True)
class Reach:
    """The teams that a person may read the records of, and who is in them, both by name.

    `left` are members who cannot sign in any more. Their records may be read until they are taken
    out of the team or erased, but they are not among the people whom a manager still leads.
    """

    teams: tuple[ReachedTeam, ...]
    people: tuple[ReachedPerson, ...]
    left: tuple[ReachedPerson, ...] = ()

    def below(self, team_id: int) -> frozenset[int]:
        """Return the ids of a team and of the teams below it."""
        return ids_below(self.teams, team_id)

    def within(self, team_id: int) -> tuple[ReachedPerson, ...]:
        """Return the people of a team and of the teams below it."""
        below = self.below(team_id)
        return tuple(one for one in self.people if one.team_ids & below)

    def teams_of(self, one: ReachedPerson) -> list[str]:
        """Return the names of somebody's teams, as far as they are within reach."""
        return [each.name for each in self.teams if each.id in one.team_ids]


def _statement(*, is_one_person: bool) -> Select[int, str, int | None, int, str, datetime | None]:
    """Select the reached teams with their members, or with one member, teams below included."""
    granted = (
        select(role_grant.c.id)
        .where(
            role_grant.c.person_id == bindparam("asking"),
            role_grant.c.role.in_(bindparam("roles", expanding=True)),
            or_(
                role_grant.c.scope == Scope.SITE,
                and_(role_grant.c.scope == Scope.TEAM, role_grant.c.scope_id == team.c.id),
            ),
        )
        .exists()
    )
    columns = (team.c.id, team.c.name, team.c.parent_id)
    top = select(*columns).where(granted).cte("reached", recursive=True)
    reached = top.union(select(*columns).join(top, team.c.parent_id == top.c.id))
    members = (
        select(team_member.c.team_id, person.c.id, person.c.name, person.c.disabled_at)
        .join(person, person.c.id == team_member.c.person_id)
        .where(person.c.id != bindparam("asking"), person.c.erased_at.is_(None))
    )
    if is_one_person:
        members = members.where(person.c.id == bindparam("member"))
    found = members.subquery()
    return (
        select(reached, found.c.id, found.c.name, found.c.disabled_at)
        .outerjoin(found, found.c.team_id == reached.c.id)
        .order_by(found.c.name, found.c.id)
    )


_EVERYBODY = _statement(is_one_person=False)
_ONE_PERSON = _statement(is_one_person=True)


def _roles(permission: Permission) -> list[str]:
    return [role.value for role, granted in GRANTS.items() if permission in granted]


def read_reach(conn: Connection, person_id: int, permission: Permission) -> Reach:
    """Return whose records a person may read, in one statement; they themselves are left out."""
    values = {"asking": person_id, "roles": _roles(permission)}
    return _reach(conn.execute(_EVERYBODY, values))


def reach_member(
    conn: Connection, person_id: int, permission: Permission, member_id: int
) -> tuple[Reach, ReachedPerson] | None:
    """Return one member within the same reach, None if the person may not see their records."""
    values = {"asking": person_id, "roles": _roles(permission), "member": member_id}
    reach = _reach(conn.execute(_ONE_PERSON, values))
    found = reach.people or reach.left
    return (reach, found[0]) if found else None


def _reach(
    rows: Iterable[tuple[int, str, int | None, int | None, str | None, datetime | None]],
) -> Reach:
    teams: dict[int, ReachedTeam] = {}
    people: dict[int, tuple[str, set[int], datetime | None]] = {}
    for team_id, team_name, parent_id, member_id, name, left_at in rows:
        if team_id not in teams:
            teams[team_id] = ReachedTeam(team_id, team_name, parent_id)
        if member_id is not None:
            people.setdefault(member_id, (name or "", set(), left_at))[1].add(team_id)
    members = [
        ReachedPerson(one, name, frozenset(ids), left_at)
        for one, (name, ids, left_at) in people.items()
    ]
    return Reach(
        tuple(sorted(teams.values(), key=lambda one: (one.name, one.id))),
        tuple(one for one in members if one.left_at is None),
        tuple(one for one in members if one.left_at is not None),
    )
