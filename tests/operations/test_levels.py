"""A level is reached once, by its last gate, whichever that is; its certificate states what was counted."""

from __future__ import annotations

import json
import threading

import pytest
from sqlalchemy import Engine, func, select

from courseware.operations.confirming import Decided
from courseware.operations.credentials import issue_waiting
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.progress.facts import FactKind
from courseware.records.credentials import credential, credentials_of, issuer_profile
from courseware.records.journal import read_facts
from courseware.records.shown import read_shown
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.level_story import LEVEL, PATHWAY, SUBJECT, pass_modules, pass_review, send_hours
from tests.practice_story import confirm


def count(engine: Engine, person_id: int, kind: FactKind) -> int:
    with engine.connect() as conn:
        return len(read_facts(conn, person_id, kinds=[kind]))


def test_forty_last_gates_at_once_make_one_credential(
    engine: Engine, world: World, site: Site
) -> None:
    ada, cleo = world.cast.ada, world.cast.cleo
    with writing(engine) as conn:
        pass_modules(conn, ada, now=NOW, site=site)
        pass_review(conn, ada, now=NOW, site=site)
        sheets = send_hours(conn, ada, cleo, 80, now=NOW, site=site)
        for sheet in sheets[40:-1]:
            assert confirm(conn, sheet, cleo, now=NOW, site=site) is Decided.DONE
    assert count(engine, ada, FactKind.LEVEL_REACHED) == 0, "39 hours"
    gate = threading.Barrier(40)

    def last(sheet: int) -> None:
        gate.wait()
        with writing(engine) as conn:
            assert confirm(conn, sheet, cleo, now=NOW, site=site) is Decided.DONE

    threads = [threading.Thread(target=last, args=(sheet,)) for sheet in sheets[:40]]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert count(engine, ada, FactKind.LEVEL_REACHED) == 1
    with engine.connect() as conn:
        mine = credential.c.person_id == ada
        query = select(func.count()).where(mine, credential.c.level == LEVEL)
        assert conn.execute(query).scalar() == 1
        assert [one.message for one in verify_person(conn, ada)] == []


def test_a_level_certificate_states_what_was_counted(
    engine: Engine, world: World, site: Site
) -> None:
    ada, cleo = world.cast.ada, world.cast.cleo
    with writing(engine) as conn:
        for sheet in send_hours(conn, ada, cleo, 40, now=NOW, site=site):
            confirm(conn, sheet, cleo, now=NOW, site=site)
        pass_modules(conn, ada, now=NOW, site=site)
        pass_review(conn, ada, now=NOW, site=site)  # the order of the gates does not matter
        (one,) = [each for each in credentials_of(conn, ada) if each.pathway == PATHWAY]
    stated = json.loads(one.snapshot or "")
    level = stated["level"]
    assert (one.level, stated["kind"], len(stated["modules"])) == (LEVEL, "level", 11)
    assert (level["real_hours"], level["simulated_hours"], level["entries"]) == (
        [40, 1],
        [0, 1],
        40,
    )
    assert (level["by_accounts"], level["by_guests"]) == (1, 0)
    assert level["rules"][1].startswith("Level review of 40 questions: at least 32 points")
    assert "does not say that the holder has held the job" in " ".join(stated["statement"])
    assert "score" not in one.snapshot  # type: ignore[operator]  # asserted by the read above


def test_a_pathway_with_levels_is_not_complete_by_its_modules(
    engine: Engine, world: World, site: Site
) -> None:
    with writing(engine) as conn:
        pass_modules(conn, world.cast.ada, now=NOW, site=site)
    with engine.connect() as conn:
        done = {one.subject for one in read_facts(conn, world.cast.ada,
                                                  kinds=[FactKind.PATHWAY_COMPLETED])}  # fmt: skip
        mine = credentials_of(conn, world.cast.ada)
    assert PATHWAY not in done
    assert PATHWAY not in {one.pathway for one in mine}


def test_a_level_waits_for_an_issuer_and_is_certified_then(
    engine: Engine, world: World, site: Site
) -> None:
    ada, cleo = world.cast.ada, world.cast.cleo
    with writing(engine) as conn:
        kept = [dict(row._mapping) for row in conn.execute(select(issuer_profile))]
        conn.execute(issuer_profile.delete())
        pass_modules(conn, ada, now=NOW, site=site)
        pass_review(conn, ada, now=NOW, site=site)
        for sheet in send_hours(conn, ada, cleo, 40, now=NOW, site=site):
            confirm(conn, sheet, cleo, now=NOW, site=site)
        assert SUBJECT in read_shown(conn, ada).shown.reached
        assert not [one for one in credentials_of(conn, ada) if one.level]
    with writing(engine) as conn:
        conn.execute(issuer_profile.insert(), kept)
        issued = issue_waiting(conn, ada, now=NOW, site=site)
        assert issued >= 1
        assert [one.level for one in credentials_of(conn, ada) if one.level] == [LEVEL]
        assert issue_waiting(conn, ada, now=NOW, site=site) == 0


@pytest.mark.parametrize("points", [31, 32])
def test_a_level_is_settled_with_the_review_that_passes(
    engine: Engine, world: World, site: Site, points: int
) -> None:
    ada, cleo = world.cast.ada, world.cast.cleo
    with writing(engine) as conn:
        for sheet in send_hours(conn, ada, cleo, 40, now=NOW, site=site):
            confirm(conn, sheet, cleo, now=NOW, site=site)
        pass_modules(conn, ada, now=NOW, site=site)
        pass_review(conn, ada, now=NOW, site=site, points=points)
    assert count(engine, ada, FactKind.LEVEL_REACHED) == int(points >= 32)
