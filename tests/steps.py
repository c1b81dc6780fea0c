"""Things that people do, for tests that start in the middle of a story."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from courseware.cli.badge_desk import BadgeDesk
from courseware.cli.key_ring import KeyRing
from courseware.cli.signing_desk import SigningDesk
from courseware.operations.attempts import Receipt, save_answers, submit_attempt
from courseware.operations.badges import store_badge
from courseware.operations.grades import variant_of
from courseware.operations.labs import solve
from courseware.operations.lessons import mark_read
from courseware.operations.module_records import store_records
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.tries import hand_in
from courseware.quizzes.answers import Answer
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.posts import Raw
from courseware.quizzes.stepwise import steps_of
from courseware.quizzes.terms import Purpose
from courseware.records.slots import read_slots
from courseware.records.status_lists import put_list
from courseware.records.transaction import writing


def start(
    conn: Connection,
    person_id: int,
    module: str,
    *,
    now: datetime,
    site: Site,
    purpose: Purpose = Purpose.QUIZ,
) -> int:
    """Start a try and return its id."""
    started = start_attempt(
        conn, person_id=person_id, module=module, now=now, site=site, purpose=purpose
    )
    assert isinstance(started, int), started
    return started


def answers_of(
    conn: Connection, attempt_id: int, module: str, site: Site, *, right: int | None = None
) -> dict[int, Raw]:
    """Return what to post for each slot: the first `right` ones right (default all), others wrong."""
    published = site.shelves.current(conn).modules[module].module
    raws: dict[int, Raw] = {}
    for slot in read_slots(conn, attempt_id):
        kind, variant, order = variant_of(published, slot)
        samples = KINDS[kind].samples(variant, order)
        is_right = right is None or len(raws) < right
        raws[slot.no] = samples.right if is_right else samples.wrong
    return raws


def fields_of(no: int, raw: Raw) -> dict[str, list[str]]:
    """Return the form fields of one slot: name → what is typed or ticked."""
    return {f"slot-{no}.{part}" if part else f"slot-{no}": list(raw[part]) for part in raw}


def take_quiz(
    conn: Connection,
    person_id: int,
    module: str,
    *,
    now: datetime,
    site: Site,
    right: int | None = None,
    purpose: Purpose = Purpose.QUIZ,
) -> int:
    """Start, answer and submit a quiz, or a challenge; return the attempt's id."""
    attempt_id = start(conn, person_id, module, now=now, site=site, purpose=purpose)
    raws = answers_of(conn, attempt_id, module, site, right=right)
    saved = save_answers(
        conn,
        person_id=person_id,
        attempt_id=attempt_id,
        key=f"key-{attempt_id:08d}",
        answers={no: Answer(1, raw) for no, raw in raws.items()},
        now=now + timedelta(minutes=5),
        site=site,
    )
    assert isinstance(saved, Receipt), saved
    later = now + timedelta(minutes=6)
    _hand_in_steps(conn, (person_id, attempt_id), module, raws, now=later, site=site)
    submit_attempt(
        conn,
        person_id=person_id,
        attempt_id=attempt_id,
        now=now + timedelta(minutes=9),
        site=site,
    )
    return attempt_id


def _hand_in_steps(
    conn: Connection,
    attempt: tuple[int, int],
    module: str,
    raws: dict[int, Raw],
    *,
    now: datetime,
    site: Site,
) -> None:
    person_id, attempt_id = attempt
    published = site.shelves.current(conn).modules[module].module
    for slot in read_slots(conn, attempt_id):
        for try_no, post in steps_of(variant_of(published, slot)[0], raws[slot.no]):
            handed = hand_in(
                conn,
                person_id=person_id,
                attempt_id=attempt_id,
                slot_no=slot.no,
                try_no=try_no,
                raw=post,
                key=f"step-{attempt_id}-{slot.no}-{try_no}",
                now=now,
                site=site,
            )
            assert isinstance(handed, Receipt), handed


def read_all_lessons(
    conn: Connection, person_id: int, module: str, *, now: datetime, site: Site
) -> None:
    """Mark every lesson of a module read."""
    for lesson in site.shelves.current(conn).modules[module].module.lessons:
        mark_read(conn, person_id=person_id, module=module, lesson=lesson.id, now=now, site=site)


def do_all_tasks(
    conn: Connection, person_id: int, module: str, *, now: datetime, site: Site
) -> None:
    """Mark every lesson of a module read, and pass each of its labs."""
    read_all_lessons(conn, person_id, module, now=now, site=site)
    pass_labs(conn, person_id, module, now=now, site=site)


def pass_labs(conn: Connection, person_id: int, module: str, *, now: datetime, site: Site) -> None:
    """Pass each lab of a module, as its keys do."""
    published = site.shelves.current(conn).modules[module]
    for lab in published.module.labs:
        solve(conn, person_id=person_id, published=published, lab=lab, now=now, site=site)


def pass_module(
    conn: Connection, person_id: int, module: str, *, now: datetime, site: Site
) -> None:
    """Read all, pass the labs and answer all right."""
    do_all_tasks(conn, person_id, module, now=now, site=site)
    take_quiz(conn, person_id, module, now=now + timedelta(hours=1), site=site)


def hidden_fields(html: str) -> dict[str, str]:
    """Return the hidden fields of a page's forms, as a browser would post them."""
    from html.parser import HTMLParser  # noqa: PLC0415 - only here

    found: dict[str, str] = {}

    class Fields(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            values = dict(attrs)
            if tag == "input" and values.get("type") == "hidden" and values.get("name"):
                found.setdefault(str(values["name"]), values.get("value") or "")

    Fields().feed(html)
    return found


def slots_of(conn: Connection, attempt_id: int) -> list[dict[str, object]]:
    """Return the stored slots with their JSON read."""
    return [{**row._mapping, "key": json.loads(row.key)} for row in read_slots(conn, attempt_id)]


def sign_records(engine: Engine, site: Site, *, now: datetime) -> int:
    """Sign what is passed and unsigned, as the jobs process does; return how many records."""
    desk, stored = SigningDesk(KeyRing(engine, site, lambda: now)), 0
    for _person_id, signed in desk.signed(Counter()):
        with writing(engine) as conn:
            stored += store_records(conn, signed, now=now, site=site)
    return stored


def sign_badges(engine: Engine, site: Site, *, now: datetime) -> int:
    """Do what the jobs process does with badges and status lists, without printing; return how many."""
    desk, stored = BadgeDesk(KeyRing(engine, site, lambda: now)), 0
    for badge in desk.signed(Counter()):
        with writing(engine) as conn:
            stored += store_badge(conn, badge, now=now)
    for row in desk.lists(Counter()):
        with writing(engine) as conn:
            put_list(conn, row)
    return stored
