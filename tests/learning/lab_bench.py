"""Somebody's browser, open at a lab."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.labs.runs import Fields, Post
from courseware.operations.labs import first_seed
from courseware.records.lab_runs import lab_run
from tests.labs.lab_examples import EXAMPLES, example, posts
from tests.labs.publishing import SLUG
from tests.steps import hidden_fields


class Bench:
    """Somebody's browser, open at a lab."""

    def __init__(self, client: FlaskClient, person_id: int, kind: str) -> None:
        self.client, self.kind, self.person_id = client, kind, person_id
        self.url = f"/modules/{SLUG}/labs/{kind}"
        self.seed = first_seed(person_id, SLUG, kind)

    @property
    def page(self) -> str:
        reply = self.client.get(self.url)
        assert reply.status_code == 200, reply.text
        return reply.text

    def post(
        self, fields: Fields, do: str = "work", person: int | None = None, **headers: str
    ) -> Any:
        """Send the form of the page as it stands now, with these fields filled in."""
        hidden = hidden_fields(self.page)
        known = {name for name, _value in fields}
        kept = [(name, value) for name, value in hidden.items() if name not in known]
        return self.client.post(
            f"{self.url}/work/{self.person_id if person is None else person}",
            data=_form([*kept, *fields, ("do", do)]),
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )

    def posts(self, *, passes: bool = True) -> list[Post]:
        """Return what a key of the lab's file comes to."""
        return posts(example(self.kind), EXAMPLES[self.kind], self.seed, passes=passes)

    def work_through(self, *, passes: bool = True) -> None:
        """Do as a key says."""
        for purpose, fields in self.posts(passes=passes):
            assert self.post(fields, purpose).status_code == 303


def _form(fields: Fields) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in fields:
        form.setdefault(name, []).append(value)
    return form


def runs(app: Flask) -> list[Any]:
    with app.app_context(), db.engine.connect() as conn:
        return list(conn.execute(select(lab_run).where(lab_run.c.module == SLUG)))
