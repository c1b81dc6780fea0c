"""A conversation with the mail server (RFC 5321): bounded in time, its faults told apart."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from threading import Timer
from time import monotonic

from courseware.mail_server import MailServer, Tls
from courseware.mailing.wording import one_line
from courseware.records.outbox import LONGEST_FAULT, Fault
from courseware.records.transaction import refuse_inside_write

TIMEOUT = 10.0
"""Seconds for signing in, and for each mail: in all, however slowly the server drips its answers."""
CLOSING = 421
GREETING = 220
FOR_GOOD = 500
_LINK = re.compile(r"\w+://\S+")


class Refused(Exception):  # noqa: N818 - it is the server's answer
    """The server did not take this mail; with `is_final` it never will. Others may still go."""

    def __init__(self, fault: str, *, is_final: bool) -> None:
        super().__init__(fault)
        self.fault = fault
        self.is_final = is_final


class Unreachable(Exception):  # noqa: N818 - it is an answer: nothing can be sent now
    """There is no server to talk to now, or it lets nobody of us in: no mail will go."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(slots=True)
class Line:
    """An open connection to the mail server, made with the first mail."""

    server: MailServer
    mail_from: str
    timeout: float = TIMEOUT
    _smtp: smtplib.SMTP | None = field(default=None, init=False)

    def send(self, message: EmailMessage, to: str) -> None:
        """Hand a message over; it is sent when this returns. Raises Refused or Unreachable."""
        refuse_inside_write("Sending mail")
        with _told(self):
            if self._smtp is None:
                self._smtp = self._open()
            with _bounded(self._smtp, self.timeout):
                self._smtp.send_message(message, self.mail_from, [to])

    def hang_up(self) -> None:
        """End the connection; what the server says to that does not matter."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(smtplib.SMTPException, OSError), _bounded(smtp, self.timeout):
                smtp.quit()
            smtp.close()

    def _open(self) -> smtplib.SMTP:
        """Connect and sign in. What fails here fails for every mail."""
        server, name = self.server, self.mail_from.rpartition("@")[2]
        context = ssl.create_default_context()
        smtp: smtplib.SMTP = (
            _Tls(server.host, name, self.timeout, context)
            if server.tls is Tls.FROM_THE_START
            else _Plain(server.host, name, self.timeout)
        )
        try:
            with _bounded(smtp, self.timeout):
                _connect(smtp, server, context)
        except BaseException:
            smtp.close()
            raise
        return smtp


class _Plain(smtplib.SMTP):
    """A connection that is not made yet, so that the clock can run before it is."""

    def __init__(self, host: str, name: str, timeout: float) -> None:
        # With a name of our own nobody asks the name service, which may be slow, for one.
        super().__init__(local_hostname=name, timeout=timeout)
        self._host = (
            host  # whose certificate is expected; smtplib sets it only when it connects at once
        )


class _Tls(smtplib.SMTP_SSL):
    """The same, encrypted from its first byte."""

    def __init__(self, host: str, name: str, timeout: float, context: ssl.SSLContext) -> None:
        super().__init__(local_hostname=name, timeout=timeout, context=context)
        self._host = host


def _connect(smtp: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    code, said = smtp.connect(server.host, server.port)
    if code != GREETING:
        raise smtplib.SMTPConnectError(code, said)
    try:
        if server.tls is Tls.STARTTLS:
            smtp.starttls(context=context)
        if server.user:
            smtp.login(server.user, server.password)
    except smtplib.SMTPNotSupportedError as fault:
        raise Unreachable(Fault.TLS if "STARTTLS" in str(fault) else Fault.SIGN_IN) from fault


@contextmanager
def _bounded(smtp: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """End the connection when the time is over, though the server may still be dripping."""

    def end() -> None:
        with suppress(OSError):
            if smtp.sock is not None:
                smtp.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _told(line: Line) -> Iterator[None]:
    """Turn what smtplib raises into the two things that matter; end the line if it is of no use."""
    began = monotonic()
    try:
        yield
    except smtplib.SMTPRecipientsRefused as fault:
        code, said = next(iter(fault.recipients.values()))
        _refuse(line, code, said)
    except smtplib.SMTPDataError as fault:
        _refuse(line, fault.smtp_code, fault.smtp_error)
    except smtplib.SMTPNotSupportedError as fault:  # an address that this server cannot write
        raise Refused(Fault.ADDRESS, is_final=True) from fault
    except Unreachable:
        line.hang_up()
        raise
    except (smtplib.SMTPException, OSError) as fault:
        line.hang_up()
        is_slow = monotonic() - began >= line.timeout * 0.95
        raise Unreachable(_why(fault, is_slow=is_slow)) from fault


def _refuse(line: Line, code: int, said: bytes | str) -> None:
    if code == CLOSING:
        line.hang_up()
        raise Unreachable(words_of(code, said))
    raise Refused(words_of(code, said), is_final=code >= FOR_GOOD)


def _why(fault: Exception, *, is_slow: bool) -> str:
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return Fault.SIGN_IN  # without the server's words: some repeat what they were given
    if isinstance(fault, ssl.SSLError):
        return Fault.TLS
    if is_slow or isinstance(fault, TimeoutError):
        return Fault.SLOW
    if isinstance(fault, smtplib.SMTPResponseException):
        return words_of(fault.smtp_code, fault.smtp_error)
    return Fault.SERVER


def words_of(code: int, said: bytes | str) -> str:
    """Return what a server said, in one line, without the addresses that it may quote."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {_LINK.sub('…', one_line(text))}"[:LONGEST_FAULT]
