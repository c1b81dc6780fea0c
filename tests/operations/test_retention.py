"""The jobs process erases who left longer ago than the site keeps; told by the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update

from courseware.cli import leavers
from courseware.cli.rounds import Rounds
from courseware.operations.site import Site
from courseware.operations.staff import disable_person
from courseware.operations.verification import verify_person
from courseware.records.people import person
from courseware.records.site_settings import store_setting
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.conftest import NOW, World

LEAP = datetime(2028, 2, 29, 10, tzinfo=UTC)


def keep(engine: Engine, years: int) -> None:
    with writing(engine) as conn:
        store_setting(conn, "keep_years", str(years), now=NOW, by_person=None)


def leave(engine: Engine, person_id: int, at: datetime) -> None:
    with writing(engine) as conn:
        disable_person(conn, person_id, now=at)


def round_at(engine: Engine, site: Site, at: datetime) -> str:
    return Rounds(engine, site, lambda: at, holder="the one process").run()


def erased(engine: Engine) -> list[int]:
    with engine.connect() as conn:
        gone = select(person.c.id).where(person.c.erased_at.is_not(None)).order_by(person.c.id)
        return list(conn.scalars(gone))


def test_who_left_three_years_ago_is_erased_when_the_site_keeps_three(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    leave(engine, ada, NOW)
    due = NOW.replace(year=NOW.year + 3)
    assert "people erased" not in round_at(engine, site, due), "the site keeps for ever"
    keep(engine, 3)
    assert "people erased" not in round_at(engine, site, due - timedelta(seconds=1))
    assert "people erased 1" in round_at(engine, site, due)
    assert erased(engine) == [ada]
    with engine.connect() as conn:
        assert list(verify_person(conn, ada)) == []
        noted = conn.execute(select(audit).where(audit.c.action == "person.erased")).one()
        assert (noted.by_person, noted.details) == (None, '{"reason":"retention"}')
        row = conn.execute(select(person).where(person.c.id == ada)).one()
        assert (row.disabled_at, row.erased_at) == (NOW, due)


def test_who_left_on_a_leap_day_is_due_on_the_first_of_march(
    world: World, engine: Engine, site: Site
) -> None:
    leave(engine, world.cast.ada, LEAP)
    keep(engine, 1)
    round_at(engine, site, datetime(2029, 2, 28, 23, 59, tzinfo=UTC))
    assert erased(engine) == []
    round_at(engine, site, datetime(2029, 3, 1, 10, 0, 1, tzinfo=UTC))
    assert erased(engine) == [world.cast.ada]


def test_nobody_who_may_sign_in_is_erased_however_old_the_account(
    world: World, engine: Engine, site: Site
) -> None:
    keep(engine, 1)
    round_at(engine, site, NOW.replace(year=NOW.year + 40))
    assert erased(engine) == []


def test_a_round_erases_a_bounded_number_the_longest_gone_first(
    world: World, engine: Engine, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leavers, "PEOPLE_A_ROUND", 2)
    cast = world.cast
    for days, who in enumerate((cast.cleo, cast.ada, cast.ben)):
        leave(engine, who, NOW + timedelta(days=days))
    keep(engine, 1)
    later = NOW.replace(year=NOW.year + 2)
    assert "people erased 2" in round_at(engine, site, later)
    assert erased(engine) == sorted([cast.cleo, cast.ada])
    assert "people erased 1" in round_at(engine, site, later + timedelta(minutes=2))


def test_a_request_of_somebody_who_left_is_closed_by_it(
    world: World, engine: Engine, site: Site
) -> None:
    from courseware.operations.erasure_requests import ask_erasure  # noqa: PLC0415 - only here
    from courseware.records.erasure_requests import open_requests  # noqa: PLC0415 - only here

    ada = world.cast.ada
    with writing(engine) as conn:
        ask_erasure(conn, ada, name="Ada Marsh", now=NOW)
        conn.execute(update(person).where(person.c.id == ada).values(disabled_at=NOW))
    keep(engine, 1)
    round_at(engine, site, NOW.replace(year=NOW.year + 2))
    with engine.connect() as conn:
        assert list(open_requests(conn)) == []
