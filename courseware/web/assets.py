"""Style sheets, scripts and drawings: read once at start, compressed, served from memory.

Not through WhiteNoise: it serves files, so that joined and compressed bodies would have to be
written to a folder first (our package may be read-only, and a temporary folder may be emptied
under a running server). All addresses share one digest instead of one each, so that scripts import
each other by plain relative paths and no tool has to rewrite them.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/assets/"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_UNREAD_CSS = re.compile(r"/\*.*?\*/\s*|^\s+|(?<=[:;,{]) |;? (?=\})", re.DOTALL | re.MULTILINE)
"""Comments and the spaces that no browser needs. No text in a sheet may hold one after `:;,{`."""


@dataclass(frozen=True, slots=True)
class _Asset:
    media_type: str
    plain: bytes
    gzipped: bytes


_SHEETS = {"css": "app.css", "css-lab": "lab.css"}
"""Folder of style sheets → the sheet they are joined to, in the order of their names."""


class Assets:
    """All files below `root`. `app.css` is for every page, `lab.css` beside it for those of labs."""

    def __init__(self, root: Path) -> None:
        files = {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.suffix in _TYPES and path.parent.name not in _SHEETS
        }
        for folder, sheet in _SHEETS.items():
            sheets = "".join(
                path.read_text("utf-8") for path in sorted(root.glob(f"{folder}/*.css"))
            )
            files[sheet] = _UNREAD_CSS.sub("", sheets).encode()
        self._digest = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:12]
        self._assets = {
            name: _Asset(_TYPES[Path(name).suffix], body, gzip.compress(body, 9, mtime=0))
            for name, body in files.items()
        }

    def url(self, path: str) -> str:
        """Return the address of `path` ("app.css", "js/attempt.js"); KeyError if there is none."""
        if path not in self._assets:
            raise KeyError(f"There is no asset {path!r}; there are {', '.join(self._assets)}.")
        return f"{PREFIX}{self._digest}/{path}"

    def around(self, app: WSGIApplication) -> WSGIApplication:
        """Return `app` with the assets in front; what is not an asset goes on to `app`."""

        def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
            digest, _, name = path.removeprefix(PREFIX).partition("/")
            asset = self._assets.get(name) if path.startswith(PREFIX) else None
            if asset is None or method not in {"GET", "HEAD"}:
                return app(environ, start_response)
            zips = "gzip" in accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
            body = asset.gzipped if zips else asset.plain
            headers = [
                ("Content-Type", asset.media_type),
                ("Content-Length", str(len(body))),
                ("Cache-Control", self._how_long(digest)),
                ("Vary", "Accept-Encoding"),
                ("X-Content-Type-Options", "nosniff"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ]
            start_response("200 OK", headers + [("Content-Encoding", "gzip")] * zips)
            return [body] if method == "GET" else []

        return serve

    def _how_long(self, digest: str) -> str:
        """Return how long a browser may keep it: a page of an older version asks by another digest."""
        return "public, max-age=31536000, immutable" if digest == self._digest else "no-cache"


def accepted(header: str) -> set[str]:
    """Return the encodings that a browser takes; one with q=0 is none."""
    offers = (offer.replace(" ", "").lower().partition(";q=") for offer in header.split(","))
    return {name for name, _, weight in offers if weight.rstrip("0.") or not weight}
