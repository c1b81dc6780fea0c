"""A sign-in on a shared terminal: short, ended by itself, and worth nothing to the next person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from courseware.extensions import db
from courseware.records.sign_ins import IDLE_AFTER, SHARED_LASTS, end_overdue_sign_ins
from courseware.records.transaction import writing
from courseware.web import idling
from courseware.web.terminal import LASTS, SKEW
from tests.accounts.signing import (
    COOKIE,
    SEEN,
    TERMINAL,
    cookie_of,
    cookies,
    enter,
    is_in,
    rows,
    value,
)
from tests.conftest import Clock, World
from tests.conftest import sign_in as sign_in_alone
from tests.steps import hidden_fields, start


def test_what_a_shared_sign_in_stores_and_sets(world: World) -> None:
    client, now = world.app.test_client(), world.app.extensions["courseware.clock"]()
    set_ = cookies(enter(client, "ada"))
    row = rows(world.app)[-1]
    assert (row.idle_after, row.expires_at - now, row.ended_at) == (IDLE_AFTER, SHARED_LASTS, None)
    for name in (COOKIE, SEEN):
        assert "Max-Age" not in set_[name], "gone when the browser closes"
        assert "Expires" not in set_[name]
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(set_[name].split("; "))
    assert set_[TERMINAL].startswith(f"{TERMINAL}=yes; ")
    assert f"Max-Age={LASTS}" in set_[TERMINAL]
    assert "HttpOnly" in set_[TERMINAL]


def test_a_device_of_ones_own_has_none_of_it(world: World) -> None:
    client = world.app.test_client()
    reply = enter(client, "ada", shared=False)
    assert {TERMINAL, SEEN}.isdisjoint(cookies(reply))
    assert "Max-Age=2592000" in cookies(reply)[COOKIE]
    assert rows(world.app)[-1].idle_after is None
    page = client.get("/home")
    assert SEEN not in cookies(page)
    for mark in ("terminal-strip", "terminal.js", "http-equiv"):
        assert mark not in page.text


def test_the_box_is_ticked_for_the_next_person_until_somebody_unticks_it(
    terminal: FlaskClient,
) -> None:
    box = re.compile(r'<input [^>]*checked[^>]*name="is_shared"')
    assert box.search(terminal.get("/sign-in").text)
    terminal.post("/switch-person", data=hidden_fields(terminal.get("/home").text))
    page = terminal.get("/sign-in").text
    assert box.search(page)
    assert re.search(r'autocomplete="off" autofocus[^>]*"user_name"', page)
    enter(terminal, "fin", shared=False)
    assert (value(terminal, TERMINAL), value(terminal, SEEN)) == (None, None)
    page = terminal.get("/sign-in").text
    assert not box.search(page)
    assert re.search(r'autocomplete="username"[^>]*"user_name"', page)


def test_a_sign_in_by_a_link_remembers_that_the_device_is_shared(
    world: World, app: Flask, terminal: FlaskClient
) -> None:
    from courseware.operations.people import invite  # noqa: PLC0415 - only here

    site, now = app.extensions["courseware.site"], app.extensions["courseware.clock"]()
    with app.app_context(), writing(db.engine) as conn:
        made = invite(conn, world.cast.fin, now=now, site=site)
    form = hidden_fields(terminal.get(f"/invitations/{made.secret}").text)
    form |= {"password": "a new long password", "again": "a new long password"}
    assert terminal.post(f"/invitations/{made.secret}", data=form).status_code == 303
    assert rows(app)[-1].idle_after == IDLE_AFTER
    assert is_in(terminal)


def test_each_request_begins_the_three_minutes_anew(terminal: FlaskClient, clock: Clock) -> None:
    for _n in range(5):
        clock.forward(seconds=IDLE_AFTER)
        assert is_in(terminal)
    form = hidden_fields(terminal.get("/home").text)
    for _n in range(3):
        clock.forward(seconds=IDLE_AFTER)
        assert terminal.post("/still-here", data=form).status_code == 204
    clock.forward(seconds=IDLE_AFTER + 1)
    assert not is_in(terminal)


def test_a_save_counts_as_a_sign_of_life(
    app: Flask, terminal: FlaskClient, clock: Clock, small_world: World
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        site = app.extensions["courseware.site"]
        attempt = start(conn, small_world.cast.ada, "cp1-start-here", now=clock(), site=site)
    form = hidden_fields(terminal.get(f"/attempts/{attempt}").text)
    save = {"csrf_token": form["csrf_token"], "seq": "1", "slots": "1", "slot-1": "1"}
    for number in range(3):
        clock.forward(seconds=IDLE_AFTER - 1)
        reply = terminal.post(
            f"/attempts/{attempt}/answers",
            data={**save, "key": f"key-number-{number}"},
            headers={"Accept": "application/json"},
        )
        assert reply.status_code == 200
        assert SEEN in cookies(reply)


def test_after_three_minutes_nothing_opens_whatever_the_browser_asks(
    terminal: FlaskClient, clock: Clock
) -> None:
    form = hidden_fields(terminal.get("/home").text)
    clock.forward(seconds=IDLE_AFTER + 1)
    left = terminal.get("/certificates")
    assert re.fullmatch(r"/sign-in\?next=/certificates&whose=[0-9a-f]{16}", left.headers["Location"])  # fmt: skip
    assert SEEN not in cookies(left), "looking does not wake it up"
    assert "Ada" not in terminal.get("/pathways").text
    assert terminal.post("/still-here", data=form).status_code == 401
    clock.now -= timedelta(seconds=IDLE_AFTER + 1)
    assert not is_in(terminal), "the unsafe request has ended it for good"


OTHERS = ["", "seen", "seen.x.y", "seen.aAAAAA.AAAA", "\xff", "." * 400, "seen.____________.AAAA"]


@pytest.mark.parametrize("forged", OTHERS)
def test_a_forged_time_ends_it(terminal: FlaskClient, forged: str) -> None:
    terminal.set_cookie(SEEN, forged)
    assert not is_in(terminal)


def test_the_token_alone_opens_nothing(app: Flask, terminal: FlaskClient) -> None:
    thief = app.test_client()
    thief.set_cookie(COOKIE, cookie_of(terminal))
    assert not is_in(thief)
    terminal.delete_cookie(SEEN)
    assert not is_in(terminal)


def test_the_time_of_another_sign_in_is_worth_nothing(app: Flask, terminal: FlaskClient) -> None:
    own = app.test_client()
    enter(own, "ada")
    other = value(own, SEEN)
    assert other is not None
    terminal.set_cookie(SEEN, other)
    assert not is_in(terminal)
    assert is_in(own)


def test_an_old_time_does_not_come_back_to_life(
    app: Flask, terminal: FlaskClient, clock: Clock
) -> None:
    """Somebody has copied both cookies: they work only as long as the sign-in itself."""
    thief = app.test_client()
    for name in (COOKIE, SEEN):
        thief.set_cookie(name, value(terminal, name) or "")
    copied = value(terminal, SEEN)
    assert copied is not None
    clock.forward(seconds=IDLE_AFTER + 1)
    assert not is_in(thief)
    terminal.set_cookie(SEEN, copied)
    assert not is_in(terminal)


@pytest.mark.parametrize("how", ["switch", "sign out", "next person"])
def test_copied_cookies_are_worth_nothing_once_it_is_over(
    app: Flask, terminal: FlaskClient, how: str
) -> None:
    thief = app.test_client()
    for name in (COOKIE, SEEN):
        thief.set_cookie(name, value(terminal, name) or "")
    assert is_in(thief)
    form = hidden_fields(terminal.get("/home").text)
    if how == "next person":
        enter(terminal, "fin")
    else:
        terminal.post("/switch-person" if how == "switch" else "/sign-out", data=form)
    assert not is_in(thief)


def test_a_page_that_leaves_without_a_connection_is_believed_later(
    app: Flask, terminal: FlaskClient
) -> None:
    terminal.set_cookie("courseware-left", "1")
    assert not is_in(terminal)
    assert "courseware-left" in cookies(enter(terminal, "fin"))
    assert is_in(terminal)
    assert rows(app)[-2].ended_at is not None
    own = sign_in_alone(app, "ada")
    own.set_cookie("courseware-left", "1")
    assert is_in(own), "it counts on a shared terminal only"


def test_kept_alive_it_lasts_a_shift_and_no_longer(terminal: FlaskClient, clock: Clock) -> None:
    end = clock() + SHARED_LASTS
    while clock() + timedelta(seconds=170) < end:
        clock.forward(seconds=170)
        assert is_in(terminal)
    clock.now = end
    assert not is_in(terminal)


@pytest.mark.parametrize(("seconds", "works"), [(SKEW, True), (SKEW + 1, False)])
def test_servers_may_differ_by_a_minute(
    terminal: FlaskClient, clock: Clock, seconds: int, works: bool
) -> None:
    terminal.get("/home")
    clock.forward(seconds=-seconds)
    assert is_in(terminal) is works


def test_the_jobs_process_ends_what_has_lasted_its_time(world: World) -> None:
    app = world.app
    ada, fin = app.test_client(), app.test_client()
    enter(ada, "ada")
    enter(fin, "fin", shared=False)
    now = app.extensions["courseware.clock"]() + SHARED_LASTS
    with app.app_context(), writing(db.engine) as conn:
        assert end_overdue_sign_ins(conn, now=now) == 1
        assert end_overdue_sign_ins(conn, now=now) == 0
    assert [row.ended_at for row in rows(app)] == [now, None]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", ["/home", "/modules/cp1-start-here", "/certificates", "/help"])
def test_no_page_asks_one_statement_more(app: Flask, terminal: FlaskClient, path: str) -> None:
    own = sign_in_alone(app, "ada")
    own.get(path)
    counts = []
    for client in (own, terminal):
        with statements(app) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_looking_ends_no_row_and_writes_nothing(
    app: Flask, terminal: FlaskClient, clock: Clock
) -> None:
    before = rows(app)
    terminal.get("/home")
    clock.forward(hours=1)
    for path in ("/home", "/sign-in", "/help", "/no/such/page"):
        terminal.get(path)
    assert rows(app) == before


@pytest.mark.parametrize("path", ["/attempts/1/answers", "/sign-in", "/still-here"])
def test_the_next_unsafe_request_ends_the_row(
    app: Flask, terminal: FlaskClient, clock: Clock, path: str
) -> None:
    form = hidden_fields(terminal.get("/home").text)
    clock.forward(hours=1)
    assert terminal.post(path, data=form).status_code in {401, 422}
    assert rows(app)[-1].ended_at == clock()


def test_a_busy_database_does_not_turn_a_refusal_into_a_fault(
    app: Flask, terminal: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = hidden_fields(terminal.get("/home").text)
    clock.forward(hours=1)

    def busy(*_any: object, **_more: object) -> None:
        raise OperationalError("UPDATE", {}, Exception("locked"))

    monkeypatch.setattr(idling, "end_sign_in", busy)
    assert terminal.post("/still-here", data=form).status_code == 401
