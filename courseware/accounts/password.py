"""A new password; whoever has one shows first that they know it."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from courseware.accounts.own import back_to_hub, blueprint, knows_password, own, own_token
from courseware.accounts.own_forms import NewPasswordForm
from courseware.operations.own_account import change_password
from courseware.permissions import Permission
from courseware.web.database import now, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page
from courseware.web.passwords import hash_password


@blueprint.get("/account/password")
@requires(Permission.LEARN)
def password() -> str:
    """Ask for the password that is, and the one that is to be."""
    account = own()
    form = NewPasswordForm.asking(has_password=account.has_password)
    return page("accounts/password.html", form=form)


@blueprint.post("/account/password")
@requires(Permission.LEARN)
def password_change() -> Response | tuple[str, int]:
    """Store the new password and sign all other devices out."""
    form = NewPasswordForm.asking(
        request.form, has_password=own().has_password, user_name=me().user_name
    )
    if not form.validate() or not knows_password(form):
        return page("accounts/password.html", form=form), 422
    hashed = hash_password(form.password.data or "")
    with write() as conn:
        change_password(conn, me().id, hashed, token=own_token(), now=now())
    return back_to_hub(_("Your password is changed. All other devices are signed out."))
