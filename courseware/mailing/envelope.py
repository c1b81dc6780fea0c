"""A rendered letter as a message of the Internet (RFC 5322): headers that nothing typed can break."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from courseware.mailing.rendering import Rendered
from courseware.mailing.wording import one_line


class BadAddress(ValueError):  # noqa: N818 - it is an answer: nothing can be sent there
    """This text is no address to which mail can go."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom, to whom, in which language; `number` and `written_at` are the outbox row's own."""

    number: int
    written_at: datetime
    site_name: str
    mail_from: str
    to: str
    language: str


def message_of(rendered: Rendered, envelope: Envelope, *, site_secret: str) -> EmailMessage:
    """Return the whole message. The same outbox row gives the same Message-ID, Date and boundary.

    So a mail that is tried again after an unclear end is the same message to a server or a mail
    program that has it already. Raises BadAddress.
    """
    identity = _identity(envelope, site_secret)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(one_line(envelope.site_name), addr_spec=envelope.mail_from)
    message["To"] = _address(envelope.to)
    message["Subject"] = one_line(rendered.subject)
    message["Date"] = envelope.written_at
    message["Message-ID"] = f"<{identity}@{envelope.mail_from.rpartition('@')[2]}>"
    # No vacation note and no bounce to a program that does not read them (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = envelope.language  # set_content takes all of Content-… away
    message.set_boundary(f"={identity}=")
    return message


def _identity(envelope: Envelope, site_secret: str) -> str:
    """Return what names this mail: of the row and the site, and nobody can guess another's."""
    row = f"courseware.message-id.1\n{envelope.number}\n{envelope.written_at.isoformat()}"
    return hmac.digest(site_secret.encode(), row.encode(), hashlib.sha256).hex()[:40]


def _address(text: str) -> Address:
    if text != one_line(text) or "@" not in text:
        raise BadAddress
    try:
        return Address(addr_spec=text)
    except (ValueError, HeaderParseError, IndexError) as fault:
        raise BadAddress from fault
