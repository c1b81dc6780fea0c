"""Persons join the site: added, given roles, put in teams, invited by a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from courseware.joining.names import has_unseen
from courseware.letters import Letter
from courseware.operations.letters import tell
from courseware.operations.site import Site
from courseware.operations.tokens import Made, Purpose, find_live, make_token, use_up
from courseware.permissions import Role, Scope
from courseware.records.journal import create_learner
from courseware.records.people import fold_name, person, role_grant, team, team_member
from courseware.records.sign_ins import end_all_sign_ins
from courseware.records.work import note

LEARNER = "learner"
"""What a link of a manager is bound to: whoever was given a role meanwhile needs an operator."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is known of somebody when they are added."""

    user_name: str
    name: str
    email: str | None = None
    certificate_name: str | None = None
    job_role: str = ""
    time_zone: str = "UTC"
    locale: str = "en"


class NotPossible(ValueError):  # noqa: N818 - it is an answer in plain words, not a fault of ours
    """Why staff cannot do this, in a sentence for them."""


def add_person(
    conn: Connection,
    new: NewPerson,
    *,
    now: datetime,
    password_hash: str | None = None,
    by_person: int | None = None,
) -> int:
    """Add a person with an empty record and return the id."""
    key = fold_name(new.user_name)
    email_key = fold_name(new.email) if new.email else None
    if not key or not new.name.strip():
        raise NotPossible("A person needs a user name and a name.")
    if has_unseen(new.user_name.strip()):
        raise NotPossible("The user name holds characters that nobody can see. Type it again.")
    taken = or_(
        person.c.user_name_key == key,
        person.c.email_key == key,
        *(
            [person.c.email_key == email_key, person.c.user_name_key == email_key]
            if email_key
            else []
        ),
    )
    if conn.execute(select(person.c.id).where(taken)).first():
        raise NotPossible(
            f"The user name {new.user_name!r} or its e-mail address is taken. Choose another."
        )
    person_id = conn.execute(
        insert(person)
        .values(
            user_name=new.user_name.strip(),
            user_name_key=key,
            email=new.email,
            email_key=email_key,
            name=new.name.strip(),
            certificate_name=new.certificate_name,
            password_hash=password_hash,
            job_role=new.job_role,
            time_zone=new.time_zone,
            locale=new.locale,
            site="",
            shift="",
            line="",
            created_at=now,
        )
        .returning(person.c.id)
    ).scalar_one()
    create_learner(conn, person_id)
    note(
        conn,
        action="person.added",
        subject=f"person:{person_id}",
        details={},
        by_person=by_person,
        now=now,
    )
    return int(person_id)


def find_person(conn: Connection, user_name: str) -> int:
    """Return the id of the person with this user name; raises NotPossible if there is none."""
    found = conn.execute(
        select(person.c.id).where(person.c.user_name_key == fold_name(user_name))
    ).scalar()
    if found is None:
        raise NotPossible(f"There is no person with the user name {user_name!r}.")
    return int(found)


def add_team(
    conn: Connection, name: str, *, parent: str | None, now: datetime, by_person: int | None = None
) -> int:
    """Add a team, below another if `parent` names one, and return its id."""
    if not name.strip():
        raise NotPossible("A team needs a name.")
    if conn.execute(select(team.c.id).where(team.c.name == name.strip())).first():
        raise NotPossible(f"There is a team {name.strip()!r} already.")
    parent_id = None if parent is None else find_team(conn, parent)
    team_id = conn.execute(
        insert(team)
        .values(name=name.strip(), parent_id=parent_id, created_at=now)
        .returning(team.c.id)
    ).scalar_one()
    note(conn, action="team.added", subject=f"team:{team_id}", details={},
         by_person=by_person, now=now)  # fmt: skip
    return int(team_id)


def find_team(conn: Connection, name: str) -> int:
    """Return the id of a team; raises NotPossible if there is none."""
    found = conn.execute(select(team.c.id).where(team.c.name == name.strip())).scalar()
    if found is None:
        raise NotPossible(f"There is no team {name!r}. Add it first.")
    return int(found)


def join_team(
    conn: Connection, person_id: int, team_id: int, *, now: datetime, by_person: int | None = None
) -> None:
    """Put a person in a team; being in it already is fine."""
    there = conn.execute(
        select(team_member).where(
            team_member.c.person_id == person_id, team_member.c.team_id == team_id
        )
    ).first()
    if there is None:
        conn.execute(
            insert(team_member).values(team_id=team_id, person_id=person_id, joined_at=now)
        )
        note(conn, action="team.joined", subject=f"person:{person_id}",
             details={"team": str(team_id)}, by_person=by_person, now=now)  # fmt: skip


