"""One queue for verifiers and assessors: the oldest first, on a phone too."""

from __future__ import annotations

from courseware.confirming.face import blueprint
from courseware.operations.waiting import Waiting, WaitingKind, waiting_for
from courseware.permissions import Permission
from courseware.web.database import read
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import ngettext
from courseware.web.pages import page

_URLS = {
    WaitingKind.PRACTICE: "/confirming/practice/",
    WaitingKind.RESULT: "/confirming/results/",
    WaitingKind.RATING: "/confirming/ratings/",
    WaitingKind.A3: "/confirming/a3/",
}


@blueprint.get("/confirming")
@requires(Permission.LEARN)
def queue() -> str:
    """List what waits for this person: whoever was named can confirm, whatever their role."""
    return page(
        "confirming/queue.html",
        waiting=waiting_for(read(), me()),
        urls=_URLS,
        words_of=_words,
        may_supervise=me().may(Permission.SUPERVISE),
    )


def _words(one: Waiting) -> str:
    values = {"name": one.learner, "n": one.count, "title": one.title}
    match one.kind:
        case WaitingKind.PRACTICE:
            text = ngettext(
                "%(name)s: %(n)s entry of practice",
                "%(name)s: %(n)s entries of practice",
                one.count,
            )
        case WaitingKind.RESULT:
            text = _("%(name)s: a result, “%(title)s”")
        case WaitingKind.RATING:
            text = _("%(name)s: a rating of their work")
        case WaitingKind.A3:
            text = _("%(name)s: an A3 report, “%(title)s”")
    return text % values
