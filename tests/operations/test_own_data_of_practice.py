"""The copy of one's data says nothing that its pages keep back: scores before a decision, keys of a review."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Engine

from courseware.operations.site import Site
from courseware.practice.rubric import IDS
from courseware.records.own_data import copy_of
from courseware.records.transaction import snapshot, writing
from tests.conftest import NOW, World
from tests.operations.a3_story import Story
from tests.reviewing import open_to, take


def held(engine: Engine, person_id: int) -> dict[str, Any]:
    with snapshot(engine) as conn:
        return {one.part.table.name: one.rows for one in copy_of(conn, person_id)}


def assessed(rows: Any) -> list[Any]:
    return [row["body"] and json.loads(row["body"])["total"] for row in rows["journal"]
            if row["kind"] == "a3_assessed"]  # fmt: skip


def test_the_first_assessors_scores_are_in_it_once_the_report_is_decided(
    world: World, engine: Engine, site: Site
) -> None:
    story, ada = Story(world, engine, site), world.cast.ada
    story.assessors("ben", "dov")
    a3_id = story.hand_in("capstone")
    assert story.assess(a3_id, "ben", dict.fromkeys(IDS, 1)) is None
    before = held(engine, ada)
    assert before["a3_review"] == []
    assert assessed(before) == [None]
    assert all(row["hash"] for row in before["journal"]), "the chain is whole"
    assert story.assess(a3_id, "dov", dict.fromkeys(IDS, 1)) is None
    after = held(engine, ada)
    assert len(after["a3_review"]) == 2
    assert assessed(after) == [8, 8]


def test_it_does_not_say_which_answers_of_a_review_were_right(
    world: World, engine: Engine, site: Site
) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        open_to(conn, fin, now=NOW, site=site)
        attempt_id = take(conn, fin, now=NOW, site=site, C2=2)
    rows = held(engine, fin)
    answers = [row for row in rows["response_step"] if row["attempt_id"] == attempt_id]
    assert answers
    assert all(row["raw"] for row in answers), "what one wrote is one's own"
    assert attempt_id not in {row["attempt_id"] for row in rows["mark"]}
    assert rows["mark"], "quizzes explain their questions, so their points are there"
    (fact,) = [row for row in rows["journal"] if row["kind"] == "review_graded"]
    assert json.loads(fact["body"])["by_competency"]["C2"] == [2, 1, 4]
