"""Every reply carries the headers that keep a browser safe: pages, errors, assets, figures, PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from courseware.app import create_app
from courseware.extensions import db
from courseware.records.credentials import add_files, credentials_of
from courseware.records.transaction import writing
from courseware.web.gate import LONGEST_FORM
from tests.conftest import NOW, World, sign_in
from tests.house.access import ACCESS, EVERYBODY
from tests.house.test_access import objects
from tests.steps import hidden_fields

__all__ = ["objects"]  # the fixture
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FORBIDDEN = ("Access-Control-Allow-Origin", "X-Powered-By", "Server", "ETag")
FETCHED = {
    "verifying.badge_json", "verifying.badge_token", "verifying.badge_picture",
    "verifying.issuer_document", "verifying.signing_key", "verifying.status_list",
    "verifying.achievement_image",
}  # fmt: skip
"""What programs of every site may read, because it is there to be checked by them."""
KEPT = {"verifying.issuer_document": 5, "verifying.signing_key": 5, "verifying.status_list": 1,
        "verifying.achievement_image": 60}  # fmt: skip
"""What names nobody may be kept, for so many minutes."""
PRIVATE = {"no-store", "private, max-age=31536000, immutable"}


def faults(reply: Any, *, is_signed_in: bool = False) -> Iterator[str]:
    """Say what is wrong with the headers of a reply that depends on who asks."""
    for name, value in EXACT.items():
        if reply.headers.getlist(name) != [value]:
            yield f"{name} is {reply.headers.getlist(name)}"
    policy = reply.headers.get("Content-Security-Policy", "")
    for part in ("default-src 'none'", "frame-ancestors 'none'"):
        if part not in policy:
            yield f"the policy lacks {part}"
    if "unsafe" in policy and "sandbox" not in policy:
        yield f"the policy is {policy}"
    if reply.headers.get("Cache-Control") not in PRIVATE:
        yield f"it may be kept: {reply.headers.get('Cache-Control')}"
    if is_signed_in and "Cookie" not in reply.headers.get("Vary", ""):
        yield "a cache is not told that it depends on the cookie"
    if reply.mimetype.startswith("text/") and "charset=utf-8" not in reply.headers["Content-Type"]:
        yield f"the charset is left open: {reply.headers['Content-Type']}"
    yield from (f"{name} tells too much" for name in FORBIDDEN if name in reply.headers)


def faults_of_fetched(endpoint: str, reply: Any) -> Iterator[str]:
    """Say what is wrong with the headers of what checkers fetch."""
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"):
        if reply.headers.getlist(name) != [EXACT[name]]:
            yield f"{name} is {reply.headers.getlist(name)}"
    kept = f"public, max-age={60 * KEPT[endpoint]}" if endpoint in KEPT else "no-store"
    wanted = {
        "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Robots-Tag": "noindex, nofollow", "Cache-Control": kept,
    }  # fmt: skip
    for name, value in wanted.items():
        if reply.headers.getlist(name) != [value]:
            yield f"{name} is {reply.headers.getlist(name)}"
    if "Set-Cookie" in reply.headers or "Access-Control-Allow-Credentials" in reply.headers:
        yield "something of the visitor comes along"


def address(app: Flask, endpoint: str, objects: dict[str, object]) -> str:
    arguments = ACCESS["GET", endpoint][0]
    with app.test_request_context():
        return url_for(endpoint, **{n: objects.get(str(v), v) for n, v in arguments.items()})


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_has_its_headers(
    small_world: World, objects: dict[str, object], who: str
) -> None:
    app = small_world.app
    with app.app_context(), writing(db.engine) as conn:
        for one in credentials_of(conn, small_world.cast.fin):
            add_files(conn, one.id, {"pdf": (b"%PDF-1.7", "0" * 64)}, now=NOW)
    client = app.test_client() if who == "visitor" else sign_in(app, who)
    wrong = {}
    for method, endpoint in ACCESS:
        if method != "GET":
            continue
        reply = client.get(address(app, endpoint, objects), headers={"Origin": "https://a.example"})
        if endpoint in FETCHED and reply.status_code == 200:
            wrong[endpoint] = list(faults_of_fetched(endpoint, reply))
            continue
        is_public = endpoint in {
            "verifying.badge",
            "verifying.badge_preview",
            "admin.healthz",
            "admin.readyz",
            "verifying.record_file",
        }
        wrong[endpoint] = list(faults(reply, is_signed_in=who != "visitor" and not is_public))
        head = client.head(address(app, endpoint, objects))
        if head.status_code != 429:
            wrong[f"HEAD {endpoint}"] = list(faults(head))
    assert {where: what for where, what in wrong.items() if what} == {}


def test_a_figure_runs_nothing_and_a_pdf_is_one(
    small_world: World, objects: dict[str, object]
) -> None:
    app = small_world.app
    with app.app_context(), writing(db.engine) as conn:
        one = credentials_of(conn, small_world.cast.fin)[0]
        add_files(conn, one.id, {"pdf": (b"%PDF-1.7", "0" * 64)}, now=NOW)
    client = sign_in(app, "fin")
    figure = client.get(address(app, "learning.figure", objects))
    assert figure.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "sandbox" in figure.headers["Content-Security-Policy"]
    number = one.public_id
    for typed in (
        number,
        number.lower(),
        number.replace("-", "\r\n"),
        number.replace("-", "\u2009"),
    ):
        pdf = client.get(f"/certificates/{typed}.pdf?download")
        assert pdf.mimetype == "application/pdf"
        named = f'attachment; filename="certificate-{number}.pdf"'
        assert pdf.headers["Content-Disposition"] == named
        assert list(faults(pdf, is_signed_in=True)) == []


def test_assets_have_them_too_and_may_be_kept(app: Flask, visitor: FlaskClient) -> None:
    with app.app_context():
        asset = app.jinja_env.globals["asset"]
    for name in ("app.css", "js/attempt.js", "icon.svg"):
        reply = visitor.get(asset(name))  # type: ignore[operator]  # a function among the globals
        assert reply.status_code == 200
        kept = reply.headers["Cache-Control"]
        assert kept == "public, max-age=31536000, immutable"
        assert [one for one in faults(reply) if not one.startswith("it may be kept")] == []


ENVIRON = "environ_overrides"
ERRORS: dict[int, dict[str, Any]] = {
    400: {"method": "POST", "path": "/sign-in"},
    401: {"method": "POST", "path": "/attempts/1/submission", "token": True},
    403: {
        "method": "POST", "path": "/sign-in", "token": True,
        "headers": {"Sec-Fetch-Site": "cross-site"},
    },
    404: {"path": "/no/such/page"},
    405: {"method": "PUT", "path": "/home"},
    410: {"path": "/invitations/unknown"},
    411: {
        "method": "POST", "path": "/sign-in", "data": b"x",
        "headers": {"Transfer-Encoding": "chunked"},
    },
    413: {
        "method": "POST", "path": "/sign-in", "data": b"a" * (LONGEST_FORM + 1),
        "content_type": "Application/X-WWW-Form-Urlencoded ; charset=utf-8",
    },
    422: {"method": "POST", "path": "/sign-in", "token": True},
}  # fmt: skip


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("status", ERRORS)
def test_every_refusal_has_them(visitor: FlaskClient, status: int, accept: str) -> None:
    how = {**ERRORS[status]}
    path, headers = how.pop("path"), {**how.pop("headers", {}), "Accept": accept}
    if how.pop("token", False):
        headers["X-CSRFToken"] = hidden_fields(visitor.get("/sign-in").text)["csrf_token"]
    reply = visitor.open(path, headers=headers, **how)
    assert reply.status_code == status
    assert list(faults(reply)) == []


def own_app(world: World, folder: Path, **changes: Any) -> Flask:
    """Return another application: not in test mode, so that errors become pages."""
    settings = replace(world.app.config["COURSEWARE"], instance_dir=folder, **changes)
    return create_app(settings)


def close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("cookie", ["", "somebody"])
def test_a_fault_of_ours_shows_a_number_and_nothing_else(
    small_world: World, tmp_path: Path, cookie: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = own_app(small_world, tmp_path)

    def broken() -> None:
        raise RuntimeError("the clock stands still")

    app.extensions["courseware.clock"] = broken
    client = app.test_client()
    client.set_cookie("courseware", cookie)
    reply = client.get("/verify/0000-0000-0000-0000-0000")
    assert reply.status_code == 500
    assert "Something went wrong on our side" in reply.text
    assert "clock" not in reply.text
    assert "the clock stands still" in caplog.text
    (number,) = re.findall(r"Error ([0-9a-f]{8}) at GET", caplog.text)
    assert number in reply.text
    assert list(faults(reply)) == []
    close(app)


def test_a_database_that_does_not_answer_is_said_on_a_page(
    small_world: World, tmp_path: Path
) -> None:
    gone = f"sqlite:///{tmp_path}/gone/courseware.db"
    app = own_app(small_world, tmp_path, database_url=gone)
    client = app.test_client()
    client.set_cookie("courseware", "somebody")
    for path, status in (("/home", 503), ("/", 503), ("/no/such/page", 404)):
        reply = client.get(path)
        assert reply.status_code == status
        assert "<h1>" in reply.text
        assert list(faults(reply)) == []
    assert client.get("/home").headers["Retry-After"] == "5"
    close(app)


def test_with_https_the_browser_is_told_to_stay_with_it(small_world: World, tmp_path: Path) -> None:
    app = own_app(small_world, tmp_path, base_url="https://learn.example.com")
    client = app.test_client()
    for path in ("/sign-in", "/no/such/page", "/assets/x/app.css"):
        reply = client.get(path, base_url="https://learn.example.com")
        assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"
    page = app.test_client().get("/sign-in", base_url="https://learn.example.com")
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-form=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    close(app)
