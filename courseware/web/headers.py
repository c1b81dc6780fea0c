"""The headers of every reply: what a browser may load, keep and tell others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'"
)
FIXED = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    # Pages change with who asks; only replies that say otherwise may be kept.
    "Cache-Control": "no-store",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def init_app(app: Flask) -> None:
    """Say that a page depends on who asks."""

    @app.after_request
    def _vary(response: Response) -> Response:
        if g.get("who") is not None:
            response.vary.add("Cookie")
        return response


def around(app: WSGIApplication, *, is_https: bool) -> WSGIApplication:
    """Return `app` with the headers on all that leaves it: pages, assets, and what the gate refuses.

    A header that a reply has set itself stays as it is.
    """
    ours = FIXED | HTTPS_ONLY if is_https else FIXED

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            there = {name.lower() for name, _value in headers}
            missing = [(name, value) for name, value in ours.items() if name.lower() not in there]
            return start_response(status, headers + missing, *error)

        return app(environ, start)

    return serve
