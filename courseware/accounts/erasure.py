"""A person asks that what the site holds about them be erased, and may take it back."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.erasure_form import ErasureForm
from courseware.operations.erasure_requests import ask_erasure, withdraw_erasure
from courseware.permissions import Permission
from courseware.records.erasure_requests import last_request
from courseware.records.people import find_account
from courseware.records.throttle import forget_tries
from courseware.web import sign_in as signing
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once

blueprint = make("erasure", __name__, __file__)


def _page(form: ErasureForm) -> str:
    return page(
        "accounts/erasure.html",
        form=form,
        asked=last_request(read(), me().id),
        has_password=_has_password(),
    )


def _has_password() -> bool:
    account = find_account(read(), me().user_name)
    return account is not None and account.password_hash is not None


@blueprint.get("/account/erasure")
@requires(Permission.LEARN)
def show() -> str:
    """Say what erasing means, and how far a request is."""
    return _page(ErasureForm())


@blueprint.post("/account/erasure")
@requires(Permission.LEARN)
def ask() -> Response | tuple[str, int]:
    """Store the request; every operator is told."""
    form, who = ErasureForm(request.form), me()
    known = _check(form) if form.validate() else None
    if form.errors:
        return _page(form), 422
    with write() as conn:
        if known is not None:
            forget_tries(conn, ids=known.tries, key=known.key)
        is_new = ask_erasure(conn, who.id, name=who.name, now=now())
    if is_new:
        say_once(_("Your request is with the operators of this site."))
    return redirect(url_for("erasure.show"), 303)


def _check(form: ErasureForm) -> signing.Known | None:
    """Check the password, as slowly as at the sign-in; whoever has none is not asked."""
    if not _has_password():
        return None
    known = signing.check_credentials(me().user_name, form.password.data or "")
    if known is None or known.person_id != me().id:
        form.password.errors = [_("This is not your password. Type the one you sign in with.")]
    return known


@blueprint.post("/account/erasure/withdrawal")
@requires(Permission.LEARN)
def withdrawal() -> Response:
    """Take the request back."""
    with write() as conn:
        was_open = withdraw_erasure(conn, me().id, now=now())
    if was_open:
        say_once(_("Your request is withdrawn. Nothing was erased."))
    return redirect(url_for("erasure.show"), 303)
