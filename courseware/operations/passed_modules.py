"""The modules as a certificate states them: how they were passed, and how they were passed again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row

from courseware.credentials.snapshot import ASSESSED, BY_ASSESSMENT, PassedModule
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.progress.requirements import BY_ASSESSMENT as ASSESSMENT
from courseware.records import journal
from courseware.records.standings import read_standings
from courseware.records.versions import read_digest


def passed_modules(
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


def passed_again(
    conn: Connection, holder: Row[Any], again: Mapping[str, Fact | None], site: Site
) -> tuple[PassedModule, ...]:
    """Return these modules with day, version and points of the tries that passed them again."""
    zone = ZoneInfo(holder.time_zone)
    modules = []
    for module in passed_modules(conn, holder, list(again), site):
        fact = again[module.slug]
        if fact is None:
            raise LookupError(f"{module.slug} was not passed again")
        modules.append(
            replace(
                module,
                version=read_digest(conn, fact.body["version"])[:12],
                passed_on=fact.at.astimezone(zone).date(),
                points=Fraction(fact.body["num"], fact.body["den"]),
                maximum=fact.body["maximum"],
                by="" if fact.challenge_share is None else BY_ASSESSMENT,
            )
        )
    return tuple(modules)


def with_assessed(statement: Sequence[str], modules: Sequence[PassedModule]) -> tuple[str, ...]:
    """Return a statement that says how modules were passed by assessment, where one was."""
    plain = tuple(one for one in statement if one != ASSESSED)
    return (*plain, ASSESSED) if any(one.by for one in modules) else plain


def curriculum_version(modules: Sequence[PassedModule]) -> str:
    """Name the state of all modules together by the start of a digest."""
    versions = {one.slug: one.version for one in modules}
    return hashlib.sha256(journal.canonical(versions).encode()).hexdigest()[:12]
