"""A small pathway with one level, whose two modules Fin has passed, and level reviews taken on it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from courseware.content.composed import review_module
from courseware.content.model import Pathway, Stop
from courseware.operations.attempts import save_answers, submit_attempt
from courseware.operations.enrollments import enroll
from courseware.operations.grades import variant_of
from courseware.operations.review_sessions import Opened, Room, open_session
from courseware.operations.reviews import start_review
from courseware.operations.site import Site
from courseware.operations.tries import hand_in
from courseware.operations.versions import Prepared, publish
from courseware.practice.gates import Level, ReviewGate
from courseware.quizzes.answers import Answer
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.posts import Raw
from courseware.quizzes.stepwise import steps_of
from courseware.records.attempts import find_attempt
from courseware.records.journal import canonical
from courseware.records.slots import read_slots
from tests.labs.shipped import shipped_catalog

PATHWAY, LEVEL = "small-level", "foundation"
SLUG = f"{PATHWAY}/{LEVEL}"
REVIEW = f"/pathways/{PATHWAY}/levels/{LEVEL}/review"
ATTEMPTS = f"/pathways/{PATHWAY}/levels/{LEVEL}/attempts"
KNOWLEDGE = f"/readiness/{PATHWAY}/{LEVEL}/knowledge"
MODULES = ("cp1-start-here", "mp1-factory-systems")
DRAW: Mapping[str, int] = {"C2": 4, "C10": 4}


def small_level(**gate: Any) -> Level:
    """Return a level that asks for two modules and a review of eight questions, and nothing else."""
    return Level(
        id=LEVEL,
        title="Foundation",
        summary="What one has to know.",
        through=MODULES[-1],
        certificate_title="Career readiness: Foundation",
        certificate_states="The holder passed the modules and the review.",
        review=ReviewGate(**{"draw": dict(DRAW), **gate}),
    )


def small_pathway(level: Level) -> Pathway:
    """Return the pathway of that level."""
    return Pathway(
        id=PATHWAY,
        title="A small level",
        summary="Two modules and a review.",
        enrollment="open",
        certificate_title="",
        certificate_states="",
        stops=tuple(map(Stop, MODULES)),
        levels=(level,),
    )


def publish_review(conn: Connection, *, now: datetime, **gate: Any) -> None:
    """Publish the pathway with the bank of its review."""
    pathway = small_pathway(small_level(**gate))
    bank = review_module(pathway, pathway.levels[0], shipped_catalog().modules)
    made = {SLUG: _made(bank.to_json())}
    prepared = Prepared(
        {slug: (*text, {}) for slug, text in made.items()}, {PATHWAY: _made(pathway.to_json())}, {}
    )
    publish(conn, prepared, now=now, reason="a small level")


def _made(document: Any) -> tuple[str, str]:
    text = canonical(document)
    return hashlib.sha256(text.encode()).hexdigest(), text


def open_to(conn: Connection, person_id: int, *, now: datetime, site: Site, **gate: Any) -> None:
    """Publish the review and start its pathway for somebody."""
    publish_review(conn, now=now, **gate)
    enroll(conn, person_id=person_id, pathway=PATHWAY, now=now, site=site)


def begin(conn: Connection, person_id: int, *, now: datetime, site: Site, code: str = "") -> Any:
    """Begin a review, or be told why not."""
    return start_review(
        conn, person_id=person_id, pathway=PATHWAY, level=LEVEL, code=code, now=now, site=site
    )


def session(conn: Connection, by_person: int, *, now: datetime, site: Site) -> Opened:
    """Open a supervised session."""
    room = Room(PATHWAY, LEVEL, "Ben Okafor", "Trainer", "Rivermill")
    return open_session(conn, room, now=now, site=site, by_person=by_person)


def raws_of(
    conn: Connection, attempt_id: int, person_id: int, site: Site, wrong: Mapping[str, int]
) -> dict[int, tuple[str, Raw]]:
    """Return kind and answer of each slot: right, but for so many of each competency in `wrong`."""
    attempt = find_attempt(conn, person_id, attempt_id)
    assert attempt is not None
    module, left = site.shelves.version(conn, attempt.version_id), dict(wrong)
    found = {}
    for slot in read_slots(conn, attempt_id):
        kind, variant, order = variant_of(module, slot)
        samples = KINDS[kind].samples(variant, order)
        code = module.bank.question(slot.question_id).competency
        is_wrong = left.get(code, 0) > 0
        left[code] = left.get(code, 0) - 1
        found[slot.no] = (kind, samples.wrong if is_wrong else samples.right)
    return found


def answer(
    conn: Connection, person_id: int, attempt_id: int, *, now: datetime, site: Site, **wrong: int
) -> None:
    """Answer all and hand in; `C2=1`: one question of C2 is answered wrong."""
    raws = raws_of(conn, attempt_id, person_id, site, wrong)
    whose = {"person_id": person_id, "attempt_id": attempt_id, "site": site}
    save_answers(
        conn, key=f"key-{attempt_id:08d}", now=now + timedelta(minutes=5),
        answers={no: Answer(1, raw) for no, (_kind, raw) in raws.items()}, **whose,
    )  # fmt: skip
    for no, (kind, raw) in raws.items():
        for try_no, post in steps_of(kind, raw):
            hand_in(
                conn, slot_no=no, try_no=try_no, raw=post, key=f"step-{attempt_id}-{no}-{try_no}",
                now=now + timedelta(minutes=6), **whose,
            )  # fmt: skip
    submit_attempt(conn, now=now + timedelta(minutes=9), **whose)


def take(
    conn: Connection, person_id: int, *, now: datetime, site: Site, code: str = "", **wrong: int
) -> int:
    """Begin, answer and hand in a review; return the attempt's id."""
    attempt_id = begin(conn, person_id, now=now, site=site, code=code)
    assert isinstance(attempt_id, int), attempt_id
    answer(conn, person_id, attempt_id, now=now, site=site, **wrong)
    return attempt_id
