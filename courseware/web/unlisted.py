"""Pages that anybody may open who holds their address, and that search engines shall not keep."""

from __future__ import annotations

from flask import Response, make_response


def unlisted(body: str, status: int = 200) -> Response:
    """Answer with something that search engines shall not keep."""
    response = make_response(body, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
