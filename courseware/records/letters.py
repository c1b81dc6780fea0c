"""Letters on their way by mail, and those in the inbox inside the application."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, ForeignKey, delete, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.letters import Letter
from courseware.records.base import Base, table_of
from courseware.records.journal import canonical


class Outbox(Base):
    """A mail that waits, was sent, or was given up. It holds blanks, never a secret or whole text."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    address: Mapped[str]
    letter: Mapped[str]
    details: Mapped[str]  # canonical JSON: the blanks of the letter
    once: Mapped[str | None] = mapped_column(unique=True)  # names what may be sent only once
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)  # not tried before
    tries: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]  # a process is sending it since
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(default="")  # what the mail server said last, shortened


class Message(Base):
    """A letter in somebody's inbox inside the application."""

    __tablename__ = "message"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    letter: Mapped[str]
    details: Mapped[str]  # canonical JSON
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


outbox = table_of(Outbox)
message = table_of(Message)


def add_message(
    conn: Connection, *, person_id: int, letter: Letter, details: Mapping[str, str], now: datetime
) -> None:
    """Put a letter in somebody's inbox."""
    conn.execute(
        insert(message).values(
            person_id=person_id, letter=letter.value, details=canonical(details), created_at=now
        )
    )


def add_mail(
    conn: Connection,
    *,
    person_id: int | None,
    address: str,
    letter: Letter,
    details: Mapping[str, str],
    once: str | None,
    now: datetime,
) -> bool:
    """Put a mail in the outbox; False if what it tells `once` was told before."""
    if (
        once is not None
        and conn.execute(select(outbox.c.id).where(outbox.c.once == once)).first() is not None
    ):
        return False
    conn.execute(
        insert(outbox).values(
            person_id=person_id,
            address=address,
            letter=letter.value,
            details=canonical(details),
            once=once,
            created_at=now,
            due_at=now,
            tries=0,
            fault="",
        )
    )
    return True


def read_details(text: str) -> dict[str, str]:
    """Return the blanks of a stored letter."""
    details: dict[str, str] = json.loads(text)
    return details


_NAMING = ("who", "guest", "name", "user_name", "address")
"""The blanks of letters that name somebody."""


def forget_names(conn: Connection, person_id: int, names: Collection[str], *, instead: str) -> None:
    """Write `instead` where letters to others (staff, mostly) name an erased person."""
    for table in (outbox, message):
        wanted = or_(*(table.c.details.contains(json.dumps(one, ensure_ascii=False),
                                                autoescape=True) for one in names))  # fmt: skip
        for row in conn.execute(select(table.c.id, table.c.details).where(wanted)).all():
            told = read_details(row.details)
            if told.get("person_id", str(person_id)) != str(person_id):
                continue  # it says that it is about a namesake
            blanks = {
                name: instead if name in _NAMING and value in names else value
                for name, value in told.items()
            }
            conn.execute(
                update(table).where(table.c.id == row.id).values(details=canonical(blanks))
            )


def drop_letters_of(conn: Connection, nonces: Collection[str]) -> None:
    """Delete the mails that carry links made with these nonces: the links are dead, the names are not."""
    for nonce in nonces:
        conn.execute(delete(outbox).where(outbox.c.details.contains(nonce, autoescape=True)))


LAST_MAIL_WAITS = timedelta(days=7)


def sweep_last_mails(conn: Connection, *, now: datetime) -> int:
    """Delete the last mails to erased people with their address: sent, given up, or a week old."""
    is_over = or_(
        outbox.c.sent_at.is_not(None),
        outbox.c.given_up_at.is_not(None),
        outbox.c.created_at <= now - LAST_MAIL_WAITS,
    )
    gone = delete(outbox).where(outbox.c.letter == Letter.ERASED.value, is_over)
    return conn.execute(gone).rowcount
