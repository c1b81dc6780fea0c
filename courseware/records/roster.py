"""The operator's view of people: found by name, and one of them with all that staff can change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Select, or_, select

from courseware.permissions import Role, Scope
from courseware.records.people import fold_name, person, role_grant, team, team_member

SHOWN = 200
"""How many people a list shows at most; a search finds the others."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of people."""

    id: int
    user_name: str
    name: str
    roles: tuple[str, ...]
    teams: tuple[str, ...]
    disabled_at: datetime | None
    has_password: bool

    @property
    def is_disabled(self) -> bool:
        """Say whether their access has ended."""
        return self.disabled_at is not None


class Access(StrEnum):
    """Who of the people may enter; the values stand in addresses."""

    HERE = "here"
    WAITING = "waiting"  # has no password yet
    LEFT = "left"


_ACCESS = {
    Access.HERE: person.c.disabled_at.is_(None),
    Access.WAITING: person.c.disabled_at.is_(None) & person.c.password_hash.is_(None),
    Access.LEFT: person.c.disabled_at.is_not(None),
}


def search_people(
    conn: Connection, typed: str, access: Access | None = None
) -> tuple[Sequence[Listed], bool]:
    """Return people whose names or address hold `typed`, by name, and whether there are more."""
    query = select(person).where(person.c.erased_at.is_(None))
    query = query.order_by(person.c.name, person.c.id).limit(SHOWN + 1)
    if access is not None:
        query = query.where(_ACCESS[access])
    if typed:
        query = query.where(
            or_(
                person.c.name.icontains(typed, autoescape=True),
                person.c.user_name_key.contains(fold_name(typed), autoescape=True),
                person.c.email_key.contains(fold_name(typed), autoescape=True),
            )
        )
    rows = conn.execute(query).all()
    ids = [row.id for row in rows[:SHOWN]]
    roles: dict[int, set[str]] = {}
    for grant in conn.execute(select(role_grant).where(role_grant.c.person_id.in_(ids))):
        roles.setdefault(grant.person_id, set()).add(grant.role)
    teams: dict[int, list[str]] = {}
    for member in conn.execute(_teams().where(team_member.c.person_id.in_(ids))):
        teams.setdefault(member.person_id, []).append(member.name)
    found = [
        Listed(
            id=row.id,
            user_name=row.user_name,
            name=row.name,
            roles=tuple(sorted(roles.get(row.id, ()))),
            teams=tuple(teams.get(row.id, ())),
            disabled_at=row.disabled_at,
            has_password=row.password_hash is not None,
        )
        for row in rows[:SHOWN]
    ]
    return found, len(rows) > SHOWN


def _teams() -> Select[tuple[int, int, str]]:
    """Select who is in which team, by the team's name."""
    return (
        select(team_member.c.person_id, team.c.id, team.c.name)
        .join(team, team.c.id == team_member.c.team_id)
        .order_by(team.c.name)
    )


@dataclass(frozen=True, slots=True)
class Grant:
    """A role of one person; `team` is None when it holds for the whole site."""

    role: Role
    team: str | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person as the operator sees them. Nothing of their record as a learner."""

    id: int
    user_name: str
    name: str
    email: str | None
    time_zone: str
    extra_time: int
    certificate_name: str | None
    certificate_name_confirmed_at: datetime | None
    has_password: bool
    created_at: datetime
    disabled_at: datetime | None
    grants: tuple[Grant, ...]
    teams: tuple[tuple[int, str], ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the roles that were granted, each once, in the order of the enum."""
        held = {grant.role for grant in self.grants}
        return tuple(role for role in Role if role in held)

    def where(self, role: Role) -> tuple[str, ...]:
        """Return the teams for which a role holds; empty when it holds for the whole site."""
        grants = [grant.team for grant in self.grants if grant.role is role]
        return () if None in grants else tuple(sorted(team for team in grants if team))


def find_card(conn: Connection, person_id: int) -> PersonCard | None:
    """Return one person, unless there is none or their data were erased."""
    row = conn.execute(
        select(person).where(person.c.id == person_id, person.c.erased_at.is_(None))
    ).first()
    if row is None:
        return None
    grants = conn.execute(
        select(role_grant.c.role, team.c.name)
        .outerjoin(team, (team.c.id == role_grant.c.scope_id) & (role_grant.c.scope == Scope.TEAM))
        .where(role_grant.c.person_id == person_id)
    ).all()
    teams = conn.execute(_teams().where(team_member.c.person_id == person_id)).all()
    return PersonCard(
        id=row.id,
        user_name=row.user_name,
        name=row.name,
        email=row.email,
        time_zone=row.time_zone,
        extra_time=row.extra_time,
        certificate_name=row.certificate_name,
        certificate_name_confirmed_at=row.certificate_name_confirmed_at,
        has_password=row.password_hash is not None,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        grants=tuple(Grant(Role(grant.role), grant.name) for grant in grants),
        teams=tuple((one.id, one.name) for one in teams),
    )
