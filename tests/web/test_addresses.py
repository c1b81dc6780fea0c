"""Addresses are worked out once, and are what Flask itself would answer."""

from __future__ import annotations

import pytest
from flask import Flask, url_for

from courseware.app import create_app
from courseware.web.addresses import Courseware
from tests.conftest import World, settings_for

CASES = [
    ("learning.home", {}),
    ("learning.module", {"slug": "mp1-factory-systems"}),
    ("learning.lesson", {"slug": "a b/ü", "lesson": "flow-physics"}),
    ("learning.attempt", {"attempt_id": 1}),
    ("learning.attempt", {"attempt_id": True}),
    ("learning.attempt", {"attempt_id": "1"}),
    ("learning.home", {"page": 2, "team": "Line 3 & 4", "empty": None}),
    ("learning.home", {"name": "n" * 5_000}),
    ("learning.home", {"role": ["a", "b"]}),
    ("learning.home", {"_anchor": "quiz"}),
    ("learning.home", {"_external": True}),
    (".module", {"slug": "mp1-factory-systems"}),
]


@pytest.mark.parametrize(("endpoint", "values"), CASES)
@pytest.mark.parametrize("root", ["", "/academy"])
def test_an_address_is_what_flask_answers_the_first_time_and_the_next(
    app: Flask, endpoint: str, values: dict[str, object], root: str
) -> None:
    with app.test_request_context("/home", environ_overrides={"SCRIPT_NAME": root}):
        plain = Flask.url_for(app, endpoint, **values)  # type: ignore[arg-type]  # options and values in one
        assert [url_for(endpoint, **values) for _ in range(2)] == [plain, plain]  # type: ignore[arg-type]  # the same
        assert root in plain


def test_only_short_addresses_of_this_site_are_kept(small_world: World) -> None:
    app = create_app(
        settings_for(small_world.url, small_world.app.config["COURSEWARE"].instance_dir)
    )
    assert isinstance(app, Courseware)
    kept = []
    for endpoint, values in [*CASES, *CASES]:
        before = app.addresses.cache_info().currsize
        with app.test_request_context("/home"):
            url_for(endpoint, **values)  # type: ignore[arg-type]  # options and values in one
        kept.append(app.addresses.cache_info().currsize > before)
    first = [True, True, True, True, False, True, True, False, False, False, False, False]
    assert kept == first + [False] * len(CASES)
    assert app.addresses.cache_info().hits == sum(first)


def test_outside_a_request_an_address_needs_its_site(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuntimeError, match="SERVER_NAME"):
        url_for("learning.home")
