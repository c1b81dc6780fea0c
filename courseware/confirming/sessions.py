"""Supervised sessions: staff open a code for a level review, and see who sits in the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, make_response, request
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from courseware.confirming.face import blueprint
from courseware.operations.people import NotPossible
from courseware.operations.review_sessions import LASTS, Room, open_session
from courseware.permissions import Permission
from courseware.records.review_sessions import Session, Sitter, sessions_of, sitters_of
from courseware.web.choices import choices
from courseware.web.database import now, read, shelf, site, write
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page
from courseware.web.printable import check_printable

SHOWN = 30
"""Sessions on the page, the newest first."""
LONGEST = 120
MINUTES = int(LASTS.total_seconds()) // 60


def _words(message: str) -> list[DataRequired | Length]:
    too_long = _("Use at most %(most)s characters.") % {"most": LONGEST}
    return [DataRequired(message), Length(max=LONGEST, message=too_long)]


class SessionForm(BaseForm):
    """A new session: for which review, and who its certificate names beside the name."""

    level = SelectField(_("Level review"))
    role = StringField(_("Your role"), _words(_("Type your role.")))
    organization = StringField(_("Your organization"), _words(_("Type your organization.")))

    def offer(self) -> SessionForm:
        """Fill the choices."""
        self.level.choices = choices((slug, title_of(slug)) for slug in shelf().reviews)
        return self

    def validate_role(self, field: StringField) -> None:
        """Refuse what the certificate cannot print."""
        check_printable(field)

    def validate_organization(self, field: StringField) -> None:
        """Refuse what the certificate cannot print."""
        check_printable(field)


def title_of(slug: str) -> str:
    """Return the titles of a pathway and its level, by "pathway/level"."""
    pathway_id, _slash, level_id = slug.partition("/")
    pathway = shelf().pathways.get(pathway_id)
    level = None if pathway is None else pathway.level(level_id)
    if pathway is None or level is None:
        return slug
    return _("%(pathway)s, %(level)s") % {"pathway": pathway.title, "level": level.title}


@dataclass(frozen=True, slots=True)
class Listed:
    """A session with who sits in it."""

    session: Session
    title: str
    is_open: bool
    sitters: Sequence[Sitter]


def _listed() -> list[Listed]:
    mine = sessions_of(read(), me().id, limit=SHOWN)
    sitters = sitters_of(read(), [one.id for one in mine]) if mine else []
    return [
        Listed(
            one,
            title_of(f"{one.pathway}/{one.level}"),
            one.is_open(now()),
            [each for each in sitters if each.session_id == one.id],
        )
        for one in mine
    ]


def _page(form: SessionForm) -> str:
    return page(
        "confirming/sessions.html",
        form=form,
        sessions=_listed(),
        has_reviews=bool(shelf().reviews),
        minutes=MINUTES,
    )


@blueprint.get("/confirming/sessions")
@requires(Permission.SUPERVISE)
def sessions() -> str:
    """Offer a new session, and list those that this person opened, with who sits in them."""
    last = next(iter(sessions_of(read(), me().id, limit=1)), None)
    data = {} if last is None else {"role": last.role, "organization": last.organization}
    return _page(SessionForm(data=data).offer())


@blueprint.post("/confirming/sessions")
@requires(Permission.SUPERVISE)
def sessions_create() -> Response | tuple[str, int]:
    """Open a session and show its code, once: nothing but this reply holds it."""
    form = SessionForm(request.form).offer()
    if not form.validate():
        return _page(form), 422
    pathway, _slash, level = form.level.data.partition("/")
    room = Room(pathway, level, me().name, form.role.data or "", form.organization.data or "")
    try:
        with write() as conn:
            opened = open_session(conn, room, now=now(), site=site(), by_person=me().id)
    except NotPossible as refusal:
        form.level.errors = [_(str(refusal))]
        return _page(form), 422
    title = title_of(form.level.data)
    response = make_response(
        page("confirming/session_code.html", opened=opened, room=room, title=title, minutes=MINUTES)
    )
    response.headers["Cache-Control"] = "no-store"
    return response
