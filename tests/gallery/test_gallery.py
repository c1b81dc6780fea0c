"""The gallery shows every component, every kind of question and every color; a real site has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.nodes import Call, Getattr, Name

from courseware.app import create_app
from courseware.extensions import db
from courseware.gallery import palette, questions
from courseware.gallery.macros import calls
from courseware.gallery.pages import ROOMS
from courseware.quizzes.kinds.registry import KINDS
from tests.conftest import settings_for

BEHIND_OTHERS = {"explain_options", "explain_rows", "explain_rule", "explain_why"}
"""Macros for the templates of kinds, which the gallery shows through `explain`."""
IN_THE_FRAME = {
    "main_links": 'aria-label="Main"',
    "foot_links": 'aria-label="Help and about"',
    "site_mark": 'class="bar-site ',
}
"""Macros that stand above and below every page: a specimen would be a second landmark of that name."""
ON_A_TERMINAL = {"terminal_strip", "terminal_refresh"}
"""Macros in the frame of a page whose sign-in ends by itself: with them the gallery would go away, too."""


def shown(app: Flask) -> set[str]:
    """Return the names of what the templates of the gallery call."""
    names: set[str] = set()
    for file in app.jinja_env.list_templates():
        if not file.startswith("gallery/"):
            continue
        source, *_rest = app.jinja_env.loader.get_source(app.jinja_env, file)  # type: ignore[union-attr]
        for call in app.jinja_env.parse(source).find_all(Call):
            if isinstance(call.node, Name):
                names.add(call.node.name)
            elif isinstance(call.node, Getattr):
                names.add(call.node.attr)
    return names


def test_every_macro_is_in_the_gallery(app: Flask) -> None:
    macros = set(calls(app.jinja_env))
    assert len(macros) > 30
    assert macros - BEHIND_OTHERS - ON_A_TERMINAL - set(IN_THE_FRAME) - shown(app) == set(), (
        "show it in courseware/gallery/templates"
    )


def test_the_frame_shows_its_own_macros(visitor: FlaskClient) -> None:
    page = visitor.get("/gallery/forms").text
    assert {name: page.count(mark) for name, mark in IN_THE_FRAME.items()} == dict.fromkeys(
        IN_THE_FRAME, 1
    )


def test_each_specimen_says_how_it_is_called(visitor: FlaskClient) -> None:
    pages = "".join(visitor.get(f"/gallery/{room}").text for room in ROOMS)
    assert "<code>button(label, kind=&#39;plain&#39;, name=none, value=none)</code>" in pages
    assert "components/form.html" in pages


def test_every_kind_of_question_is_asked_and_explained() -> None:
    assert set(questions.ASKED) == set(questions.EXPLAINED) == set(KINDS)
    for cases in questions.EXPLAINED.values():
        assert len({how for how, _points, _feedback in cases}) > 1, (
            "one that is right, one that is not"
        )


def test_every_color_stands_beside_its_contrast(visitor: FlaskClient) -> None:
    page = visitor.get("/gallery").text
    for color in (one for colors in palette.colors().values() for one in colors):
        assert f"<b>{color.name}</b> {color.least:.1f}" in page
        assert color.value in page


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
def test_it_exists_in_a_demonstration_and_not_on_a_real_site(
    tmp_path: Path, demo: bool, status: int
) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/courseware.db", tmp_path, demo=demo)
    app = create_app(settings)
    client = app.test_client()
    for path in ("/gallery", "/gallery/forms"):
        assert client.get(path).status_code == status
    assert client.get("/gallery/no-such-room").status_code == 404
    with app.app_context():
        db.engine.dispose()
