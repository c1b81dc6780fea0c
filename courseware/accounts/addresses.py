"""Where a person may be sent after signing in: only to a page of ours."""

from __future__ import annotations

import re

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

# "No scheme, no host" is not enough: browsers read /\evil and ///evil as other hosts.
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")


def own_path(text: str | None) -> str | None:
    """Return `text` if it is the path of one of our own GET pages, else None."""
    if not text or len(text) > 500 or _OWN_PATH.fullmatch(text) is None:  # noqa: PLR2004 - longer than any of ours
        return None
    path = text.split("?", 1)[0].split("#", 1)[0]
    adapter = current_app.url_map.bind(request.host)
    try:
        adapter.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return text
