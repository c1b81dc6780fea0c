"""Files that show what was done: added, shown to whom may see their owner, removed."""

from __future__ import annotations

import threading
from contextlib import closing

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.learning.place import blueprint
from courseware.operations.evidence_files import add, is_open, remove
from courseware.permissions import Permission
from courseware.practice.files import LARGEST, read_attachment
from courseware.records.evidence_files import find_file
from courseware.web.database import now, read, site, write
from courseware.web.evidence import file_reply
from courseware.web.gate import outside_gate
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.pages import say_once
from courseware.words import Reason, Unfit

_PAGES = {"entries": "/practicum/entries/", "results": "/results/", "a3": "/a3/"}
"""Where the page of an owner is, by its kind."""
_DRAWING = threading.Lock()
"""A picture is drawn anew: two seconds and most of a gigabyte at worst, however small the file is.
So one at a time.
"""


@blueprint.post("/practicum/files/<kind>/<int:owner_id>")
@requires(Permission.LEARN)
def add_file(kind: str, owner_id: int) -> BaseResponse:
    """Add a file to something of one's own that may still change."""
    if not is_open(read(), me().id, kind, owner_id):
        abort(404)
    try:
        with outside_gate(), _DRAWING:
            attachment = read_attachment(*_sent())
    except Unfit as refusal:
        say_once(say(refusal.reason), "bad")
        return redirect(_PAGES[kind] + str(owner_id), 303)
    with write() as conn:
        outcome = add(
            conn,
            person_id=me().id,
            kind=kind,
            owner_id=owner_id,
            attachment=attachment,
            now=now(),
            site=site(),
        )
    if outcome is None:
        abort(404)
    if isinstance(outcome, Reason):
        say_once(say(outcome), "bad")
    else:
        say_once(_("The file is added."))
    return redirect(_PAGES[kind] + str(owner_id) + "#files", 303)


def _sent() -> tuple[str, bytes]:
    """Return name and bytes of the uploaded file, no more of it than shows that it is too large."""
    file = request.files.get("file")
    if file is None:
        return "", b""
    with closing(file):
        return file.filename or "", file.read(LARGEST + 1)


@blueprint.get("/practicum/files/<int:file_id>")
@requires(Permission.LEARN)
def evidence_file(file_id: int) -> Response:
    """Send a file of one's own."""
    found = find_file(read(), file_id)
    if found is None or found[0].person_id != me().id:
        abort(404)
    return file_reply(*found)


@blueprint.post("/practicum/files/<int:file_id>/removal")
@requires(Permission.LEARN)
def remove_file(file_id: int) -> BaseResponse:
    """Delete a file of one's own as long as its owner may change."""
    found = find_file(read(), file_id)
    if found is None or found[0].person_id != me().id:
        abort(404)
    with write() as conn:
        is_gone = remove(conn, person_id=me().id, file_id=file_id)
    if is_gone:
        say_once(_("The file is removed."))
    else:
        say_once(_("This file belongs to something that does not change any more."), "bad")
    return redirect(url_for("learning.practicum"), 303)
