"""Credentials: the snapshot of what was certified, the files made of it, and who issues here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    LargeBinary,
    Table,
    UniqueConstraint,
    case,
    false,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.progress.facts import FactKind
from courseware.records.base import Base, table_of
from courseware.records.journal import journal
from courseware.records.revocations import revocation


class Credential(Base):
    """One issue of one certificate. The snapshot is stored once and never re-made."""

    __tablename__ = "credential"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    pathway: Mapped[str]
    level: Mapped[str]  # "" = completion of the pathway; never a level's name by accident
    cycle: Mapped[int]
    issue: Mapped[int]  # 1 is automatic; a later one supersedes
    snapshot: Mapped[str | None]  # canonical JSON; None after erasure
    salt: Mapped[str | None]
    snapshot_digest: Mapped[str]  # SHA-256(salt ‖ snapshot)
    is_demonstration: Mapped[bool]
    issued_at: Mapped[datetime]
    # whether its holder lets the public page show the scores
    shows_scores: Mapped[bool] = mapped_column(default=False, server_default=false())
    __table_args__ = (UniqueConstraint("person_id", "pathway", "level", "cycle", "issue"),)


class CredentialFile(Base):
    """A file made from the snapshot after the commit, once."""

    __tablename__ = "credential_file"
    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)  # pdf
    body: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str]
    created_at: Mapped[datetime]


class IssuerProfile(Base):
    """Who stands behind certificates of this site. Each change is a new row; the last one counts."""

    __tablename__ = "issuer_profile"
    id: Mapped[int] = mapped_column(primary_key=True)
    legal_name: Mapped[str]
    country: Mapped[str]
    contact: Mapped[str]
    relation: Mapped[str]  # employer | college | other
    is_demonstration: Mapped[bool]
    saved_at: Mapped[datetime]
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


credential = table_of(Credential)
credential_file = table_of(CredentialFile)
issuer_profile = table_of(IssuerProfile)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues, as the snapshot prints it."""

    legal_name: str
    country: str
    contact: str
    relation: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A stored credential with its state."""

    id: int
    public_id: str
    person_id: int
    pathway: str
    level: str
    issue: int
    snapshot: str | None
    is_demonstration: bool
    issued_at: datetime
    revoked_at: datetime | None
    revocation_reason: str | None
    has_pdf: bool
    cycle: int
    shows_scores: bool


def find_issuer(conn: Connection) -> Issuer | None:
    """Return the issuer profile in force."""
    row = conn.execute(select(issuer_profile).order_by(issuer_profile.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return Issuer(row.legal_name, row.country, row.contact, row.relation, row.is_demonstration)


def add_issuer(conn: Connection, issuer: Issuer, *, now: datetime, by_person: int | None) -> None:
    """Put a new issuer profile in force; certificates issued before keep theirs."""
    conn.execute(
        insert(issuer_profile).values(
            legal_name=issuer.legal_name,
            country=issuer.country,
            contact=issuer.contact,
            relation=issuer.relation,
            is_demonstration=issuer.is_demonstration,
            saved_at=now,
            saved_by=by_person,
        )
    )


_ROWS = (
    select(
        credential,
        revocation.c.revoked_at,
        revocation.c.reason.label("revocation_reason"),
        credential_file.c.digest.label("pdf_digest"),
    )
    .outerjoin(revocation, revocation.c.public_id == credential.c.public_id)
    .outerjoin(
        credential_file,
        (credential_file.c.credential_id == credential.c.id) & (credential_file.c.kind == "pdf"),
    )
)


def select_credentials(conn: Connection, condition: object) -> Sequence[CredentialRow]:
    """Return the credentials that a condition on the tables of this file selects, oldest first."""
    rows = conn.execute(_ROWS.where(condition).order_by(credential.c.id))  # type: ignore[arg-type]  # any column condition
    return [
        CredentialRow(
            row.id,
            row.public_id,
            row.person_id,
            row.pathway,
            row.level,
            row.issue,
            row.snapshot,
            row.is_demonstration,
            row.issued_at,
            row.revoked_at,
            row.revocation_reason,
            row.pdf_digest is not None,
            row.cycle,
            row.shows_scores,
        )
        for row in rows
    ]


def find_credential(conn: Connection, public_id: str) -> CredentialRow | None:
    """Return the credential with this public id."""
    return next(iter(select_credentials(conn, credential.c.public_id == public_id)), None)


def credentials_of(conn: Connection, person_id: int) -> Sequence[CredentialRow]:
    """Return a person's credentials, oldest first."""
    return select_credentials(conn, credential.c.person_id == person_id)


