"""A module beside the route: open at once, without a number, and asked of nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records.standings import read_standings
from courseware.records.transaction import writing
from tests.conftest import Clock
from tests.content.press_brake import FILES, PATHWAY, SLUG
from tests.learning.own_module import put_in_force
from tests.people import Cast
from tests.steps import hidden_fields, pass_module

WARM_UP = "num-warm-up"
BESIDE = {
    **FILES,
    f"pathways/{PATHWAY}.yaml": FILES[f"pathways/{PATHWAY}.yaml"] + f"optional: [{WARM_UP}]\n",
    **{
        path.replace(SLUG, WARM_UP): text.replace("title: Press brake basics", "title: Warm-up")
        for path, text in FILES.items()
        if path.startswith(SLUG)
    },
}


@pytest.fixture
def site(app: Flask, cast: Cast, clock: Clock, tmp_path: Path) -> Site:
    """The site with a warm-up beside the one module of a pathway, and Ada on it."""
    return put_in_force(app, cast, BESIDE, tmp_path, now=clock())


@pytest.mark.usefixtures("site")
def test_it_is_open_from_the_start_and_stands_below_the_route(
    client_of: Callable[[str], FlaskClient],
) -> None:
    ada = client_of("ada")
    for url in (f"/pathways/{PATHWAY}", "/home"):
        page = ada.get(url).text
        route, _, beside = page.rpartition("Optional, open at any time:")
        assert f'href="/modules/{SLUG}"' in route, url
        assert f'href="/modules/{WARM_UP}"' in beside, url
        assert "station-number" not in beside, url
    page = ada.get(f"/modules/{WARM_UP}").text
    assert "Optional · Manufacturing principles · about" in page
    posted = ada.post(f"/modules/{WARM_UP}/lessons/set-up/reading", data=hidden_fields(page))
    assert posted.status_code == 303
    assert "1 of 2 steps" in ada.get(f"/pathways/{PATHWAY}").text.rpartition("Optional")[2]
    assert "Optional: Warm-up." in ada.get("/pathways").text


@pytest.mark.usefixtures("site")
def test_whoever_is_not_on_the_pathway_is_told_which_one_holds_it(
    client_of: Callable[[str], FlaskClient],
) -> None:
    page = client_of("dov").get(f"/modules/{WARM_UP}")
    assert page.status_code == 403
    assert f"/pathways/{PATHWAY}" in page.text


def test_the_pathway_is_finished_without_it_and_not_by_it(
    app: Flask, cast: Cast, client_of: Callable[[str], FlaskClient], clock: Clock, site: Site
) -> None:
    ada, finished = client_of("ada"), "You have finished this pathway"
    for slug, is_finished in ((WARM_UP, False), (SLUG, True)):
        with app.app_context(), writing(db.engine) as conn:
            pass_module(conn, cast.ada, slug, now=clock(), site=site)
            assert read_standings(conn, cast.ada)[slug].is_passed
        assert (finished in ada.get(f"/pathways/{PATHWAY}").text) is is_finished
