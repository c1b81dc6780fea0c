"""Strangers ask for an account, as far as the site lets them."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for
from sqlalchemy.exc import IntegrityError

from courseware.accounts.joining_forms import AddressForm, RegisterForm
from courseware.codes import read_code
from courseware.joining.addresses import read_address
from courseware.joining.registration import Registration, is_of_domains
from courseware.operations import join_codes
from courseware.operations.people import NotPossible
from courseware.operations.registration import Newcomer, NoPlace, ask_registration, register
from courseware.records.contacts import find_contact
from courseware.records.people import fold_name
from courseware.records.throttle import Limit, forget_tries
from courseware.web import sign_in as signing
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, site, site_settings, write
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.networks import digest, network
from courseware.web.pages import page, say_once
from courseware.web.passwords import hash_password
from courseware.web.throttle import count_quietly_in, count_try

blueprint = make("registration", __name__, __file__)

NETWORK_TRIES = 60
"""How many accounts one network may make or ask for in a quarter of an hour: a class in one room."""
CODE_TRIES = 20
"""How many wrong join codes one network may try."""
ADDRESS_LETTERS = 3
"""How many letters one address gets; whoever asks does not learn of it."""


@blueprint.get("/register")
@public
def show() -> str:
    """Show how to get an account here: the form, or whom to ask."""
    way = site_settings().registration
    if way is Registration.INVITE:
        return page("accounts/register_invite.html")
    if way is Registration.DOMAIN:
        return _address_page(AddressForm())
    code = read_code(request.args.get("code", ""), join_codes.LENGTH)
    return _form_page(fit(RegisterForm(data={"code": code}), way))


@blueprint.post("/register")
@public
def create() -> Response | tuple[str, int]:
    """Make an account, or send a link, as the site allows at this moment."""
    way = site_settings().registration
    if way is Registration.INVITE or request.form.get("way") != way.value:
        return page("accounts/register_turned.html", way=way, typed=request.form), 422
    if way is Registration.DOMAIN:
        return _send_link()
    form = fit(RegisterForm(request.form, user_name=request.form.get("user_name", "")), way)
    if not form.validate() or not _has_open_code(form, way):
        return _form_page(form), 422
    count_try(_network_limit())
    person_id = _register(form)
    if person_id is None:
        return _form_page(form), 422
    return welcome(person_id, is_asked="email" in form and bool(form.email.data))


def fit(form: RegisterForm, way: Registration) -> RegisterForm:
    """Leave out what this way does not ask for."""
    if way is not Registration.CODE:
        del form.code
    if way is Registration.DOMAIN:
        del form.email
    return form


def welcome(person_id: int, *, is_asked: bool = False) -> Response:
    """Sign the new person in on this browser."""
    response = make_response(redirect(url_for("learning.home"), 303))
    signing.begin(response, person_id)
    say_once(_("Welcome. Your account is made."))
    if is_asked:
        say_once(_("A mail asks you to confirm your address. Until then it is not stored."), "note")
    return response


def newcomer(form: RegisterForm, address: str) -> Newcomer:
    """Return what was said, with the password hashed: never inside a write."""
    return Newcomer(
        form.name.data or "",
        form.user_name.data or "",
        hash_password(form.password.data or ""),
        address,
    )


def say_taken(form: RegisterForm) -> None:
    """Say that another name is needed."""
    form.user_name.errors = [_("This user name is taken. Choose another.")]


def _register(form: RegisterForm) -> int | None:
    """Return the id of the new person; None if the form says why there is none."""
    read_one = read_address(form.email.data or "")
    address = "" if read_one is None else read_one.text
    new = newcomer(form, address)
    code = form.code.data or "" if "code" in form else ""
    try:
        with write() as conn:
            if address and not count_quietly_in(conn, _address_limit(address)):
                new = Newcomer(new.name, new.user_name, new.password_hash)
            return register(conn, new, settings=site_settings(), code=code, now=now(), site=site())
    except NoPlace:
        _say_no_place(form)
    except (NotPossible, IntegrityError):  # the second: somebody took the name at this very moment
        say_taken(form)
    return None


def _has_open_code(form: RegisterForm, way: Registration) -> bool:
    """Say whether the code opens; only then is anything else said about what was typed."""
    if way is not Registration.CODE:
        return True
    tries = count_try(Limit(f"register:code:{network()}", CODE_TRIES))
    if not join_codes.is_open(read(), form.code.data or "", now=now()):
        _say_no_place(form)
        return False
    with write() as conn:
        forget_tries(conn, ids=tries, key="")
    return True


def _say_no_place(form: RegisterForm) -> None:
    form.code.errors = [
        _("This code does not work, or not any more. Ask whoever gave it to you for a new one.")
    ]


def _send_link() -> tuple[str, int]:
    """Send a link to an address of the site's domains. One reply for all addresses."""
    form, settings = AddressForm(request.form), site_settings()
    if not form.validate():
        return _address_page(form), 422
    address = form.address
    known = find_contact(read(), address.text)
    is_allowed = is_of_domains(address, settings.mail_domains)
    with write() as conn:
        has_room = count_quietly_in(conn, _address_limit(address.text), _network_limit())
        ask_registration(
            conn, address, known, is_allowed=is_allowed and has_room, now=now(), site=site()
        )
    html = page("accounts/register_sent.html", typed=address.text, domains=settings.mail_domains)
    return html, 200


def _network_limit() -> Limit:
    return Limit(f"register:network:{network()}", NETWORK_TRIES)


def _address_limit(address: str) -> Limit:
    return Limit(f"register:address:{digest(fold_name(address))}", ADDRESS_LETTERS)


def _address_page(form: AddressForm) -> str:
    return page("accounts/register_address.html", form=form, domains=site_settings().mail_domains)


def _form_page(form: RegisterForm) -> str:
    return page("accounts/register.html", form=form, way=site_settings().registration)
