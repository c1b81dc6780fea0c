"""The face for everybody who signs in: sign-in, invitation, account, the look of the pages."""

from __future__ import annotations

from flask import Blueprint

from courseware.accounts import waiting
from courseware.accounts.account import blueprint as account
from courseware.accounts.look import blueprint as look
from courseware.accounts.messages import blueprint as messages
from courseware.accounts.sign_in import blueprint as sign_in

ROUTES = (waiting,)
"""Routes in files of their own, on the blueprint that is named like the face."""


def blueprints() -> tuple[Blueprint, ...]:
    """Return the blueprints of this face; one named like the face holds all its routes."""
    return (sign_in, account, look, messages)
