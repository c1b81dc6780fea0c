"""A row of the outbox becomes a mail: its words, and its link made at the last moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy import Connection

from courseware.joining.secrets import Seed, secret_of
from courseware.letters import TEXTS, Letter
from courseware.mailing.envelope import BadAddress, Envelope, message_of
from courseware.mailing.rendering import Rendered, Sender, render
from courseware.mailing.wording import Reader, write_out
from courseware.operations.guests import GuestPurpose, find_guest
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose, find_live
from courseware.records.letters import read_details
from courseware.records.outbox import Due, Fault
from courseware.records.site_settings import SiteSettings


class NotWritten(Exception):  # noqa: N818 - it is an answer: this mail cannot go
    """Why a mail cannot be written, now or ever."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Written:
    """A mail that is ready. `secret` is what its link holds, empty without one: nobody may log it."""

    message: EmailMessage
    to: str
    secret: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where mail is written: the site with its settings, and the address that it writes from."""

    site: Site
    settings: SiteSettings
    mail_from: str

    def write(self, conn: Connection, mail: Due, *, now: datetime) -> Written:
        """Write a mail. Raises NotWritten, also when its link works no longer: that is not sent."""
        letter, details, secret = self._open(mail)
        if secret and not self._works(conn, letter, secret, now):
            raise NotWritten(Fault.LINK)
        envelope = Envelope(
            number=mail.id,
            written_at=mail.created_at,
            site_name=self.settings.name,
            mail_from=self.mail_from,
            to=mail.address,
            language=self._reader(mail).language,
        )
        try:
            rendered = self._render(letter, details, mail)
            message = message_of(rendered, envelope, site_secret=self.site.secret)
        except BadAddress as fault:
            raise NotWritten(Fault.ADDRESS) from fault
        return Written(message, mail.address, secret)

    def show(self, conn: Connection, mail: Due, *, now: datetime) -> tuple[Rendered, bool]:
        """Return a mail as it would be sent, and whether its link works (or it has none)."""
        letter, details, secret = self._open(mail)
        works = not secret or self._works(conn, letter, secret, now)
        return self._render(letter, details, mail), works

    def _open(self, mail: Due) -> tuple[Letter, dict[str, str], str]:
        """Return the kind of letter, all its blanks, and the secret among them."""
        try:
            letter, details = Letter(mail.letter), read_details(mail.details)
            purpose = TEXTS[letter].purpose
            if not purpose:
                return letter, details, ""
            secret = secret_of(Seed(purpose, details["nonce"]), site_secret=self.site.secret)
        except (ValueError, KeyError) as fault:
            raise NotWritten(Fault.WORDS) from fault
        return letter, {**details, "secret": secret}, secret

    def _works(self, conn: Connection, letter: Letter, secret: str, now: datetime) -> bool:
        purpose = TEXTS[letter].purpose
        if purpose in set(GuestPurpose):
            guest = find_guest(conn, GuestPurpose(purpose), secret, now=now, site=self.site)
            return guest is not None
        return find_live(conn, Purpose(purpose), secret, now=now, site=self.site) is not None

    def _render(self, letter: Letter, details: dict[str, str], mail: Due) -> Rendered:
        reader = self._reader(mail)
        sender = Sender(self.settings.name, self.site.base_url, self.settings.accent)
        try:
            words = write_out(letter, details, site_name=self.settings.name, to=reader)
        except (KeyError, ValueError) as fault:
            raise NotWritten(Fault.WORDS) from fault
        return render(words, sender, language=reader.language)

    def _reader(self, mail: Due) -> Reader:
        """Return the recipient; somebody without an account reads as the site does."""
        return Reader(
            name=mail.name,
            language=mail.language or self.settings.language,
            time_zone=mail.time_zone or self.settings.time_zone,
        )
