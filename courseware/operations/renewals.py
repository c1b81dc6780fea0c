"""A certificate that ends is renewed: what is asked again is done, and one for another time is issued.

The old one stays valid until its own end. Each time is a cycle of its own; nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, select

from courseware.content.composed import review_slug
from courseware.content.model import Pathway
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.snapshot import Issuer, Snapshot, from_json
from courseware.credentials.validity import Validity, next_end, renewable_from
from courseware.operations.issuing import store_credential, without_harm
from courseware.operations.level_statement import reviewed_again
from courseware.operations.passed_modules import curriculum_version, passed_again, with_assessed
from courseware.operations.site import Site
from courseware.practice.gates import Level
from courseware.practice.rule_words import rules_of
from courseware.progress.facts import Fact, FactKind
from courseware.progress.renewal import KINDS, Renewal, renewal
from courseware.quizzes.terms import Purpose
from courseware.records import credentials, journal
from courseware.records.attempts import read_attempts
from courseware.records.catalog import Shelf
from courseware.records.credentials import CredentialRow, graded_since
from courseware.records.people import person

RETRIED = timedelta(days=30)
"""How long the jobs process tries to issue a renewal again after the last graded try of its holder."""


@dataclass(frozen=True, slots=True)
class Expiring:
    """A certificate with an end, the rule it is renewed by, and how far that is."""

    row: CredentialRow
    snapshot: Snapshot
    level: Level | None
    validity: Validity
    renewal: Renewal


def expiring(conn: Connection, person_id: int, shelf: Shelf) -> Iterator[Expiring]:
    """Yield the certificates of a person that have an end and can be renewed.

    Of one pathway or level that is the last issue of its last cycle. If that was withdrawn, none is:
    an older one is not renewed past it.
    """
    if not any(_rules(pathway) for pathway in shelf.pathways.values()):
        return  # nothing is asked of the database where nothing expires
    mine = sorted(
        credentials.credentials_of(conn, person_id), key=lambda one: (one.cycle, one.issue)
    )
    facts: list[Fact] | None = None
    for (pathway_id, level_id), row in {(one.pathway, one.level): one for one in mine}.items():
        pathway = shelf.pathways.get(pathway_id)
        validity = _rules(pathway).get(level_id) if pathway else None
        if pathway is None or validity is None or row.snapshot is None or row.revoked_at:
            continue
        snapshot, level = from_json(row.snapshot), pathway.level(level_id)
        if snapshot.valid_until is None:
            continue
        facts = _facts(conn, person_id) if facts is None else facts
        modules, review = _asked(pathway, level)
        begun = _begun(conn, person_id, review) if review else {}
        opens_on = renewable_from(snapshot.valid_until, validity)
        found = renewal(opens_on, modules, review, facts, begun)
        yield Expiring(row, snapshot, level, validity, found)


def settle_renewals(conn: Connection, lock: journal.Lock, *, now: datetime, site: Site) -> int:
    """Issue every certificate whose renewal is met now; return how many. Runs under the lock."""
    shelf = site.shelves.current(conn)
    if not any(_rules(pathway) for pathway in shelf.pathways.values()):
        return 0
    journal.save(conn, lock)  # renewals are decided from what is on record
    issued = 0
    for one in list(expiring(conn, lock.person_id, shelf)):
        if one.renewal.is_open(now) and one.renewal.is_met:
            renew = partial(_renew, conn, lock, one, now=now, site=site)
            issued += without_harm(conn, lock, renew)
    return issued


def renew_waiting(conn: Connection, person_id: int, *, now: datetime, site: Site) -> int:
    """Issue the renewals of a person that are met and waited or failed; return how many."""
    lock = journal.lock_learner(conn, person_id)
    if lock is None:
        return 0
    issued = settle_renewals(conn, lock, now=now, site=site)
    journal.save(conn, lock)
    return issued


def people_to_renew(conn: Connection, *, now: datetime, site: Site) -> list[int]:
    """Return people whose renewal is met and not issued yet, among those who were graded lately."""
    shelf = site.shelves.current(conn)
    pathways = [pathway.id for pathway in shelf.pathways.values() if _rules(pathway)]
    people = graded_since(conn, pathways, now - RETRIED) if pathways else []
    return [
        person_id
        for person_id in people
        if any(
            one.renewal.is_open(now) and one.renewal.is_met
            for one in expiring(conn, person_id, shelf)
        )
    ]


def _renew(
    conn: Connection, lock: journal.Lock, one: Expiring, *, now: datetime, site: Site
) -> int:
    holder = conn.execute(select(person).where(person.c.id == lock.person_id)).one()
    issuer = credentials.find_issuer(conn)
    if issuer is None or not holder.certificate_name:
        raise LookupError("name or issuer are gone")
    number = new_public_id(site.chance(RANDOM_BYTES))
    today = now.astimezone(ZoneInfo(holder.time_zone)).date()
    snapshot = replace(
        _stated_again(conn, one, holder, site),
        public_id=number,
        holder=holder.certificate_name,
        issued_at=now,
        issued_on=today,
        valid_until=next_end(one.validity, today=today, before=one.snapshot.valid_until),
        issuer=Issuer(issuer.legal_name, issuer.country, issuer.contact, issuer.relation),
        host=urlsplit(site.base_url).netloc,
        verify_url=f"{site.base_url}/verify/{number}",
        demonstration=site.is_demonstration or issuer.is_demonstration,
    )
    store_credential(conn, lock, snapshot, cycle=one.row.cycle + 1, issue=1, now=now, site=site)
    return 1


def _stated_again(conn: Connection, one: Expiring, holder: Row[Any], site: Site) -> Snapshot:
    """Return what the certificate states with what was done again; what was not asked stays as stated."""
    old, level = one.snapshot, one.snapshot.level
    review = one.renewal.again.get(one.renewal.review)
    if review is not None and level is not None:
        level = reviewed_again(conn, level, review)
        return replace(old, level=level, supervised=level.reviewed)
    modules = passed_again(conn, holder, one.renewal.again, site)
    shelf = site.shelves.current(conn)
    if level is not None and one.level is not None:
        # the first rule counts the modules; the others were not asked again
        rules = (*rules_of(one.level, len(modules))[:1], *level.rules[1:])
        level = replace(level, rules=rules)
    return replace(
        old,
        modules=modules,
        level=level,
        study_minutes=sum(shelf.modules[module.slug].module.minutes for module in modules),
        curriculum_version=curriculum_version(modules),
        statement=with_assessed(old.statement, modules),
    )


def _rules(pathway: Pathway) -> dict[str, Validity]:
    """Return the validity of each certificate of a pathway: level, or "" for its own."""
    found = {"": pathway.validity, **{level.id: level.validity for level in pathway.levels}}
    return {level: validity for level, validity in found.items() if validity is not None}


def _asked(pathway: Pathway, level: Level | None) -> tuple[list[str], str]:
    if level is not None and level.review is not None:
        return [], review_slug(pathway.id, level.id)
    if level is not None:
        return list(pathway.modules_of(level)), ""
    return [stop.module for stop in pathway.stops], ""


def _facts(conn: Connection, person_id: int) -> list[Fact]:
    return [
        Fact(FactKind(one.kind), one.subject, one.recorded_at, one.body)
        for one in journal.read_facts(conn, person_id, kinds=KINDS)
        if one.body is not None
    ]


def _begun(conn: Connection, person_id: int, review: str) -> dict[int, datetime]:
    """Return when each review of a level was begun, by attempt."""
    tries = read_attempts(conn, person_id, review, Purpose.REVIEW)
    return {one.id: one.started_at for one in tries}
