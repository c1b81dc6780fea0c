"""The sheet of an attempt and the rule it repeats in SQL: both must choose the same answers."""

from __future__ import annotations

import random
from datetime import timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, Row, insert

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records import responses
from courseware.records.contested import read_current
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
    """Return an answer that counts, was put aside or came late, with a counter old, equal or new."""
    return {
        "attempt_id": attempt_id, "seq": seq, "slot_no": chance.randint(1, 4),
        "kind": chance.choice(["save", "aside", "late"]), "salt": "00",
        "raw": f'{{"":["{chance.randint(1, 9)}"]}}', "page": chance.choice(["one", "two", None]),
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
        waited = 0
        for seq in range(1, 121):
            conn.execute(insert(responses.response_step).values(step(attempt_id, seq, chance)))
            steps = responses.read_steps(conn, attempt_id)
            current, sheet = (
                responses.current_steps(steps),
                sheet_of(conn, world.cast.ada, attempt_id),
            )
            assert {row.no: row.raw for row in sheet.rows if row.raw} == {
                no: one.raw for no, one in current.items()
            }
            pending = responses.pending_asides(steps)
            assert {row.no: row.aside_seq for row in sheet.rows if row.aside_seq} == {
                no: one.seq for no, one in pending.items()
            }
            for row in sheet.rows:
                _is_told(row, current.get(row.no), pending.get(row.no))
            assert {
                row.slot_no: (row.seq, row.aside_seq) for row in read_current(conn, attempt_id)
            } == {
                no: (one.seq, pending[no].seq if no in pending else None)
                for no, one in current.items()
            }
            waited += len(pending)
            assert sheet.seq == max(one.client_seq for one in steps)
            assert sheet.saved_at == steps[-1].recorded_at
        assert waited > 60, "or the comparison says little"


def _is_told(row: Row[Any], current: Row[Any] | None, aside: Row[Any] | None) -> None:
    """Check that a row of the sheet holds what it must of both answers."""
    two = [
        (row.raw_seq, row.raw, row.raw_at, current),
        (row.aside_seq, row.aside_raw, row.aside_at, aside),
    ]
    for seq, raw, at, step in two:
        assert (seq, raw, at) == (
            (None, None, None) if step is None else (step.seq, step.raw, step.recorded_at)
        )


STEPS = [
    ("the first counts", [("save", "A", "a")], None),
    ("another waits", [("save", "A", "a"), ("aside", "B", "b")], "b"),
    ("the newest of them", [("save", "A", "a"), ("aside", "B", "b"), ("aside", "B", "bb")], "bb"),
    ("of two pages", [("save", "A", "a"), ("aside", "B", "b"), ("aside", "C", "c")], "c"),
    ("typing on asks all the same", [("save", "A", "a"), ("aside", "B", "b"), ("save", "A", "aa")], "b"),
    ("a choice settles it", [("save", "A", "a"), ("aside", "B", "b"), ("save", None, "b")], None),
    ("for all pages", [("save", "A", "a"), ("aside", "B", "b"), ("aside", "C", "c"), ("save", None, "a")], None),
    ("its own page agrees", [("save", "A", "a"), ("aside", "B", "b"), ("save", "B", "a")], None),
    ("the other page agrees", [("save", "A", "a"), ("aside", "B", "b"), ("save", "A", "b")], None),
    ("and asks anew later", [("save", "A", "a"), ("aside", "B", "b"), ("save", None, "a"), ("aside", "B", "c")], "c"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "waits"), [one[1:] for one in STEPS], ids=[one[0] for one in STEPS])  # fmt: skip
def test_until_when_an_answer_waits_for_a_choice(
    steps: list[tuple[str, str | None, str]], waits: str | None
) -> None:
    rows: Any = [
        SimpleNamespace(seq=seq, client_seq=seq, slot_no=1, kind=kind, page=page, raw=raw)
        for seq, (kind, page, raw) in enumerate(steps, start=1)
    ]
    assert {no: one.raw for no, one in responses.pending_asides(rows).items()} == (
        {} if waits is None else {1: waits}
    )


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
