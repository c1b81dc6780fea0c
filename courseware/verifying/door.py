"""What every public check shares: the blueprint, and the same answer to every unknown number."""

from __future__ import annotations

from flask import Response, abort, make_response

from courseware.records.throttle import add_try, count_tries
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, write
from courseware.web.networks import network
from courseware.web.pages import page
from courseware.web.sign_in import WINDOW

blueprint = make("verifying", __name__, __file__)

UNKNOWN_TRIES = 30
"""How many unknown numbers one network may ask for in a quarter of an hour."""


def refuse_guessing() -> None:
    """Refuse a network that asked for too many unknown numbers, before anything is looked up."""
    if count_tries(read(), key=_throttle_key(), since=now() - WINDOW) >= UNKNOWN_TRIES:
        abort(429)


def unknown() -> Response:
    """Give the one answer to every unknown number, and count it."""
    with write() as conn:
        add_try(conn, key=_throttle_key(), now=now())
    return unlisted(page("verifying/unknown.html"), 404)


def unlisted(body: str, status: int) -> Response:
    """Answer with something that search engines shall not keep."""
    response = make_response(body, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _throttle_key() -> str:
    return f"verify:{network()}"
