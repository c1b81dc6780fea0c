"""The postman: takes what is due out of the outbox, sends it outside every write, writes the receipt."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import Engine

from courseware.mail_server import MailServer
from courseware.mailing.smtp import TIMEOUT, Line, Refused, Unreachable
from courseware.mailing.writing import Desk, NotWritten
from courseware.operations.site import Site
from courseware.records.outbox import (
    MOST_TRIES,
    Due,
    Fault,
    claim_mail,
    due_mails,
    mark_failed,
    mark_sent,
)
from courseware.records.site_settings import read_settings
from courseware.records.transaction import reading, writing

log = logging.getLogger(__name__)
A_ROUND = 50
BUDGET = 15.0
"""Seconds of a round after which no further mail is begun: tries and certificates wait behind it."""
PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=10)


@dataclass(slots=True)
class Postman:
    """The postman of one process. After a server could not be reached, all mail pauses for a while."""

    engine: Engine
    site: Site
    server: MailServer
    mail_from: str
    clock: Callable[[], datetime]
    is_over: Callable[[], bool] = lambda: False
    timeout: float = TIMEOUT
    budget: float = BUDGET
    quiet_until: datetime | None = field(default=None, init=False)
    in_vain: int = field(default=0, init=False)

    def deliver(self) -> Iterator[int]:
        """Send what is due, one by one, and yield the id of each mail that the server took.

        The claim is committed before a mail is sent and the receipt after: a process that dies in
        between leaves a mail that is sent again later, never one that is lost.
        """
        now = self.clock()
        if self.site.is_demonstration or (self.quiet_until is not None and now < self.quiet_until):
            return
        with reading(self.engine) as conn:
            waiting = due_mails(conn, now=now, limit=A_ROUND)
            desk = Desk(self.site, read_settings(conn), self.mail_from) if waiting else None
        if desk is None:
            return
        line, until = Line(self.server, self.mail_from, self.timeout), monotonic() + self.budget
        try:
            for mail_id in waiting:
                if self.is_over() or monotonic() >= until:
                    return
                if self._one(mail_id, desk, line):
                    yield mail_id
        except Unreachable as fault:
            self._pause(fault.fault)
        finally:
            line.hang_up()

    def _one(self, mail_id: int, desk: Desk, line: Line) -> bool:
        """Send one mail; False if another process has it, or if it was not taken. Raises Unreachable."""
        claimed_at = self.clock()
        with writing(self.engine) as conn:
            mail = claim_mail(conn, mail_id, now=claimed_at)
        if mail is None:
            return False
        if mail.tries > MOST_TRIES:  # each time the process died with it
            self._fail(mail, Fault.STOPPED, claimed_at, is_final=True)
            return False
        try:
            self._send(mail, desk, line)
        except NotWritten as fault:
            self._fail(mail, fault.fault, claimed_at, is_final=True)
            return False
        except Refused as fault:
            self._fail(mail, fault.fault, claimed_at, is_final=fault.is_final)
            return False
        except Unreachable as fault:
            self._fail(mail, fault.fault, claimed_at, is_final=False)
            raise
        except Exception as fault:  # noqa: BLE001 - one bad row must not stop the mail of others
            # Neither words nor traceback: they may hold the link.
            log.error("Mail %d could not be made: %s", mail.id, type(fault).__name__)  # noqa: TRY400 - as above
            self._fail(mail, Fault.WORDS, claimed_at, is_final=False)
            return False
        self.quiet_until, self.in_vain = None, 0
        with writing(self.engine) as conn:
            mark_sent(conn, mail, now=self.clock())
        return True

    def _send(self, mail: Due, desk: Desk, line: Line) -> None:
        with reading(self.engine) as conn:
            written = desk.write(conn, mail, now=self.clock())
        try:
            line.send(written.message, written.to)
        except Refused as fault:
            # A filter may quote what it does not like, and that may be the link.
            said = fault.fault.replace(written.secret, "…") if written.secret else fault.fault
            raise Refused(said, is_final=fault.is_final) from None

    def _fail(self, mail: Due, fault: str, claimed_at: datetime, *, is_final: bool) -> None:
        now = self.clock()
        with writing(self.engine) as conn:
            gave_up = mark_failed(
                conn, mail, fault, claimed_at=claimed_at, now=now, is_final=is_final
            )
        if gave_up:
            log.warning("Mail %d was given up: %s", mail.id, _code(fault))

    def _pause(self, fault: str) -> None:
        """Leave the server alone for a while, longer each time."""
        wait = min(PAUSE * 2 ** min(self.in_vain, 10), LONGEST_PAUSE)
        self.in_vain += 1
        self.quiet_until = self.clock() + wait
        log.warning("No mail could be sent (%s); the next try comes in %s", _code(fault), wait)


def _code(fault: str) -> str:
    """Return what a log may hold of a fault: our own word, or the number that the server gave."""
    return fault.split(maxsplit=1)[0]
