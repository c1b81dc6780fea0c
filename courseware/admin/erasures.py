"""Requests for erasure, the oldest first; and one person's: what would happen, erase, decline."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.admin.erasure_forms import DeclineForm, EraseForm
from courseware.admin.face import blueprint, writing_for
from courseware.extensions import db
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.erasure_requests import decline_erasure
from courseware.permissions import Permission
from courseware.records.erasing import count_held
from courseware.records.erasure_requests import last_request, open_requests
from courseware.records.roster import PersonCard, find_card
from courseware.records.transaction import forget_freed
from courseware.web.database import now, read, site
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


def _card(person_id: int) -> PersonCard:
    card = find_card(read(), person_id)
    if card is None:
        abort(404)
    return card


def _has_asked(person_id: int) -> bool:
    asked = last_request(read(), person_id)
    return asked is not None and asked.is_open


def _erase_form(card: PersonCard) -> EraseForm:
    posted = request.form if request.endpoint == "admin.erasure_create" else None
    return EraseForm(posted, wanted=card.user_name, has_asked=_has_asked(card.id))


def _page(card: PersonCard, erase: EraseForm, decline: DeclineForm) -> str:
    return page(
        "admin/erasure.html",
        card=card,
        asked=last_request(read(), card.id),
        held=count_held(read(), card.id),
        erase=erase,
        decline=decline,
        at=now(),
    )


@blueprint.get("/admin/erasures")
@requires(Permission.MANAGE_PEOPLE)
def erasures() -> str:
    """List who waits, the oldest first."""
    return page("admin/erasures.html", waiting=open_requests(read()), at=now())


@blueprint.get("/admin/people/<int:person_id>/erasure")
@requires(Permission.MANAGE_PEOPLE)
def erasure(person_id: int) -> str:
    """Say what would happen to this person's data, in numbers."""
    card = _card(person_id)
    return _page(card, _erase_form(card), DeclineForm())


@blueprint.post("/admin/people/<int:person_id>/erasure")
@requires(Permission.MANAGE_PEOPLE)
def erasure_create(person_id: int) -> Response | tuple[str, int]:
    """Erase this person for good."""
    card, who = _card(person_id), me()
    form = _erase_form(card)
    is_done = False
    if form.validate():
        with writing_for(form) as conn:
            is_done = erase_person(
                conn,
                person_id,
                reason=ErasureReason(form.reason.data),
                now=now(),
                site=site(),
                by_person=who.id,
            )
    if form.errors:
        return _page(card, form, DeclineForm()), 422
    forget_freed(db.engine)
    if person_id == who.id:
        return redirect(url_for("learning.front"), 303)
    if is_done:
        say_once(_("The person is erased. What took place stays on record, under a number."))
    else:
        say_once(_("Somebody else erased this person a moment ago."), "note")
    return redirect(url_for("admin.erasures"), 303)


@blueprint.post("/admin/people/<int:person_id>/erasure/declining")
@requires(Permission.MANAGE_PEOPLE)
def erasure_declining(person_id: int) -> Response | tuple[str, int]:
    """Say no to a request; the person reads why."""
    card, form = _card(person_id), DeclineForm(request.form)
    if form.validate():
        with writing_for(form) as conn:
            decline_erasure(
                conn, person_id, reason=form.words.data or "", now=now(), by_person=me().id
            )
    if form.errors:
        return _page(card, _erase_form(card), form), 422
    say_once(_("The request is declined. The person can read your reason."))
    return redirect(url_for("admin.erasures"), 303)
