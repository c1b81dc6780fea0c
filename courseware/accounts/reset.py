"""A forgotten password: ask for a link, and choose a new one with it."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.forms import PasswordForm
from courseware.accounts.joining_forms import ResetForm
from courseware.operations.resets import accept_reset, ask_reset, find_reset
from courseware.records.contacts import find_contact
from courseware.records.people import fold_name
from courseware.records.throttle import Limit
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, site, write
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.networks import digest, network
from courseware.web.pages import page, say_once
from courseware.web.passwords import hash_password
from courseware.web.throttle import count_quietly_in

blueprint = make("reset", __name__, __file__)

ACCOUNT_LETTERS = 3
"""How many letters one account gets in a quarter of an hour; whoever asks does not learn of it."""
NETWORK_TRIES = 20
"""How often one network may ask, whatever accounts."""


@blueprint.get("/reset")
@public
def show() -> str:
    """Ask whose password it is."""
    return page("accounts/reset.html", form=ResetForm())


@blueprint.post("/reset")
@public
def ask() -> tuple[str, int]:
    """Send a link if there is an account with an address. The same reply and work if not."""
    form = ResetForm(request.form)
    if not form.validate():
        return page("accounts/reset.html", form=form), 422
    typed = form.user_name.data or ""
    whose = find_contact(read(), typed)
    # One account has two names, and unknown names are counted just the same.
    key = f"person {whose.id}" if whose else f"name {fold_name(typed)}"
    with write() as conn:
        has_room = count_quietly_in(
            conn,
            Limit(f"reset:account:{digest(key)}", ACCOUNT_LETTERS),
            Limit(f"reset:network:{network()}", NETWORK_TRIES),
        )
        ask_reset(conn, whose if has_room else None, now=now(), site=site())
    return page("accounts/reset_asked.html"), 200


@blueprint.get("/reset/<secret>")
@public
def choose(secret: str) -> str | tuple[str, int]:
    """Show the form for the new password, or say that the link no longer works."""
    whose = find_reset(read(), secret, now=now(), site=site())
    if whose is None:
        return _gone()
    return page("accounts/reset_password.html", form=PasswordForm(), user_name=whose.user_name)


@blueprint.post("/reset/<secret>")
@public
def store(secret: str) -> Response | tuple[str, int]:
    """Store the password and lead to the sign-in: every sign-in of before has ended."""
    whose = find_reset(read(), secret, now=now(), site=site())
    if whose is None:
        return _gone()
    form = PasswordForm(request.form, user_name=whose.user_name)
    if not form.validate():
        html = page("accounts/reset_password.html", form=form, user_name=whose.user_name)
        return html, 422
    hashed = hash_password(form.password.data or "")
    with write() as conn:
        is_done = accept_reset(conn, secret=secret, password_hash=hashed, now=now(), site=site())
    if not is_done:
        return _gone()
    say_once(_("Your new password is set. Sign in with it."))
    return redirect(url_for("accounts.sign_in"), 303)


def _gone() -> tuple[str, int]:
    return page("accounts/reset_gone.html"), 410
