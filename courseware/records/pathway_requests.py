"""Requests for pathways: a person's own, those within somebody's reach, and all of a site."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from courseware.joining.asking import Outcome
from courseware.records.boards import most_used
from courseware.records.people import person, team_member
from courseware.records.requests import pathway_request

SHOWN = 200
"""How many requests a page shows at most, open ones first; deciding makes room for the others."""

_decider = person.alias("decider")
_IS_HERE = and_(person.c.disabled_at.is_(None), person.c.erased_at.is_(None))


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `by_name` is who decided; None while it is open, or when nobody had to."""

    id: int
    person_id: int
    name: str
    pathway: str
    asked_at: datetime
    decided_at: datetime | None
    by_name: str | None
    outcome: Outcome

    @property
    def is_open(self) -> bool:
        """Say whether it waits for an answer."""
        return self.decided_at is None


def _asked() -> Select[Any]:
    return (
        select(
            pathway_request.c.id,
            pathway_request.c.person_id,
            person.c.name,
            pathway_request.c.pathway,
            pathway_request.c.asked_at,
            pathway_request.c.decided_at,
            _decider.c.name.label("by_name"),
            pathway_request.c.outcome,
        )
        .join(person, person.c.id == pathway_request.c.person_id)
        .outerjoin(_decider, _decider.c.id == pathway_request.c.decided_by)
    )


def _read(conn: Connection, query: Select[Any]) -> list[Asked]:
    rows = conn.execute(query).mappings()
    return [Asked(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows]


def read_last_requests(
    conn: Connection, person_id: int, *, pathway: str | None = None
) -> dict[str, Asked]:
    """Return pathway → the newest request of a person for it, for all or for one pathway."""
    mine = pathway_request.c.person_id == person_id
    if pathway is not None:
        mine = and_(mine, pathway_request.c.pathway == pathway)
    found = _read(conn, _asked().where(mine).order_by(pathway_request.c.id))
    return {one.pathway: one for one in found}


def find_request(conn: Connection, request_id: int) -> Asked | None:
    """Return one request; that of somebody who left or was erased does not exist."""
    found = _read(conn, _asked().where(pathway_request.c.id == request_id, _IS_HERE))
    return found[0] if found else None


def add_request(conn: Connection, *, person_id: int, pathway: str, now: datetime) -> int:
    """Store a new open request and return its id; the unique index is the fence behind the lock."""
    statement = insert(pathway_request).values(person_id=person_id, pathway=pathway, asked_at=now)
    return int(conn.execute(statement.returning(pathway_request.c.id)).scalar_one())


_CLOSE = (  # built once: each person of a team is asked
    update(pathway_request)
    .where(
        pathway_request.c.person_id == bindparam("whose"),
        pathway_request.c.pathway == bindparam("which"),
        pathway_request.c.decided_at.is_(None),
    )
    .values(decided_at=bindparam("at"), decided_by=bindparam("by"), outcome=bindparam("end"))
)


def close_request(
    conn: Connection,
    *,
    person_id: int,
    pathway: str,
    outcome: Outcome,
    now: datetime,
    by_person: int | None,
) -> bool:
    """End a person's open request for a pathway; False if there is none."""
    values = {"whose": person_id, "which": pathway, "at": now, "by": by_person}
    done = conn.execute(_CLOSE, {**values, "end": outcome.value})
    return bool(done.rowcount)


def _members(teams: Collection[int]) -> ColumnElement[bool]:
    """Say whose requests are asked for: those of the members of these teams."""
    members = select(team_member.c.person_id).where(team_member.c.team_id.in_(sorted(teams)))
    return pathway_request.c.person_id.in_(members)


def list_requests(
    conn: Connection, *, since: datetime, teams: Collection[int] | None = None, me: int
) -> tuple[Sequence[Asked], Sequence[Asked], bool]:
    """Return open requests, the oldest first, those decided `since`, the newest first, and if there are more.

    Of the members of `teams`, or (None) of everybody; one's own open ones are among them.
    """
    request = pathway_request.c
    query = _asked().where(_IS_HERE, or_(request.decided_at.is_(None), request.decided_at >= since))
    if teams is not None:
        mine = and_(request.person_id == me, request.decided_at.is_(None))
        query = query.where(or_(_members(teams), mine))
    is_decided = request.decided_at.is_not(None)
    query = query.order_by(is_decided, request.decided_at.desc(), request.asked_at, request.id)
    found = _read(conn, query.limit(SHOWN + 1))
    shown = found[:SHOWN]
    waiting = [one for one in shown if one.is_open]
    return waiting, shown[len(waiting) :], len(found) > SHOWN


def read_desk(conn: Connection, teams: Collection[int], me: int) -> tuple[str | None, int]:
    """Return what a manager's first page asks in one statement.

    That is the pathway that most members of `teams` are on, and how many of their requests are open.
    """
    number = (
        select(func.count())
        .select_from(pathway_request)
        .join(person, person.c.id == pathway_request.c.person_id)
        .where(pathway_request.c.decided_at.is_(None), _members(teams), _IS_HERE, person.c.id != me)
    )
    query = select(most_used().scalar_subquery(), number.scalar_subquery())
    row = conn.execute(query, {"teams": sorted(teams)}).one()
    return row[0], int(row[1])
