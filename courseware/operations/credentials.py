"""A completed pathway becomes a certificate: a snapshot in the transaction, its files after it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import SQLAlchemyError

from courseware.content.model import Pathway
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.snapshot import (
    ASSESSED,
    BY_ASSESSMENT,
    STATEMENT,
    Issuer,
    PassedModule,
    Snapshot,
    to_json,
)
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.progress.requirements import BY_ASSESSMENT as ASSESSMENT
from courseware.records import credentials, evidence, journal
from courseware.records.people import person
from courseware.records.standings import read_standings
from courseware.words import Reason

log = logging.getLogger(__name__)


def what_it_waits_for(conn: Connection, person_id: int) -> Reason | None:
    """Say what a certificate of this person still needs; None if it can be issued."""
    row = conn.execute(
        select(person.c.certificate_name_confirmed_at).where(person.c.id == person_id)
    ).one()
    if row.certificate_name_confirmed_at is None:
        return Reason("certificate.needs_name")
    if credentials.find_issuer(conn) is None:
        return Reason("certificate.needs_issuer")
    return None


def issue_if_ready(
    conn: Connection, lock: journal.Lock, pathway_id: str, *, now: datetime, site: Site
) -> bool:
    """Issue the certificate of a completed pathway if nothing is missing.

    Runs in a savepoint: a certificate that cannot be written must never make a submission fail.
    The jobs process tries again what waited or failed.
    """
    seq, head, written = lock.seq, lock.head, len(lock.unwritten)
    try:
        with conn.begin_nested():
            return _issue(conn, lock, pathway_id, now=now, site=site)
    except (SQLAlchemyError, LookupError, ValueError):
        lock.seq, lock.head = seq, head
        del lock.unwritten[written:]
        log.exception("A certificate was not issued; the jobs process will try again.")
        return False


def _issue(
    conn: Connection, lock: journal.Lock, pathway_id: str, *, now: datetime, site: Site
) -> bool:
    if what_it_waits_for(conn, lock.person_id) is not None:
        return False
    if credentials.has_credential(conn, lock.person_id, pathway_id):
        return False
    pathway = site.shelves.current(conn).pathways[pathway_id]
    snapshot = _snapshot(conn, lock.person_id, pathway, now=now, site=site)
    text, salt = to_json(snapshot), site.chance(16)
    digest = journal.commit_to(salt.hex(), text)
    conn.execute(
        insert(credentials.credential).values(
            public_id=snapshot.public_id,
            person_id=lock.person_id,
            pathway=pathway_id,
            level="",
            cycle=1,
            issue=1,
            snapshot=text,
            salt=salt.hex(),
            snapshot_digest=digest,
            is_demonstration=snapshot.demonstration,
            issued_at=now,
        )
    )
    journal.append(
        lock,
        kind=FactKind.CREDENTIAL_ISSUED,
        subject=snapshot.public_id,
        body={"pathway": pathway_id, "level": "", "cycle": 1, "issue": 1},
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_credential(snapshot.public_id, digest),
    )
    return True


def _snapshot(
    conn: Connection, person_id: int, pathway: Pathway, *, now: datetime, site: Site
) -> Snapshot:
    """Take everything that the certificate states, as it stands now."""
    holder = conn.execute(select(person).where(person.c.id == person_id)).one()
    issuer = credentials.find_issuer(conn)
    if issuer is None:
        raise LookupError("no issuer profile")
    public_id = new_public_id(site.chance(RANDOM_BYTES))
    modules = _passed_modules(conn, holder, pathway, site)
    shelf = site.shelves.current(conn)
    return Snapshot(
        public_id=public_id,
        title=pathway.certificate_title,
        holder=holder.certificate_name,
        pathway=pathway.id,
        pathway_title=pathway.title,
        states=pathway.certificate_states,
        modules=modules,
        study_minutes=sum(shelf.modules[stop.module].module.minutes for stop in pathway.stops),
        issued_at=now,
        issued_on=now.astimezone(ZoneInfo(holder.time_zone)).date(),
        issuer=Issuer(issuer.legal_name, issuer.country, issuer.contact, issuer.relation),
        host=urlsplit(site.base_url).netloc,
        verify_url=f"{site.base_url}/verify/{public_id}",
        curriculum_version=_curriculum_version({m.slug: m.version for m in modules}),
        demonstration=site.is_demonstration or issuer.is_demonstration,
        statement=(*STATEMENT, ASSESSED) if any(one.by for one in modules) else STATEMENT,
    )


def _passed_modules(
    conn: Connection, holder: Row[Any], pathway: Pathway, site: Site
) -> tuple[PassedModule, ...]:
    """Return the modules as the facts say they were passed."""
    shelf, standings = site.shelves.current(conn), read_standings(conn, holder.id)
    facts = journal.read_facts(conn, holder.id, kinds=[FactKind.MODULE_PASSED])
    passed = {fact.subject: fact for fact in facts}
    zone = ZoneInfo(holder.time_zone)
    modules = []
    for number, stop in enumerate(pathway.stops, start=1):
        fact, module = passed[stop.module], shelf.modules[stop.module].module
        if fact.body is None:
            raise LookupError(f"the pass of {stop.module} was erased")
        share, maximum = standings[stop.module].best, module.bank.quiz.points
        by_assessment = fact.body.get("by") == ASSESSMENT
        if by_assessment:
            share = Fraction(fact.body["best_num"], fact.body["best_den"])
            maximum = fact.body["maximum"]
        if share is None:
            raise LookupError(f"no try of {stop.module} is on record")
        modules.append(
            PassedModule(
                slug=stop.module,
                number=number,
                title=module.title,
                version=fact.body["digest"][:12],
                passed_on=fact.recorded_at.astimezone(zone).date(),
                points=share * maximum,
                maximum=maximum,
                by=BY_ASSESSMENT if by_assessment else "",
            )
        )
    return tuple(modules)


def _curriculum_version(versions: Mapping[str, str]) -> str:
    """Name the state of all modules together by the start of a digest."""
    return hashlib.sha256(journal.canonical(dict(versions)).encode()).hexdigest()[:12]


def issue_waiting(conn: Connection, person_id: int, *, now: datetime, site: Site) -> int:
    """Issue what a person has completed and what waited for a name or an issuer; return how many."""
    lock = journal.lock_learner(conn, person_id)
    if lock is None:
        return 0
    done = journal.subjects_of(conn, person_id, kind=FactKind.PATHWAY_COMPLETED)
    issued = sum(
        issue_if_ready(conn, lock, pathway, now=now, site=site) for pathway in sorted(done)
    )
    journal.save(conn, lock)
    return issued


def people_waiting(conn: Connection, *, limit: int = 100) -> list[int]:
    """Return people who completed a pathway and hold no certificate of it yet."""
    there = (
        select(credentials.credential.c.id)
        .where(
            credentials.credential.c.person_id == journal.journal.c.person_id,
            credentials.credential.c.pathway == journal.journal.c.subject,
        )
        .exists()
    )
    query = (
        select(journal.journal.c.person_id)
        .join(person, person.c.id == journal.journal.c.person_id)
        .where(
            journal.journal.c.kind == FactKind.PATHWAY_COMPLETED,
            person.c.certificate_name_confirmed_at.is_not(None),
            ~there,
        )
        .distinct()
        .limit(limit)
    )
    return [int(person_id) for person_id in conn.scalars(query)]
