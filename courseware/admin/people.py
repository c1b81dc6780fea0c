"""People: the list, and adding somebody."""

from __future__ import annotations

from datetime import datetime

from flask import redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint, writing_for
from courseware.admin.forms import PersonForm, role_name
from courseware.operations.invitations import mail_invitation
from courseware.operations.people import NewPerson, add_person, invite
from courseware.operations.tokens import Made
from courseware.permissions import Permission
from courseware.records.roster import Access, search_people
from courseware.web.database import now, read, site, site_settings
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


def invitation_page(name: str, person_id: int, made: Made) -> str:
    """Show a link, once: nothing but this reply holds it. A redirect would have to keep it."""
    address = site().base_url + url_for("accounts.invitation", secret=made.secret)
    return page(
        "admin/invitation.html",
        name=name,
        person_id=person_id,
        address=address,
        until=made.expires_at,
    )


def invite_as_asked(conn: Connection, person_id: int, *, now: datetime) -> Made | None:
    """Make a link: to be shown, or (None) sent by mail if that button was pressed."""
    if request.form.get("by") != "mail":
        return invite(conn, person_id, now=now, site=site(), by_person=me().id)
    mail_invitation(conn, person_id, now=now, site=site(), by_person=me().id)
    return None


def invited_page(name: str, person_id: int, made: Made | None) -> Response | str:
    """Show the link, or go to the person whose link is on its way."""
    if made is not None:
        return invitation_page(name, person_id, made)
    say_once(_("A mail with the link is on its way."))
    return redirect(url_for("admin.person", person_id=person_id), 303)


def _list(form: PersonForm) -> str:
    typed = request.args.get("name", "").strip()[:100]
    asked = request.args.get("who", "")
    access = Access(asked) if asked in set(Access) else None
    people, are_more = search_people(read(), typed, access)
    return page(
        "admin/people.html",
        people=people,
        are_more=are_more,
        typed=typed,
        access=access,
        form=form,
        role_name=role_name,
    )


@blueprint.get("/admin/people")
@requires(Permission.MANAGE_PEOPLE)
def people() -> str:
    """List people by name, all or those whose names hold what was typed."""
    return _list(PersonForm(data={"time_zone": site_settings().time_zone}))


@blueprint.post("/admin/people")
@requires(Permission.MANAGE_PEOPLE)
def people_create() -> Response | str | tuple[str, int]:
    """Add a person, and show their invitation or send it by mail."""
    form = PersonForm(request.form)
    if not form.validate():
        return _list(form), 422
    new = NewPerson(
        user_name=form.user_name.data or "",
        name=form.name.data or "",
        email=form.email.data or None,
        time_zone=form.time_zone.data or site_settings().time_zone,
        locale=site_settings().language,
    )
    at = now()
    with writing_for(form) as conn:
        person_id = add_person(conn, new, now=at, by_person=me().id)
        made = invite_as_asked(conn, person_id, now=at)
    if form.errors:
        return _list(form), 422
    return invited_page(new.name, person_id, made)
