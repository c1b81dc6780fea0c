"""People with an account whom a learner may ask about their work: who leads them, who teaches here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, or_, select

from courseware.permissions import GRANTS, Permission, Role, Scope
from courseware.records.people import person, role_grant, team, team_member

_ASKER: Any = bindparam("asker", type_=BigInteger())


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can sign in and may be asked."""

    id: int
    name: str


def _holders(role_names: list[str], reaches: Any) -> Select[Any]:
    return (
        select(person.c.id, person.c.name)
        .join(role_grant, role_grant.c.person_id == person.c.id)
        .where(
            role_grant.c.role.in_(role_names),
            person.c.disabled_at.is_(None),
            person.c.erased_at.is_(None),
            person.c.id != _ASKER,
            reaches,
        )
        .distinct()
    )


def _statements() -> tuple[Any, Any]:
    mine = team_member.c.person_id == _ASKER
    above = select(team_member.c.team_id.label("id")).where(mine).cte("above", recursive=True)
    above = above.union(
        select(team.c.parent_id)
        .join(above, above.c.id == team.c.id)
        .where(team.c.parent_id.is_not(None))
    )
    is_in_one = select(team_member.c.team_id).where(mine).exists()
    of_team = (role_grant.c.scope == Scope.TEAM) & role_grant.c.scope_id.in_(select(above.c.id))
    of_site = role_grant.c.scope == Scope.SITE
    verifying = [role.value for role, granted in GRANTS.items() if Permission.VERIFY in granted]
    # The reach of a manager is made of teams (records/reach.py); an instructor teaches everybody.
    managers = _holders(verifying, or_(of_team, of_site & is_in_one))
    return managers, _holders([Role.INSTRUCTOR.value], or_(of_team, of_site))


_MANAGERS, _INSTRUCTORS = _statements()


def managers_of(conn: Connection, person_id: int) -> list[Colleague]:
    """Return who with the right to confirm practice reaches a learner, by name; never the learner."""
    return _by_name(conn.execute(_MANAGERS, {"asker": person_id}))


def raters_of(conn: Connection, person_id: int) -> list[Colleague]:
    """Return the managers who reach a learner and the instructors, by name; never the learner."""
    asker = {"asker": person_id}
    return _by_name([*conn.execute(_MANAGERS, asker), *conn.execute(_INSTRUCTORS, asker)])


def _by_name(rows: Any) -> list[Colleague]:
    found = {row.id: row.name for row in rows}
    return [Colleague(*one) for one in sorted(found.items(), key=lambda one: (one[1], one[0]))]
