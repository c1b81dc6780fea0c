"""The first sign-in with a printed slip: its code is typed, or its QR code is followed."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.joining_forms import SlipForm
from courseware.codes import read_code
from courseware.joining.secrets import SLIP_LENGTH
from courseware.operations.tokens import Purpose, find_live
from courseware.records.contacts import find_contact
from courseware.records.people import fold_name
from courseware.records.throttle import Limit, forget_tries
from courseware.records.tokens import LiveToken
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, site, write
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.networks import digest, network
from courseware.web.pages import page
from courseware.web.throttle import count_try

blueprint = make("slips", __name__, __file__)

HERE_TRIES = 10
"""How often one network may try codes for one name in a quarter of an hour."""
NETWORK_TRIES = 30
"""How many wrong codes one network may try, typed or in an address."""


def find_invited(secret: str) -> LiveToken | None:
    """Return the invitation behind a link or a code while it works.

    A code has few enough bits to be typed, so a network that tries wrong ones is stopped.
    """
    if read_code(secret, SLIP_LENGTH) is None:
        return _find(secret)
    tries = count_try(_network_limit())
    found = _find(secret)
    if found is not None:
        with write() as conn:
            forget_tries(conn, ids=tries, key="")
    return found


@blueprint.get("/first-access")
@public
def show() -> str:
    """Ask for the user name and the code of a slip."""
    return page("accounts/first_access.html", form=SlipForm())


@blueprint.post("/first-access")
@public
def open_slip() -> Response | tuple[str, int]:
    """Lead to the form for a password. One reply for every pair that does not fit."""
    form = SlipForm(request.form)
    if not form.validate():
        return page("accounts/first_access.html", form=form), 422
    name, code = fold_name(form.user_name.data or ""), form.written_code
    here = f"slip:here:{digest(name + network())}"
    tries = count_try(Limit(here, HERE_TRIES), _network_limit())
    whose, slip = find_contact(read(), name), _find(code)
    if whose is None or slip is None or slip.person_id != whose.id:
        form.code.errors = [
            _("The user name and the code do not fit, or the slip is no longer valid.")
        ]
        return page("accounts/first_access.html", form=form), 422
    with write() as conn:
        forget_tries(conn, ids=tries, key=here)
    return redirect(url_for("accounts.invitation", secret=code), 303)


def _find(secret: str) -> LiveToken | None:
    return find_live(read(), Purpose.INVITATION, secret, now=now(), site=site())


def _network_limit() -> Limit:
    return Limit(f"slip:network:{network()}", NETWORK_TRIES)
