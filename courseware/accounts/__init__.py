"""The face for everybody who signs in: sign-in, ways in, messages, account, the look of the pages."""

from __future__ import annotations

from flask import Blueprint

from courseware.accounts import (
    data,
    email,
    names,
    password,
    preferences,
    registration_links,
    sign_ins,
    visibility,
    waiting,
)
from courseware.accounts.account import blueprint as account
from courseware.accounts.erasure import blueprint as erasure
from courseware.accounts.look import blueprint as look
from courseware.accounts.messages import blueprint as messages
from courseware.accounts.registration import blueprint as registering
from courseware.accounts.reset import blueprint as resetting
from courseware.accounts.sign_in import blueprint as sign_in
from courseware.accounts.slips import blueprint as first_access
from courseware.accounts.terminal import blueprint as terminal

ROUTES = (registration_links, waiting)
"""Files that put more routes on a blueprint of another file."""

ACCOUNT_PAGES = (names, email, password, preferences, sign_ins, data, visibility)
"""The files whose routes belong to the blueprint of the account."""


def blueprints() -> tuple[Blueprint, ...]:
    """Return the blueprints of this face; one named like the face holds all its routes."""
    return (
        sign_in,
        account,
        look,
        messages,
        resetting,
        first_access,
        registering,
        erasure,
        terminal,
    )
