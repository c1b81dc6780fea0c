"""The line of the health page about mail: is there a way out, what waits, what was given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from courseware.admin.health_line import Line
from courseware.config import Settings
from courseware.records.outbox_list import count_mails
from courseware.web.database import read
from courseware.web.language import gettext as _
from courseware.web.language import ngettext

LATE = timedelta(hours=1)
"""A mail that is due for so long means that the jobs process does not send."""


def mail_line(settings: Settings, at: datetime) -> Line:
    """Say how mail is doing. A site without a mail server is whole: letters wait in the inbox."""
    label = _("Mail")
    if settings.demo:
        return Line(label, _("none leaves a demonstration"), _("What would be sent: see Mail."))
    if not settings.sends_mail:
        advice = _("To send letters by mail too, set COURSEWARE_SMTP_URL and COURSEWARE_MAIL_FROM.")
        return Line(label, _("not set up; letters wait in the inbox"), advice)
    counts = count_mails(read(), now=at)
    waiting = ngettext("%(num)s waits", "%(num)s wait", counts.waiting) % {"num": counts.waiting}
    lost = _("%(num)s given up this week") % {"num": counts.given_up}
    is_late = counts.oldest_due_at is not None and at - counts.oldest_due_at > LATE
    advice = ""
    if counts.given_up:
        advice = _("See Mail for the reasons. Mend what is at fault there, then try them again.")
    elif is_late:
        advice = _("Mail waits for more than an hour. Is the jobs process running? Read its log.")
    return Line(label, f"{waiting}, {lost}", advice, is_ok=not advice)
