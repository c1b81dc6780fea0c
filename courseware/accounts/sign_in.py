"""Signing in and out, and the first password."""

from __future__ import annotations

from flask import Response, abort, current_app, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.accounts.addresses import own_path
from courseware.accounts.forms import PasswordForm, SignInForm
from courseware.accounts.slips import find_invited
from courseware.joining.owners import TAG_LENGTH
from courseware.joining.registration import Registration
from courseware.operations.people import accept_invitation
from courseware.records.people import demo_people, find_account
from courseware.web import idling
from courseware.web import sign_in as signing
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, site, site_settings, write
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once
from courseware.web.passwords import hash_password
from courseware.web.terminal import is_terminal

blueprint = make("accounts", __name__, __file__)


def _after(person_id: int) -> Response:
    """Lead on to the page that was asked for; never to one that somebody else has left."""
    is_for = idling.is_for(request.form.get("whose"), person_id)
    back = own_path(request.form.get("next")) if is_for else None
    return make_response(redirect(back or url_for("learning.home"), 303))


def _form_page(form: SignInForm, status: int = 200) -> tuple[str, int]:
    demo = demo_people(read()) if current_app.config["COURSEWARE_DEMO"] else []
    ways = {
        "next": own_path(request.values.get("next")),
        "whose": request.values.get("whose", "")[:TAG_LENGTH],
    }
    may_register = site_settings().registration is not Registration.INVITE
    html = page("accounts/sign_in.html", form=form, demo=demo, ways=ways, may_register=may_register)
    return html, status


@blueprint.get("/sign-in")
@public
def sign_in() -> tuple[str, int]:
    """Show the sign-in form."""
    return _form_page(SignInForm(data={"is_shared": is_terminal()}))


@blueprint.post("/sign-in")
@public
def sign_in_create() -> Response | tuple[str, int]:
    """Sign a person in."""
    form = SignInForm(request.form)
    if not form.validate():
        return _form_page(form, 422)
    known = signing.check_credentials(form.user_name.data or "", form.password.data or "")
    if known is None:
        form.password.errors = [
            _("The user name or the password is not right. Both are checked together.")
        ]
        return _form_page(form, 422)
    response = _after(known.person_id)
    signing.begin(response, known.person_id, known, is_shared=form.is_shared.data)
    return response


@blueprint.post("/demo-sign-in")
@public
def demo_sign_in() -> Response:
    """Sign in as one of the demo people; exists in demo mode only."""
    if not current_app.config["COURSEWARE_DEMO"]:
        abort(404)
    known = {person.user_name for person in demo_people(read())}
    user_name = request.form.get("user_name", "")
    account = find_account(read(), user_name)
    if user_name not in known or account is None:
        abort(404)
    response = _after(account.id)
    signing.begin(response, account.id, is_shared="is_shared" in request.form)
    return response


@blueprint.post("/sign-out")
@public
def sign_out() -> Response:
    """Sign this browser out."""
    response = make_response(redirect(url_for("learning.front"), 303))
    signing.end(response)
    return response


@blueprint.get("/invitations/<secret>")
@public
def invitation(secret: str) -> str | tuple[str, int]:
    """Show the form for a first password, or say that the link no longer works."""
    invited = find_invited(secret)
    if invited is None:
        return page("accounts/invitation_gone.html"), 410
    return page("accounts/invitation.html", form=PasswordForm(), invited=invited)


@blueprint.post("/invitations/<secret>")
@public
def invitation_accept(secret: str) -> BaseResponse | tuple[str, int]:
    """Store the password, use the link up, sign the person in."""
    invited = find_invited(secret)
    if invited is None or invited.person_id is None:
        return page("accounts/invitation_gone.html"), 410
    form = PasswordForm(request.form, user_name=invited.user_name)
    if not form.validate():
        return page("accounts/invitation.html", form=form, invited=invited), 422
    hashed = hash_password(form.password.data or "")
    with write() as conn:
        accepted = accept_invitation(
            conn,
            person_id=invited.person_id,
            secret=secret,
            password_hash=hashed,
            now=now(),
            site=site(),
        )
    if not accepted:
        return page("accounts/invitation_gone.html"), 410
    response = make_response(redirect(url_for("learning.home"), 303))
    signing.begin(response, invited.person_id)
    say_once(_("Welcome. Your password is set."))  # after the sign-in, which empties the session
    return response
