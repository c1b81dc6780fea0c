"""The face for everybody who signs in: sign-in, invitation, account, the look of the pages."""

from __future__ import annotations

from flask import Blueprint

from courseware.accounts import (
    data,
    email,
    names,
    password,
    preferences,
    sign_ins,
    visibility,
)
from courseware.accounts.account import blueprint as account
from courseware.accounts.look import blueprint as look
from courseware.accounts.sign_in import blueprint as sign_in

ACCOUNT_PAGES = (names, email, password, preferences, sign_ins, data, visibility)
"""The files whose routes belong to the blueprint of the account."""


def blueprints() -> tuple[Blueprint, ...]:
    """Return the blueprints of this face; one named like the face holds all its routes."""
    return (sign_in, account, look)
