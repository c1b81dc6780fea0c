"""Who is asking? A random token in the cookie, its hash in `sign_in`: listed and revocable at once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from flask import Flask, Response, current_app, g, request, session

from courseware.records.people import Account, Who, find_account, fold_name
from courseware.records.sign_ins import LASTS, create_sign_in, end_sign_in, find_who
from courseware.records.throttle import add_try, count_tries, forget_tries
from courseware.web.database import now, read, write
from courseware.web.passwords import check_password

WINDOW = timedelta(minutes=15)
ACCOUNT_TRIES = 10
NETWORK_TRIES = 50


def cookie_name(app: Flask) -> str:
    """Return the cookie's name; with https the browser itself pins it to this host and path."""
    return "__Host-courseware" if app.config["SESSION_COOKIE_SECURE"] else "courseware"


def current_who() -> Who | None:
    """Return the person behind this request, or None for a visitor."""
    if "who" not in g:
        token = request.cookies.get(cookie_name(current_app))
        g.who = find_who(read(), token=token, now=now()) if token else None
    who: Who | None = g.who
    return who


def _keys(typed: str) -> tuple[str, str]:
    """Return the throttle's keys; digests, so that the table holds no names and no addresses."""
    account = hashlib.sha256(fold_name(typed).encode()).hexdigest()[:32]
    network = hashlib.sha256((request.remote_addr or "").encode()).hexdigest()[:32]
    return f"sign-in:account:{account}", f"sign-in:network:{network}"


def is_throttled(typed: str) -> bool:
    """Say whether this account or this network has tried too often lately."""
    account, network = _keys(typed)
    since = now() - WINDOW
    return (
        count_tries(read(), key=account, since=since) >= ACCOUNT_TRIES
        or count_tries(read(), key=network, since=since) >= NETWORK_TRIES
    )


def check_credentials(typed: str, password: str) -> Account | None:
    """Return the account if the password fits. The same work and words for unknown people."""
    account = find_account(read(), typed)
    fits = check_password(account.password_hash if account else None, password)
    account_key, network_key = _keys(typed)
    if account is None or account.is_disabled or not fits:
        with write() as conn:
            add_try(conn, key=account_key, now=now())
            add_try(conn, key=network_key, now=now())
        return None
    with write() as conn:
        forget_tries(conn, key=account_key)
    return account


def begin(response: Response, person_id: int) -> None:
    """Sign a person in on this browser: a new token, whatever cookie was there before."""
    token = secrets.token_urlsafe(32)
    device = request.user_agent.string
    with write() as conn:
        old = request.cookies.get(cookie_name(current_app))
        if old:
            end_sign_in(conn, token=old, now=now())
        create_sign_in(conn, person_id=person_id, token=token, device=device, now=now())
    session.clear()  # the CSRF token is bound to the sign-in
    response.set_cookie(
        cookie_name(current_app),
        token,
        max_age=LASTS,
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
    session.clear()
    response.delete_cookie(
        cookie_name(current_app),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    response.headers["Clear-Site-Data"] = '"cache"'


def opens_again(at: datetime) -> datetime:
    """Return when a throttled account may be tried again at the latest."""
    return at + WINDOW
