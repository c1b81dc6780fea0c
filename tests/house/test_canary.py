"""Nothing that reveals an answer leaves the server before it is graded.

A module is published whose every feedback, `why` and mistake carries a marker. All that a learner
can be sent before submitting is searched for it; after submitting the result must show it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from courseware.extensions import db
from courseware.records.transaction import writing
from courseware.records.versions import module_version
from tests.conftest import World, sign_in
from tests.house.access import ACCESS
from tests.steps import hidden_fields

MARK = "canary7f3a"
MODULE = "mp1-factory-systems"
BEFORE = "cp1-start-here"


def mark(compiled: str) -> str:
    """Put the marker wherever a key, a weight or feedback is kept."""
    data = json.loads(compiled)
    for question in data["bank"]["questions"]:
        for variant in question["variants"]:
            variant["why"] += MARK
            for option in variant.get("options", ()):
                option["feedback"] += MARK
            for mistake in variant.get("mistakes", ()):
                mistake["feedback"] += MARK
            if variant.get("key"):
                variant["key"]["value"] = "987654321.125"
    return json.dumps(data)


@pytest.fixture
def marked(small_world: World) -> Flask:
    """The site with markers in every key of both modules."""
    app = small_world.app
    with app.app_context(), writing(db.engine) as conn:
        for row in conn.execute(module_version.select()).all():
            conn.execute(
                update(module_version)
                .where(module_version.c.id == row.id)
                .values(compiled=mark(row.compiled))
            )
    return app


def leaks(reply_text: str, headers: object) -> bool:
    everything = f"{reply_text}\n{headers}"
    return MARK in everything or "987654321" in everything or "is_right" in everything


def everything_before(client: FlaskClient, attempt_url: str) -> Iterator[tuple[str, str, object]]:
    """Ask for all that a learner may ask for while an attempt is open."""
    page = client.get(attempt_url)
    yield attempt_url, page.text, page.headers
    fields = hidden_fields(page.text)
    for accept in ("text/html", "application/json"):
        data = {**fields, "key": f"key-{accept[-4:]}-1", "slot-1": "1", "slot-2": "x", "seq": "1"}
        saved = client.post(
            f"{attempt_url}/answers",
            data=data,
            headers={"Accept": accept, "X-CSRFToken": fields["csrf_token"]},
        )
        yield "answers", saved.text, saved.headers
    for path in (f"{attempt_url}/check", f"{attempt_url}/result", f"/modules/{BEFORE}"):
        reply = client.get(path)
        yield path, reply.text, reply.headers
    for method, endpoint in ACCESS:
        if method == "GET" and not ACCESS[method, endpoint][0]:
            reply = client.get(_path(client, endpoint))
            yield endpoint, reply.text, reply.headers


def _path(client: FlaskClient, endpoint: str) -> str:
    rule = next(r for r in client.application.url_map.iter_rules() if r.endpoint == endpoint)
    return rule.rule


@pytest.mark.parametrize("attempt_no", range(1, 3))
def test_no_answer_leaves_before_it_is_graded(marked: Flask, attempt_no: int) -> None:
    client = sign_in(marked, "ada")
    form = hidden_fields(client.get(f"/modules/{BEFORE}").text)
    for _earlier in range(attempt_no - 1):
        url = client.post(f"/modules/{BEFORE}/attempts", data=form).headers["Location"]
        client.post(f"{url}/submission", data=form)
    started = client.post(f"/modules/{BEFORE}/attempts", data=form)
    url = started.headers["Location"]
    leaking = [
        where for where, text, headers in everything_before(client, url) if leaks(text, headers)
    ]
    assert leaking == []
    submitted = client.post(f"{url}/submission", data=form)
    result = client.get(submitted.headers["Location"])
    assert MARK in result.text, "after grading every option is explained"


def test_an_option_is_named_by_its_place_and_not_by_its_id(app: Flask) -> None:
    client = sign_in(app, "ada")
    form = hidden_fields(client.get(f"/modules/{BEFORE}").text)
    seen = set()
    for _n in range(6):
        url = client.post(f"/modules/{BEFORE}/attempts", data=form).headers["Location"]
        page = client.get(url).text
        seen |= {line.strip() for line in page.splitlines() if 'name="slot-' in line}
        client.post(f"{url}/submission", data=form)
        if client.get(f"/modules/{BEFORE}").text.count("Start another try") == 0:
            break
    values = {line.split('value="')[1].split('"')[0] for line in seen if 'type="radio"' in line}
    assert values <= {"1", "2", "3", "4"}
