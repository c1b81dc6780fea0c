"""Whose rows a person may load. Records are looked up among these, so others' do not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from courseware.permissions import GRANTS, Permission, Scope
from courseware.records.people import person, role_grant, team, team_member


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody within a manager's reach."""

    id: int
    name: str
    user_name: str
    teams: tuple[str, ...]


def reached_teams(conn: Connection, person_id: int, permission: Permission) -> dict[int, str]:
    """Return (id → name) of the teams for which a person holds `permission`, teams below included."""
    roles = [role.value for role, granted in GRANTS.items() if permission in granted]
    grants = conn.execute(
        select(role_grant.c.scope, role_grant.c.scope_id).where(
            role_grant.c.person_id == person_id, role_grant.c.role.in_(roles)
        )
    ).all()
    teams = conn.execute(select(team.c.id, team.c.name, team.c.parent_id)).all()
    if any(grant.scope == Scope.SITE for grant in grants):
        return {row.id: row.name for row in teams}
    reached = {grant.scope_id for grant in grants if grant.scope == Scope.TEAM}
    grew = True
    while grew:
        below = {row.id for row in teams if row.parent_id in reached}
        grew = not below <= reached
        reached |= below
    return {row.id: row.name for row in teams if row.id in reached}


def reached_members(conn: Connection, person_id: int, permission: Permission) -> Sequence[Member]:
    """Return the members of those teams, by name; the person asking is left out."""
    teams = reached_teams(conn, person_id, permission)
    if not teams:
        return []
    rows = conn.execute(
        select(person.c.id, person.c.name, person.c.user_name, team_member.c.team_id)
        .join(team_member, team_member.c.person_id == person.c.id)
        .where(
            team_member.c.team_id.in_(teams), person.c.id != person_id, person.c.erased_at.is_(None)
        )
        .order_by(person.c.name, person.c.id)
    ).all()
    found: dict[int, Member] = {}
    for row in rows:
        names = (*(found[row.id].teams if row.id in found else ()), teams[row.team_id])
        found[row.id] = Member(row.id, row.name, row.user_name, tuple(sorted(names)))
    return list(found.values())


def reach_member(
    conn: Connection, person_id: int, permission: Permission, member_id: int
) -> Member | None:
    """Return one member if the person may see their records, else None."""
    members = reached_members(conn, person_id, permission)
    return next((member for member in members if member.id == member_id), None)
