"""The private key of the site never leaves it: no page, log, error, command or table shows it."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from courseware.credentials.did import RS256
from courseware.credentials.signing import SEED_BYTES, decode, encode
from courseware.credentials.tokens import open_private_key
from courseware.extensions import db
from courseware.operations.signing_keys import active_key, open_key, open_rsa_key
from courseware.operations.site import Site
from courseware.records.everything import METADATA
from courseware.records.module_records import records_of
from courseware.records.signing_keys import signing_key
from courseware.records.transaction import writing
from tests.conftest import NOW, World, _rsa_key, sign_in
from tests.house.access import ACCESS, EVERYBODY
from tests.house.test_access import objects
from tests.steps import hidden_fields, sign_badges, sign_records

__all__ = ["objects"]  # the fixture
SEED = b"canary of a private key, 32 byte"
SHOWN = (SEED.decode(), SEED.hex(), encode(SEED), repr(list(SEED))[1:-1])
assert len(SEED) == SEED_BYTES
RSA: list[str] = []


@pytest.fixture
def canary(small_world: World) -> World:
    """The site, whose chance gives a marked key."""
    app = small_world.app
    RSA[:] = marks_of_rsa()
    site: Site = app.extensions["courseware.site"]
    chance = site.chance
    app.extensions["courseware.site"] = replace(
        site, chance=lambda count: SEED if count == SEED_BYTES else chance(count)
    )
    return small_world


@pytest.fixture(autouse=True)
def _put_back(small_world: World) -> Iterator[None]:
    site = small_world.app.extensions["courseware.site"]
    yield
    small_world.app.extensions["courseware.site"] = site


def marks_of_rsa() -> tuple[str, ...]:
    """Return what the private half of the RSA key would look like in clear, in pieces and whole."""
    der = _rsa_key()
    numbers = open_private_key(der).private_numbers()
    secret = [numbers.d, numbers.p, numbers.q]
    raw = [one.to_bytes((one.bit_length() + 7) // 8) for one in secret]
    pieces = [der[60:120], *raw]
    return (
        *(str(one) for one in secret), *(encode(one)[:40] for one in pieces),
        *(one.hex()[:60] for one in pieces), b64encode(der).decode()[80:120], "PRIVATE KEY",
    )  # fmt: skip


def leaks(text: str) -> list[str]:
    return [one for one in (*SHOWN, *RSA) if one in text]


def shows(text: str, sealed: Sequence[str]) -> bool:
    """Return whether it shows a key, or what a key is sealed as."""
    return bool(leaks(text)) or any(one in text for one in sealed)


def every_page(app: Flask, objects: dict[str, object], sealed: Sequence[str]) -> list[str]:
    """Visit every page as everybody; return those that show a key or its seal."""
    leaking = []
    for who in EVERYBODY:
        client = app.test_client() if who == "visitor" else sign_in(app, who)
        for method, endpoint in ACCESS:
            if method == "GET":
                arguments = {
                    name: objects.get(str(value), value)
                    for name, value in ACCESS[method, endpoint][0].items()
                }
                with app.test_request_context():
                    url = app.url_for(endpoint, **arguments)
                if shows(said(client.get(url)), sealed):
                    leaking.append(f"{who} {endpoint}")
    return leaking


def said(reply: TestResponse) -> str:
    """Return all that was answered, headers and text."""
    return f"{reply.headers}\n{reply.data.decode('utf-8', 'replace')}"


def every_form(app: Flask, objects: dict[str, object], sealed: Sequence[str]) -> list[str]:
    """Send every form as those who may send most, and as a visitor; return what shows a key."""
    leaking = []
    for who in ("eve", "cleo", "fin", "visitor"):
        for (method, endpoint), (arguments, form, _row) in ACCESS.items():
            if method == "GET":
                continue
            client = app.test_client() if who == "visitor" else sign_in(app, who)
            token = hidden_fields(client.get("/sign-in").text)["csrf_token"]
            with app.test_request_context():
                url = app.url_for(
                    endpoint,
                    **{name: objects.get(str(value), value) for name, value in arguments.items()},
                )
            data = {name: str(objects.get(value, value)) for name, value in form.items()}
            reply = client.open(url, method=method, data={**data, "csrf_token": token})
            if shows(said(reply), sealed):
                leaking.append(f"{who} {method} {endpoint}")
    return leaking


def test_no_page_log_or_command_shows_the_private_key(
    canary: World, objects: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    app = canary.app
    with app.app_context(), db.engine.connect() as conn:
        row = active_key(conn)
        assert row is not None
        site = app.extensions["courseware.site"]
        assert open_key(row, site=site)._seed == SEED, "the canary is what signs here"
        rsa = active_key(conn, RS256)
        assert rsa is not None
        assert rsa.sealed is not None
        assert open_rsa_key(rsa, site=site)._opened.private_numbers(), "it does sign here"
        shown = f"{rsa!r} {open_rsa_key(rsa, site=site)!r} {row!r} {open_key(row, site=site)!r} {site!r} {app.config['COURSEWARE']!r}"
    assert leaks(shown) == []
    assert row.sealed is not None
    assert row.sealed not in shown
    assert site.secret not in shown
    sealed = (row.sealed, rsa.sealed)
    assert every_page(app, objects, sealed) == []
    assert every_form(app, objects, sealed) == []
    assert leaks(caplog.text) == []
    assert not any(one in caplog.text for one in sealed)


def test_no_command_shows_the_private_key(
    canary: World, objects: dict[str, object], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    app = canary.app
    with app.app_context(), db.engine.connect() as conn:
        rows = [active_key(conn), active_key(conn, RS256)]
    sealed = [row.sealed for row in rows if row is not None and row.sealed is not None]
    assert len(sealed) == 2
    number = str(objects["$credential"])
    kept, keys, status = (tmp_path / name for name in ("it.json", "did.json", "status.json"))
    for file, address in (
        (kept, f"/credentials/{number}.json"),
        (keys, "/.well-known/did.json"),
        (status, "/status/1"),
    ):
        file.write_bytes(app.test_client().get(address).data)
    offline = ["--keys", str(keys), "--status", str(status)]
    runner = app.test_cli_runner()
    for words, ended in (
        (["credentials", "keys"], 0),
        (["credentials", "did"], 0),
        (["credentials", "verify", str(kept), *offline], 0),
        (["credentials", "verify", str(tmp_path / "nothing"), *offline], 2),
        (["credentials", "reissue", "--person", "fin"], 0),
        (["credentials", "revoke", number, "--reason", "mistake"], 0),
        (["credentials", "rotate-key"], 0),
        (["records", "verify"], 1),  # what it finds is the pathway that was rewritten by SQL
        (["jobs", "run"], 0),
    ):
        result = runner.invoke(args=words)
        assert result.exit_code == ended, f"{words}: {result.output}"
        assert not shows(f"{result.output} {result.exception!r}", sealed), words
    assert not shows(caplog.text, sealed)


def test_no_table_holds_the_private_key_in_clear(canary: World) -> None:
    app = canary.app
    with app.app_context():
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
        sign_badges(db.engine, app.extensions["courseware.site"], now=NOW)
        with db.engine.connect() as conn:
            for table in METADATA.sorted_tables:
                for row in conn.execute(select(table)):
                    assert leaks(repr(tuple(row))) == [], table.name
                    assert repr(SEED) not in repr(tuple(row)), table.name
            sealed = conn.scalars(select(signing_key.c.private_key)).all()
    assert len(sealed) == 2
    assert not any(SEED in decode(one or "") for one in sealed)
    assert not any(_rsa_key()[60:90] in decode(one or "") for one in sealed)


def test_a_key_that_cannot_be_opened_is_one_line_without_the_key(
    canary: World, caplog: pytest.LogCaptureFixture
) -> None:
    app = canary.app
    with app.app_context():
        site = app.extensions["courseware.site"]
        sign_records(db.engine, site, now=NOW)
        with writing(db.engine) as conn:
            conn.exec_driver_sql("DELETE FROM module_record")
    secret = "another secret that is long enough for it"
    app.extensions["courseware.site"] = replace(site, secret=secret)
    caplog.clear()
    assert app.test_cli_runner().invoke(args=["jobs", "run"]).exit_code == 0
    (said,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert said.getMessage().startswith("Nothing is signed: key-2026-1 cannot be opened, because ")
    assert said.exc_info is None
    assert "\n" not in said.getMessage()
    page = sign_in(app, "eve").get("/admin/health").text
    assert "key-2026-1 cannot be opened: nothing is signed" in page
    for text in (caplog.text, page):
        assert leaks(text) == []
        assert secret not in text
        assert site.secret not in text


def test_a_broken_key_in_the_table_breaks_no_page(canary: World) -> None:
    app = canary.app
    with app.app_context():
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
        with writing(db.engine) as conn:
            conn.execute(update(signing_key).values(public_key="\u2603", private_key="\u2603"))
        with db.engine.connect() as conn:
            number = records_of(conn, canary.cast.fin)[0].public_id
    assert "Not confirmed" in app.test_client().get(f"/verify/{number}").text
    assert "cannot be opened" in sign_in(app, "eve").get("/admin/health").text
    assert app.test_cli_runner().invoke(args=["credentials", "keys"]).exit_code == 0
