"""One person: their link, roles, teams and pathways, and whether they may enter."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint, writing_for
from courseware.admin.forms import (
    GRANTABLE,
    ActionForm,
    AssignmentForm,
    MembershipForm,
    RoleForm,
    role_name,
)
from courseware.admin.people import invite_as_asked, invited_page
from courseware.admin.person_forms import forms_of, teams_to_choose
from courseware.operations.assignments import assign_pathway
from courseware.operations.people import grant_role, join_team, withdraw_role
from courseware.operations.staff import disable_person, enable_person, leave_team
from courseware.permissions import Permission, Role
from courseware.records.enrollments import read_enrollments
from courseware.records.erasure_requests import last_request
from courseware.records.roster import PersonCard, find_card
from courseware.web.database import now, read, shelf, site
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


def card_of(person_id: int) -> PersonCard:
    """Return one person; 404 for nobody and for an erased one."""
    card = find_card(read(), person_id)
    if card is None:
        abort(404)
    return card


def _show(person_id: int, *, refused: BaseForm | None = None) -> str:
    card, known = card_of(person_id), shelf().pathways
    enrolled = [one.pathway for one in read_enrollments(read(), person_id)]
    return page(
        "admin/person.html",
        card=card,
        forms=forms_of(card, refused=refused),
        pathways=[known[one].title if one in known else one for one in enrolled],
        role_name=role_name,
        asked=last_request(read(), person_id),
    )


def done(person_id: int, form: BaseForm, text: str) -> Response | tuple[str, int]:
    """Go back to the person with a word, or show why it was not possible."""
    if form.errors:
        return _show(person_id, refused=form), 422
    say_once(text)
    return redirect(url_for("admin.person", person_id=person_id), 303)


@blueprint.get("/admin/people/<int:person_id>")
@requires(Permission.MANAGE_PEOPLE)
def person(person_id: int) -> str:
    """Show one person."""
    return _show(person_id)


@blueprint.post("/admin/people/<int:person_id>/invitations")
@requires(Permission.MANAGE_PEOPLE)
def invitations_create(person_id: int) -> Response | str | tuple[str, int]:
    """Make a new link, and show it once or send it by mail; older links stop working."""
    card, form = card_of(person_id), ActionForm()
    with writing_for(form) as conn:
        made = invite_as_asked(conn, person_id, now=now())
    if form.errors:
        return _show(person_id, refused=form), 422
    return invited_page(card.name, person_id, made)


@blueprint.post("/admin/people/<int:person_id>/roles")
@requires(Permission.MANAGE_PEOPLE)
def roles_create(person_id: int) -> Response | tuple[str, int]:
    """Give a role, for the site or for one team."""
    card_of(person_id)
    form = RoleForm(request.form).offer(teams_to_choose())
    if form.validate():
        with writing_for(form) as conn:
            grant_role(
                conn,
                person_id,
                Role(form.role.data),
                team_id=form.team_id,
                now=now(),
                by_person=me().id,
            )
    return done(person_id, form, _("The role is given."))


@blueprint.post("/admin/people/<int:person_id>/roles/<role>/withdrawal")
@requires(Permission.MANAGE_PEOPLE)
def role_withdrawal(person_id: int, role: str) -> Response | tuple[str, int]:
    """Take a role away everywhere."""
    card_of(person_id)
    if role not in GRANTABLE:
        abort(404)
    form = ActionForm()
    with writing_for(form) as conn:
        withdraw_role(conn, person_id, Role(role), now=now(), by_person=me().id)
    return done(person_id, form, _("The role is taken away."))


@blueprint.post("/admin/people/<int:person_id>/teams")
@requires(Permission.MANAGE_PEOPLE)
def memberships_create(person_id: int) -> Response | tuple[str, int]:
    """Put a person in a team: its managers see their record from now on."""
    card_of(person_id)
    form = MembershipForm(request.form).offer(teams_to_choose())
    if form.validate():
        with writing_for(form) as conn:
            join_team(conn, person_id, form.team_id, now=now(), by_person=me().id)
    return done(person_id, form, _("The person is in this team."))


@blueprint.post("/admin/people/<int:person_id>/teams/<int:team_id>/withdrawal")
@requires(Permission.MANAGE_PEOPLE)
def membership_withdrawal(person_id: int, team_id: int) -> Response | tuple[str, int]:
    """Take a person out of a team."""
    card_of(person_id)
    form = ActionForm()
    with writing_for(form) as conn:
        leave_team(conn, person_id, team_id, now=now(), by_person=me().id)
    return done(person_id, form, _("The person is no longer in this team."))


@blueprint.post("/admin/people/<int:person_id>/enrollments")
@requires(Permission.MANAGE_PEOPLE)
def enrollments_create(person_id: int) -> Response | tuple[str, int]:
    """Put a person on a pathway."""
    card_of(person_id)
    form = AssignmentForm(request.form).offer(
        (one.id, one.title) for one in shelf().pathways.values()
    )
    if form.validate():
        with writing_for(form) as conn:
            assign_pathway(
                conn, person_id, form.pathway.data, now=now(), site=site(), by_person=me().id
            )
    return done(person_id, form, _("The person is on this pathway."))


@blueprint.post("/admin/people/<int:person_id>/disabling")
@requires(Permission.MANAGE_PEOPLE)
def disabling(person_id: int) -> Response | tuple[str, int]:
    """End a person's access on every device at once."""
    card_of(person_id)
    form = ActionForm()
    with writing_for(form) as conn:
        disable_person(conn, person_id, now=now(), by_person=me().id)
    return done(person_id, form, _("This person can no longer sign in. Their record stays."))


@blueprint.post("/admin/people/<int:person_id>/enabling")
@requires(Permission.MANAGE_PEOPLE)
def enabling(person_id: int) -> Response | tuple[str, int]:
    """Let a person sign in again."""
    card_of(person_id)
    form = ActionForm()
    with writing_for(form) as conn:
        enable_person(conn, person_id, now=now(), by_person=me().id)
    return done(person_id, form, _("This person can sign in again."))
