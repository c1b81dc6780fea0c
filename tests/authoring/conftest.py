"""A desk for an author: the site, with a small module among its files that may be edited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.content.catalog import read_catalog
from courseware.extensions import db
from courseware.operations.versions import prepare, publish
from courseware.records.transaction import writing
from tests.conftest import NOW, World, sign_in
from tests.content.content_examples import SLUG, sound, write

READER = "courseware.curriculum"
NUMBER = """\
- id: {name}
  outcome: O1
  competency: C2
  use: quiz
  level: apply
  given: {{press: pick 31 37 41 43 47 53}}
  let: {{twice: 2 * press}}
  ask: "A press makes {{press}} parts an hour. How many do two such presses make?"
  value: twice part/h
  decimals: 0
  mistakes:
    press * press: "You squared it."
  why: "Two presses make twice as much as one, which is {{twice}}."
"""


@dataclass
class Desk:
    """The site, and the folder with the files that its authors edit."""

    app: Flask
    root: Path

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the first `old` in a file of the module."""
        file = self.root / SLUG / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        self.app.extensions.pop(READER, None)  # two edits may fall into one tick of the clock

    def publish(self) -> None:
        """Publish the files as they are."""
        catalog, report = read_catalog(self.root)
        assert not report.has_errors, "\n".join(map(str, report.problems))
        prepared = prepare(catalog)
        with self.app.app_context(), writing(db.engine) as conn:
            publish(conn, prepared, now=NOW, reason="a change")

    def as_(self, user_name: str) -> FlaskClient:
        """Return the browser of a person who has signed in."""
        return sign_in(self.app, user_name)


def files() -> dict[str, str]:
    """Return a catalog with one small module that asks two kinds of questions."""
    catalog = sound()
    bank = catalog[f"{SLUG}/quiz.yaml"].replace("{single: 10}", "{single: 8, numeric: 2}")
    numbers = "".join(NUMBER.format(name=f"twice-{n}") for n in range(3))
    return {**catalog, f"{SLUG}/quiz.yaml": bank + numbers}


@pytest.fixture
def lay_out(tmp_path: Path) -> Iterator[Callable[[World], Desk]]:
    """Put the files on a world's desk; afterwards the world is as it was."""
    undo: list[Callable[[], None]] = []

    def lay(world: World) -> Desk:
        app = world.app
        settings, reader = app.config["COURSEWARE"], app.extensions.pop(READER, None)

        def put_back() -> None:
            app.config["COURSEWARE"] = settings
            app.extensions.pop(READER, None)
            if reader is not None:
                app.extensions[READER] = reader

        undo.append(put_back)
        app.config["COURSEWARE"] = replace(settings, modules_dir=write(tmp_path, files()))
        return Desk(app, tmp_path)

    yield lay
    for one in undo:
        one()


@pytest.fixture
def desk(small_world: World, lay_out: Callable[[World], Desk]) -> Desk:
    """The desk on SQLite, for what does not depend on the database."""
    return lay_out(small_world)


@pytest.fixture
def any_desk(world: World, lay_out: Callable[[World], Desk]) -> Desk:
    """The desk on each of the two databases."""
    return lay_out(world)
