"""A quiz in a browser, for the tests of this folder."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.records import responses
from tests.steps import hidden_fields

CP1, MP1 = "cp1-start-here", "mp1-factory-systems"
JSON = {"Accept": "application/json"}


class Quiz:
    """One person's open try in one browser, as its page was when it was opened."""

    def __init__(self, client: FlaskClient, url: str | None = None) -> None:
        self.client = client
        if url is None:
            token = hidden_fields(client.get(f"/modules/{CP1}").text)
            url = client.post(f"/modules/{CP1}/attempts", data=token).headers["Location"]
        self.url = url
        self.id = int(url.rsplit("/", 1)[1])
        self.fields = hidden_fields(client.get(url).text)

    def save(self, slot: int, typed: str, key: str, *, seq: int = 1, **more: str) -> Any:
        """Save one answer as the script does."""
        data = {
            "csrf_token": self.fields["csrf_token"], "key": key, "seq": str(seq),
            "slots": str(slot), f"slot-{slot}": typed, **more,
        }  # fmt: skip
        return self.client.post(f"{self.url}/answers", data=data, headers=JSON)

    def post(self, **answers: str) -> Any:
        """Post the whole form as a browser without scripts does."""
        typed = {name.replace("_", "-"): text for name, text in answers.items()}
        return self.client.post(f"{self.url}/answers", data={**self.fields, **typed})

    def submit(self) -> Any:
        return self.client.post(f"{self.url}/submission", data=self.fields)


def stored(app: Flask, quiz: Quiz) -> dict[int, list[str]]:
    """Return the answers that count now, by slot."""
    with app.app_context(), db.engine.connect() as conn:
        current = responses.current_steps(responses.read_steps(conn, quiz.id))
    return {no: responses.raw_of(step).get("", []) for no, step in current.items()}
