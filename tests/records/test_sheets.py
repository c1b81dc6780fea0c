"""The sheet of an attempt and the rule it repeats in SQL: both must choose the same answers."""

from __future__ import annotations

import random
from datetime import timedelta
from fractions import Fraction

from sqlalchemy import Connection, insert

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records import responses
from courseware.records.sheets import Sheet, read_sheet
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import start, take_quiz

CP1 = "cp1-start-here"


def sheet_of(conn: Connection, person_id: int, attempt_id: int) -> Sheet:
    """Return the sheet of a person's own attempt."""
    sheet = read_sheet(conn, person_id, attempt_id)
    assert sheet is not None
    return sheet


def step(attempt_id: int, seq: int, chance: random.Random) -> dict[str, object]:
    """Return a saved answer with a counter that may be old, equal or new, saved in time or late."""
    return {
        "attempt_id": attempt_id, "seq": seq, "slot_no": chance.randint(1, 10),
        "kind": chance.choice(["save", "save", "late"]), "raw": f'{{"":["{seq}"]}}', "salt": "00",
        "raw_digest": "", "client_seq": chance.randint(1, 6), "key": None, "request_digest": None,
        "recorded_at": NOW + timedelta(seconds=seq),
    }  # fmt: skip


def test_the_sheet_shows_the_answers_that_count(world: World) -> None:
    chance = random.Random(7)  # noqa: S311 - a repeatable mix, not a secret
    site: Site = world.app.extensions["courseware.site"]
    with world.app.app_context(), writing(db.engine) as conn:
        attempt_id = start(conn, world.cast.ada, CP1, now=NOW, site=site)
        before = sheet_of(conn, world.cast.ada, attempt_id)
        assert (before.seq, before.saved_at, len(before.rows)) == (0, None, 10)
        for seq in range(1, 61):
            conn.execute(insert(responses.response_step).values(step(attempt_id, seq, chance)))
            steps = responses.read_steps(conn, attempt_id)
            current, sheet = (
                responses.current_steps(steps),
                sheet_of(conn, world.cast.ada, attempt_id),
            )
            assert {row.no: row.raw for row in sheet.rows if row.raw} == {
                no: one.raw for no, one in current.items()
            }
            assert sheet.seq == max(one.client_seq for one in steps)
            assert sheet.saved_at == steps[-1].recorded_at


def test_the_sheet_shows_the_marks_of_the_newest_run(world: World) -> None:
    site: Site = world.app.extensions["courseware.site"]
    with world.app.app_context(), writing(db.engine) as conn:
        attempt_id = take_quiz(conn, world.cast.ada, CP1, now=NOW, site=site, right=6)
        first = {one.slot_no: one for one in responses.read_marks(conn, attempt_id)}
        again = {**first[1]._asdict(), "run": 2, "num": 1, "den": 3}
        conn.execute(insert(responses.mark).values(again))
        newest = {one.slot_no: one for one in responses.read_marks(conn, attempt_id)}  # by run
        sheet = sheet_of(conn, world.cast.ada, attempt_id)
    assert {row.no: Fraction(row.num, row.den) for row in sheet.rows} == {
        no: Fraction(one.num, one.den) for no, one in newest.items()
    }


def test_nobody_reads_the_sheet_of_somebody_else(world: World) -> None:
    site: Site = world.app.extensions["courseware.site"]
    with world.app.app_context(), writing(db.engine) as conn:
        attempt_id = start(conn, world.cast.ada, CP1, now=NOW, site=site)
        assert sheet_of(conn, world.cast.ada, attempt_id).attempt.person_id == world.cast.ada
        assert read_sheet(conn, world.cast.fin, attempt_id) is None
        assert read_sheet(conn, world.cast.ada, attempt_id + 1) is None
