"""Whom printed slips are for: what is known of people before a code is made for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from courseware.permissions import Role
from courseware.records.people import person, role_grant, team, team_member
from courseware.records.people_lists import parts_of
from courseware.records.tokens import token

_WAITS = person.c.password_hash.is_(None)
_HERE = person.c.disabled_at.is_(None)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may be given a slip. `works_until`: that of their last link or slip, if it works."""

    id: int
    name: str
    user_name: str
    has_password: bool
    has_left: bool
    is_staff: bool
    works_until: datetime | None


def read_holders(
    conn: Connection, ids: Sequence[int], *, purpose: str, now: datetime
) -> list[Holder]:
    """Return these people by name; those whose data were erased are left out."""
    staff = select(role_grant.c.id).where(role_grant.c.person_id == person.c.id).exists()
    live = (
        select(func.max(token.c.expires_at))
        .where(
            token.c.person_id == person.c.id,
            token.c.purpose == purpose,
            token.c.used_at.is_(None),
            token.c.expires_at > now,
        )
        .scalar_subquery()
    )
    found: list[Holder] = []
    for part in parts_of(ids):
        rows = conn.execute(
            select(
                person.c.id,
                person.c.name,
                person.c.user_name,
                _WAITS.label("waits"),
                person.c.disabled_at,
                staff.label("is_staff"),
                live.label("works_until"),
            ).where(person.c.id.in_(part), person.c.erased_at.is_(None))
        )
        found += [
            Holder(
                row.id,
                row.name,
                row.user_name,
                not row.waits,
                row.disabled_at is not None,
                bool(row.is_staff),
                row.works_until,
            )
            for row in rows
        ]
    return sorted(found, key=lambda one: (one.name, one.id))


def waiting_people(conn: Connection, *conditions: ColumnElement[bool]) -> list[int]:
    """Return who has no password and may sign in once they have one, by name."""
    query = select(person.c.id).where(_WAITS, _HERE, *conditions)
    return list(conn.scalars(query.order_by(person.c.name, person.c.id)))


def waiting_among(conn: Connection, ids: Sequence[int]) -> list[int]:
    """Return those of `ids` who have no password, by name."""
    among = set(ids)
    return [one for one in waiting_people(conn) if one in among]


def waiting_by_team(conn: Connection) -> list[tuple[int, str, list[int]]]:
    """Return (team, name, people without a password by name) of every team that has some."""
    rows = conn.execute(
        select(team.c.id, team.c.name, person.c.id.label("person_id"))
        .join(team_member, team_member.c.team_id == team.c.id)
        .join(person, person.c.id == team_member.c.person_id)
        .where(_WAITS, _HERE)
        .order_by(team.c.name, person.c.name, person.c.id)
    )
    teams: dict[int, tuple[int, str, list[int]]] = {}
    for row in rows:
        teams.setdefault(row.id, (row.id, row.name, []))[2].append(row.person_id)
    return list(teams.values())


def operator_names(conn: Connection) -> list[str]:
    """Return the names of those who operate the site: whom to ask."""
    query = (
        select(person.c.name)
        .join(role_grant, role_grant.c.person_id == person.c.id)
        .where(role_grant.c.role == Role.OPERATOR.value, _HERE)
        .distinct()
        .order_by(person.c.name)
    )
    return list(conn.scalars(query))
