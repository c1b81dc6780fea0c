"""A rater fills a form in, once and for good, or declines it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row

from courseware.letters import Letter
from courseware.operations.letters import tell
from courseware.operations.levels import settle_levels
from courseware.operations.ratings import KIND
from courseware.operations.site import Site
from courseware.operations.witnesses import Party, name_of
from courseware.practice.gates import AttestationGate, Level
from courseware.practice.ratings import Fault, faults
from courseware.progress.facts import FactKind
from courseware.records import attestations, evidence, guests, journal
from courseware.records.attestations import RatingRow, Said
from courseware.records.open_ratings import open_ratings
from courseware.records.people import is_erased


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was posted. None is "not observed"; an open competency is missing."""

    known_since: date | None
    ratings: Mapping[str, int | None]
    examples: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """What became of it: `is_gone` if it does not wait any more."""

    is_gone: bool = False
    faults: tuple[Fault, ...] = ()


GONE = Given(is_gone=True)


def level_of(conn: Connection, row: RatingRow, site: Site) -> Level | None:
    """Return the level that a form is for, None if the pathway has it no longer."""
    pathway = site.shelves.current(conn).pathways.get(row.pathway)
    levels = () if pathway is None else pathway.levels
    return next((one for one in levels if one.id == row.level), None)


def _gate(conn: Connection, row: RatingRow, site: Site) -> AttestationGate:
    level = level_of(conn, row, site)
    return (level and level.attestations) or AttestationGate(forms=1)


def give_rating(
    conn: Connection,
    *,
    learner: int,
    rating_id: int,
    party: Party,
    filled: Filled,
    today: date,
    now: datetime,
    site: Site,
) -> Given:
    """Store a filled form, with its fact; the learner is told."""
    lock = journal.lock_learner(conn, learner)
    if lock is None or is_erased(conn, learner):
        return GONE
    row = _waiting(conn, learner, rating_id, party)
    if row is None:
        return GONE
    codes = [one.id for one in site.shelves.current(conn).shared.competencies]
    wrong = faults(
        filled.ratings, filled.examples, competencies=codes, known_since=filled.known_since,
        today=today, not_observed=_gate(conn, row, site).not_observed,
    )  # fmt: skip
    if wrong or filled.known_since is None:
        return Given(faults=tuple(wrong))
    if party.guest is not None and not guests.use_guest(conn, party.guest.id, now=now):
        return GONE
    name = party.guest.name if party.guest else name_of(conn, party.by_person or 0)
    seen = {code: filled.ratings[code] for code in codes}
    said = Said(
        filled.known_since, {code: one for code, one in seen.items() if one is not None}, name,
        row.role, {code: text for code in codes if (text := filled.examples.get(code, "").strip())},
    )  # fmt: skip
    stored = attestations.give(conn, row, said, salt=site.chance(16), now=now)
    if stored is None:
        raise RuntimeError("a form that waits under the lock was not stored")
    _record(conn, lock, row, party=party, said=said, stored=stored, now=now, site=site)
    tell(conn, learner, Letter.RATING_GIVEN, {"who": name}, now=now)
    return Given()


def _record(
    conn: Connection,
    lock: journal.Lock,
    row: RatingRow,
    *,
    party: Party,
    said: Said,
    stored: Row[Any],
    now: datetime,
    site: Site,
) -> None:
    body = {
        "pathway": row.pathway, "level": row.level, "rater": party.names(conn, row.person_id),
        "ratings": dict(said.ratings),
    }  # fmt: skip
    journal.append(
        lock,
        kind=FactKind.RATED,
        subject=f"{KIND}/{row.id}",
        body=body,
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_attestation(stored),
        by_person=party.by_person,
    )
    journal.save(conn, lock)
    settle_levels(conn, lock, now=now, site=site)
    journal.save(conn, lock)


def decline_rating(
    conn: Connection, *, learner: int, rating_id: int, party: Party, now: datetime
) -> bool:
    """Decline to rate: the form ends, nothing is said of the learner, and no fact is made."""
    lock = journal.lock_learner(conn, learner)
    if lock is None or is_erased(conn, learner):
        return False
    row = _waiting(conn, learner, rating_id, party)
    if row is None:
        return False
    if party.guest is not None and not guests.use_guest(conn, party.guest.id, now=now):
        return False
    return attestations.end_rating(conn, row, is_declined=True, now=now)


def _waiting(conn: Connection, learner: int, rating_id: int, party: Party) -> RatingRow | None:
    """Return the form if it waits for this party: the account or the link it was sent to."""
    row = next(iter(open_ratings(conn, rating_id=rating_id)), None)
    if row is None or row.person_id != learner or party.is_learner(conn, learner):
        return None
    if party.guest is not None:
        return row if row.guest_id == party.guest.id else None
    return row if party.by_person is not None and row.rater_id == party.by_person else None
