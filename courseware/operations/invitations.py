"""A link for a password goes to its person by mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations.letters import post
from courseware.operations.people import NotPossible, invite
from courseware.operations.site import Site
from courseware.records.contacts import read_contact


def mail_invitation(
    conn: Connection,
    person_id: int,
    *,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> None:
    """Make a link and send it; older links stop working. Raises NotPossible without an address."""
    whom = read_contact(conn, person_id)
    if whom is None or not whom.email:
        raise NotPossible("There is no e-mail address to send the link to. Enter one, or show it.")
    if whom.is_disabled:
        raise NotPossible("This person is disabled. Let them sign in again first.")
    made = invite(conn, person_id, now=now, site=site, by_person=by_person)
    post(
        conn,
        whom.email,
        Letter.INVITATION,
        {"user_name": whom.user_name, "until": made.expires_at.isoformat()},
        person_id=person_id,
        token=made,
        now=now,
    )
