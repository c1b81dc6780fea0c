"""What every public check shares: the blueprint, and the same answer to every unknown number."""

from __future__ import annotations

from flask import Response, abort

from courseware.records.throttle import Limit, add_tries, is_over
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, write
from courseware.web.networks import network
from courseware.web.pages import page
from courseware.web.throttle import WINDOW
from courseware.web.unlisted import unlisted

blueprint = make("verifying", __name__, __file__)

UNKNOWN_TRIES = 30
"""How many unknown numbers one network may ask for in a quarter of an hour."""


def refuse_guessing() -> None:
    """Refuse a network that asked for too many unknown numbers, before anything is looked up."""
    if is_over(read(), [_limit()], since=now() - WINDOW):
        abort(429)


def unknown() -> Response:
    """Give the one answer to every unknown number, and count it."""
    with write() as conn:
        add_tries(conn, [_limit()], now=now())
    return unlisted(page("verifying/unknown.html"), 404)


def _limit() -> Limit:
    return Limit(f"verify:{network()}", UNKNOWN_TRIES)
