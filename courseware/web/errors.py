"""Designed pages for everything that goes wrong, with a way on; as JSON for scripts."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Flask, Response, g, jsonify, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from courseware.records.people import Who
from courseware.web.error_pages import Situation, page_of
from courseware.web.sign_in import current_who
from courseware.web.waiting import Words, posted_words

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

log = logging.getLogger(__name__)
BUSY_FOR = 5
"""Seconds after which a browser may try again what the database did not answer."""
_TAKEN_AGAIN = {500, 503}
"""Faults of ours after which the same form may simply be sent again."""
TOO_LONG = 431
"""The status of a request whose address and headers are too long, cookies among them."""
_NOTHING = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/",
    "QUERY_STRING": "",
    "CONTENT_LENGTH": "0",
    "CONTENT_TYPE": "",
}


def wants_json() -> bool:
    """Say whether a script of ours asked."""
    return request.accept_mimetypes.best == "application/json"


def show(code: int, *, number: str = "", wait: int | None = None) -> Response:
    """Return the error page (or its JSON) of a status code; `wait` in seconds, if one has to."""
    if wants_json():
        reply = _json(code, number)
    else:
        html = _waiting(code, number) or _page(code, Situation(_settled_who(), wait, number))
        reply = Response(html, mimetype="text/html")
    reply.status_code = code
    return reply


def _json(code: int, number: str) -> Response:
    page = page_of(code, Situation(None, number=number))
    body = {"message": f"{page.title}. {page.text}"}
    if code == 401:  # noqa: PLR2004 - the status code itself
        body["sign_in"] = url_for("accounts.sign_in")
    return jsonify(body)


def _page(code: int, situation: Situation) -> str:
    page = page_of(code, situation)
    return render_template("errors/error.html", code=code, error=page)


def _waiting(code: int, number: str) -> str | None:
    """Return the page on which the posted words wait, if this request carries any."""
    words = posted_words()
    if words is None:
        return None
    if code in _TAKEN_AGAIN:
        _settled_who()
        return render_template("errors/again.html", words=words, number=number)
    if code == 401 and _settled_who() is None:  # noqa: PLR2004 - the status code itself
        return sign_in_page(words)
    return None


def sign_in_page(words: Words, *, fault: str = "", user_name: str = "") -> str:
    """Return the page that asks who wrote these words and carries them on; it shows none of them."""
    return render_template(
        "errors/waiting_signed_out.html", words=words, fault=fault, user_name=user_name
    )


def confirm_page(words: Words) -> str:
    """Return the page on which the person whose words they are sends them again."""
    return render_template("errors/waiting.html", words=words)


def _settled_who() -> Who | None:
    """Find out who asks, or take it for a visitor: the page of a fault must not meet it again."""
    try:
        return current_who()
    except Exception:  # noqa: BLE001 - whatever keeps us from knowing
        g.who, g.is_failing = None, True
        return None


def _old_token(_error: CSRFError) -> Response:
    """Answer a form whose token is old: its words wait, if they are this person's."""
    words = None if wants_json() else posted_words()
    if words is None:
        return show(400)
    who = current_who()
    if who is None and not words.is_for_guests:
        return show(401)
    if not words.belong_to(who.id if who else None):
        return show(400)  # somebody else's page was left open: what it is about does not exist
    reply = Response(confirm_page(words), mimetype="text/html")
    reply.status_code = 400
    if words.is_for_guests:
        reply.headers["X-Robots-Tag"] = "noindex, nofollow"
    return reply


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]  # a redirect that was raised
    headers = dict(error.get_headers())
    wait = headers.get("Retry-After", "")
    reply = show(error.code or 500, wait=int(wait) if wait.isdigit() else None)
    for name in ("Allow", "Retry-After"):
        if name in headers:
            reply.headers[name] = headers[name]
    return reply


def _busy(error: OperationalError) -> Response:
    log.error("The database did not answer: %s", error.orig)
    g.is_failing = True
    g.setdefault("who", None)  # not asked again, which may take as long as this did
    reply = show(503)
    reply.headers["Retry-After"] = str(BUSY_FOR)
    return reply


def _unexpected(error: Exception) -> Response:
    """Log with a number that the page shows, so that a report can be matched; never the details."""
    number = secrets.token_hex(4)
    # The endpoint and not the path: a path may hold the secret of an invitation.
    log.error("Error %s at %s %s", number, request.method, request.endpoint, exc_info=error)
    g.pop("shelf", None)
    return show(500, number=number)


def outside(app: Flask) -> Callable[[HTTPException, WSGIEnvironment], Response]:
    """Return what makes the page of a request that the gate refuses before the application runs.

    Nothing of the request is read but who asks and in which form: its body may be endless.
    """

    def refuse(fault: HTTPException, environ: WSGIEnvironment) -> Response:
        wanted = ("HTTP_HOST", "HTTP_ACCEPT", *(["HTTP_COOKIE"] if fault.code != TOO_LONG else []))
        headers = {name: environ[name] for name in wanted if name in environ}
        plain = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
        with app.request_context({**plain, **headers, **_NOTHING, "wsgi.input": BytesIO()}):
            return app.process_response(_http(fault))

    return refuse


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(CSRFError, _old_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    if not app.testing:
        app.register_error_handler(Exception, _unexpected)
