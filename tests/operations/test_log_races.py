"""Two tabs at the same moment, on both databases: the bounds of a day and of an entry hold."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy import Engine

from courseware.operations.evidence_files import add
from courseware.operations.practice import save, send_week
from courseware.operations.site import Site
from courseware.practice.files import MOST_FILES, Attachment
from courseware.records.evidence_files import files_of
from courseware.records.practice_entries import Verifier, hours_of_day
from courseware.records.practice_sheets import sheets_of
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.operations.test_races import together
from tests.practice_story import GUEST, log, written

DAY = NOW.date().replace(month=3, day=2)


def test_a_day_has_twelve_hours_in_all_tabs_together(
    engine: Engine, world: World, site: Site
) -> None:
    def work(_one: int) -> bool:
        with writing(engine) as conn:
            made = save(
                conn, person_id=world.cast.ada, entry_id=None, revision=0,
                written=written(hours=Fraction(5)), verifier=GUEST, today=NOW.date(), now=NOW,
                site=site,
            )  # fmt: skip
        return isinstance(made, int)

    assert sum(together(work)) == 2
    with engine.connect() as conn:
        assert hours_of_day(conn, world.cast.ada, DAY, but=None) == 10


def test_an_entry_has_four_files_however_they_arrive(
    engine: Engine, world: World, site: Site
) -> None:
    with writing(engine) as conn:
        entry = log(conn, world.cast.ada, written(), GUEST, now=NOW, site=site)

    def work(_one: int) -> bool:
        file = Attachment("a.txt", "text/plain", b"x")
        with writing(engine) as conn:
            outcome = add(conn, person_id=world.cast.ada, kind="entries", owner_id=entry,
                          attachment=file, now=NOW, site=site)  # fmt: skip
        return isinstance(outcome, int)

    assert sum(together(work)) == MOST_FILES
    with engine.connect() as conn:
        assert len(files_of(conn, "entries", [entry])[entry]) == MOST_FILES


def test_a_week_that_is_sent_twice_at_once_is_one_sheet(
    engine: Engine, world: World, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        saw = Verifier(person_id=world.cast.cleo)
        log(conn, ada, written(), saw, now=NOW, site=site)

    def work(_one: int) -> int:
        with writing(engine) as conn:
            sent = send_week(
                conn, person_id=ada, week_on=DAY, today=NOW.date(), now=NOW, site=site
            )  # fmt: skip
        assert sent is not None
        return sent.entries

    assert sum(together(work)) == 1
    with engine.connect() as conn:
        assert len(sheets_of(conn, [ada])) == 1
