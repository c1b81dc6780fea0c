"""Signing in on the page on which words wait: then their owner sends them."""

from __future__ import annotations

from flask import make_response, redirect, request, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from courseware.accounts.sign_in import blueprint
from courseware.web import sign_in as signing
from courseware.web.errors import confirm_page, sign_in_page
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.throttle import TooManyTries
from courseware.web.waiting import Words, kept_words


@blueprint.post("/sign-in-again")
@public
def sign_in_again() -> Response | tuple[str, int]:
    """Sign in and show the waiting words to the person whose they are, ready to be sent."""
    words = kept_words(request.form)
    if words is None:
        return redirect(url_for("accounts.sign_in"), 303)
    typed = request.form.get("user_name", "")
    try:
        known = signing.check_credentials(typed, request.form.get("password", ""))
    except TooManyTries:
        fault = _("Too many tries. Wait a quarter of an hour; what was typed stays on this page.")
        return sign_in_page(words, fault=fault), TooManyRequests.code
    if known is None:
        fault = _("The user name or the password is not right. Both are checked together.")
        return sign_in_page(words, fault=fault, user_name=typed), 422
    return _for(words, known)


def _for(words: Words, known: signing.Known) -> Response | tuple[str, int]:
    """Sign somebody in whose words these are; nobody else, so that they stay on the page."""
    reply = make_response()
    if not words.belong_to(known.person_id):
        fault = _("What waits here was typed by somebody else. It stays for them to sign in.")
        return sign_in_page(words, fault=fault), 422
    signing.begin(reply, known.person_id, known)
    reply.set_data(confirm_page(words))
    return reply
