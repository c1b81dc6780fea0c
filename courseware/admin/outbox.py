"""Mail on its way out: what waits, what was sent, what was given up and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint
from courseware.admin.mail_words import fault_words, letter_name
from courseware.config import Settings
from courseware.operations.outbox import post_test, retry_mail
from courseware.permissions import Permission
from courseware.records.outbox import Fault
from courseware.records.outbox_list import FILTERS, MailState, address_of, list_mails
from courseware.records.throttle import Limit, add_tries, is_over
from courseware.web.database import now, read, site_settings, write
from courseware.web.guards import me, requires
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once

TESTS = 5
TEST_WINDOW = timedelta(minutes=15)


def mail_settings() -> Settings:
    """Return the settings of this site, to see whether mail leaves it."""
    settings: Settings = current_app.config["COURSEWARE"]
    return settings


@blueprint.get("/admin/outbox")
@requires(Permission.MANAGE_SITE)
def outbox() -> str:
    """List mails, the newest first: all, or those in one state."""
    wanted = request.args.get("state", "")
    state = MailState(wanted) if wanted in FILTERS else None
    mails, are_more = list_mails(
        read(), state=state, before=read_id(request.args.get("before")), now=now()
    )
    settings = mail_settings()
    values: dict[str, Any] = {
        "mails": mails,
        "state": state,
        "older": mails[-1].id if are_more else None,
        "letter_name": letter_name,
        "fault_words": fault_words,
        "may_retry": lambda mail: mail.state is MailState.GIVEN_UP and mail.fault != Fault.LINK,
        "settings": settings,
        "my_address": address_of(read(), me().id),
        "site_name": site_settings().name,
    }
    return page("admin/outbox.html", **values)


@blueprint.post("/admin/outbox/test")
@requires(Permission.MANAGE_SITE)
def outbox_test() -> Response:
    """Send a test mail to the operator who asks, a few times in a quarter of an hour."""
    who, at = me(), now()
    back = redirect(url_for("admin.outbox"), 303)
    address = address_of(read(), who.id)
    if not address:
        say_once(_("Your account has no e-mail address. Add one, then try again."), "bad")
        return back
    settings = mail_settings()
    if not settings.sends_mail and not settings.demo:
        say_once(_("This site has no mail server, so nothing was sent."), "bad")
        return back
    limit = Limit(f"mail-test:{who.id}", TESTS)
    with write() as conn:
        is_too_often = is_over(conn, [limit], since=at - TEST_WINDOW)
        if not is_too_often:
            add_tries(conn, [limit], now=at)
            post_test(conn, address, by_person=who.id, now=at)
    if is_too_often:
        say_once(_("That was often enough for now. Try again in a quarter of an hour."), "bad")
    elif settings.demo:
        say_once(_("Your test mail is in the list below. In a demonstration nothing leaves."))
    else:
        text = _("A test mail to %(address)s goes out with the next round, within seconds.")
        say_once(text % {"address": address})
    return back


@blueprint.post("/admin/outbox/<int:mail_id>/retry")
@requires(Permission.MANAGE_SITE)
def outbox_retry(mail_id: int) -> Response:
    """Let a mail that was given up go again."""
    with write() as conn:
        done = retry_mail(conn, mail_id, by_person=me().id, now=now())
    if not done:
        abort(404)
    say_once(_("It is tried again with the next round, within seconds."))
    return redirect(url_for("admin.outbox"), 303)
