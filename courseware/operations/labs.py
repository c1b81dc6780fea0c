"""A person works in a lab: begin, change, check, pass, go on afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from courseware.content.model import Module, lab_task
from courseware.labs import runs
from courseware.labs.checking import is_passed
from courseware.labs.lab import Lab
from courseware.labs.runs import State
from courseware.labs.working import work
from courseware.operations.completions import settle_module
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.records import evidence, journal, lab_runs
from courseware.records.catalog import PublishedModule
from courseware.records.lab_runs import Content, RunRow
from courseware.records.people import is_erased
from courseware.records.places import read_place


@dataclass(frozen=True, slots=True)
class Bench:
    """A lab as one person has it before them. `run_no`, `revision` are 0 while nothing is stored."""

    state: State
    seed: int
    run_no: int = 0
    revision: int = 0
    passed_at: datetime | None = None

    @property
    def is_passed(self) -> bool:
        """Say whether this run is passed: it can be read, and a new one begun."""
        return self.passed_at is not None


class Saved(StrEnum):
    """What became of a post."""

    STORED = "stored"
    STALE = "stale"  # another page of theirs had changed the run meanwhile: nothing was stored
    CLOSED = "closed"  # another page had passed the run meanwhile, or the record is closed


def bench_of(lab: Lab, run: RunRow | None, seed: int) -> Bench:
    """Return the bench of a stored run, or of the one that would begin with `seed`."""
    if run is None:
        return Bench(runs.begin(lab, seed), seed)
    state = runs.state_from_json(run.state)
    return Bench(state, run.seed, run.run_no, run.revision, run.passed_at)


def first_seed(person_id: int, module: str, lab: str, run_no: int = 1) -> int:
    """Return the seed of a person's run: it chooses the case, and decides all that a simulation draws.

    It is the same however often the page is looked at before the first change.
    """
    text = f"{person_id}/{module}/{lab}/{run_no}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def change(
    conn: Connection,
    *,
    person_id: int,
    published: PublishedModule,
    lab: Lab,
    purpose: str,
    fields: Sequence[tuple[str, str]],
    revision: int,
    now: datetime,
    site: Site,
) -> Saved:
    """Store what a page posted; pass the lab if it was to be checked and everything holds.

    `revision` is what the page knew as stored. A page that knew less changes nothing, so that it
    cannot put old inputs over newer ones; what stands there already may be sent twice.
    """
    held = lock(conn, person_id)
    if held is None:
        return Saved.CLOSED
    work_done = store_work(
        conn,
        person_id=person_id,
        published=published,
        lab=lab,
        purpose=purpose,
        fields=fields,
        revision=revision,
        now=now,
        site=site,
    )
    if work_done.passes:
        _pass(conn, held, published, lab, now=now, site=site)
    return work_done.saved


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a post, and whether it passed the lab."""

    saved: Saved
    passes: bool = False


def store_work(
    conn: Connection,
    *,
    person_id: int,
    published: PublishedModule,
    lab: Lab,
    purpose: str,
    fields: Sequence[tuple[str, str]],
    revision: int,
    now: datetime,
    site: Site,
) -> Stored:
    """Store what a page posted in a run, under the learner's lock; what a pass means, the caller knows."""
    module = published.module
    run = lab_runs.newest_run(conn, person_id, module.slug, lab.id)
    if run is not None and run.is_passed:
        return Stored(Saved.CLOSED)
    bench = bench_of(lab, run, first_seed(person_id, module.slug, lab.id))
    state = runs.take(lab, bench.state, purpose, fields)
    if bench.revision != revision:
        is_taken = purpose == runs.PREDICT or runs.is_open(lab, state)
        is_there = run and is_taken and state == bench.state
        return Stored(Saved.STORED if is_there else Saved.STALE)
    is_asked = purpose == runs.CHECK and runs.is_open(lab, state)
    passes = is_asked and is_passed(lab, work(lab, bench.seed, state.inputs), state.so_what)
    holds = Content(published.version_id, state.to_json(), site.chance(16), now, is_passed=passes)
    if run is None:
        lab_runs.add_run(
            conn,
            person_id=person_id,
            module=module.slug,
            lab=lab.id,
            after=None,
            seed=bench.seed,
            holds=holds,
        )
    else:
        lab_runs.save_run(conn, run, holds)
    return Stored(Saved.STORED, passes)


def solve(
    conn: Connection,
    *,
    person_id: int,
    published: PublishedModule,
    lab: Lab,
    now: datetime,
    site: Site,
) -> None:
    """Work through a lab that was not begun, as its keys do: for demonstrations."""
    posts = runs.solving_posts(lab, first_seed(person_id, published.module.slug, lab.id))
    for revision, (purpose, fields) in enumerate(posts):
        change(
            conn,
            person_id=person_id,
            published=published,
            lab=lab,
            purpose=purpose,
            fields=fields,
            revision=revision,
            now=now,
            site=site,
        )


def go_on(
    conn: Connection,
    *,
    person_id: int,
    published: PublishedModule,
    lab: Lab,
    now: datetime,
    site: Site,
    fields: Sequence[tuple[str, str]] = (),
) -> bool:
    """Begin a new run after a passed one; False if there is none.

    In it stands what stood in the passed one, or what a page that came too late had set (`fields`).
    """
    if lock(conn, person_id) is None:
        return False
    module = published.module.slug
    run = lab_runs.newest_run(conn, person_id, module, lab.id)
    if run is None or not run.is_passed:
        return False
    seed = first_seed(person_id, module, lab.id, run.run_no + 1)
    is_same_case = lab.case(seed) == lab.case(run.seed)
    before = runs.state_from_json(run.state)
    # who brings work along has predicted, whatever the numbers of the new case are
    is_kept = is_same_case or bool(fields)
    state = State(before.inputs, before.predicted) if is_kept else runs.begin(lab, seed)
    state = runs.take(lab, state, runs.WORK, fields) if fields else state
    lab_runs.add_run(
        conn,
        person_id=person_id,
        module=module,
        lab=lab.id,
        after=run,
        seed=seed,
        holds=Content(published.version_id, state.to_json(), site.chance(16), now),
    )
    return True


def lock(conn: Connection, person_id: int) -> journal.Lock | None:
    """Lock a learner; None if there is none, or if they were erased while their form was on its way."""
    held = journal.lock_learner(conn, person_id)
    return None if held is None or is_erased(conn, person_id) else held


def _pass(
    conn: Connection,
    lock: journal.Lock,
    published: PublishedModule,
    lab: Lab,
    *,
    now: datetime,
    site: Site,
) -> None:
    """Record that a lab is passed, the first time; and pass the module if that was the last of it."""
    module: Module = published.module
    task = lab_task(lab.id)
    place = read_place(conn, lock.person_id)
    if task in place.trail.done.get(module.slug, ()):
        return
    row = lab_runs.row_of(conn, lock.person_id, module.slug, lab.id)
    subject = f"{module.slug}/{task}"
    body = {"version": published.number, "digest": published.digest, "run": row.run_no}
    journal.append(
        lock,
        kind=FactKind.LAB_PASSED,
        subject=subject,
        body=body,
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_lab_run(row),
    )
    fact = Fact(FactKind.LAB_PASSED, subject, now, body)
    settle_module(conn, lock, place, fact, now=now, site=site)
    journal.save(conn, lock)
