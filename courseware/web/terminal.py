"""Is this browser a shared terminal, and when was its sign-in last seen? Both stand in cookies.

A sign-in on a shared terminal ends by itself. When it was last used is a signed time in a cookie,
renewed by each of its requests: so a GET writes nothing, and no page asks one statement more. The
signature is bound to the token of the sign-in, so the time of one is worth nothing beside another.
"""

from __future__ import annotations

import hashlib

from flask import current_app, request
from itsdangerous import BadSignature, TimestampSigner
from werkzeug.wrappers import Response

from courseware.records.sign_ins import hash_token
from courseware.web.database import now

COOKIE = "courseware-terminal"
LASTS = 365 * 24 * 3600
"""Seconds that a browser remembers that other people use it too."""
LEFT = "courseware-left"
"""A mark that the page itself sets when somebody switches without a connection: it can only sign out."""
SKEW = 60
"""Seconds by which the clocks of two web servers may differ."""
_YES = "yes"
_SEEN = b"seen"


def is_terminal() -> bool:
    """Say whether this browser remembers that other people use it too."""
    return request.cookies.get(COOKIE) == _YES


def remember(response: Response, *, is_shared: bool) -> None:
    """Let the browser remember whether other people use it; the cookie says nothing about anybody."""
    if is_shared:
        _set(response, COOKIE, _YES, max_age=LASTS)
    else:
        _forget(response, COOKIE)


def keep_seen(response: Response, token: str) -> None:
    """Note in the browser that the sign-in of `token` is in use now."""
    signed = _signer(token).sign(_SEEN).decode()
    _set(response, _seen_cookie(), signed, max_age=None)  # gone when the browser closes
    _forget(response, LEFT)


def forget_seen(response: Response) -> None:
    """Take the time of the last request away from a browser that has one."""
    _forget(response, _seen_cookie())
    _forget(response, LEFT)


def was_seen(token: str, *, within: int) -> bool:
    """Say whether this browser used the sign-in of `token` in the last `within` seconds.

    A cookie that is missing, forged, from the future or of another sign-in counts as none.
    """
    if LEFT in request.cookies:
        return False
    try:
        _seen, signed_at = _signer(token).unsign(
            request.cookies.get(_seen_cookie(), ""), return_timestamp=True
        )
    except BadSignature:
        return False
    age = int(now().timestamp()) - int(signed_at.timestamp())
    return -SKEW <= age <= within


class _Signer(TimestampSigner):
    """Signs with the site's clock."""

    def get_timestamp(self) -> int:
        return int(now().timestamp())


def _signer(token: str) -> _Signer:
    return _Signer(
        current_app.config["SECRET_KEY"],
        salt=f"courseware.last-seen.1:{hash_token(token)}",
        key_derivation="hmac",
        digest_method=hashlib.sha256,
    )


def _seen_cookie() -> str:
    """Return the cookie's name; with https the browser itself pins it to this host and path."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-courseware-seen" if secure else "courseware-seen"


def _set(response: Response, name: str, value: str, *, max_age: int | None) -> None:
    """Set a cookie out of reach of scripts and of other sites."""
    secure: bool = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        name, value, max_age=max_age, secure=secure, httponly=True, samesite="Lax", path="/"
    )


def _forget(response: Response, name: str) -> None:
    """Take a cookie away from a browser that has it."""
    if name in request.cookies:
        _set(response, name, "", max_age=0)
