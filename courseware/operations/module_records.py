"""A passed module becomes a signed record: prepared and signed first, then stored in one write."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from types import SimpleNamespace
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select

from courseware.content.model import Module
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.module_record import (
    ASSESSED_STATEMENT,
    PASSED_BY_ASSESSMENT,
    Assessment,
    ModuleRecord,
    RecordedModule,
    to_text,
)
from courseware.credentials.signing import Purpose
from courseware.credentials.snapshot import Issuer
from courseware.operations.credentials import what_it_waits_for
from courseware.operations.signing_keys import Signer
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.progress.requirements import BY_ASSESSMENT
from courseware.records import credentials, evidence, journal
from courseware.records.module_records import (
    FIRST_CYCLE,
    FIRST_ISSUE,
    Pass,
    module_record,
    next_issues,
    signed_modules,
    unsigned_passes,
)
from courseware.records.people import person
from courseware.records.signing_keys import sign_now
from courseware.records.versions import find_version
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Signed:
    """A record with its signature, ready to be stored."""

    person_id: int
    record: ModuleRecord
    text: str
    signature: str
    signer: Signer


def what_records_wait_for(conn: Connection, person_id: int) -> Reason | None:
    """Say what the records of this person still need; None if they can be signed."""
    reason = what_it_waits_for(conn, person_id)
    if reason is None:
        return None
    return Reason({"certificate.needs_name": "record.needs_name"}.get(
        reason.code, "record.needs_issuer"))  # fmt: skip


def sign_passes(
    conn: Connection, person_id: int, *, signer: Signer, now: datetime, site: Site
) -> tuple[Signed, ...]:
    """Sign a record of every passed module of a person that has none; nothing is stored.

    Empty if the name is not confirmed or the site has no issuer. Raises LookupError for a pass
    whose fact or module version is gone: then nothing can be stated.
    """
    holder, issuer = _holder(conn, person_id), credentials.find_issuer(conn)
    if issuer is None or holder is None:
        return ()
    passes = unsigned_passes(conn, person_id)
    if not passes:
        raise LookupError("no fact on the record says so")
    signed, issues = [], next_issues(conn, person_id)
    for fact in passes:
        record = _record(conn, fact, holder, issuer, now=now, site=site)
        record = replace(record, issue=issues.get(fact.module, FIRST_ISSUE))
        text = to_text(record)
        signature = signer.sign(Purpose.MODULE_RECORD, text)
        signed.append(Signed(person_id, record, text, signature, signer))
    return tuple(signed)


def store_records(conn: Connection, signed: Sequence[Signed], *, now: datetime, site: Site) -> int:
    """Store the signed records of one person, each with its fact; return how many were new.

    Looks again under the learner's lock: what another process stored meanwhile stays, and a name
    that was changed or erased meanwhile is not written, nor what a retired key signed; the next
    round signs again.
    """
    lock = journal.lock_learner(conn, signed[0].person_id) if signed else None
    holder = None if lock is None else _holder(conn, lock.person_id)
    if lock is None or holder is None:
        return 0
    if not sign_now(conn, {one.signer.key_name for one in signed}):
        return 0
    there, issues = signed_modules(conn, lock.person_id), next_issues(conn, lock.person_id)
    new = [
        one
        for one in signed
        if one.record.module.slug not in there
        and one.record.holder == holder.name
        and one.record.issue == issues.get(one.record.module.slug, FIRST_ISSUE)
    ]
    for one in new:
        _store(conn, lock, one, now=now, site=site)
    if new:
        journal.save(conn, lock)
    return len(new)


@dataclass(frozen=True, slots=True)
class _Holder:
    name: str
    zone: ZoneInfo


def _holder(conn: Connection, person_id: int) -> _Holder | None:
    """Return who a record may name; None while the name is not confirmed, or erased."""
    row = conn.execute(select(person).where(person.c.id == person_id)).one()
    is_known = row.certificate_name_confirmed_at is not None and row.erased_at is None
    if not is_known or row.certificate_name is None:
        return None
    return _Holder(normalize("NFC", row.certificate_name), ZoneInfo(row.time_zone))


def _record(
    conn: Connection,
    fact: Pass,
    holder: _Holder,
    issuer: credentials.Issuer,
    *,
    now: datetime,
    site: Site,
) -> ModuleRecord:
    """Take everything that the record states, as the fact and its module version say it."""
    if fact.body is None:
        raise LookupError(f"the pass of {fact.module} was erased")
    body = json.loads(fact.body)
    module = _module_at(conn, site, fact.module, body["version"])
    public_id = new_public_id(site.chance(RANDOM_BYTES))
    by_assessment = body.get("by") == BY_ASSESSMENT
    how: dict[str, Any] = (
        {"result": PASSED_BY_ASSESSMENT, "statement": ASSESSED_STATEMENT} if by_assessment else {}
    )
    return ModuleRecord(
        **how,
        public_id=public_id,
        holder=holder.name,
        module=RecordedModule(
            slug=fact.module,
            title=module.title,
            version=body["version"],
            digest=body["digest"],
            tested=tuple(outcome.text for outcome in module.outcomes),
        ),
        passed_on=fact.passed_at.astimezone(holder.zone).date(),
        assessment=Assessment(
            points=body["maximum"] if by_assessment else module.bank.quiz.points,
            pass_mark=Fraction(body["mark_num"], body["mark_den"]),
            may_be_repeated=not by_assessment,
        ),
        fact=fact.hash,
        issuer=Issuer(issuer.legal_name, issuer.country, issuer.contact, issuer.relation),
        host=urlsplit(site.base_url).netloc,
        verify_url=f"{site.base_url}/verify/{public_id}",
        demonstration=site.is_demonstration or issuer.is_demonstration,
        signed_at=now,
        cycle=FIRST_CYCLE,
    )


def _module_at(conn: Connection, site: Site, slug: str, number: int) -> Module:
    version_id = find_version(conn, slug, number)
    if version_id is None:
        raise LookupError(f"version {number} of {slug} is gone")
    return site.shelves.version(conn, version_id)


def _store(conn: Connection, lock: journal.Lock, one: Signed, *, now: datetime, site: Site) -> None:
    record, salt = one.record, site.chance(16)
    row = {
        "public_id": record.public_id,
        "module": record.module.slug,
        "cycle": record.cycle,
        "issue": record.issue,
        "snapshot_digest": journal.commit_to(salt.hex(), one.text),
        "signature_digest": journal.commit_to(salt.hex(), one.signature),
        "signed_at": record.signed_at,
    }
    conn.execute(
        insert(module_record).values(
            **row,
            person_id=lock.person_id,
            snapshot=one.text,
            signature=one.signature,
            salt=salt.hex(),
            key_id=one.signer.key_id,
        )
    )
    key = {"key_name": one.signer.key_name, "public_key": one.signer.public_key}
    journal.append(
        lock,
        kind=FactKind.MODULE_RECORD_SIGNED,
        subject=record.public_id,
        body={
            "module": record.module.slug,
            "cycle": record.cycle,
            "issue": record.issue,
            "key": one.signer.key_name,
        },
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_module_record(SimpleNamespace(**row, **key)),
    )
