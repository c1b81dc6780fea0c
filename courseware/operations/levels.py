"""After a fact: is a level reached now? Then a fact says so, and its certificate is issued."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations.credentials import issue_if_ready
from courseware.operations.letters import tell
from courseware.operations.site import Site
from courseware.practice.gates import Level
from courseware.progress.facts import FactKind
from courseware.progress.readiness import readiness, subject_of
from courseware.records import evidence, journal
from courseware.records.enrollments import read_enrollments
from courseware.records.shown import read_shown


def settle_levels(conn: Connection, lock: journal.Lock, *, now: datetime, site: Site) -> None:
    """Record every level that this person has reached, and certify it if nothing else is missing.

    Runs under the learner's lock, after the fact that may have been the last one; what was appended
    is saved first, because levels are decided from what is on record. A level is recorded once.
    """
    shelf = site.shelves.current(conn)
    mine = (
        shelf.pathways[one.pathway]
        for one in read_enrollments(conn, lock.person_id)
        if one.pathway in shelf.pathways
    )
    leveled = [pathway for pathway in mine if pathway.levels]
    if not leveled:
        return
    journal.save(conn, lock)
    rested = read_shown(conn, lock.person_id)
    for pathway in leveled:
        for level in pathway.levels:
            subject = subject_of(pathway.id, level)
            if subject in rested.shown.reached:
                continue
            if not readiness(pathway, level, rested.shown, shelf.shared.competencies).is_met:
                continue
            journal.append(
                lock,
                kind=FactKind.LEVEL_REACHED,
                subject=subject,
                body={
                    "pathway": pathway.id, "level": level.id, "cycle": 1,
                    "rules": rules_digest(level),
                },
                salt=site.chance(16),
                now=now,
                evidence=evidence.of_level(rested.facts),
            )  # fmt: skip
            journal.save(conn, lock)  # the certificate is taken from what is on record
            issue_if_ready(conn, lock, pathway.id, level=level.id, now=now, site=site)
            tell(conn, lock.person_id, Letter.LEVEL_REACHED, {"level": level.title}, now=now)


def rules_digest(level: Level) -> str:
    """Return what names the rules of a level as they were applied: SHA-256 of their stored form."""
    return hashlib.sha256(journal.canonical(level.to_json()).encode()).hexdigest()
