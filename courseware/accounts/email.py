"""The address for mail: changed by a link that was sent to it, removed at once, never required."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.own import back_to_hub, blueprint, count, knows_password, own
from courseware.accounts.own_forms import EmailForm, ProofForm
from courseware.operations.own_account import (
    Confirmed,
    ask_for_address,
    cancel_change,
    confirm_address,
    find_change,
    remove_address,
)
from courseware.permissions import Permission
from courseware.records.people import fold_name
from courseware.web.database import now, read, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once

MOST_LETTERS = 3
"""How many letters to addresses not confirmed yet somebody may have sent in a quarter of an hour."""


def _show(form: EmailForm | None = None) -> str:
    account = own()
    if form is None:
        form = EmailForm.asking(has_password=account.has_password)
    return page("accounts/email.html", account=account, form=form)


@blueprint.get("/account/email")
@requires(Permission.LEARN)
def email() -> str:
    """Show the address, one that waits to be confirmed, and the form for another."""
    return _show()


@blueprint.post("/account/email")
@requires(Permission.LEARN)
def email_change() -> Response | tuple[str, int]:
    """Send a link to a new address. The page is the same whoever else it belongs to."""
    account = own()
    form = EmailForm.asking(request.form, has_password=account.has_password)
    if not form.validate() or not knows_password(form):
        return _show(form), 422
    address = form.email.data or ""
    if account.email_confirmed_at and fold_name(account.email or "") == fold_name(address):
        form.email.errors = [_("This is your address already, and it is confirmed.")]
        return _show(form), 422
    _send(address)
    return redirect(url_for("account.email"), 303)


@blueprint.post("/account/email/sending")
@requires(Permission.LEARN)
def email_sending() -> Response:
    """Send the link for the pending address again; the one before stops working."""
    pending = own().pending
    if pending is not None:
        _send(pending)
    return redirect(url_for("account.email"), 303)


def _send(address: str) -> None:
    with write() as conn:
        count(conn, "email", MOST_LETTERS)
        ask_for_address(conn, me().id, address, now=now(), site=site())
    say_once(_("A letter with a link is on its way to %(address)s.") % {"address": address})


@blueprint.post("/account/email/cancellation")
@requires(Permission.LEARN)
def email_cancellation() -> Response:
    """Forget the pending address."""
    with write() as conn:
        cancel_change(conn, me().id, now=now())
    say_once(_("The change is canceled. Your account keeps the address it had."))
    return redirect(url_for("account.email"), 303)


@blueprint.get("/account/email/removal")
@requires(Permission.LEARN)
def email_removal_form() -> str:
    """Say what an account without an address cannot do, and ask."""
    account = own()
    form = ProofForm.asking(has_password=account.has_password)
    return page("accounts/email_removal.html", account=account, form=form)


@blueprint.post("/account/email/removal")
@requires(Permission.LEARN)
def email_removal() -> Response | tuple[str, int]:
    """Take the address away."""
    account = own()
    form = ProofForm.asking(request.form, has_password=account.has_password)
    if not form.validate() or not knows_password(form):
        return page("accounts/email_removal.html", account=account, form=form), 422
    with write() as conn:
        remove_address(conn, me().id, now=now())
    return back_to_hub(_("Your account has no e-mail address any more."))


@blueprint.get("/account/email/<secret>")
@requires(Permission.LEARN)
def email_link(secret: str) -> str | tuple[str, int]:
    """Ask whether the address of a link is to be stored. Whoever else opens it learns nothing."""
    found = find_change(read(), me().id, secret, now=now(), site=site())
    if found is None:
        return page("accounts/email_link_gone.html"), 410
    return page("accounts/email_link.html", address=found.address)


@blueprint.post("/account/email/<secret>")
@requires(Permission.LEARN)
def email_confirmation(secret: str) -> Response | tuple[str, int]:
    """Store the address of a link."""
    with write() as conn:
        done = confirm_address(conn, me().id, secret, now=now(), site=site())
    if done is not Confirmed.DONE:
        return page("accounts/email_link_gone.html"), 410
    return back_to_hub(_("Your e-mail address is confirmed."))
