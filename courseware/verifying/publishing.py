"""How what checkers fetch is sent: to programs of any site; what holds a name is kept by nobody."""

from __future__ import annotations

from flask import Response, make_response, request

JSON, LD_JSON = "application/json", "application/ld+json"
CREDENTIAL = "application/vc+ld+json"
TOKEN_TYPES = ("application/jwt", "application/vc+jwt", "text/plain")
_JSON_TYPES = (CREDENTIAL, "application/vc", LD_JSON, JSON)


def published(body: str | bytes, media_type: str, *, minutes: int = 0) -> Response:
    """Answer with something public: scripts of every site may read it, search engines shall not.

    `minutes`: how long it may be kept; 0 for what holds a name.
    """
    response = make_response(body)
    response.headers["Content-Type"] = media_type
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.vary.add("Accept")
    if minutes:  # what holds a name may have ended a moment later
        response.headers["Cache-Control"] = f"public, max-age={60 * minutes}"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def wants_json() -> bool:
    """Say whether the reader asks for data: a browser asks for a page first."""
    best = request.accept_mimetypes.best_match(["text/html", *_JSON_TYPES], default="text/html")
    return best in _JSON_TYPES


def wants_token() -> bool:
    """Say whether the reader asks for a token and for nothing else that we have."""
    accepted = request.accept_mimetypes
    best = accepted.best_match([*_JSON_TYPES, *TOKEN_TYPES], default=JSON)
    return best in TOKEN_TYPES


def as_file(response: Response, name: str) -> Response:
    """Let a browser keep the answer under this name instead of showing it."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
