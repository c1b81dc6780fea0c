"""What a learner could try who wants the certificate and not the learning, on both databases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from courseware.content.catalog import read_catalog
from courseware.learning.views import graded_slot
from courseware.operations.attempts import Turned, save_answers, submit_attempt
from courseware.operations.marking import Marked
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.versions import prepare, publish
from courseware.quizzes.answers import Answer
from courseware.quizzes.attempts import Refused
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records import attempts
from courseware.records.sheets import read_sheet
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.content.content_examples import SLUG, sound, write
from tests.marking import REFLECTION, TEXT, mark, publish_texts
from tests.steps import start
from tests.trying import give, make_quiz


@pytest.fixture
def ada(world: World) -> int:
    return world.cast.ada


def publish_challenge_with_a_text(engine: Engine, folder: Path) -> None:
    """Publish a module whose challenge asks for a text that a person marks."""
    catalog = sound()
    asked = REFLECTION.format(name="own-words").replace("use: quiz", "use: review")
    catalog[f"{SLUG}/quiz.yaml"] += asked
    read, report = read_catalog(write(folder, catalog))
    assert not report.has_errors, "\n".join(map(str, report.problems))
    prepared = prepare(read)
    with writing(engine) as conn:
        publish(conn, prepared, now=NOW, reason="a test")


def begin(conn: Any, person_id: int, site: Site, now: Any) -> Any:
    return start_attempt(
        conn, person_id=person_id, module=SLUG, now=now, site=site, purpose=Purpose.CHALLENGE
    )


def test_no_second_challenge_starts_while_a_person_reads_the_first(
    world: World, engine: Engine, site: Site, ada: int, tmp_path: Path
) -> None:
    publish_challenge_with_a_text(engine, tmp_path)
    with writing(engine) as conn:
        first = begin(conn, ada, site, NOW)
        assert isinstance(first, int)
        slots = read_slots(conn, first)
        (text,) = [slot.no for slot in slots if slot.question_id == "own-words"]
        save_answers(
            conn, person_id=ada, attempt_id=first, key="key-of-the-text",
            answers={text: Answer(1, {"": [TEXT]})}, now=NOW, site=site,
        )  # fmt: skip
        submit_attempt(conn, person_id=ada, attempt_id=first, now=NOW, site=site)
        again = begin(conn, ada, site, NOW + timedelta(days=40))
        assert isinstance(again, Refused), "it waits for the result of the first"
        assert again.reason.code == "attempt.read"
        mark(conn, first, text, 0, 0, by=world.cast.ben, now=NOW, site=site)
        again = begin(conn, ada, site, NOW + timedelta(days=29))
        assert isinstance(again, Refused)
        assert again.opens_at == NOW + timedelta(days=30)


def test_a_text_is_never_handed_in_for_its_model_answer(
    world: World, engine: Engine, site: Site, ada: int
) -> None:
    """In a quiz of tries, too, its points are given by a person, who reads what is saved."""
    publish_texts(engine, now=NOW)
    with writing(engine) as conn:
        make_quiz(conn, SLUG, behavior="interactive", tries=1)
        attempt_id = start(conn, ada, SLUG, now=NOW, site=site)
        (text,) = [
            slot.no
            for slot in read_slots(conn, attempt_id)
            if slot.question_id.startswith("own-words")
        ]
        asked_back = give(conn, ada, attempt_id, text, 1, {"": [TEXT]}, now=NOW, site=site)
        assert isinstance(asked_back, Turned)
        save_answers(
            conn, person_id=ada, attempt_id=attempt_id, key="key-of-the-text",
            answers={text: Answer(1, {"": [TEXT]})}, now=NOW, site=site,
        )  # fmt: skip
        submit_attempt(conn, person_id=ada, attempt_id=attempt_id, now=NOW, site=site)
        assert attempts.read_attempts(conn, ada, SLUG)[-1].unread == (text,)
        assert mark(conn, attempt_id, text, 2, 1, by=world.cast.ben, now=NOW, site=site) == Marked(
            is_last=True
        )
        sheet = read_sheet(conn, ada, attempt_id)
        assert sheet is not None
        module = site.shelves.version(conn, sheet.attempt.version_id)
        terms = terms_of(module.bank.quiz, Purpose.QUIZ)
        (row,) = [row for row in sheet.rows if row.no == text]
        graded = graded_slot(module, row, (), terms)
        assert (graded.judged, graded.raw) == (None, {"": [TEXT]}), "the mark is the verdict"
