"""What assessors make of A3 reports: what waits for them, and their reviews."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select

from courseware.practice.rubric import Decision, Scores, total
from courseware.records import journal
from courseware.records.a3_reports import VersionRow, version_of
from courseware.records.a3s import a3, a3_review, a3_version
from courseware.records.evidence_files import evidence_file
from courseware.records.guests import guest_link
from courseware.records.people import person


@dataclass(frozen=True, slots=True)
class Submission:
    """A version as an assessor meets it: whose it is, and of which kind."""

    version: VersionRow
    person_id: int
    learner: str
    kind: str


@dataclass(frozen=True, slots=True)
class Assessor:
    """Who assesses: an account, or somebody with a link. `address`: folded, as far as it is known."""

    name: str
    role: str = ""
    person_id: int | None = None
    guest_id: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What one assessor made of a version."""

    id: int
    by: Assessor
    scores: Scores
    decision: Decision
    comments: Mapping[str, str]
    at: datetime

    @property
    def total(self) -> int:
        """Return what the scores add up to."""
        return total(self.scores)


_SUBMITTED: Select[Any] = (
    select(
        *a3_version.c, a3.c.person_id.label("whose"), a3.c.kind.label("of_kind"),
        person.c.name.label("learner"),
    )
    .join(a3, a3.c.id == a3_version.c.a3_id)
    .join(person, person.c.id == a3.c.person_id)
    .where(person.c.erased_at.is_(None), a3_version.c.body.is_not(None))
)  # fmt: skip


def find_submission(conn: Connection, version_id: int) -> Submission | None:
    """Return a version with its author; None for one of somebody who was erased."""
    row = conn.execute(_SUBMITTED.where(a3_version.c.id == version_id)).first()
    return None if row is None else _submission(row)


def open_submission(conn: Connection, person_id: int, a3_id: int) -> Submission | None:
    """Return the version of a report that waits for an assessor."""
    query = _SUBMITTED.where(
        a3.c.id == a3_id, a3.c.person_id == person_id, a3_version.c.decision == ""
    )
    row = conn.execute(query.order_by(a3_version.c.number.desc()).limit(1)).first()
    return None if row is None else _submission(row)


def submissions_for(conn: Connection, assessor_id: int, address: str) -> list[Submission]:
    """Return what waits for this assessor, oldest first: not their own, not what they have reviewed."""
    query = _SUBMITTED.where(
        a3_version.c.decision == "",
        a3.c.person_id != assessor_id,
        ~_reviewed_by(Assessor("", person_id=assessor_id, address=address)).exists(),
    )
    rows = conn.execute(query.order_by(a3_version.c.sent_at, a3_version.c.id))
    return [_submission(row) for row in rows]


def _submission(row: Row[Any]) -> Submission:
    return Submission(version_of(row), row.whose, row.learner, row.of_kind)


def _reviewed_by(who: Assessor) -> Select[Any]:
    """Select this person's reviews of the version at hand, whether by account or by a link."""
    by = a3_review.c.assessor_id == who.person_id if who.person_id else a3_review.c.id.is_(None)
    if who.guest_id:
        by = or_(by, a3_review.c.guest_id == who.guest_id)
    if who.address:
        by = or_(by, guest_link.c.address == who.address, person.c.email_key == who.address)
    return (
        select(a3_review.c.id)
        .outerjoin(guest_link, guest_link.c.id == a3_review.c.guest_id)
        .outerjoin(person, person.c.id == a3_review.c.assessor_id)
        .where(a3_review.c.version_id == a3_version.c.id, by)
        .correlate(a3_version)
    )


def has_reviewed(conn: Connection, version_id: int, who: Assessor) -> bool:
    """Say whether this person has reviewed a version, by account or by any link to their address."""
    query = select(a3_version.c.id).where(a3_version.c.id == version_id, _reviewed_by(who).exists())
    return conn.execute(query).first() is not None


def address_of(conn: Connection, person_id: int) -> str:
    """Return the folded address of an account, "" if it has none: two sign-ins of a person share it."""
    return conn.scalar(select(person.c.email_key).where(person.c.id == person_id)) or ""


def add_review(
    conn: Connection,
    version_id: int,
    by: Assessor,
    *,
    scores: Scores,
    decision: Decision,
    comments: Mapping[str, str],
    salt: bytes,
    now: datetime,
) -> Row[Any]:
    """Store a review and return its row; a second one by the same account or link is refused.

    The name of an account is not written down: it stands with the account, and goes with it.
    """
    name = by.name if by.person_id is None else ""
    texts = journal.canonical({"name": name, "role": by.role, "comments": dict(comments)})
    made = conn.execute(
        insert(a3_review)
        .values(
            version_id=version_id, assessor_id=by.person_id, guest_id=by.guest_id,
            scores=journal.canonical(dict(scores)), decision=decision.value, texts=texts,
            salt=salt.hex(), text_digest=journal.commit_to(salt.hex(), texts), given_at=now,
        )
        .returning(*a3_review.c)
    )  # fmt: skip
    return made.one()


def stored_reviews(conn: Connection, version_ids: Sequence[int]) -> list[Row[Any]]:
    """Return the reviews of some versions as stored, oldest first: what facts rest on."""
    query = select(a3_review).where(a3_review.c.version_id.in_(list(version_ids)))
    return list(conn.execute(query.order_by(a3_review.c.id)))


def reviews_of(conn: Connection, version_id: int) -> list[ReviewRow]:
    """Return what assessors made of a version, oldest first."""
    rows = stored_reviews(conn, [version_id])
    accounts = person.c.id.in_([row.assessor_id for row in rows if row.assessor_id])
    names = {
        one.id: one.name for one in conn.execute(select(person.c.id, person.c.name).where(accounts))
    }
    return [_review(row, names.get(row.assessor_id, "")) for row in rows]


def _review(row: Row[Any], account: str) -> ReviewRow:
    said = json.loads(row.texts) if row.texts else {}
    name = account or said.get("name", "")
    by = Assessor(name, said.get("role", ""), row.assessor_id, row.guest_id)
    return ReviewRow(
        row.id, by, json.loads(row.scores), Decision(row.decision), said.get("comments", {}),
        row.given_at,
    )  # fmt: skip


def files_with(conn: Connection, a3_id: int, sent_at: datetime) -> list[str]:
    """Return the digests of the files that a version was handed in with; later ones are not of it."""
    query = select(evidence_file.c.digest).where(
        evidence_file.c.kind == "a3",
        evidence_file.c.owner_id == a3_id,
        evidence_file.c.added_at <= sent_at,
    )
    return list(conn.scalars(query.order_by(evidence_file.c.id)))
