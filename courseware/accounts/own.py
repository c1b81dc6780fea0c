"""What the pages of a person's own account share: the account itself, and the proof of who asks."""

from __future__ import annotations

from flask import current_app, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from courseware.accounts.own_forms import OwnForm
from courseware.operations.tokens import Purpose
from courseware.records.own_account import OwnAccount, read_own_account
from courseware.records.throttle import Limit, digest, forget_tries
from courseware.web import sign_in as signing
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, write
from courseware.web.guards import me
from courseware.web.language import gettext as _
from courseware.web.pages import say_once
from courseware.web.throttle import count_try_in

blueprint = make("account", __name__, __file__)


def own() -> OwnAccount:
    """Return the account of the person who asks."""
    return read_own_account(read(), me().id, confirming=Purpose.EMAIL, now=now())


def own_token() -> str:
    """Return the token of the sign-in that asks."""
    return request.cookies.get(signing.cookie_name(current_app), "")


def back_to_hub(text: str) -> Response:
    """Say what was done and go back to the list."""
    say_once(text)
    return redirect(url_for("account.show"), 303)


def knows_password(form: OwnForm) -> bool:
    """Say whether the person knows their password, if the form asks for it; else put the error there.

    A browser that was left open is no way to find a password out: tries count together with those
    of the sign-in page.
    """
    if form.current is None:
        return True
    known = signing.check_credentials(me().user_name, form.current.data or "")
    if known is None or known.person_id != me().id:
        form.current.errors = [_("This is not your current password.")]
        return False
    with write() as conn:
        forget_tries(conn, ids=known.tries, key=known.key)
    return True


def count(conn: Connection, what: str, most: int) -> None:
    """Count what a person does `most` times in a quarter of an hour; refuse what is more."""
    count_try_in(conn, Limit(f"{what}:{digest(f'person {me().id}')}", most))
