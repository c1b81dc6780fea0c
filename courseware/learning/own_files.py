"""The files of one's own entry, result or report, for the page of it."""

from __future__ import annotations

from typing import Any

from flask import url_for

from courseware.records.evidence_files import files_of
from courseware.web.database import read


def shown_files(kind: str, owner_id: int, *, is_open: bool) -> dict[str, Any]:
    """Return what `learning/_files.html` shows; where nothing may be added, no way to add."""
    url = url_for("learning.add_file", kind=kind, owner_id=owner_id) if is_open else ""
    return {"files": files_of(read(), kind, [owner_id]).get(owner_id, ()), "file_url": url}
