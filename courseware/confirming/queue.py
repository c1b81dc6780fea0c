"""One queue for verifiers and assessors: the oldest first, on a phone too."""

from __future__ import annotations

from courseware.confirming.face import blueprint
from courseware.operations.waiting import waiting_for
from courseware.permissions import Permission
from courseware.web.database import read
from courseware.web.guards import me, requires
from courseware.web.pages import page


@blueprint.get("/confirming")
@requires(Permission.LEARN)
def queue() -> str:
    """List what waits for this person: whoever was named can confirm, whatever their role."""
    return page("confirming/queue.html", waiting=waiting_for(read(), me()))
