"""Persons and what they are here: role grants and teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.joining.folding import fold_name as fold_name  # noqa: PLC0414 - the faces ask here
from courseware.permissions import Permission, Role, permissions_of
from courseware.records.base import Base, table_of


class Person(Base):
    """Somebody who signs in. E-mail is optional; a user name may be an employee number."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_name: Mapped[str]
    user_name_key: Mapped[str] = mapped_column(unique=True)  # folded, what sign-in looks up
    email: Mapped[str | None]
    email_key: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]  # how the site addresses the person
    certificate_name: Mapped[str | None]
    certificate_name_confirmed_at: Mapped[datetime | None]
    password_hash: Mapped[str | None]  # None: nobody can sign in with a password yet
    job_role: Mapped[str] = mapped_column(default="")
    site: Mapped[str] = mapped_column(default="")
    shift: Mapped[str] = mapped_column(default="")
    line: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date | None]
    time_zone: Mapped[str] = mapped_column(default="UTC")
    locale: Mapped[str] = mapped_column(default="en")
    text_size: Mapped[str] = mapped_column(default="normal", server_default="normal")
    extra_time: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # percent more, where a clock runs
    email_confirmed_at: Mapped[datetime | None]  # by a link that was sent to it
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class RoleGrant(Base):
    """A role that somebody gave to a person, for the site or for one team."""

    __tablename__ = "role_grant"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    scope: Mapped[str]
    scope_id: Mapped[int] = mapped_column(default=0)  # team id; 0 for the site
    granted_at: Mapped[datetime]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    __table_args__ = (UniqueConstraint("person_id", "role", "scope", "scope_id"),)


class Team(Base):
    """People who work together; a team may stand below another."""

    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    created_at: Mapped[datetime]


class TeamMember(Base):
    """Who belongs to a team since when."""

    __tablename__ = "team_member"
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    joined_at: Mapped[datetime]
    __table_args__ = (Index("ix_team_member_person_id", "person_id"),)


person = table_of(Person)
role_grant = table_of(RoleGrant)
team = table_of(Team)
team_member = table_of(TeamMember)


@dataclass(frozen=True, slots=True)
class Who:
    """The person behind a request, with all that a page needs to know of them."""

    id: int
    user_name: str
    name: str
    certificate_name: str | None
    certificate_name_confirmed_at: datetime | None
    time_zone: str
    locale: str
    roles: frozenset[Role]
    text_size: str = "normal"
    idle_after: int | None = None
    """Seconds without a request that end a sign-in on a shared terminal; None on a device of one's own."""
    unread: int = 0
    """How many letters in the inbox are unread."""
    extra_time: int = 0
    """How much longer clocks run for them, in percent."""

    def may(self, permission: Permission) -> bool:
        """Say whether any of the person's roles grants `permission`."""
        return permission in permissions_of(self.roles)


@dataclass(frozen=True, slots=True)
class Account:
    """What sign-in needs of a person."""

    id: int
    password_hash: str | None
    is_disabled: bool


_KEY: Any = bindparam("key", type_=Text())
_ACCOUNT = (
    select(person.c.id, person.c.password_hash, person.c.disabled_at)
    .where(or_(person.c.user_name_key == _KEY, person.c.email_key == _KEY))
    .order_by(person.c.user_name_key != _KEY)  # a user name wins over somebody's address
    .limit(1)
)


def find_account(conn: Connection, typed: str) -> Account | None:
    """Return the account with this user name or e-mail address."""
    row = conn.execute(_ACCOUNT, {"key": fold_name(typed)}).first()
    return None if row is None else Account(row.id, row.password_hash, row.disabled_at is not None)


_EXTRA_TIME = select(person.c.erased_at, person.c.extra_time).where(
    person.c.id == bindparam("person_id")
)


def read_extra_time(conn: Connection, person_id: int) -> int | None:
    """Return how much longer clocks run for a person, in percent; None once their data were erased.

    One statement for both, because a start under the learner's lock asks both.
    """
    row = conn.execute(_EXTRA_TIME, {"person_id": person_id}).one()
    return None if row.erased_at is not None else int(row.extra_time)


_ERASED = select(person.c.erased_at).where(person.c.id == bindparam("person_id"))


def is_erased(conn: Connection, person_id: int) -> bool:
    """Say whether a person's data were erased; asked under the learner's lock it stays true."""
    return conn.execute(_ERASED, {"person_id": person_id}).scalar() is not None


def is_disabled(conn: Connection, person_id: int) -> bool:
    """Say whether a person cannot sign in any more."""
    query = select(person.c.disabled_at).where(person.c.id == person_id)
    return conn.execute(query).scalar() is not None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the operator's list of people."""

    id: int
    user_name: str
    name: str
    email: str | None
    roles: tuple[str, ...]
    teams: tuple[str, ...]
    is_disabled: bool


def list_people(conn: Connection, *, limit: int = 500) -> Sequence[PersonRow]:
    """Return people by name with their roles and teams."""
    query = select(person).where(person.c.erased_at.is_(None))
    rows = conn.execute(query.order_by(person.c.name, person.c.id).limit(limit)).all()
    ids = [row.id for row in rows]
    roles: dict[int, set[str]] = {}
    for grant in conn.execute(select(role_grant).where(role_grant.c.person_id.in_(ids))):
        roles.setdefault(grant.person_id, set()).add(grant.role)
    teams: dict[int, list[str]] = {}
    members = (
        select(team_member.c.person_id, team.c.name)
        .join(team, team.c.id == team_member.c.team_id)
        .where(team_member.c.person_id.in_(ids))
        .order_by(team.c.name)
    )
    for member in conn.execute(members):
        teams.setdefault(member.person_id, []).append(member.name)
    return [
        PersonRow(
            row.id,
            row.user_name,
            row.name,
            row.email,
            tuple(sorted(roles.get(row.id, ()))),
            tuple(teams.get(row.id, ())),
            row.disabled_at is not None,
        )
        for row in rows
    ]


def list_teams(conn: Connection) -> Sequence[tuple[int, str, int | None, int]]:
    """Return (id, name, parent id, number of members) of every team, by name."""
    from_members = select(team_member.c.team_id, team_member.c.person_id)
    counts: dict[int, int] = {}
    for row in conn.execute(from_members):
        counts[row.team_id] = counts.get(row.team_id, 0) + 1
    teams = conn.execute(select(team).order_by(team.c.name))
    return [(row.id, row.name, row.parent_id, counts.get(row.id, 0)) for row in teams]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the people of a demonstration, for its sign-in page."""

    user_name: str
    name: str
    story: str


DEMO_MARK = "demo:"


def demo_people(conn: Connection) -> Sequence[DemoPerson]:
    """Return the demo people in the order in which they were added; none on a real site."""
    rows = conn.execute(
        select(person.c.user_name, person.c.name, person.c.job_role)
        .where(person.c.job_role.startswith(DEMO_MARK))
        .order_by(person.c.id)
    )
    return [
        DemoPerson(row.user_name, row.name, row.job_role.removeprefix(DEMO_MARK)) for row in rows
    ]
