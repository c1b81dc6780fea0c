"""Practice in a browser: a round that is open, and how a quiz comes to be closed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.grades import variant_of
from courseware.operations.site import Site
from courseware.quizzes.kinds.kind import Samples
from courseware.quizzes.posts import Raw
from courseware.quizzes.questions import Variant
from courseware.records import attempts, responses
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import NOW
from tests.learning.quiz import CP1
from tests.steps import do_all_tasks, fields_of, hidden_fields, take_quiz
from tests.trying import samples_of


class Round:
    """Somebody's open round of practice, or their try at a quiz, in one browser."""

    def __init__(self, app: Flask, client: FlaskClient, start: str = f"/practice/{CP1}") -> None:
        self.app, self.client = app, client
        form = hidden_fields(client.get("/account").text)
        self.url = client.post(start, data=form).headers["Location"]
        self.id = int(self.url.rsplit("/", 1)[1])
        with app.app_context(), db.engine.connect() as conn:
            self.samples: dict[int, Samples] = samples_of(conn, self.id, self.site)

    @property
    def site(self) -> Site:
        one: Site = self.app.extensions["courseware.site"]
        return one

    def page(self) -> str:
        return self.client.get(self.url).text

    def check(self, slot: int, raw: Raw, **more: str) -> Any:
        """Press "Check" below a question, as a browser without scripts does."""
        fields = {**hidden_fields(self.page()), "check": str(slot), **more}
        return self.client.post(f"{self.url}/tries", data={**fields, **fields_of(slot, raw)})

    def finish(self) -> str:
        self.client.post(f"{self.url}/submission", data=hidden_fields(self.page()))
        return self.client.get(f"{self.url}/result").text

    def variants(self) -> Iterator[tuple[int, Variant, tuple[str, ...]]]:
        with self.app.app_context(), db.engine.connect() as conn:
            own = next(row for row in conn.execute(
                attempts.attempt.select().where(attempts.attempt.c.id == self.id)))  # fmt: skip
            module = self.site.shelves.version(conn, own.version_id)
            for slot in read_slots(conn, self.id):
                _kind, variant, order = variant_of(module, slot)
                yield slot.no, variant, order

    def tries(self) -> list[tuple[int, int]]:
        with self.app.app_context(), db.engine.connect() as conn:
            return [
                (step.slot_no, step.try_no)
                for step in responses.read_steps(conn, self.id)
                if step.kind == "try"
            ]


def words(text: str) -> str:
    """Return the words of a piece of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def fail_three_times(app: Flask, person_id: int) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        do_all_tasks(conn, person_id, CP1, now=NOW - timedelta(days=1), site=site)
        for n in (3, 2, 1):
            take_quiz(conn, person_id, CP1, now=NOW - timedelta(hours=n), site=site, right=4)


def lessons_of(page: str) -> list[str]:
    """Return the addresses of the lessons that a page leads to."""
    return re.findall(rf'href="(/modules/{CP1}/lessons/[a-z0-9-]+)"', page)
