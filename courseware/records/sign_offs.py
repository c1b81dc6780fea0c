"""Sign-offs: what a verifier did about an entry of practice or a result, and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, Row, UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records import journal
from courseware.records.base import Base, table_of


class SignOff(Base):
    """One act of a verifier about an entry or a result: who, when, what. Never changed."""

    __tablename__ = "sign_off"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    kind: Mapped[str]  # entries | results
    subject_id: Mapped[int]
    revision: Mapped[int]  # of what was seen
    decision: Mapped[str]  # verified | returned
    by_person: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"))  # neither: the system
    texts: Mapped[str | None]  # canonical JSON: name, role, comment
    salt: Mapped[str | None]
    text_digest: Mapped[str]
    decided_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "revision"),
        Index("ix_sign_off_kind_subject_id", "kind", "subject_id"),
    )


sign_off = table_of(SignOff)


@dataclass(frozen=True, slots=True)
class Act:
    """What a verifier did about one thing; `name` as it was then."""

    kind: str
    subject_id: int
    revision: int
    decision: str
    by_person: int | None
    guest_id: int | None
    name: str
    role: str
    comment: str
    at: datetime


def add_sign_off(conn: Connection, person_id: int, act: Act, *, salt: bytes) -> Row[Any]:
    """Store an act and return its row; a second one about the same revision is refused by the table."""
    text = journal.canonical({"name": act.name, "role": act.role, "comment": act.comment})
    made = conn.execute(
        insert(sign_off)
        .values(
            person_id=person_id, kind=act.kind, subject_id=act.subject_id, revision=act.revision,
            decision=act.decision, by_person=act.by_person, guest_id=act.guest_id, texts=text,
            salt=salt.hex(), text_digest=journal.commit_to(salt.hex(), text), decided_at=act.at,
        )
        .returning(*sign_off.c)
    )  # fmt: skip
    return made.one()


def read_sign_offs(conn: Connection, person_id: int, kind: str) -> dict[int, list[Act]]:
    """Return what was done about a person's entries or results: number → acts, oldest first."""
    query = select(sign_off).where(sign_off.c.person_id == person_id, sign_off.c.kind == kind)
    acts: dict[int, list[Act]] = {}
    for row in conn.execute(query.order_by(sign_off.c.id)):
        said = json.loads(row.texts) if row.texts else {}
        acts.setdefault(row.subject_id, []).append(
            Act(
                row.kind, row.subject_id, row.revision, row.decision, row.by_person, row.guest_id,
                said.get("name", ""), said.get("role", ""), said.get("comment", ""), row.decided_at,
            )
        )  # fmt: skip
    return acts
