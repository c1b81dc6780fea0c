"""A module whose quiz asks for texts that a person marks, and how far somebody is with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine

from courseware.content.catalog import read_catalog
from courseware.operations.attempts import Receipt, save_answers, submit_attempt
from courseware.operations.grades import variant_of
from courseware.operations.marking import Given, Marked, Turned, mark_slot
from courseware.operations.site import Site
from courseware.operations.versions import Prepared, prepare, publish
from courseware.quizzes.answers import Answer
from courseware.quizzes.kinds.reflection import Reflection
from courseware.quizzes.kinds.registry import KINDS
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.content.content_examples import SLUG, sound, write
from tests.steps import start

__all__ = ["SLUG"]
TEXT = "I saw <b>waiting</b> at the saw on Monday: the truck was late, so nobody could cut."
REFLECTION = """\
- id: {name}
  outcome: O1
  competency: C2
  use: quiz
  level: evaluate
  reflect: "Describe one waste at your own work ({name})."
  words: 10
  data: {{lost: [35, 40, 20]}}
  table: lost
  caption: Minutes lost a day
  model: "A good answer names the waste, its cause and a first experiment."
  checklist: ["It names a place.", "It blames nobody."]
  rubric:
    Names the waste: 2
    Names its cause: 1
"""


def files(reflections: int = 1) -> dict[str, str]:
    """Return a catalog with a module that asks for `reflections` texts of 10 points."""
    catalog = sound()
    draw = f"{{single: {10 - reflections}, reflection: {reflections}}}"
    bank = catalog[f"{SLUG}/quiz.yaml"].replace("{single: 10}", draw)
    texts = "".join(REFLECTION.format(name=f"own-words-{n}") for n in range(max(2, reflections)))
    return {**catalog, f"{SLUG}/quiz.yaml": bank + texts}


@cache
def _prepared(reflections: int) -> Prepared:
    with TemporaryDirectory() as folder:
        catalog, report = read_catalog(write(Path(folder), files(reflections)))
    assert not report.has_errors, "\n".join(map(str, report.problems))
    return prepare(catalog)


def publish_texts(
    engine: Engine, *, now: datetime, reflections: int = 1, has_pathway: bool = False
) -> None:
    """Publish the module; with `has_pathway` it is all of the pathway that Ada is on."""
    prepared = _prepared(reflections)
    if not has_pathway:
        prepared = replace(prepared, pathways={})
    with writing(engine) as conn:
        publish(conn, prepared, now=now, reason="a test")


def hand_in(
    conn: Connection,
    person_id: int,
    *,
    now: datetime,
    site: Site,
    right: int = 15,
    text: str = TEXT,
) -> tuple[int, list[int]]:
    """Answer a quiz, the first `right` choices right, and hand it in: the attempt, its texts' slots."""
    attempt_id = start(conn, person_id, SLUG, now=now, site=site)
    module = site.shelves.current(conn).modules[SLUG].module
    answers: dict[int, Answer] = {}
    texts: list[int] = []
    for slot in read_slots(conn, attempt_id):
        kind, variant, order = variant_of(module, slot)
        if kind == Reflection.name:
            texts.append(slot.no)
            answers[slot.no] = Answer(1, {"": [text]})
            continue
        samples = KINDS[kind].samples(variant, order)
        answers[slot.no] = Answer(1, samples.right if right > 0 else samples.wrong)
        right -= 1
    saved = save_answers(
        conn, person_id=person_id, attempt_id=attempt_id, key=f"key-{attempt_id:08d}",
        answers=answers, now=now, site=site,
    )  # fmt: skip
    assert isinstance(saved, Receipt), saved
    submit_attempt(
        conn, person_id=person_id, attempt_id=attempt_id, now=now + timedelta(minutes=9), site=site
    )
    return attempt_id, texts


def mark(
    conn: Connection,
    attempt_id: int,
    slot_no: int,
    *points: int,
    by: int,
    now: datetime,
    site: Site,
    comment: str = "",
) -> Marked | Turned | None:
    """Mark one answer."""
    return mark_slot(
        conn, attempt_id=attempt_id, slot_no=slot_no, given=Given(points, comment),
        by_person=by, now=now, site=site,
    )  # fmt: skip
