"""The inbox: what the site has told a person, each letter with the way to what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.letters import TEXTS, Letter
from courseware.mailing.wording import Reader, Words, write_out
from courseware.permissions import Permission
from courseware.records.inbox import InboxLetter, mark_all_read, read_inbox
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, site_settings, write
from courseware.web.guards import me, requires
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once

blueprint = make("messages", __name__, __file__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter on the page."""

    id: int
    words: Words
    created_at: datetime
    is_unread: bool


@blueprint.get("/messages")
@requires(Permission.LEARN)
def show() -> str:
    """Show a person's own letters, the newest first."""
    before = read_id(request.args.get("before"))
    letters, are_more = read_inbox(read(), me().id, before=before)
    shown = [one for one in map(_shown, letters) if one is not None]
    older = letters[-1].id if are_more else None
    newest = letters[0].id if letters and before is None else None
    return page("accounts/messages.html", letters=shown, older=older, newest=newest)


@blueprint.post("/messages/read")
@requires(Permission.LEARN)
def read_all() -> Response:
    """Mark as read what the page showed and what is older; what came since stays unread."""
    up_to = read_id(request.form.get("up_to"))
    with write() as conn:
        done = mark_all_read(conn, me().id, up_to=up_to or 0, now=now())
    if done:
        say_once(_("Your messages are marked as read."))
    return redirect(url_for("messages.show"), 303)


def _shown(letter: InboxLetter) -> Shown | None:
    """Return a letter in words; None for one that has a link or that this version does not know."""
    if letter.letter not in set(Letter) or TEXTS[Letter(letter.letter)].purpose:
        return None
    who = me()
    reader = Reader(who.name, who.locale, who.time_zone)
    try:
        name = site_settings().name
        words = write_out(Letter(letter.letter), letter.details, site_name=name, to=reader)
    except KeyError:  # the address of its action has a blank that an old letter does not fill
        return None
    return Shown(letter.id, words, letter.created_at, letter.is_unread)
