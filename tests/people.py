"""The people of all tests. Ada learns, Ben authors, Cleo manages Ada and Fin, Dov is a stranger to
them (and manages others), Eve operates, Fin has finished.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from courseware.operations import people as verbs
from courseware.operations.enrollments import enroll
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.permissions import Role
from courseware.records.credentials import Issuer, add_issuer
from tests.steps import pass_module

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PATHWAY = "first-steps"
TEAM = "Bracket cell"
OTHER_TEAM = "Paint line"
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Cast:
    """Ids of the people."""

    ada: int
    ben: int
    cleo: int
    dov: int
    eve: int
    fin: int

    def __getitem__(self, name: str) -> int:
        return int(getattr(self, name))


NAMES = {
    "ada": "Ada Marsh",
    "ben": "Ben Okafor",
    "cleo": "Cleo Ortiz",
    "dov": "Dov Levin",
    "eve": "Eve Lindqvist",
    "fin": "Fin Haddow",
}


def add_cast(conn: Connection, site: Site, password_hash: str) -> Cast:
    """Add everybody; Fin passes both modules through the same operations as the site."""
    now = START
    ids = {
        user_name: verbs.add_person(
            conn,
            NewPerson(user_name, name, email=f"{user_name}@example.com", certificate_name=name),
            now=now,
            password_hash=password_hash,
        )
        for user_name, name in NAMES.items()
    }
    cast = Cast(**ids)
    team = verbs.add_team(conn, TEAM, parent=None, now=now)
    other = verbs.add_team(conn, OTHER_TEAM, parent=None, now=now)
    verbs.join_team(conn, cast.ada, team, now=now)
    verbs.join_team(conn, cast.fin, team, now=now)
    verbs.grant_role(conn, cast.ben, Role.INSTRUCTOR, now=now)
    verbs.grant_role(conn, cast.cleo, Role.MANAGER, team_id=team, now=now)
    verbs.grant_role(conn, cast.dov, Role.MANAGER, team_id=other, now=now)
    verbs.grant_role(conn, cast.eve, Role.OPERATOR, now=now)
    issuer = Issuer("Rivermill Components", "Ireland", "academy@example.com", "employer", False)
    add_issuer(conn, issuer, now=now, by_person=cast.eve)
    for learner in (cast.ada, cast.fin):
        verbs.confirm_certificate_name(
            conn, learner, NAMES["ada" if learner == cast.ada else "fin"], now=now
        )
        enroll(conn, person_id=learner, pathway=PATHWAY, now=now, site=site)
    for day, module in enumerate(("cp1-start-here", "mp1-factory-systems"), start=1):
        pass_module(conn, cast.fin, module, now=now + timedelta(days=day), site=site)
    return cast
