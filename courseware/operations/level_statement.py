"""What the certificate of a level states beside its modules, counted from the holder's facts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection, select

from courseware.content.model import Pathway
from courseware.credentials.snapshot import UNSUPERVISED, LevelStated
from courseware.practice.gates import Level
from courseware.practice.hours import tally
from courseware.practice.rule_words import rules_of
from courseware.progress.facts import Fact, FactKind
from courseware.progress.practiced import Reviewed, fold_shown
from courseware.progress.readiness import best_review, subject_of
from courseware.records.a3s import a3, a3_version
from courseware.records.results import result_record
from courseware.records.review_sessions import review_session
from courseware.records.shown import Rested, read_shown


def state_level(conn: Connection, person_id: int, pathway: Pathway, level: Level) -> LevelStated:
    """Return what a level's certificate says, as it stands now."""
    rested = read_shown(conn, person_id)
    shown = rested.shown
    asks = level.practice
    there = tally(shown.practiced, asks.simulated if asks else Fraction(0)) if asks else None
    review = _review(level, rested, subject_of(pathway.id, level))
    accounts, guests = _confirmers(rested, level)
    return LevelStated(
        id=level.id,
        title=level.title,
        rules=rules_of(level, len(pathway.modules_of(level))),
        real_hours=there.real if there else Fraction(0),
        simulated_hours=there.counted_simulated if there else Fraction(0),
        entries=there.entries if there else 0,
        by_accounts=accounts,
        by_guests=guests,
        reviewed="" if review is None else supervision(conn, review),
        reviewed_on=None if review is None else review.at.date(),
        results=_results(conn, rested) if level.results else (),
        a3=_a3(conn, person_id) if level.a3 else "",
        oldest_on=_oldest(rested),
    )


def _review(level: Level, rested: Rested, subject: str) -> Reviewed | None:
    reviews = rested.shown.reviews.get(subject, ())
    return best_review(level.review, reviews) if level.review and reviews else None


def supervision(conn: Connection, review: Reviewed) -> str:
    """Say who supervised a review: name, role, organization; less of it once that person is erased."""
    if review.session is None:
        return UNSUPERVISED
    session = review_session.c
    row = conn.execute(
        select(session.name, session.role, session.organization).where(session.id == review.session)
    ).one()
    said = ", ".join(part for part in (row.name, row.role, row.organization) if part)
    return f"supervised by {said}" if said else "supervised"


def reviewed_again(conn: Connection, level: LevelStated, fact: Fact) -> LevelStated:
    """Return what a level states with the review that renews it; all else stays as it was stated."""
    ((review,),) = fold_shown([fact]).reviews.values()
    return replace(level, reviewed=supervision(conn, review), reviewed_on=review.at.date())


def _confirmers(rested: Rested, level: Level) -> tuple[int, int]:
    """Count the people who confirmed what the level counts: with an account here, and by a link."""
    people: set[str] = set()
    for fact in rested.kinds:
        if fact.kind in {FactKind.PRACTICE_VERIFIED, FactKind.RESULT_VERIFIED}:
            people.add(str(fact.body.get("by", "")))
        elif fact.kind is FactKind.RATED and fact.body["level"] == level.id:
            people.add(str(fact.body["rater"]))
    people.discard("")  # a simulated case is verified by the system
    guests = sum(one.startswith("guest:") for one in people)
    return len(people) - guests, guests


def _number_of(fact: Fact) -> int:
    return int(fact.subject.split("/")[1])


def _results(conn: Connection, rested: Rested) -> tuple[str, ...]:
    """Write each verified result: measure, before, after."""
    ids = [_number_of(one) for one in rested.kinds if one.kind is FactKind.RESULT_VERIFIED]
    rows = conn.execute(
        select(result_record.c.texts)
        .where(result_record.c.id.in_(ids))
        .order_by(result_record.c.id)
    )
    said = [json.loads(row.texts) for row in rows if row.texts]
    return tuple(
        f"{one['measure']}: {one['baseline']} → {one['after']} {one['unit']}" for one in said
    )


def _a3(conn: Connection, person_id: int) -> str:
    """Return the title of the accepted report; a capstone's before a practice one's."""
    query = (
        select(a3_version.c.body)
        .join(a3, a3.c.id == a3_version.c.a3_id)
        .where(a3.c.person_id == person_id, a3_version.c.decision == "accepted")
        .order_by(a3.c.kind, a3_version.c.id)  # "capstone" stands before "practice"
    )
    body = conn.execute(query.limit(1)).scalar()
    return str(json.loads(body)["title"]) if body else ""


def _oldest(rested: Rested) -> date | None:
    days = [one.at.date() for one in rested.kinds if one.kind is not FactKind.LEVEL_REACHED]
    days += [one.on for one in rested.shown.practiced]
    return min(days, default=None)
