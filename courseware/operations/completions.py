"""After a fact: fold it into the standing, pass the module, complete the pathway, certify."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.credentials import issue_if_ready
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.progress.requirements import is_module_passed, required_lessons
from courseware.progress.route import is_completed
from courseware.progress.standing import ModuleStanding, add_fact
from courseware.records import evidence, journal, standings
from courseware.records.catalog import Shelf
from courseware.records.places import PersonPlace


def settle_module(
    conn: Connection,
    lock: journal.Lock,
    place: PersonPlace,
    fact: Fact,
    *,
    now: datetime,
    site: Site,
) -> None:
    """Fold a new fact about a module into the standing and pass it if all it asks for is done.

    `place` was read under the lock, before the fact was appended.
    """
    module = fact.module
    if module is None:
        return
    before = place.standings.get(module)
    after = add_fact(before, fact)
    if after is None:
        return
    is_new_pass = not after.is_passed and _is_earned(place, fact, after, site.shelves.current(conn))
    if is_new_pass:
        after = add_fact(after, _pass(conn, lock, module, after, now=now, site=site)) or after
    submitted = int(fact.kind is FactKind.ATTEMPT_GRADED)
    if submitted or is_new_pass:
        standings.add_delta(conn, module=module, submitted=submitted, passed=int(is_new_pass))
    standings.save_standing(conn, lock.person_id, after)
    if is_new_pass:
        there = replace(place, standings={**place.standings, module: after})
        settle_pathways(conn, lock, there, now=now, site=site)


def _is_earned(place: PersonPlace, fact: Fact, standing: ModuleStanding, shelf: Shelf) -> bool:
    """Ask the rule, with the new fact beside what is on record."""
    module = standing.module
    published = shelf.modules.get(module)
    if published is None:
        return False
    read = place.trail.lessons_read.get(module, frozenset())
    started = min(place.trail.started.get(module, fact.at), fact.at)
    return is_module_passed(
        required=required_lessons(published.history, started),
        read=read if fact.lesson is None else read | {fact.lesson},
        best=standing.best,
        pass_mark=published.module.bank.quiz.pass_mark,
    )


def _pass(
    conn: Connection,
    lock: journal.Lock,
    module: str,
    standing: ModuleStanding,
    *,
    now: datetime,
    site: Site,
) -> Fact:
    """Append the fact that a module is passed, with the rule and the version it was passed under."""
    published = site.shelves.current(conn).modules[module]
    best, mark = standing.best or 0, published.module.bank.quiz.pass_mark
    body = {
        "version": published.number,
        "digest": published.digest,
        "best_num": best.numerator,
        "best_den": best.denominator,
        "mark_num": mark.numerator,
        "mark_den": mark.denominator,
    }
    journal.append(
        lock,
        kind=FactKind.MODULE_PASSED,
        subject=module,
        body=body,
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_version(
            module, published.number, published.digest, published.compiled_digest
        ),
    )
    return Fact(FactKind.MODULE_PASSED, module, now, body)


def settle_pathways(
    conn: Connection, lock: journal.Lock, place: PersonPlace, *, now: datetime, site: Site
) -> None:
    """Complete every pathway of which all modules are passed now, and certify it if it can be."""
    pathways = site.shelves.current(conn).pathways
    for enrolled in place.enrollments:
        pathway = pathways.get(enrolled.pathway)
        if pathway is None or pathway.id in place.completed:
            continue
        if not is_completed([stop.module for stop in pathway.stops], place.standings):
            continue
        journal.append(
            lock,
            kind=FactKind.PATHWAY_COMPLETED,
            subject=pathway.id,
            body={"pathway": pathway.id, "cycle": enrolled.cycle},
            salt=site.chance(16),
            now=now,
        )
        journal.save(conn, lock)  # the certificate is taken from what is on record
        issue_if_ready(conn, lock, pathway.id, now=now, site=site)
