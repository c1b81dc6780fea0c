"""Who decides on a person's request: whoever with the right stands nearest above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, literal, select, union_all

from courseware.permissions import GRANTS, Permission, Scope
from courseware.records.people import person, role_grant, team, team_member

_LEVELS = 50
"""Teams above each other that are looked through; a ring of teams ends here."""
_SITE, _OPERATES = _LEVELS + 1, _LEVELS + 2
_ASKER: Any = bindparam("asker", type_=BigInteger())


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who decides: a manager, or an operator where no manager reaches the person."""

    id: int
    name: str
    is_operator: bool


def _roles(permission: Permission) -> list[str]:
    return [role.value for role, granted in GRANTS.items() if permission in granted]


def _holders(permission: Permission, distance: Any) -> Select[Any]:
    """Select who has a role with this right and can sign in; the asker never decides."""
    return (
        select(person.c.id, person.c.name, distance.label("distance"))
        .join(role_grant, role_grant.c.person_id == person.c.id)
        .where(
            role_grant.c.role.in_(_roles(permission)),
            person.c.disabled_at.is_(None),
            person.c.erased_at.is_(None),
            person.c.id != _ASKER,
        )
    )


def _statement() -> Any:
    mine = team_member.c.person_id == _ASKER
    own = select(team_member.c.team_id.label("id"), literal(0).label("distance")).where(mine)
    above = own.cte("above", recursive=True)
    above = above.union(
        select(team.c.parent_id, above.c.distance + 1)
        .join(above, above.c.id == team.c.id)
        .where(team.c.parent_id.is_not(None), above.c.distance < _LEVELS)
    )
    of_team = _holders(Permission.ENROLL, above.c.distance).join(
        above, (role_grant.c.scope == Scope.TEAM) & (role_grant.c.scope_id == above.c.id)
    )
    # The reach of a manager is made of teams: whoever is in none is reached by operators only.
    of_site = _holders(Permission.ENROLL, literal(_SITE)).where(
        role_grant.c.scope == Scope.SITE, select(team_member.c.team_id).where(mine).exists()
    )
    operators = _holders(Permission.MANAGE_PEOPLE, literal(_OPERATES))
    return union_all(of_team, of_site, operators)


_DECIDERS = _statement()


def read_deciders(conn: Connection, person_id: int) -> tuple[Decider, ...]:
    """Return who decides for a person, by name, in one statement.

    The managers of the nearest team that has one; else those of the whole site; else the operators.
    Empty only where nobody else of the kind can sign in.
    """
    rows = conn.execute(_DECIDERS, {"asker": person_id}).all()
    nearest = min((row.distance for row in rows), default=None)
    found = {row.id: row.name for row in rows if row.distance == nearest}
    by_name = sorted(found.items(), key=lambda one: (one[1], one[0]))
    return tuple(Decider(one, name, nearest == _OPERATES) for one, name in by_name)
