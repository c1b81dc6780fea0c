"""What operators do: end and restore access, take somebody out of a team, name the issuer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from courseware.operations.people import keep_an_operator
from courseware.permissions import Role
from courseware.records.credentials import Issuer, add_issuer
from courseware.records.people import person, role_grant, team_member
from courseware.records.sign_ins import end_all_sign_ins
from courseware.records.work import note


def disable_person(
    conn: Connection, person_id: int, *, now: datetime, by_person: int | None = None
) -> None:
    """End a person's access and every sign-in at once; their record stays.

    Raises NotPossible for the last operator who can sign in.
    """
    operates = conn.execute(
        select(role_grant.c.id).where(
            role_grant.c.person_id == person_id, role_grant.c.role == Role.OPERATOR.value
        )
    ).first()
    if operates is not None:
        keep_an_operator(conn, without=person_id)
    done = conn.execute(
        update(person)
        .where(person.c.id == person_id, person.c.disabled_at.is_(None))
        .values(disabled_at=now)
    )
    if done.rowcount:
        end_all_sign_ins(conn, person_id=person_id, now=now)
        note(conn, action="person.disabled", subject=f"person:{person_id}", details={},
             by_person=by_person, now=now)  # fmt: skip


def enable_person(
    conn: Connection, person_id: int, *, now: datetime, by_person: int | None = None
) -> None:
    """Let a person sign in again with the password they had. Erased people stay away."""
    done = conn.execute(
        update(person)
        .where(
            person.c.id == person_id,
            person.c.disabled_at.is_not(None),
            person.c.erased_at.is_(None),
        )
        .values(disabled_at=None)
    )
    if done.rowcount:
        note(conn, action="person.enabled", subject=f"person:{person_id}", details={},
             by_person=by_person, now=now)  # fmt: skip


def leave_team(
    conn: Connection, person_id: int, team_id: int, *, now: datetime, by_person: int | None = None
) -> None:
    """Take a person out of a team: its managers no longer see their record."""
    done = conn.execute(
        delete(team_member).where(
            team_member.c.person_id == person_id, team_member.c.team_id == team_id
        )
    )
    if done.rowcount:
        note(conn, action="team.left", subject=f"person:{person_id}",
             details={"team": str(team_id)}, by_person=by_person, now=now)  # fmt: skip


def name_issuer(
    conn: Connection, issuer: Issuer, *, now: datetime, by_person: int | None = None
) -> None:
    """Put an issuer in force from now on. Certificates issued before keep the issuer they name."""
    add_issuer(conn, issuer, now=now, by_person=by_person)
    note(conn, action="issuer.named", subject="issuer", details={"relation": issuer.relation},
         by_person=by_person, now=now)  # fmt: skip
