"""The operator gives extra time on a person's page; who and how much is noted, never why."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.records.everything import METADATA
from courseware.records.people import read_extra_time
from tests.people import PASSWORD, Cast
from tests.steps import hidden_fields

Sign = Callable[[str], FlaskClient]


def post(client: FlaskClient, person_id: int, **fields: str) -> tuple[int, str]:
    token = hidden_fields(client.get("/account").text)["csrf_token"]
    path = f"/admin/people/{person_id}/extra-time"
    reply = client.post(path, data={"csrf_token": token, **fields})
    return reply.status_code, reply.text


def extra_time(app: Flask, person_id: int) -> int | None:
    with app.app_context(), db.engine.connect() as conn:
        return read_extra_time(conn, person_id)


def chosen(page: str) -> list[str]:
    return re.findall(r'<option selected value="(\d+)"', page)


def test_it_is_given_seen_and_taken_back(app: Flask, client_of: Sign, cast: Cast) -> None:
    eve, url = client_of("eve"), f"/admin/people/{cast.ada}"
    page = eve.get(url).text
    assert chosen(page) == ["0"]
    assert re.findall(r'<option[^>]* value="(\d+)">(?:None|\d+ % more)', page) == ["0", "25", "50", "100"]  # fmt: skip
    for percent in (50, 0):
        assert post(eve, cast.ada, extra_time=str(percent))[0] == 303
        page = eve.get(url).text
        assert "The extra time is stored." in page
        assert chosen(page) == [str(percent)]
        assert extra_time(app, cast.ada) == percent


def test_the_audit_says_so_in_a_sentence(client_of: Sign, cast: Cast) -> None:
    eve = client_of("eve")
    post(eve, cast.ada, extra_time="25")
    audit = " ".join(re.sub(r"<[^>]+>", "", eve.get("/admin/audit?person=ada").text).split())
    assert "Changed the extra time of Ada Marsh from 0 to 25 percent." in audit


@pytest.mark.parametrize("typed", ["", "30", "-25", "much", "1e2", "25.0"])
def test_only_what_is_offered_is_taken(app: Flask, client_of: Sign, cast: Cast, typed: str) -> None:
    status, page = post(client_of("eve"), cast.ada, extra_time=typed)
    assert (status, "Choose one from the list" in page) == (422, True)
    assert extra_time(app, cast.ada) == 0


def test_a_reason_is_neither_asked_nor_stored(app: Flask, client_of: Sign, cast: Cast) -> None:
    post(client_of("eve"), cast.ada, extra_time="50", reason="cannot see well", note="eyes")
    with app.app_context(), db.engine.connect() as conn:
        held = str([conn.execute(table.select()).all() for table in METADATA.sorted_tables])
    assert "cannot see well" not in held
    section = client_of("eve").get(f"/admin/people/{cast.ada}").text
    form = section.partition("/extra-time")[2].partition("</form>")[0]
    assert re.findall(r'name="([a-z_]+)"', form) == ["csrf_token", "extra_time"]


def test_it_is_in_the_copy_that_the_person_takes(client_of: Sign, cast: Cast) -> None:
    post(client_of("eve"), cast.ada, extra_time="100")
    ada = client_of("ada")
    token = hidden_fields(ada.get("/account/data").text)
    copy = ada.post("/account/data", data={**token, "current": PASSWORD})
    text = copy.get_data(as_text=True)
    assert re.search(r'"extra_time": ?100', text), text[:500]
    assert "How much extra time you have where a clock runs; never why" in (
        ada.get("/account/visibility").text
    )


def test_nobody_who_does_not_exist_is_given_any(client_of: Sign) -> None:
    assert post(client_of("eve"), 999_999, extra_time="50")[0] == 404
