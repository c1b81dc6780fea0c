"""The face for everybody who signs in: sign-in, invitation, account, the look of the pages."""

from __future__ import annotations

from flask import Blueprint

from courseware.accounts.account import blueprint as account
from courseware.accounts.look import blueprint as look
from courseware.accounts.sign_in import blueprint as sign_in
from courseware.accounts.terminal import blueprint as terminal


def blueprints() -> tuple[Blueprint, ...]:
    """Return the blueprints of this face; one named like the face holds all its routes."""
    return (sign_in, account, look, terminal)
