"""A completed pathway or a level becomes a certificate: a snapshot in the transaction, its files after it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, select

from courseware.content.model import Pathway
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.snapshot import (
    ASSESSED,
    BY_ASSESSMENT,
    COMPLETION,
    LEVEL,
    LEVEL_STATEMENT,
    STATEMENT,
    UNSUPERVISED,
    Issuer,
    PassedModule,
    Snapshot,
)
from courseware.credentials.validity import next_end
from courseware.operations.issuing import store_credential, without_harm
from courseware.operations.level_statement import state_level
from courseware.operations.site import Site
from courseware.practice.gates import Level
from courseware.progress.facts import FactKind
from courseware.progress.requirements import BY_ASSESSMENT as ASSESSMENT
from courseware.records import credentials, journal
from courseware.records.people import person
from courseware.records.standings import read_standings
from courseware.words import Reason


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
    conn: Connection,
    lock: journal.Lock,
    pathway_id: str,
    *,
    level: str = "",
    now: datetime,
    site: Site,
) -> bool:
    """Issue the certificate of a completed pathway, or of a level that was reached, if nothing is missing.

    Runs in a savepoint: a certificate that cannot be written must never make a submission fail.
    The jobs process tries again what waited or failed.
    """
    issue = partial(_issue, conn, lock, pathway_id, level, now=now, site=site)
    return bool(without_harm(conn, lock, issue))


def _issue(
    conn: Connection,
    lock: journal.Lock,
    pathway_id: str,
    level_id: str,
    *,
    now: datetime,
    site: Site,
) -> bool:
    if what_it_waits_for(conn, lock.person_id) is not None:
        return False
    if credentials.has_credential(conn, lock.person_id, pathway_id, level_id):
        return False
    pathway = site.shelves.current(conn).pathways[pathway_id]
    level = pathway.level(level_id) if level_id else None
    if level_id and level is None:
        raise LookupError(f"{pathway_id} has no level {level_id}")
    snapshot = _snapshot(conn, lock.person_id, pathway, level, now=now, site=site)
    store_credential(conn, lock, snapshot, cycle=1, issue=1, now=now, site=site)
    return True


def _snapshot(
    conn: Connection,
    person_id: int,
    pathway: Pathway,
    level: Level | None,
    *,
    now: datetime,
    site: Site,
) -> Snapshot:
    """Take everything that the certificate states, as it stands now."""
    holder = conn.execute(select(person).where(person.c.id == person_id)).one()
    issuer = credentials.find_issuer(conn)
    if issuer is None:
        raise LookupError("no issuer profile")
    public_id = new_public_id(site.chance(RANDOM_BYTES))
    asked = [one.module for one in pathway.stops] if level is None else pathway.modules_of(level)
    modules = _passed_modules(conn, holder, asked, site)
    shelf, today = site.shelves.current(conn), now.astimezone(ZoneInfo(holder.time_zone)).date()
    validity = pathway.validity if level is None else level.validity
    stated = None if level is None else state_level(conn, person_id, pathway, level)
    statement = STATEMENT if level is None else LEVEL_STATEMENT
    return Snapshot(
        public_id=public_id,
        title=pathway.certificate_title if level is None else level.certificate_title,
        holder=holder.certificate_name,
        pathway=pathway.id,
        pathway_title=pathway.title,
        states=pathway.certificate_states if level is None else level.certificate_states,
        modules=modules,
        study_minutes=sum(shelf.modules[slug].module.minutes for slug in asked),
        issued_at=now,
        issued_on=today,
        valid_until=None if validity is None else next_end(validity, today=today),
        issuer=Issuer(issuer.legal_name, issuer.country, issuer.contact, issuer.relation),
        host=urlsplit(site.base_url).netloc,
        verify_url=f"{site.base_url}/verify/{public_id}",
        curriculum_version=_curriculum_version({m.slug: m.version for m in modules}),
        demonstration=site.is_demonstration or issuer.is_demonstration,
        statement=(*statement, ASSESSED) if any(one.by for one in modules) else statement,
        kind=COMPLETION if level is None else LEVEL,
        supervised=stated.reviewed if stated and stated.reviewed else UNSUPERVISED,
        level=stated,
    )


def _passed_modules(
    conn: Connection, holder: Row[Any], asked: Sequence[str], site: Site
) -> tuple[PassedModule, ...]:
    """Return the modules as the facts say they were passed."""
    shelf, standings = site.shelves.current(conn), read_standings(conn, holder.id)
    facts = journal.read_facts(conn, holder.id, kinds=[FactKind.MODULE_PASSED])
    passed = {fact.subject: fact for fact in facts}
    zone = ZoneInfo(holder.time_zone)
    modules = []
    for number, slug in enumerate(asked, start=1):
        fact, module = passed[slug], shelf.modules[slug].module
        if fact.body is None:
            raise LookupError(f"the pass of {slug} was erased")
        share, maximum = standings[slug].best, module.bank.quiz.points
        by_assessment = fact.body.get("by") == ASSESSMENT
        if by_assessment:
            share = Fraction(fact.body["best_num"], fact.body["best_den"])
            maximum = fact.body["maximum"]
        if share is None:
            raise LookupError(f"no try of {slug} is on record")
        modules.append(
            PassedModule(
                slug=slug,
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
    reached = journal.subjects_of(conn, person_id, kind=FactKind.LEVEL_REACHED)
    issued = sum(
        issue_if_ready(conn, lock, pathway, now=now, site=site) for pathway in sorted(done)
    )
    for subject in sorted(reached):
        pathway, _, level = subject.partition("/")
        issued += issue_if_ready(conn, lock, pathway, level=level, now=now, site=site)
    journal.save(conn, lock)
    return issued


def people_waiting(conn: Connection, *, limit: int = 100) -> list[int]:
    """Return people who completed a pathway or reached a level and hold no certificate of it yet."""
    there = (
        select(credentials.credential.c.id).where(credentials.earned_by(journal.journal)).exists()
    )
    query = (
        select(journal.journal.c.person_id)
        .join(person, person.c.id == journal.journal.c.person_id)
        .where(
            journal.journal.c.kind.in_(credentials.EARNING),
            person.c.certificate_name_confirmed_at.is_not(None),
            ~there,
        )
        .distinct()
        .limit(limit)
    )
    return [int(person_id) for person_id in conn.scalars(query)]
