"""What browsers fetch of the site's own look: its logo and the style sheet of its color."""

from __future__ import annotations

from flask import Response, abort

from courseware.admin.face import blueprint
from courseware.pictures import media_type
from courseware.records.logos import find_logo
from courseware.records.site_settings import read_settings
from courseware.web.brand import accent_of, digest_of
from courseware.web.database import read
from courseware.web.guards import public

FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/logo/<digest>")
@public
def logo(digest: str) -> Response:
    """Send the logo of now; one that was replaced is gone, and no other blob is ever sent."""
    body = find_logo(read(), digest)
    if body is None:
        abort(404)
    reply = Response(body, content_type=media_type(body))
    reply.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    reply.headers["Cache-Control"] = FOR_EVER
    return reply


@blueprint.get("/site/<digest>.css")
@public
def site_sheet(digest: str) -> Response:
    """Send the style sheet of the site's color.

    Asked of the database: the page may come from a process that knows a change a second earlier.
    """
    accent = accent_of(read_settings(read()))
    if accent is None or digest_of(accent) != digest:
        abort(404)
    reply = Response(accent.sheet, content_type="text/css; charset=utf-8")
    reply.headers["Cache-Control"] = FOR_EVER
    return reply
