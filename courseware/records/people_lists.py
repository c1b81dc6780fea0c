"""Many people at once: all that a list is compared with, and writes of a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update

from courseware.joining.folding import fold_name
from courseware.joining.people_plan import Known, KnownPerson
from courseware.permissions import Role
from courseware.records.enrollments import enrollment
from courseware.records.journal import GENESIS, canonical, learner
from courseware.records.people import DEMO_MARK, person, role_grant, team, team_member
from courseware.records.sign_ins import sign_in
from courseware.records.work import audit

T = TypeVar("T")
AT_ONCE = 1_000
"""How many ids one statement names: databases have a limit."""


def parts_of(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts for one statement each."""
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def queue_for_lists(conn: Connection) -> None:
    """Wait until no other transaction imports a list; SQLite's writers queue anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(literal(7_210))))


def read_known(conn: Connection, pathways: Mapping[str, str]) -> Known:
    """Return everybody and all teams in five statements; `pathways` (id → title) are published."""
    members: dict[int, set[int]] = defaultdict(set)
    for row in conn.execute(select(team_member.c.person_id, team_member.c.team_id)):
        members[row.person_id].add(row.team_id)
    enrolled: dict[int, set[str]] = defaultdict(set)
    for row in conn.execute(select(enrollment.c.person_id, enrollment.c.pathway)):
        enrolled[row.person_id].add(row.pathway)
    operates = select(role_grant.c.person_id).where(role_grant.c.role == Role.OPERATOR.value)
    operators = frozenset(conn.scalars(operates))
    people = conn.execute(select(person).order_by(person.c.name, person.c.id)).all()
    teams = conn.execute(select(team.c.id, team.c.name).order_by(team.c.name)).all()
    return Known(
        tuple(
            KnownPerson(
                id=row.id,
                user_name=row.user_name,
                name=row.name,
                email=row.email or "",
                job_role="" if row.job_role.startswith(DEMO_MARK) else row.job_role,
                site=row.site,
                shift=row.shift,
                line=row.line,
                started_on=row.started_on,
                time_zone=row.time_zone,
                left_on=None if row.disabled_at is None else row.disabled_at.date(),
                is_operator=row.id in operators,
                is_erased=row.erased_at is not None,
                teams=frozenset(members.get(row.id, ())),
                pathways=frozenset(enrolled.get(row.id, ())),
            )
            for row in people
        ),
        {row.id: row.name for row in teams},
        pathways,
    )


def add_people(conn: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Store new people with an empty record each; returns their ids in the order of `rows`."""
    ids: dict[str, int] = {}
    for part in parts_of(rows):
        added = conn.execute(
            insert(person).returning(person.c.id, person.c.user_name_key), list(part)
        )
        ids.update({key: person_id for person_id, key in added})
    in_order = [ids[row["user_name_key"]] for row in rows]
    if in_order:
        chains = [{"person_id": one, "seq": 0, "head": GENESIS} for one in in_order]
        conn.execute(insert(learner), chains)
    return in_order


def change_people(conn: Connection, changes: Sequence[tuple[int, dict[str, Any]]]) -> None:
    """Store what differs: (person, column → value). One statement for each set of columns.

    Addresses that change are given up first, so that two people may swap theirs.
    """
    readdressed = [person_id for person_id, values in changes if "email" in values]
    for part in parts_of(readdressed):
        conn.execute(
            update(person)
            .where(person.c.id.in_(part))
            .values(email=None, email_key=None, email_confirmed_at=None)
        )
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for person_id, values in changes:
        stored = dict(values)
        if "email" in values:
            stored["email_key"] = fold_name(values["email"])
        row = {f"new_{column}": value for column, value in stored.items()}
        alike[tuple(sorted(stored))].append({"whose": person_id, **row})
    for columns, rows in alike.items():
        new: dict[str, Any] = {column: bindparam(f"new_{column}") for column in columns}
        whose = (person.c.id == bindparam("whose"), person.c.erased_at.is_(None))
        conn.execute(update(person).where(*whose).values(new), rows)


def change_members(
    conn: Connection,
    joined: Sequence[tuple[int, int]],
    left: Sequence[tuple[int, int]],
    *,
    now: datetime,
) -> None:
    """Put people in teams and take them out; both lists are of (person, team)."""
    if left:
        conn.execute(
            delete(team_member).where(
                team_member.c.person_id == bindparam("whose"),
                team_member.c.team_id == bindparam("where"),
            ),
            [{"whose": person_id, "where": team_id} for person_id, team_id in left],
        )
    if joined:
        conn.execute(
            insert(team_member),
            [
                {"person_id": person_id, "team_id": team_id, "joined_at": now}
                for person_id, team_id in joined
            ],
        )


def end_access(conn: Connection, ids: Sequence[int], *, now: datetime) -> None:
    """Disable people and end their sign-ins; `operations.staff.disable_person` does it for one."""
    for part in parts_of(ids):
        conn.execute(
            update(person)
            .where(person.c.id.in_(part), person.c.disabled_at.is_(None))
            .values(disabled_at=now)
        )
        conn.execute(
            update(sign_in)
            .where(sign_in.c.person_id.in_(part), sign_in.c.ended_at.is_(None))
            .values(ended_at=now)
        )


def give_access_back(conn: Connection, ids: Sequence[int]) -> None:
    """Let people sign in again; erased people stay away."""
    for part in parts_of(ids):
        conn.execute(
            update(person)
            .where(person.c.id.in_(part), person.c.erased_at.is_(None))
            .values(disabled_at=None)
        )


def note_many(
    conn: Connection,
    entries: Iterable[tuple[str, int, dict[str, str]]],
    *,
    by_person: int | None,
    now: datetime,
) -> None:
    """Write down what staff did to many people: (action, person, details)."""
    rows = [
        {
            "at": now,
            "by_person": by_person,
            "action": action,
            "subject": f"person:{person_id}",
            "details": canonical(details),
        }
        for action, person_id, details in entries
    ]
    if rows:
        conn.execute(insert(audit), rows)
