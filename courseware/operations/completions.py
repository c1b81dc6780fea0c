"""After a fact: fold it into the standing, pass the module, complete the pathway, certify."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.credentials import issue_if_ready
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.progress.requirements import is_module_passed, required_lessons
from courseware.progress.route import is_completed
from courseware.progress.standing import ModuleStanding, add_fact
from courseware.records import evidence, journal, standings
from courseware.records.enrollments import read_enrollments


def settle_module(
    conn: Connection, lock: journal.Lock, facts: Sequence[Fact], *, now: datetime, site: Site
) -> ModuleStanding | None:
    """Fold new facts about one module into the standing and pass it if all it asks for is done."""
    module = facts[0].module
    if module is None:
        return None
    before = standings.read_standings(conn, lock.person_id).get(module)
    after = before
    for fact in facts:
        after = add_fact(after, fact)
    if after is None:
        return None
    if not after.is_passed and _is_earned(conn, lock.person_id, module, after, site):
        after = add_fact(after, _pass(conn, lock, module, after, now=now, site=site)) or after
        standings.add_delta(conn, module=module, submitted=0, passed=1)
    standings.save_standing(conn, lock.person_id, after)
    if after.is_passed and (before is None or not before.is_passed):
        settle_pathways(conn, lock, now=now, site=site)
    return after


def _is_earned(
    conn: Connection, person_id: int, module: str, now: ModuleStanding, site: Site
) -> bool:
    """Ask the rule. Nothing is read of the lessons while the quiz is not passed."""
    published = site.shelves.current(conn).modules.get(module)
    if published is None or now.best is None:
        return False
    pass_mark = published.module.bank.quiz.pass_mark
    if now.best < pass_mark:
        return False
    read = journal.subjects_of(conn, person_id, kind=FactKind.LESSON_READ)
    started = journal.first_fact_at(conn, person_id, module=module)
    return is_module_passed(
        required=required_lessons(published.history, started),
        read={subject.split("/", 1)[1] for subject in read if subject.startswith(f"{module}/")},
        best=now.best,
        pass_mark=pass_mark,
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
        conn,
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


def settle_pathways(conn: Connection, lock: journal.Lock, *, now: datetime, site: Site) -> None:
    """Complete every pathway of which all modules are passed now, and certify it if it can be."""
    pathways = site.shelves.current(conn).pathways
    passed = standings.read_standings(conn, lock.person_id)
    for enrolled in read_enrollments(conn, lock.person_id):
        pathway = pathways.get(enrolled.pathway)
        if pathway is None or not is_completed([stop.module for stop in pathway.stops], passed):
            continue
        if journal.has_fact(
            conn, lock.person_id, kind=FactKind.PATHWAY_COMPLETED, subject=pathway.id
        ):
            continue
        journal.append(
            conn,
            lock,
            kind=FactKind.PATHWAY_COMPLETED,
            subject=pathway.id,
            body={"pathway": pathway.id, "cycle": enrolled.cycle},
            salt=site.chance(16),
            now=now,
        )
        issue_if_ready(conn, lock, pathway.id, now=now, site=site)
