"""Join codes: where they lead, how many places they have, and what a wrong one tells."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from courseware.accounts import registration
from courseware.extensions import db
from courseware.joining.registration import Registration
from courseware.operations.join_codes import make_join_code
from courseware.operations.people import find_team
from courseware.operations.registration import Newcomer, NoPlace, register
from courseware.operations.site import Site
from courseware.records.enrollments import read_enrollments
from courseware.records.join_codes import join_code_use
from courseware.records.people import find_account, person, team_member
from courseware.records.site_settings import SiteSettings
from courseware.records.transaction import writing
from tests.accounts.ways import (
    GIL,
    plain,
    send,
    site_is,
    try_it,
)
from tests.conftest import NOW, Clock, World
from tests.people import PATHWAY, TEAM


def new_code(world: World, most_uses: int = 2, **changes: object) -> str:
    site: Site = world.app.extensions["courseware.site"]
    values = {
        "team_id": None, "pathway": PATHWAY, "most_uses": most_uses, "last_day": date(2026, 4, 30),
        "time_zone": "UTC", "now": NOW, "site": site, "by_person": world.cast.eve, **changes,
    }  # fmt: skip
    with world.app.app_context(), writing(db.engine) as conn:
        if changes.get("team_id") == TEAM:
            values["team_id"] = find_team(conn, TEAM)
        return make_join_code(conn, **values)  # type: ignore[arg-type]


def test_a_join_code_leads_into_the_team_and_onto_the_pathway(world: World) -> None:
    app = world.app
    site_is(app, registration="code")
    code = new_code(world, team_id=TEAM)
    browser = app.test_client()
    assert f'value="{code}"' in browser.get(f"/register?code={code.lower()}").text
    done = send(browser, "/register", **GIL, code=code.lower().replace("-", " "))
    assert done.status_code == 303
    with app.app_context(), db.engine.connect() as conn:
        gil = find_account(conn, "gil")
        assert gil is not None
        teams = conn.execute(select(team_member).where(team_member.c.person_id == gil.id)).all()
        assert len(teams) == 1
        assert [one.pathway for one in read_enrollments(conn, gil.id)] == [PATHWAY]


@pytest.fixture
def coded(small_world: World) -> Callable[..., str]:
    """A site with join codes; returns how to make one."""
    site_is(small_world.app, registration="code")
    return lambda **changes: new_code(small_world, **changes)


def test_a_code_has_as_many_places_as_it_says(app: Flask, coded: Callable[..., str]) -> None:
    code = coded(most_uses=2)
    assert [try_it(app, user_name=f"n{n}x", code=code) for n in range(3)] == [303, 303, 422]


def test_a_code_works_until_the_end_of_its_last_day_at_the_site(
    app: Flask, coded: Callable[..., str], clock: Clock
) -> None:
    code = coded(last_day=NOW.date(), time_zone="America/Chicago", most_uses=9)
    clock.now = NOW.replace(hour=4, minute=59, second=59, day=NOW.day + 1)
    assert try_it(app, code=code) == 303
    clock.forward(seconds=1)
    assert try_it(app, user_name="late", code=code) == 422


def test_every_code_that_does_not_work_gets_one_reply_and_tells_nothing_else(
    app: Flask, coded: Callable[..., str], clock: Clock
) -> None:
    full, old = coded(most_uses=1), coded(last_day=NOW.date())
    try_it(app, user_name="first", code=full)
    clock.forward(days=2)
    pages = {
        plain(send(app.test_client(), "/register", **{**GIL, "user_name": name}, code=code).text)
        for code in (full, old, "0000-0000", "x", "0" * 300)
        for name in ("ada", "gil")
    }
    assert len(pages) == 1, "not even whether the user name is taken"


def test_a_network_cannot_guess_codes(
    app: Flask, coded: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "CODE_TRIES", 3)
    good = coded(most_uses=9)
    assert [try_it(app, user_name=f"n{n}x", code=good) for n in range(4)] == [303] * 4
    assert [try_it(app, code="0000-0000") for _n in range(4)] == [422] * 3 + [429]
    assert try_it(app, code=good) == 429


def test_the_last_place_is_given_once(world: World, engine: Engine) -> None:
    code = new_code(world, most_uses=3)
    site: Site = world.app.extensions["courseware.site"]
    settings = SiteSettings(registration=Registration.CODE)
    barrier = Barrier(12)

    def work(number: int) -> bool:
        new = Newcomer(f"N {number}", f"newcomer-{number}", "no hash")
        barrier.wait()
        try:
            with writing(engine) as conn:
                register(conn, new, settings=settings, code=code, now=NOW, site=site)
        except NoPlace:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(work, range(12))) == 3
    with engine.connect() as conn:
        assert conn.scalar(select(func.count()).select_from(join_code_use)) == 3
        left = conn.scalar(select(func.count()).where(person.c.user_name.like("newcomer-%")))
        assert left == 3, "whoever found no place left nothing"
