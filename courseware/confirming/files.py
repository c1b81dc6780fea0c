"""Files of a result or an A3, for whoever was asked to look at it."""

from __future__ import annotations

from datetime import datetime

from flask import abort
from werkzeug.wrappers import Response

from courseware.confirming.a3 import submission
from courseware.confirming.face import blueprint
from courseware.confirming.file_lists import files_until
from courseware.confirming.guest_a3 import guest_submission
from courseware.confirming.results import result_behind, result_for_me
from courseware.permissions import Permission
from courseware.records.a3_reviews import Submission
from courseware.records.evidence_files import find_file
from courseware.web.database import read
from courseware.web.evidence import file_reply
from courseware.web.guards import me, public, requires


def _send(kind: str, owner_id: int, until: datetime | None, file_id: int) -> Response:
    listed = {one.id for one in files_until(kind, owner_id, until)}
    found = find_file(read(), file_id) if file_id in listed else None
    return abort(404) if found is None else file_reply(*found)


@blueprint.get("/confirming/results/<int:result_id>/files/<int:file_id>")
@requires(Permission.LEARN)
def result_file(result_id: int, file_id: int) -> Response:
    """Send a file of a result to somebody who may confirm it."""
    row = result_for_me(me().id, result_id)
    return abort(404) if row is None else _send("results", row.id, row.sent_at, file_id)


@blueprint.get("/confirm/results/<secret>/files/<int:file_id>")
@public
def result_link_file(secret: str, file_id: int) -> Response:
    """Send a file of a result to the holder of a link."""
    found = result_behind(secret)
    if isinstance(found, Response):
        return found
    return _send("results", found[1].id, found[1].sent_at, file_id)


@blueprint.get("/confirming/a3/<int:version_id>/files/<int:file_id>")
@requires(Permission.ASSESS)
def a3_file(version_id: int, file_id: int) -> Response:
    """Send a file of a report to an assessor."""
    version = submission(version_id).version
    return _send("a3", version.a3_id, version.sent_at, file_id)


@blueprint.get("/confirm/a3/<secret>/files/<int:file_id>")
@public
def guest_a3_file(secret: str, file_id: int) -> Response:
    """Send a file of a report to an assessor from elsewhere."""
    found = guest_submission(secret)
    if not isinstance(found, Submission):
        return found
    return _send("a3", found.version.a3_id, found.version.sent_at, file_id)
