"""Designed pages for everything that goes wrong, with a way on; as JSON for scripts."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, Response, g, jsonify, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from courseware.web.language import gettext as _
from courseware.web.sign_in import current_who

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """What an error page says."""

    title: str
    text: str
    action_label: str = ""
    action_url: str = ""


def _pages(code: int) -> Page:
    home = (_("Go to the start page"), url_for("learning.front"))
    pages = {
        400: Page(_("This request was not complete"),
                  _("Nothing was changed. Go back, reload the page and send it again."), *home),
        401: Page(_("Sign in to go on"),
                  _("You are not signed in, or your sign-in has ended. What you saved is safe."),
                  _("Sign in"), url_for("accounts.sign_in")),
        403: Page(_("This page is not for your role"),
                  _("If you think it should be, ask the operator of this site."), *home),
        404: Page(_("There is no such page"),
                  _("The address may be mistyped, or the page is not open to you."), *home),
        405: Page(_("This address cannot be used that way"), _("Nothing was changed."), *home),
        409: Page(_("Two different answers arrived"),
                  _("Nothing was overwritten. Reload the page to see what is stored."), *home),
        413: Page(_("That is too large"),
                  _("Nothing was stored. Send a smaller file or a shorter text."), *home),
        429: Page(_("Too many tries"),
                  _("Wait a quarter of an hour, then try again."), *home),
        503: Page(_("The site is busy"),
                  _("What was shown as saved is safe. Try again in a moment."), *home),
    }  # fmt: skip
    fallback = Page(
        _("Something went wrong on our side"),
        _("What was shown as saved is safe. If it happens again, tell the operator of this site."),
        *home,
    )
    return pages.get(code, fallback)


def wants_json() -> bool:
    """Say whether a script of ours asked."""
    return request.accept_mimetypes.best == "application/json"


def show(code: int, *, number: str = "") -> Response:
    """Return the error page (or its JSON) of a status code."""
    page = _pages(code)
    if wants_json():
        body = {"message": f"{page.title}. {page.text}"}
        if code == 401:  # noqa: PLR2004 - the status code itself
            body["sign_in"] = url_for("accounts.sign_in")
        reply = jsonify(body)
    else:
        _settle_who()
        html = render_template("errors/error.html", code=code, number=number, **_fields(page))
        reply = Response(html, mimetype="text/html")
    reply.status_code = code
    return reply


def _settle_who() -> None:
    """Find out who asks, or take it for a visitor: the page of a fault must not meet it again."""
    try:
        current_who()
    except Exception:  # noqa: BLE001 - whatever keeps us from knowing
        g.who, g.is_failing = None, True


def _fields(page: Page) -> dict[str, str]:
    return {
        "title": page.title, "text": page.text,
        "action_label": page.action_label, "action_url": page.action_url,
    }  # fmt: skip


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]  # a redirect that was raised
    reply = show(error.code or 500)
    for name in ("Allow", "Retry-After"):
        for key, value in error.get_headers():
            if key == name:
                reply.headers[name] = value
    return reply


def _busy(error: OperationalError) -> Response:
    log.error("The database did not answer: %s", error.orig)
    g.is_failing = True
    g.setdefault("who", None)  # not asked again, which may take as long as this did
    reply = show(503)
    reply.headers["Retry-After"] = "5"
    return reply


def _unexpected(error: Exception) -> Response:
    """Log with a number that the page shows, so that a report can be matched; never the details."""
    number = secrets.token_hex(4)
    # The endpoint and not the path: a path may hold the secret of an invitation.
    log.error("Error %s at %s %s", number, request.method, request.endpoint, exc_info=error)
    g.pop("shelf", None)
    return show(500, number=number)


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(CSRFError, lambda _error: show(400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    if not app.testing:
        app.register_error_handler(Exception, _unexpected)
