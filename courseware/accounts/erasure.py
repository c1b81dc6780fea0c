"""A person asks that what the site holds about them be erased, and may take it back."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from courseware.accounts.own import knows_password, own
from courseware.accounts.own_forms import ErasureForm
from courseware.operations.erasure_requests import ask_erasure, withdraw_erasure
from courseware.permissions import Permission
from courseware.records.erasure_requests import last_request
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once

blueprint = make("erasure", __name__, __file__)


def _form(*posted: MultiDict[str, str]) -> ErasureForm:
    form: ErasureForm = ErasureForm.asking(*posted, has_password=own().has_password)
    return form


def _page(form: ErasureForm) -> str:
    return page("accounts/erasure.html", form=form, asked=last_request(read(), me().id))


@blueprint.get("/account/erasure")
@requires(Permission.LEARN)
def show() -> str:
    """Say what erasing means, and how far a request is."""
    return _page(_form())


@blueprint.post("/account/erasure")
@requires(Permission.LEARN)
def ask() -> Response | tuple[str, int]:
    """Store the request; every operator is told."""
    form, who = _form(request.form), me()
    if not form.validate() or not knows_password(form):
        return _page(form), 422
    with write() as conn:
        is_new = ask_erasure(conn, who.id, name=who.name, now=now())
    if is_new:
        say_once(_("Your request is with the operators of this site."))
    return redirect(url_for("erasure.show"), 303)


@blueprint.post("/account/erasure/withdrawal")
@requires(Permission.LEARN)
def withdrawal() -> Response:
    """Take the request back."""
    with write() as conn:
        was_open = withdraw_erasure(conn, me().id, now=now())
    if was_open:
        say_once(_("Your request is withdrawn. Nothing was erased."))
    return redirect(url_for("erasure.show"), 303)