def grant_role(
    conn: Connection,
    person_id: int,
    role: Role,
    *,
    team_id: int | None = None,
    now: datetime,
    by_person: int | None = None,
) -> None:
    """Give a person a role, for one team (managers only) or (team_id None) for the whole site."""
    if team_id is not None and role is not Role.MANAGER:
        raise NotPossible(f"Only a manager is limited to a team. Give {role.value} for the site.")
    scope, scope_id = (Scope.SITE, 0) if team_id is None else (Scope.TEAM, team_id)
    there = conn.execute(
        select(role_grant.c.id).where(
            role_grant.c.person_id == person_id,
            role_grant.c.role == role.value,
            role_grant.c.scope == scope.value,
            role_grant.c.scope_id == scope_id,
        )
    ).first()
    if there is not None:
        return
    conn.execute(
        insert(role_grant).values(
            person_id=person_id,
            role=role.value,
            scope=scope.value,
            scope_id=scope_id,
            granted_at=now,
            granted_by=by_person,
        )
    )
    note(conn, action="role.granted", subject=f"person:{person_id}",
         details={"role": role.value, "scope": scope.value}, by_person=by_person, now=now)  # fmt: skip


def keep_an_operator(conn: Connection, *, without: int) -> None:
    """Raise NotPossible unless somebody else who can sign in operates this site.

    Locks all operators, so that two of them cannot remove each other at the same moment.
    """
    operators = (
        select(person.c.id)
        .join(role_grant, role_grant.c.person_id == person.c.id)
        .where(role_grant.c.role == Role.OPERATOR.value, person.c.disabled_at.is_(None))
        .order_by(person.c.id)
        .with_for_update()
    )
    if set(conn.scalars(operators)) <= {without}:
        raise NotPossible("This is the last operator. Give the role to somebody else first.")


def withdraw_role(
    conn: Connection, person_id: int, role: Role, *, now: datetime, by_person: int | None = None
) -> None:
    """Take a role away everywhere. The last operator of a site stays."""
    if role is Role.OPERATOR:
        keep_an_operator(conn, without=person_id)
    done = conn.execute(
        delete(role_grant).where(
            role_grant.c.person_id == person_id, role_grant.c.role == role.value
        )
    )
    if done.rowcount:
        note(conn, action="role.withdrawn", subject=f"person:{person_id}",
             details={"role": role.value}, by_person=by_person, now=now)  # fmt: skip


def invite(
    conn: Connection,
    person_id: int,
    *,
    now: datetime,
    site: Site,
    is_slip: bool = False,
    bound_to: str = "",
    by_person: int | None = None,
) -> Made:
    """Make a link, or a code for a printed slip, with which a person sets their own password.

    `bound_to` LEARNER makes one that stops working when the person is given a role.
    """
    made = make_token(
        conn,
        Purpose.INVITATION,
        person_id=person_id,
        bound_to=bound_to,
        is_slip=is_slip,
        now=now,
        site=site,
    )
    note(conn, action="person.invited", subject=f"person:{person_id}",
         details={"by": "slip" if is_slip else "link"}, by_person=by_person, now=now)  # fmt: skip
    return made


def accept_invitation(
    conn: Connection, *, person_id: int, secret: str, password_hash: str, now: datetime, site: Site
) -> bool:
    """Use the link up and store the password; False if the link no longer works.

    Whoever had a password already is told that it was changed: somebody else may hold the link.
    """
    live = find_live(conn, Purpose.INVITATION, secret, now=now, site=site)
    if live is None or (live.bound_to == LEARNER and _holds_a_role(conn, person_id)):
        return False
    if not use_up(conn, Purpose.INVITATION, secret, now=now, site=site):
        return False
    had_one = select(person.c.id).where(
        person.c.id == person_id, person.c.password_hash.is_not(None)
    )
    is_new = conn.execute(had_one).first() is None
    conn.execute(
        update(person)
        .where(person.c.id == person_id, person.c.erased_at.is_(None))
        .values(password_hash=password_hash)
    )
    end_all_sign_ins(conn, person_id=person_id, now=now)
    if not is_new:
        tell(conn, person_id, Letter.PASSWORD_CHANGED, {"when": now.isoformat()}, now=now)
    return True


def _holds_a_role(conn: Connection, person_id: int) -> bool:
    held = select(role_grant.c.id).where(role_grant.c.person_id == person_id)
    return conn.execute(held).first() is not None


def confirm_certificate_name(conn: Connection, person_id: int, name: str, *, now: datetime) -> None:
    """Store the name for certificates as the person confirmed it."""
    conn.execute(
        update(person)
        .where(person.c.id == person_id, person.c.erased_at.is_(None))
        .values(certificate_name=name, certificate_name_confirmed_at=now)
    )
