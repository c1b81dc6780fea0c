"""The site tells somebody something: in the inbox, and by mail where there is an address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from courseware.letters import TEXTS, Letter
from courseware.operations.tokens import Made
from courseware.records.letters import add_mail, add_message
from courseware.records.people import person


def tell(
    conn: Connection,
    person_id: int,
    letter: Letter,
    details: Mapping[str, str],
    *,
    now: datetime,
    once: str | None = None,
) -> None:
    """Put a letter in a person's inbox and, if they have an address, in the outbox too.

    Both in the transaction of what it tells: neither is told without the other having happened.
    Whoever cannot sign in is not told. `once` names what is told by mail only once.
    """
    row = conn.execute(
        select(person.c.email)
        .where(person.c.id == person_id, person.c.disabled_at.is_(None))
        .with_for_update(read=True, key_share=True)  # nobody is erased while they are told
    ).first()
    if row is None:
        return
    add_message(conn, person_id=person_id, letter=letter, details=details, now=now)
    if row.email:
        post(conn, row.email, letter, details, person_id=person_id, now=now, once=once)


def post(
    conn: Connection,
    address: str,
    letter: Letter,
    details: Mapping[str, str],
    *,
    person_id: int | None = None,
    token: Made | None = None,
    now: datetime,
    once: str | None = None,
) -> None:
    """Put a letter in the outbox only. One with a link needs its `token`; its secret is not kept."""
    if bool(TEXTS[letter].purpose) != (token is not None):
        raise ValueError(f"The letter {letter.value} and its link do not fit.")
    blanks = dict(details) if token is None else {**details, "nonce": token.nonce}
    add_mail(
        conn,
        person_id=person_id,
        address=address,
        letter=letter,
        details=blanks,
        once=once,
        now=now,
    )
