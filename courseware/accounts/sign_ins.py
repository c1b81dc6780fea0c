"""Where a person is signed in, and signing out there."""

from __future__ import annotations

from flask import abort, make_response, redirect, url_for
from werkzeug.wrappers import Response

from courseware.accounts.devices import device_words
from courseware.accounts.own import blueprint, own_token
from courseware.permissions import Permission
from courseware.records.own_sign_ins import end_own_sign_in, list_sign_ins
from courseware.records.sign_ins import end_all_sign_ins
from courseware.web import sign_in as signing
from courseware.web.database import now, read, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


@blueprint.get("/account/sign-ins")
@requires(Permission.LEARN)
def sign_ins() -> str:
    """List the browsers in which the person is signed in."""
    found = list_sign_ins(read(), me().id, token=own_token(), now=now())
    return page(
        "accounts/sign_ins.html", sign_ins=[(one, device_words(one.device)) for one in found]
    )


@blueprint.post("/account/sign-ins/<int:sign_in_id>/end")
@requires(Permission.LEARN)
def end_sign_in(sign_in_id: int) -> Response:
    """Sign out in one other browser at once; others' sign-ins do not exist here."""
    with write() as conn:
        is_done = end_own_sign_in(conn, me().id, sign_in_id, now=now())
    if not is_done:
        abort(404)
    say_once(_("That device is signed out."))
    return redirect(url_for("account.sign_ins"), 303)


@blueprint.post("/account/sign-ins/end")
@requires(Permission.LEARN)
def end_sign_ins() -> Response:
    """Sign out on every device, this one included."""
    with write() as conn:
        end_all_sign_ins(conn, person_id=me().id, now=now())
    response = make_response(redirect(url_for("accounts.sign_in"), 303))
    signing.end(response)
    return response
