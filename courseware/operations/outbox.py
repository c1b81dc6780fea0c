"""What operators do with mail: try it with one of their own, and let a given-up one go again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations.letters import post
from courseware.records.outbox import try_again
from courseware.records.work import note


def post_test(conn: Connection, address: str, *, by_person: int, now: datetime) -> None:
    """Put a test mail to an operator's own address in the outbox."""
    post(conn, address, Letter.TEST, {}, person_id=by_person, now=now)
    note(
        conn,
        action="mail.tested",
        subject=f"person:{by_person}",
        details={},
        by_person=by_person,
        now=now,
    )


def retry_mail(conn: Connection, mail_id: int, *, by_person: int, now: datetime) -> bool:
    """Let a mail that was given up begin anew; False if it was not."""
    if not try_again(conn, mail_id, now=now):
        return False
    note(
        conn,
        action="mail.retried",
        subject=f"mail:{mail_id}",
        details={},
        by_person=by_person,
        now=now,
    )
    return True
