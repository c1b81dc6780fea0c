"""What a learner can do with an A3 report that is handed in: take it back, ask somebody outside to assess it."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.a3_forms import OutsideForm, say_faults
from courseware.learning.a3s import own_report, sent_page
from courseware.learning.place import blueprint
from courseware.operations.a3_guests import ask_outside, take_back
from courseware.operations.a3s import withdraw
from courseware.permissions import Permission
from courseware.web.database import now, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import say_once


def _back(a3_id: int) -> Response:
    return redirect(url_for("learning.a3", a3_id=a3_id), 303)


@blueprint.post("/a3/<int:a3_id>/withdrawal")
@requires(Permission.LEARN)
def a3_withdrawal(a3_id: int) -> Response:
    """Take the version back while nobody has assessed it."""
    own_report(a3_id)
    with write() as conn:
        is_done = withdraw(conn, person_id=me().id, a3_id=a3_id, now=now())
    if is_done:
        say_once(_("Taken back. You can change it and hand it in again."))
    else:
        say_once(_("Somebody has assessed it meanwhile, so it stays as it is."), "note")
    return _back(a3_id)


@blueprint.post("/a3/<int:a3_id>/assessors")
@requires(Permission.LEARN)
def a3_assessors(a3_id: int) -> Response | tuple[str, int]:
    """Mail a link to an instructor of another site."""
    there = own_report(a3_id)
    form = OutsideForm(request.form)
    with write() as conn:
        faults = ask_outside(
            conn,
            person_id=me().id,
            a3_id=a3_id,
            name=form.name.data or "",
            role=form.role.data or "",
            address=form.address.data or "",
            now=now(),
            site=site(),
        )
    if faults:
        say_faults(form, faults)
        return sent_page(there, form), 422
    if faults is None:
        say_once(_("Hand the report in first. Then somebody can assess it."), "note")
    else:
        say_once(_("The link is on its way by mail."))
    return _back(a3_id)


@blueprint.post("/a3/<int:a3_id>/assessors/<int:guest_id>/removal")
@requires(Permission.LEARN)
def a3_assessor_removal(a3_id: int, guest_id: int) -> Response:
    """Take a link back."""
    own_report(a3_id)
    with write() as conn:
        is_done = take_back(conn, person_id=me().id, a3_id=a3_id, guest_id=guest_id, now=now())
    if is_done:
        say_once(_("The link does not work any more."))
    return _back(a3_id)
