"""Forms of the log that no page of ours posts: refused or asked back, never an error of ours."""

from __future__ import annotations

import io
import re
import threading
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.learning import files
from courseware.practice.files import Attachment
from tests.conftest import World, sign_in
from tests.learning.test_practice_log import write
from tests.people import Cast
from tests.steps import hidden_fields

HUGE = "9" * 5_000


@pytest.fixture
def ada(small_world: World) -> FlaskClient:
    return sign_in(small_world.app, "ada")


@pytest.mark.parametrize("typed", ["", "²", "٣", HUGE, "-1", "1:2", "1e3", str(2**63)])
def test_no_revision_is_an_error(ada: FlaskClient, small_world: World, typed: str) -> None:
    url = write(ada, small_world).headers["Location"]
    number = url.rsplit("/", 1)[1]
    form = hidden_fields(ada.get(url).text)
    there = f"/practicum/entries/{number}/of/{small_world.cast.ada}"
    assert ada.post(there, data={**form, "revision": typed, "on": "2026-03-02"}).status_code == 409


@pytest.mark.parametrize("typed", ["", "²", "٣", HUGE, "-1", str(2**63)])
def test_no_revision_of_a_result_is_an_error(ada: FlaskClient, cast: Cast, typed: str) -> None:
    form = hidden_fields(ada.get("/results/new").text)
    url = ada.post(f"/results/new/{cast.ada}", data={**form, "measure": "x"}).headers["Location"]
    assert ada.post(url, data={**form, "measure": "y", "revision": typed}).status_code == 409


@pytest.mark.parametrize("typed", ["0", "²", "٣", HUGE, str(2**63), "999999", "fin", "dov", "eve"])
def test_only_who_is_offered_can_be_named(ada: FlaskClient, small_world: World, typed: str) -> None:
    if typed in {"fin", "dov", "eve"}:
        typed = str(small_world.cast[typed])
    reply = write(ada, small_world, seen_by=typed)
    assert reply.status_code == 422
    assert "two blocked exits" in reply.text
    assert "Choose one from the list" in reply.text


@pytest.mark.parametrize(
    "fields",
    [
        {"seen": "7"}, {"seen": "7:1:2"}, {"seen": ":"}, {"seen": f"{HUGE}:1"}, {"seen": f"1:{HUGE}"},
        {"seen": "²:1"}, {"seen": "٣:٣"}, {"back": HUGE}, {"back": "²"}, {"back": str(2**63)},
        {},
    ],
)  # fmt: skip
def test_no_decision_is_an_error(ada: FlaskClient, small_world: World, fields) -> None:
    write(ada, small_world)
    ada.post("/practicum/weeks/2026-03-02/sending", data=hidden_fields(ada.get("/home").text))
    cleo = sign_in(small_world.app, "cleo")
    url = re.search(r"/confirming/practice/\d+", cleo.get("/confirming").text)
    assert url is not None
    form = {"csrf_token": hidden_fields(cleo.get(url[0]).text)["csrf_token"], **fields}
    assert cleo.post(url[0], data=form).status_code == 409


@pytest.mark.parametrize(
    "typed", ["1e3", "NaN", "inf", "½", "0", "0.1", "-1", "24.25", "12.25", "٣", "1_0", "0x8"]
)
def test_hours_are_quarters_and_nothing_else(
    ada: FlaskClient, small_world: World, typed: str
) -> None:
    assert write(ada, small_world, hours=typed).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-27", "2026-W10-1", "20260302", "x", "٢"])
def test_no_week_is_an_error(ada: FlaskClient, app: Flask, day: str) -> None:
    form = hidden_fields(ada.get("/practicum").text)
    reply = ada.post(f"/practicum/weeks/{day}/sending", data=form)
    assert reply.status_code in {303, 404}


def test_a_day_long_ago_is_shown(ada: FlaskClient, small_world: World) -> None:
    assert write(ada, small_world, on="0001-01-01").status_code == 303
    assert ada.get("/practicum").status_code == 200


def test_pictures_are_drawn_one_at_a_time(
    ada: FlaskClient, small_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 200 KB may be 50 million pixels: eight at once would take the memory of the machine."""
    number = write(ada, small_world).headers["Location"].rsplit("/", 1)[1]
    inside, most = [0], [0]

    def draw(name: str, _body: bytes) -> Attachment:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.05)
        inside[0] -= 1
        return Attachment(name, "text/plain", b"x")

    monkeypatch.setattr(files, "read_attachment", draw)
    browsers = [sign_in(small_world.app, "ada") for _ in range(3)]
    forms = [hidden_fields(one.get(f"/practicum/entries/{number}").text) for one in browsers]

    def upload(no: int) -> None:
        data = {**forms[no], "file": (io.BytesIO(b"x"), "a.txt")}
        browsers[no].post(f"/practicum/files/entries/{number}", data=data)

    threads = [threading.Thread(target=upload, args=(no,)) for no in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1]
