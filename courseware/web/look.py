"""Light, dark, or as the device says: a choice that a browser keeps for itself.

The cookie holds the word "light" or "dark" and nothing else; without it the device decides.
"""

from __future__ import annotations

from flask import current_app, request
from werkzeug.wrappers import Response

COOKIE = "courseware-look"
LOOKS = ("light", "dark")
LASTS = 365 * 24 * 3600
"""Seconds that a browser keeps the choice."""


def current_look() -> str | None:
    """Return the chosen look; None for "as the device says", also if the cookie holds another word."""
    found = request.cookies.get(COOKIE)
    return found if found in LOOKS else None


def keep_look(response: Response, look: str) -> None:
    """Let the browser keep a look; every word but light and dark lets it forget one."""
    secure: bool = current_app.config["SESSION_COOKIE_SECURE"]
    if look in LOOKS:
        response.set_cookie(
            COOKIE, look, max_age=LASTS, secure=secure, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")
