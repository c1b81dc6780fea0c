"""Who may see something of a person today: the way of `reach.py` walked from the other end.

A test compares the two on the same teams.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, and_, bindparam, case, or_, select

from courseware.permissions import GRANTS, Permission, Scope
from courseware.records.people import person, role_grant, team, team_member
from courseware.sights import SIGHTS, Over


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody whose role reaches over the person. `team`: the team it holds for, "" for the site."""

    id: int
    name: str
    role: str
    team: str


_MEMBER: Any = bindparam("member", type_=BigInteger())


def _statement() -> Select[Any]:
    """Select the grants of others that may reach a member; `is_in_reach` as a member of teams."""
    columns = (team.c.id, team.c.parent_id)
    mine = (
        select(*columns)
        .join(team_member, team_member.c.team_id == team.c.id)
        .where(team_member.c.person_id == _MEMBER)
        .cte("above", recursive=True)
    )
    above = mine.union(select(*columns).join(mine, mine.c.parent_id == team.c.id))
    is_member = select(team_member.c.team_id).where(team_member.c.person_id == _MEMBER).exists()
    is_site = role_grant.c.scope == Scope.SITE
    is_above = and_(role_grant.c.scope == Scope.TEAM, role_grant.c.scope_id.in_(select(above.c.id)))
    in_reach = or_(and_(is_site, is_member), is_above)
    return (
        select(
            person.c.id,
            person.c.name,
            role_grant.c.role,
            case((is_site, ""), else_=team.c.name).label("team"),
            case((in_reach, 1), else_=0).label("is_in_reach"),
        )
        .select_from(role_grant)
        .join(person, person.c.id == role_grant.c.person_id)
        .outerjoin(team, and_(role_grant.c.scope == Scope.TEAM, team.c.id == role_grant.c.scope_id))
        .where(
            person.c.id != _MEMBER,
            person.c.disabled_at.is_(None),
            person.c.erased_at.is_(None),
            or_(in_reach, role_grant.c.role.in_(bindparam("roles", expanding=True))),
        )
        .order_by(person.c.name, person.c.id)
    )


_WATCHERS = _statement()


def read_watchers(conn: Connection, member_id: int) -> Mapping[Permission, Sequence[Watcher]]:
    """Return, for each permission that shows something of others, who holds it over this person.

    In one statement. Whoever cannot sign in sees nothing and is left out.
    """
    rows = conn.execute(_WATCHERS, {"member": member_id, "roles": _roles_over_all()}).all()
    found: dict[Permission, list[Watcher]] = {}
    for permission, sight in SIGHTS.items():
        if sight.over is Over.NOBODY:
            continue
        roles = {role.value for role, granted in GRANTS.items() if permission in granted}
        found[permission] = [
            Watcher(row.id, row.name, row.role, row.team)
            for row in rows
            if row.role in roles and (row.is_in_reach or sight.over is Over.EVERYBODY)
        ]
    return found


def _roles_over_all() -> list[str]:
    return [
        role.value
        for role, granted in GRANTS.items()
        if any(SIGHTS[one].over is Over.EVERYBODY for one in granted)
    ]
