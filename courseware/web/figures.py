"""How a figure is sent: its address is its content, and nothing in it may run or load anything."""

from __future__ import annotations

from flask import Response, make_response


def figure_reply(body: bytes) -> Response:
    """Return the reply that holds a checked SVG figure."""
    response = make_response(body)
    response.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
    )
    return response
