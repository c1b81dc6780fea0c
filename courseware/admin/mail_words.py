"""Words for the list of mails: what kind of letter, and why it was not sent."""

from __future__ import annotations

from courseware.letters import Letter
from courseware.mailing.wording import Reader, write_subject
from courseware.records.outbox import Fault
from courseware.web.language import gettext as _
from courseware.web.language import locale


def letter_name(letter: str, site_name: str) -> str:
    """Return the subject of a kind of letter, without what differs from mail to mail."""
    if letter not in set(Letter):
        return letter
    return write_subject(Letter(letter), {}, site_name=site_name, to=Reader(language=locale()))


def fault_words(fault: str) -> str:
    """Return why a mail was not sent: our sentence, or what the mail server said."""
    sentences: dict[str, str] = {
        Fault.LINK: _("The link in it works no longer. Make a new one."),
        Fault.ADDRESS: _("This is no address to which mail can go."),
        Fault.WORDS: _("The letter could not be written."),
        Fault.SERVER: _("The mail server could not be reached."),
        Fault.SLOW: _("The mail server did not answer within 10 seconds."),
        Fault.SIGN_IN: _("The mail server refused the user or the password of this site."),
        Fault.TLS: _("No encrypted connection to the mail server could be made."),
        Fault.NO_SERVER: _("This site has no mail server."),
        Fault.STOPPED: _("The program stopped while it was sending."),
    }
    return sentences.get(fault) or _("The mail server said: %(words)s") % {"words": fault}
