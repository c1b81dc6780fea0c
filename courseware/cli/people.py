"""`flask people`: add somebody or many, invite them, give and take roles."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from sqlalchemy import Connection

from courseware.cli.erase import erase
from courseware.cli.people_import import import_people
from courseware.cli.terminal import Group, counted, settings
from courseware.extensions import db
from courseware.operations import people
from courseware.operations.assignments import assign_team
from courseware.operations.enrollments import enroll
from courseware.operations.invitations import mail_invitation
from courseware.operations.people import NewPerson, NotPossible
from courseware.permissions import Role
from courseware.records.candidates import read_candidates
from courseware.records.people import list_people
from courseware.records.reach import ids_below
from courseware.records.team_cards import read_teams
from courseware.records.transaction import reading
from courseware.web.database import now, site, site_settings, write

command = Group(
    "people", help="Add, import and invite people, give and take roles, erase somebody."
)
command.add_command(import_people)
command.add_command(erase)
MOST = 5_000
ROLES = click.Choice([role.value for role in Role])
_MAIL = click.option("--mail", is_flag=True, help="Send the link to their address; print nothing.")
GRANTED = click.Choice([role.value for role in Role if role is not Role.LEARNER])


def _zone(_ctx: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise click.BadParameter(f"{name!r} is not known. Write one like Europe/Berlin.") from fault
    return name


def _link(conn: Connection, person_id: int, at: datetime, *, is_mailed: bool) -> str:
    """Make a new link for this person; return the words with it, or say that it goes by mail."""
    if is_mailed:
        mail_invitation(conn, person_id, now=at, site=site())
        return "A mail with a link is on its way."
    made = people.invite(conn, person_id, now=at, site=site())
    address = f"{settings().base_url}/invitations/{made.secret}"
    return f"This link works once, until {made.expires_at:%Y-%m-%d %H:%M} UTC:\n{address}"


@command.command(
    epilog="Example: flask people add ada --name 'Ada Marsh' --team 'Bracket cell' "
    "--pathway first-steps --time-zone Europe/Berlin"
)
@click.argument("user_name")
@click.option("--name", required=True, help="How the site addresses the person.")
@click.option("--email", help="May serve for signing in too.")
@click.option("--role", type=ROLES, default=Role.LEARNER.value, show_default=True)
@click.option("--team", help="The team they belong to; for a manager: the team they see.")
@click.option("--pathway", help="Put them on this pathway at once.")
@click.option("--time-zone", callback=_zone, help="Otherwise the one of the site's settings.")
@_MAIL
def add(
    *,
    user_name: str,
    name: str,
    email: str | None,
    role: str,
    team: str | None,
    pathway: str | None,
    time_zone: str | None,
    mail: bool,
) -> None:
    """Add a person and print (or mail) the link with which they set their own password."""
    if email is not None and "@" not in email:
        raise NotPossible(f"{email!r} is not an e-mail address.")
    decided = site_settings()
    new = NewPerson(
        user_name,
        name,
        email,
        time_zone=time_zone or decided.time_zone,
        locale=decided.language,
    )
    at = now()
    with write() as conn:
        person_id = people.add_person(conn, new, now=at)
        _place(conn, person_id, Role(role), team, at)
        if pathway is not None and not enroll(
            conn, person_id=person_id, pathway=pathway, now=at, site=site()
        ):
            raise NotPossible(f"There is no published pathway {pathway!r}. Nobody was added.")
        link = _link(conn, person_id, at, is_mailed=mail)
    click.echo(f"{name} was added. {link}")


def _place(conn: Connection, person_id: int, role: Role, team: str | None, at: datetime) -> None:
    """Give a new person their role and team: a manager sees the team, everybody else joins it."""
    team_id = None if team is None else people.find_team(conn, team)
    if team_id is not None and role is not Role.MANAGER:
        people.join_team(conn, person_id, team_id, now=at)
    if role is not Role.LEARNER:
        scope = team_id if role is Role.MANAGER else None
        people.grant_role(conn, person_id, role, team_id=scope, now=at)


@command.command(epilog="Example: flask people invite ada")
@click.argument("user_name")
@_MAIL
def invite(*, user_name: str, mail: bool) -> None:
    """Print (or mail) a new link for a first or a lost password; older links stop working."""
    with write() as conn:
        link = _link(conn, people.find_person(conn, user_name), now(), is_mailed=mail)
    click.echo(link)


@command.command(
    "enroll", epilog="Example: flask people enroll --team 'Bracket cell' --pathway safe-shift"
)
@click.option("--team", required=True, help="This team and the teams below it.")
@click.option("--pathway", required=True, help="The id of a published pathway.")
def enroll_team(*, team: str, pathway: str) -> None:
    """Put a team on a pathway and tell its people; who left is left out."""
    with write() as conn:
        team_id = people.find_team(conn, team)
        candidates = read_candidates(conn, ids_below(read_teams(conn), team_id), pathway)
        new = [one.id for one in candidates if one.is_here and not one.is_on]
        done = assign_team(conn, team_id, new, pathway, now=now(), site=site())
    already = sum(one.is_on for one in candidates)
    told = f"{counted(len(done.people), 'person', 'people')} of {team} put on {pathway}"
    click.echo(f"{told}; {already:,} on it already.")


@command.command(epilog="Example: flask people grant cleo manager --team 'Bracket cell'")
@click.argument("user_name")
@click.argument("role", type=GRANTED)
@click.option("--team", help="Only for this team and the teams below it.")
def grant(*, user_name: str, role: str, team: str | None) -> None:
    """Give a person a role, for the whole site or for one team."""
    with write() as conn:
        person_id = people.find_person(conn, user_name)
        team_id = None if team is None else people.find_team(conn, team)
        people.grant_role(conn, person_id, Role(role), team_id=team_id, now=now())
    where = "the whole site" if team is None else f"team {team}"
    click.echo(f"{user_name} is {role} now, for {where}.")


@command.command(epilog="Example: flask people withdraw cleo manager")
@click.argument("user_name")
@click.argument("role", type=GRANTED)
def withdraw(*, user_name: str, role: str) -> None:
    """Take a role away from a person everywhere."""
    with write() as conn:
        people.withdraw_role(conn, people.find_person(conn, user_name), Role(role), now=now())
    click.echo(f"{user_name} is no longer {role}.")


@command.command("list", epilog="Example: flask people list")
def show() -> None:
    """Print everybody with roles and teams."""
    with reading(db.engine) as conn:
        everybody = list_people(conn, limit=MOST)
    for person in everybody:
        parts = [person.user_name, person.name, ", ".join(person.roles) or Role.LEARNER.value]
        parts += [", ".join(person.teams)] * bool(person.teams)
        parts += ["disabled"] * person.is_disabled
        click.echo("\t".join(parts))
    if not everybody:
        click.echo("There is nobody yet. Add the first operator: flask people add --help")
    if len(everybody) == MOST:
        click.echo(f"Only the first {MOST:,} are shown.")
