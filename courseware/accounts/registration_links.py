"""The second half of a registration by address: name and password, with the link that was mailed."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.exc import IntegrityError

from courseware.accounts.joining_forms import RegisterForm
from courseware.accounts.registration import blueprint, fit, newcomer, say_taken, welcome
from courseware.joining.addresses import read_address
from courseware.joining.registration import Registration, is_of_domains
from courseware.operations.people import NotPossible
from courseware.operations.registration import register_with_link
from courseware.operations.tokens import Purpose, find_live
from courseware.records.tokens import LiveToken
from courseware.web.database import now, read, site, site_settings, write
from courseware.web.guards import public
from courseware.web.pages import page


@blueprint.get("/register/<secret>")
@public
def go_on(secret: str) -> str | tuple[str, int]:
    """Show the form, or say that the link no longer works."""
    live = _live(secret)
    if live is None:
        return _gone()
    return _form_page(_form(), live)


@blueprint.post("/register/<secret>")
@public
def finish(secret: str) -> Response | tuple[str, int]:
    """Use the link up and make the account with the address it went to."""
    live = _live(secret)
    if live is None:
        return _gone()
    if not _is_allowed(live.address):
        way = site_settings().registration
        return page("accounts/register_turned.html", way=way, typed=request.form), 422
    form = _form()
    if not form.validate():
        return _form_page(form, live), 422
    new = newcomer(form, live.address)
    try:
        with write() as conn:
            person_id = register_with_link(
                conn, new, secret=secret, settings=site_settings(), now=now(), site=site()
            )
    except (NotPossible, IntegrityError):  # the second: somebody took the name at this very moment
        say_taken(form)
        return _form_page(form, live), 422
    return _gone() if person_id is None else welcome(person_id)


def _live(secret: str) -> LiveToken | None:
    return find_live(read(), Purpose.REGISTRATION, secret, now=now(), site=site())


def _is_allowed(address: str) -> bool:
    """Say whether the site still lets people of this address come by themselves."""
    settings, one = site_settings(), read_address(address)
    is_open = settings.registration is Registration.DOMAIN
    return is_open and one is not None and is_of_domains(one, settings.mail_domains)


def _form() -> RegisterForm:
    typed = request.form if request.method == "POST" else None
    form = RegisterForm(typed, user_name=request.form.get("user_name", ""))
    return fit(form, Registration.DOMAIN)


def _form_page(form: RegisterForm, live: LiveToken) -> str:
    return page("accounts/register.html", form=form, way=None, address=live.address)


def _gone() -> tuple[str, int]:
    return page("accounts/register_gone.html"), 410
