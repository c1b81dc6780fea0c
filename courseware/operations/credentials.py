"""A completed pathway or a level becomes a certificate: a snapshot in the transaction, its files after it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from courseware.content.model import Pathway
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.snapshot import (
    COMPLETION,
    LEVEL,
    LEVEL_STATEMENT,
    STATEMENT,
    UNSUPERVISED,
    Issuer,
    Snapshot,
)
from courseware.credentials.validity import next_end
from courseware.operations.issuing import store_credential, without_harm
from courseware.operations.level_statement import state_level
from courseware.operations.passed_modules import (
    curriculum_version,
    passed_modules,
    with_assessed,
)
from courseware.operations.site import Site
from courseware.practice.gates import Level
from courseware.progress.facts import FactKind
from courseware.records import credentials, journal
from courseware.records.people import person
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
    modules = passed_modules(conn, holder, asked, site)
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
        curriculum_version=curriculum_version(modules),
        demonstration=site.is_demonstration or issuer.is_demonstration,
        statement=with_assessed(statement, modules),
        kind=COMPLETION if level is None else LEVEL,
        supervised=stated.reviewed if stated and stated.reviewed else UNSUPERVISED,
        level=stated,
    )


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