EARNING = (FactKind.PATHWAY_COMPLETED.value, FactKind.LEVEL_REACHED.value)
"""The facts that earn a certificate."""


def earned_by(fact: Table) -> ColumnElement[bool]:
    """Select the credentials that a fact of the kinds EARNING has earned its holder."""
    level = credential.c.level
    subject = case((level == "", credential.c.pathway), else_=credential.c.pathway + "/" + level)
    return (credential.c.person_id == fact.c.person_id) & (subject == fact.c.subject)


def has_credential(
    conn: Connection, person_id: int, pathway: str, level: str = "", *, cycle: int = 1
) -> bool:
    """Say whether the certificate of a pathway, or of one of its levels, was issued to a person."""
    query = select(credential.c.id).where(
        credential.c.person_id == person_id,
        credential.c.pathway == pathway,
        credential.c.level == level,
        credential.c.cycle == cycle,
    )
    return conn.execute(query.limit(1)).first() is not None


def graded_since(conn: Connection, pathways: Sequence[str], since: datetime) -> list[int]:
    """Return the holders of certificates of these pathways who had a quiz or a review graded since then."""
    fact = journal.c
    graded = (FactKind.ATTEMPT_GRADED.value, FactKind.REVIEW_GRADED.value)
    lately = (
        select(fact.seq)
        .where(
            fact.person_id == credential.c.person_id,
            fact.kind.in_(graded),
            fact.recorded_at >= since,
        )
        .exists()
    )
    query = select(credential.c.person_id).where(credential.c.pathway.in_(pathways), lately)
    return [int(person_id) for person_id in conn.scalars(query.distinct())]


def show_scores(conn: Connection, credential_id: int, *, shows: bool) -> None:
    """Store whether the public page shows the scores."""
    conn.execute(
        update(credential).where(credential.c.id == credential_id).values(shows_scores=shows)
    )


def read_file(conn: Connection, public_id: str, kind: str) -> bytes | None:
    """Return a finished file of a certificate by its number: "pdf" or "preview"."""
    query = (
        select(credential_file.c.body)
        .join(credential, credential.c.id == credential_file.c.credential_id)
        .where(credential.c.public_id == public_id, credential_file.c.kind == kind)
    )
    return conn.execute(query).scalar()


def file_digest(conn: Connection, public_id: str, kind: str) -> str | None:
    """Return the SHA-256 of a finished file of a certificate ("pdf" or "preview"), if there is one."""
    query = (
        select(credential_file.c.digest)
        .join(credential, credential.c.id == credential_file.c.credential_id)
        .where(credential.c.public_id == public_id, credential_file.c.kind == kind)
    )
    return conn.execute(query).scalar()


def read_pdf(conn: Connection, credential_id: int) -> bytes | None:
    """Return the finished PDF."""
    return conn.execute(
        select(credential_file.c.body).where(
            credential_file.c.credential_id == credential_id, credential_file.c.kind == "pdf"
        )
    ).scalar()


def add_files(
    conn: Connection, credential_id: int, files: Mapping[str, tuple[bytes, str]], *, now: datetime
) -> bool:
    """Store the files of a certificate (kind → body and digest) that are not there yet, each once.

    False if all are there, or if its holder was erased meanwhile.
    """
    lives = conn.execute(
        select(credential.c.id)
        .where(credential.c.id == credential_id, credential.c.snapshot.is_not(None))
        .with_for_update(key_share=True)
    ).first()
    there = conn.scalars(
        select(credential_file.c.kind).where(credential_file.c.credential_id == credential_id)
    )
    missing = files.keys() - set(there)
    if lives is None or not missing:
        return False
    conn.execute(
        insert(credential_file),
        [
            {
                "credential_id": credential_id, "kind": kind, "body": body, "digest": digest,
                "created_at": now,
            }
            for kind, (body, digest) in files.items()
            if kind in missing
        ],
    )  # fmt: skip
    return True
