"""After a fact: fold it into the standing, pass the module, complete the pathway, certify."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection

from courseware.operations.credentials import issue_if_ready
from courseware.operations.levels import settle_levels
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.progress.requirements import (
    BY_ASSESSMENT,
    is_module_passed,
    is_passed_by_assessment,
    required_tasks,
)
from courseware.progress.route import is_completed
from courseware.progress.standing import ModuleStanding, add_fact
from courseware.quizzes.terms import CHALLENGE_MARK
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
    earned = None if after.is_passed else _earned(place, fact, after, site.shelves.current(conn))
    is_new_pass = earned is not None
    if earned is not None:
        after = add_fact(after, _pass(conn, lock, module, earned, now=now, site=site)) or after
    submitted = int(fact.share is not None)
    if submitted or is_new_pass:
        standings.add_delta(conn, module=module, submitted=submitted, passed=int(is_new_pass))
    standings.save_standing(conn, lock.person_id, after)
    if is_new_pass:
        there = replace(place, standings={**place.standings, module: after})
        settle_pathways(conn, lock, there, now=now, site=site)


def _earned(
    place: PersonPlace, fact: Fact, standing: ModuleStanding, shelf: Shelf
) -> Mapping[str, int | str] | None:
    """Ask the rules, with the new fact beside what is on record; return what the pass rests on.

    None: it is not passed. `best` is the share that passed: of the quiz, or of the challenge.
    """
    module = standing.module
    published = shelf.modules.get(module)
    if published is None:
        return None
    share = fact.challenge_share
    if share is not None and is_passed_by_assessment(share, CHALLENGE_MARK):
        by = {"by": BY_ASSESSMENT, "attempt": fact.body["attempt"], "maximum": fact.body["maximum"]}
        return {**_shares(share, CHALLENGE_MARK), **by}
    mark = published.module.bank.quiz.pass_mark
    done = place.trail.done.get(module, frozenset())
    started = min(place.trail.started.get(module, fact.at), fact.at)
    is_passed = is_module_passed(
        required=required_tasks(published.history, started),
        done=done if fact.task is None else done | {fact.task},
        best=standing.best,
        pass_mark=mark,
    )
    return _shares(standing.best or Fraction(0), mark) if is_passed else None


def _shares(best: Fraction, mark: Fraction) -> dict[str, int | str]:
    return {
        "best_num": best.numerator,
        "best_den": best.denominator,
        "mark_num": mark.numerator,
        "mark_den": mark.denominator,
    }


def _pass(
    conn: Connection,
    lock: journal.Lock,
    module: str,
    earned: Mapping[str, int | str],
    *,
    now: datetime,
    site: Site,
) -> Fact:
    """Append the fact that a module is passed, with the rule and the version it was passed under."""
    published = site.shelves.current(conn).modules[module]
    body = {"version": published.number, "digest": published.digest, **earned}
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
    """Complete every pathway of which all modules are passed now, and certify it if it can be.

    A pathway with levels is never complete by its modules alone: its levels are settled.
    """
    pathways = site.shelves.current(conn).pathways
    for enrolled in place.enrollments:
        pathway = pathways.get(enrolled.pathway)
        if pathway is None or pathway.levels or pathway.id in place.completed:
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
    settle_levels(conn, lock, now=now, site=site)
