"""A certificate that ends is renewed: what is asked again is done, and one for another time is issued.

The old one stays valid until its own end. Each time is a cycle of its own; nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from courseware.content.composed import review_slug
from courseware.content.model import Pathway
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.snapshot import Issuer, LevelStated, PassedModule, Snapshot, from_json
from courseware.credentials.validity import Validity, next_end, renewable_from
from courseware.operations.issuing import store_credential, without_harm
from courseware.operations.level_statement import supervision
from courseware.operations.site import Site
from courseware.practice.gates import Level
from courseware.progress.facts import Fact, FactKind
from courseware.progress.renewal import Renewal, renewal
from courseware.records import credentials, journal
from courseware.records.catalog import Shelf
from courseware.records.credentials import CredentialRow
from courseware.records.people import person
from courseware.records.shown import read_shown

_GRADED = (FactKind.ATTEMPT_GRADED, FactKind.REVIEW_GRADED)


@dataclass(frozen=True, slots=True)
class Expiring:
    """A certificate with an end, the rule it is renewed by, and how far that is."""

    row: CredentialRow
    snapshot: Snapshot
    validity: Validity
    renewal: Renewal


def expiring(conn: Connection, person_id: int, shelf: Shelf) -> Iterator[Expiring]:
    """Yield the newest standing certificates of a person that have an end and can be renewed."""
    if not any(_rules(pathway) for pathway in shelf.pathways.values()):
        return  # nothing is asked of the database where nothing expires
    newest = {
        (row.pathway, row.level): row
        for row in credentials.credentials_of(conn, person_id)
        if row.snapshot is not None and row.revoked_at is None
    }
    facts: list[Fact] | None = None
    for (pathway_id, level_id), row in newest.items():
        pathway = shelf.pathways.get(pathway_id)
        validity = _rules(pathway).get(level_id) if pathway else None
        snapshot = from_json(row.snapshot or "")
        if pathway is None or validity is None or snapshot.valid_until is None:
            continue
        facts = _graded(conn, person_id) if facts is None else facts
        level = pathway.level(level_id)
        opens_on = renewable_from(snapshot.valid_until, validity)
        modules, review = _asked(pathway, level)
        yield Expiring(row, snapshot, validity, renewal(opens_on, modules, review, facts))


def settle_renewals(conn: Connection, lock: journal.Lock, *, now: datetime, site: Site) -> int:
    """Issue every certificate whose renewal is met now; return how many. Runs under the lock."""
    shelf = site.shelves.current(conn)
    if not any(_rules(pathway) for pathway in shelf.pathways.values()):
        return 0
    journal.save(conn, lock)
    issued = 0
    for one in list(expiring(conn, lock.person_id, shelf)):
        if one.renewal.is_open(now) and one.renewal.is_met:
            renew = partial(_renew, conn, lock, one, now=now, site=site)
            issued += without_harm(conn, lock, renew)
    return issued


def _renew(
    conn: Connection, lock: journal.Lock, one: Expiring, *, now: datetime, site: Site
) -> int:
    holder = conn.execute(select(person).where(person.c.id == lock.person_id)).one()
    issuer = credentials.find_issuer(conn)
    if issuer is None or not holder.certificate_name:
        raise LookupError("name or issuer are gone")
    zone, number = ZoneInfo(holder.time_zone), new_public_id(site.chance(RANDOM_BYTES))
    today = now.astimezone(zone).date()
    snapshot = replace(
        one.snapshot,
        public_id=number,
        holder=holder.certificate_name,
        modules=tuple(_passed_again(module, one.renewal, zone) for module in one.snapshot.modules),
        level=_reviewed_again(conn, lock.person_id, one),
        issued_at=now,
        issued_on=today,
        valid_until=next_end(one.validity, today=today, before=one.snapshot.valid_until),
        issuer=Issuer(issuer.legal_name, issuer.country, issuer.contact, issuer.relation),
        host=urlsplit(site.base_url).netloc,
        verify_url=f"{site.base_url}/verify/{number}",
        demonstration=site.is_demonstration or issuer.is_demonstration,
    )
    if snapshot.level is not None:
        snapshot = replace(snapshot, supervised=snapshot.level.reviewed or snapshot.supervised)
    store_credential(conn, lock, snapshot, cycle=one.row.cycle + 1, issue=1, now=now, site=site)
    return 1


def _passed_again(module: PassedModule, done: Renewal, zone: ZoneInfo) -> PassedModule:
    at = done.days.get(module.slug)
    return module if at is None else replace(module, passed_on=at.astimezone(zone).date(), by="")


def _reviewed_again(conn: Connection, person_id: int, one: Expiring) -> LevelStated | None:
    """Return what the level states with the review that renews it; all else stays as it was stated."""
    level, at = one.snapshot.level, one.renewal.days.get(one.renewal.review)
    if level is None or at is None:
        return level
    reviews = read_shown(conn, person_id).shown.reviews[one.renewal.review]
    said = supervision(conn, next(review for review in reviews if review.at == at))
    return replace(level, reviewed=said, reviewed_on=at.date())


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


def _graded(conn: Connection, person_id: int) -> list[Fact]:
    facts = journal.read_facts(conn, person_id, kinds=_GRADED)
    return [
        Fact(FactKind(one.kind), one.subject, one.recorded_at, one.body)
        for one in facts
        if one.body is not None
    ]
