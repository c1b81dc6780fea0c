"""A learner works on a simulated case; when it is passed, it is an entry that the system verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from courseware.content.composed import case_slug
from courseware.content.practice_model import Case
from courseware.operations import labs
from courseware.operations.confirming import practice_body
from courseware.operations.labs import Bench, Saved
from courseware.operations.levels import settle_levels
from courseware.operations.site import Site
from courseware.practice.entries import EntryState
from courseware.progress.facts import FactKind
from courseware.records import entry_changes as changes
from courseware.records import evidence, journal, lab_runs
from courseware.records import practice_entries as entries
from courseware.records.catalog import PublishedModule
from courseware.records.practice_entries import Verifier, Words
from courseware.records.sign_offs import Act, add_sign_off
from courseware.words import hours_text


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that is published, with the version that a run would be of."""

    case: Case
    published: PublishedModule


def find_case(conn: Connection, case_id: str, site: Site) -> OpenCase | None:
    """Return a published case."""
    shelf = site.shelves.current(conn)
    case, published = shelf.practice.case(case_id), shelf.cases.get(case_slug(case_id))
    return None if case is None or published is None else OpenCase(case, published)


def bench_of(conn: Connection, person_id: int, found: OpenCase) -> Bench:
    """Return what a person has before them in a case."""
    slug, lab = found.published.module.slug, found.case.lab
    run = lab_runs.newest_run(conn, person_id, slug, lab.id)
    return labs.bench_of(lab, run, labs.first_seed(person_id, slug, lab.id))


def change(
    conn: Connection,
    *,
    person_id: int,
    found: OpenCase,
    purpose: str,
    fields: Sequence[tuple[str, str]],
    revision: int,
    today: date,
    now: datetime,
    site: Site,
) -> Saved:
    """Store what a page posted; the first pass becomes a verified entry of the practice log.

    A case counts once, with its fixed hours, on the day it was passed.
    """
    lock = labs.lock(conn, person_id)
    if lock is None:
        return Saved.CLOSED
    outcome = labs.store_work(
        conn,
        person_id=person_id,
        published=found.published,
        lab=found.case.lab,
        purpose=purpose,
        fields=fields,
        revision=revision,
        now=now,
        site=site,
    )
    if outcome.passes and entries.entry_of_case(conn, person_id, found.case.id) is None:
        _record(conn, lock, found, today=today, now=now, site=site)
    return outcome.saved


def _record(
    conn: Connection,
    lock: journal.Lock,
    found: OpenCase,
    *,
    today: date,
    now: datetime,
    site: Site,
) -> None:
    """Write the entry, the system's sign-off and the fact, and settle what follows."""
    case = found.case
    columns = changes.columns(
        on=today,
        hours=case.hours,
        category=case.category,
        words=Words(did=case.lab.title, observed=f"{hours_text(case.hours)} h"),
        verifier=Verifier(),
        salt=site.chance(16),
    )
    state = {"state": EntryState.VERIFIED.value, "case_id": case.id}
    entry_id = changes.add_entry(conn, lock.person_id, {**columns, **state}, now=now)
    act = Act("entries", entry_id, 1, "verified", None, None, "", "", "", now)
    acted = add_sign_off(conn, lock.person_id, act, salt=site.chance(16))
    row = entries.stored_entry(conn, entry_id)
    run = lab_runs.row_of(conn, lock.person_id, found.published.module.slug, case.lab.id)
    journal.append(
        lock,
        kind=FactKind.PRACTICE_VERIFIED,
        subject=f"entries/{entry_id}",
        body=practice_body(entries.entry_in(row), ""),
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_case(row, acted, run),
    )
    settle_levels(conn, lock, now=now, site=site)
    journal.save(conn, lock)
