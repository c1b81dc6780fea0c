"""What the reports read: plain selects, a fixed number of statements whatever the number of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Select, and_, literal, or_, select, union_all

from courseware.permissions import GRANTS, Permission, Scope
from courseware.progress.standing import State
from courseware.records.credentials import credential, revocation
from courseware.records.enrollments import enrollment
from courseware.records.journal import journal
from courseware.records.people import person, role_grant, team, team_member
from courseware.records.plans import TRAIL_KINDS, Trail, trail_of
from courseware.records.standings import standing
from courseware.records.versions import module_version


@dataclass(frozen=True, slots=True)
class ReachedTeam:
    """A team within somebody's reach; `parent_id` is the team above, reached or not."""

    id: int
    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class ReachedPerson:
    """A member of one or more reached teams."""

    id: int
    name: str
    team_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reach:
    """The teams that a person may read the records of, and who is in them, both by name."""

    teams: tuple[ReachedTeam, ...]
    people: tuple[ReachedPerson, ...]

    def within(self, team_id: int) -> tuple[ReachedPerson, ...]:
        """Return the people of a team and of the teams below it."""
        below, grew = {team_id}, True
        while grew:
            more = {one.id for one in self.teams if one.parent_id in below}
            grew = not more <= below
            below |= more
        return tuple(one for one in self.people if one.team_ids & below)


def read_reach(conn: Connection, person_id: int, permission: Permission) -> Reach:
    """Return whose records a person may read, in one statement; they themselves are left out.

    The same rule as `reach.reached_members`, which needs three; a test compares the two.
    """
    roles = [role.value for role, granted in GRANTS.items() if permission in granted]
    granted = (
        select(role_grant.c.id)
        .where(
            role_grant.c.person_id == person_id,
            role_grant.c.role.in_(roles),
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
        select(team_member.c.team_id, person.c.id, person.c.name)
        .join(person, person.c.id == team_member.c.person_id)
        .where(person.c.id != person_id, person.c.erased_at.is_(None))
        .subquery()
    )
    rows = conn.execute(
        select(reached, members.c.id.label("member_id"), members.c.name.label("member"))
        .outerjoin(members, members.c.team_id == reached.c.id)
        .order_by(members.c.name, members.c.id)
    ).all()
    teams = {row.id: ReachedTeam(row.id, row.name, row.parent_id) for row in rows}
    people: dict[int, tuple[str, set[int]]] = {}
    for row in rows:
        if row.member_id is not None:
            people.setdefault(row.member_id, (row.member, set()))[1].add(row.id)
    return Reach(
        tuple(sorted(teams.values(), key=lambda one: one.name)),
        tuple(ReachedPerson(one, name, frozenset(ids)) for one, (name, ids) in people.items()),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """What a report needs of one person beside the standings.

    The trail leaves out modules that are passed: nothing of a route depends on it any more, and
    they are by far most of what people read.
    """

    trail: Trail = field(default_factory=Trail)
    enrolled: frozenset[str] = frozenset()  # pathways
    certified: Mapping[str, datetime] = field(default_factory=dict)  # pathway → issued at


_ENROLLED, _CERTIFIED = "enrollment", "credential"


def read_progress_of(conn: Connection, people: Sequence[int]) -> dict[int, Progress]:
    """Return trails, enrollments and valid certificates of several people in one statement."""
    about = union_all(
        _trails(people),
        select(
            enrollment.c.person_id,
            literal(_ENROLLED),
            enrollment.c.pathway,
            enrollment.c.enrolled_at,
        ).where(enrollment.c.person_id.in_(people)),
        select(
            credential.c.person_id,
            literal(_CERTIFIED),
            credential.c.pathway,
            credential.c.issued_at,
        )
        .outerjoin(revocation, revocation.c.credential_id == credential.c.id)
        .where(
            credential.c.person_id.in_(people),
            credential.c.level == "",
            revocation.c.credential_id.is_(None),
        ),
    )
    rows: dict[int, list[tuple[str, str, datetime]]] = {one: [] for one in people}
    for person_id, kind, subject, at in conn.execute(about):
        rows[person_id].append((kind, subject, at))
    return {one: _progress(found) for one, found in rows.items()}


def _trails(people: Sequence[int]) -> Select[tuple[int, str, str, datetime]]:
    """Select the facts about modules that are begun and not passed.

    The begun modules are found first: few of a person's facts are about one of them.
    """
    begun = (
        select(standing.c.person_id, standing.c.module)
        .where(standing.c.person_id.in_(people), standing.c.state == State.IN_PROGRESS)
        .cte("begun")
        .prefix_with("MATERIALIZED")
    )
    slug, subject = begun.c.module, journal.c.subject
    is_about = or_(subject == slug, subject.like(slug.concat("/%")))
    return (
        select(journal.c.person_id, journal.c.kind, journal.c.subject, journal.c.recorded_at)
        .join(begun, and_(begun.c.person_id == journal.c.person_id, is_about))
        .where(journal.c.kind.in_(TRAIL_KINDS))
    )


def _progress(rows: Sequence[tuple[str, str, datetime]]) -> Progress:
    return Progress(
        trail=trail_of(row for row in rows if row[0] not in {_ENROLLED, _CERTIFIED}),
        enrolled=frozenset(subject for kind, subject, _at in rows if kind == _ENROLLED),
        certified={subject: at for kind, subject, at in rows if kind == _CERTIFIED},
    )


def read_names(conn: Connection, people: Sequence[int]) -> dict[int, str]:
    """Return the names of several people."""
    rows = conn.execute(select(person.c.id, person.c.name).where(person.c.id.in_(people)))
    return {row.id: row.name for row in rows}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version of a module; `by` is None when a command published it."""

    number: int
    published_at: datetime
    by: str | None
    reason: str
    digest: str


def read_versions(conn: Connection, module: str) -> Sequence[VersionRow]:
    """Return the versions of a module, newest first."""
    version = module_version.c
    rows = conn.execute(
        select(version.number, version.published_at, person.c.name, version.reason, version.digest)
        .outerjoin(person, person.c.id == version.published_by)
        .where(version.module == module)
        .order_by(version.number.desc())
    )
    return [VersionRow(*row) for row in rows]
