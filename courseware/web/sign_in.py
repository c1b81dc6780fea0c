"""Who is asking? A random token in the cookie, its hash in `sign_in`: listed and revocable at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request, session

from courseware.records.people import Who, find_account, fold_name
from courseware.records.sign_ins import LASTS, create_sign_in, end_sign_in, find_who
from courseware.records.throttle import Limit, forget_tries
from courseware.web import terminal
from courseware.web.database import now, read, write
from courseware.web.language import speak_to
from courseware.web.networks import digest, network
from courseware.web.passwords import check_password
from courseware.web.throttle import count_try

HERE_TRIES = 10
"""How often one network may try one account in a window."""
ACCOUNT_TRIES = 100
"""How often all networks together may: so many that one of them cannot lock somebody out."""
NETWORK_TRIES = 50
"""How often one network may try, whatever accounts."""


def cookie_name(app: Flask) -> str:
    """Return the cookie's name; with https the browser itself pins it to this host and path."""
    return "__Host-courseware" if app.config["SESSION_COOKIE_SECURE"] else "courseware"


def current_who() -> Who | None:
    """Return the person behind this request, or None for a visitor."""
    if "who" not in g:
        token = g.get("new_token") or request.cookies.get(cookie_name(current_app))
        g.who = _find(token) if token else None
        speak_to(g.who)
    who: Who | None = g.who
    return who


def _find(token: str) -> Who | None:
    """Return whose sign-in this is, unless a shared terminal was left alone for too long.

    `g.shared_token` or `g.idle_token` tells web/idling.py what to do with it after the request.
    """
    who = find_who(read(), token=token, now=now())
    if who is not None and who.idle_after is not None:
        if token == g.get("new_token") or terminal.was_seen(token, within=who.idle_after):
            g.shared_token = token
        else:
            g.idle_token, g.left_by, who = token, who.id, None
    if who is None:
        session.pop("_flashes", None)  # said to somebody who is not here any more
    return who


def _settle() -> None:
    """Forget what this request had found out: from now on somebody else is here, or nobody."""
    for name in ("who", "shared_token", "idle_token"):
        g.pop(name, None)
    session.clear()  # the CSRF token is bound to the sign-in, and what was said to its person


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who knew a password; the tries that were counted before that was clear."""

    person_id: int
    tries: Sequence[int]
    key: str


def check_credentials(typed: str, password: str) -> Known | None:
    """Return whose account it is if the password fits. The same work and words for unknown people.

    A try is counted before it is checked, so that many at once are no more than one after the
    other; `begin` forgets it. Raises TooManyTries.
    """
    account = find_account(read(), typed)
    # One account has two names, and unknown names are counted just the same.
    whose = f"person {account.id}" if account else f"name {fold_name(typed)}"
    here = f"sign-in:here:{digest(whose + network())}"
    tries = count_try(
        Limit(here, HERE_TRIES),
        Limit(f"sign-in:account:{digest(whose)}", ACCOUNT_TRIES),
        Limit(f"sign-in:network:{network()}", NETWORK_TRIES),
    )
    fits = check_password(account.password_hash if account else None, password)
    if account is None or account.is_disabled or not fits:
        return None
    return Known(account.id, tries, here)


def begin(
    response: Response,
    person_id: int,
    known: Known | None = None,
    *,
    is_shared: bool | None = None,
) -> None:
    """Sign a person in on this browser: a new token, whatever cookie was there before.

    `is_shared`: whether other people use the browser too; None for what it remembers.
    """
    if is_shared is None:
        is_shared = terminal.is_terminal()
    token = secrets.token_urlsafe(32)
    device = request.user_agent.string
    with write() as conn:
        if known is not None:
            forget_tries(conn, ids=known.tries, key=known.key)
        old = request.cookies.get(cookie_name(current_app))
        if old:
            end_sign_in(conn, token=old, now=now())
        create_sign_in(
            conn, person_id=person_id, token=token, device=device, now=now(), is_shared=is_shared
        )
    _settle()
    g.new_token = token  # what this request still shows is for this person
    terminal.remember(response, is_shared=is_shared)
    if is_shared:
        terminal.keep_seen(response, token)
    else:
        terminal.forget_seen(response)
    response.set_cookie(
        cookie_name(current_app),
        token,
        max_age=None if is_shared else LASTS,  # None: until the browser closes
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def end(response: Response) -> None:
    """Sign this browser out and tell it to forget what it kept."""
    token = request.cookies.get(cookie_name(current_app))
    if token:
        with write() as conn:
            end_sign_in(conn, token=token, now=now())
    _settle()
    terminal.forget_seen(response)
    response.delete_cookie(
        cookie_name(current_app),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    response.headers["Clear-Site-Data"] = '"cache"'
