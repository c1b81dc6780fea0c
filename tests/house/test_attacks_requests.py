"""Attacks by strange requests on every route: numbers, characters, fields, hosts, foreign forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.conftest import World, sign_in
from tests.house.access import ACCESS
from tests.steps import hidden_fields

Sign = Callable[[str], FlaskClient]
WHO = {"admin": "eve", "reporting": "cleo", "authoring": "ben"}
NUMBERS = [
    "0",
    "-1",
    "9" * 18,
    str(2**63 - 1),
    str(2**63),
    str(2**64),
    "9" * 5_000,
    "٣",
    "1e3",
    "0x1",
]
TEXTS = [
    "\x00", "a\x00", "%", "%ff", "\udcff", "..", "../../etc/passwd", "..\\..\\x", "é", "\u202e",
    "'", '"><script>', "{{7*7}}", "x" * 3_000, "\r\nX-A: b", " ", ".", "~", "%2f", "\ufffe",
]  # fmt: skip


def rules(app: Flask, method: str) -> Iterator[Rule]:
    """Yield the rules that take an argument in their address, or (POST) all."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and (rule.arguments or method == "POST"):
            yield rule


def address(rule: Rule, value: str) -> str:
    """Fill every argument of a rule with the same text, as bytes that no client would refuse."""
    path = rule.rule
    for argument in rule.arguments:
        for written in (f"<{argument}>", f"<int:{argument}>"):
            path = path.replace(written, quote(value.encode("utf-8", "surrogateescape"), safe=""))
    return path


@pytest.fixture
def browsers(world: World) -> dict[str, FlaskClient]:
    """A browser for each face, of somebody who may use it."""
    signed = {who: sign_in(world.app, who) for who in ("ada", *WHO.values())}
    faces = {rule.endpoint.partition(".")[0] for rule in world.app.url_map.iter_rules()}
    return {face: signed[WHO.get(face, "ada")] for face in faces}


def test_no_address_is_an_error(world: World, browsers: dict[str, FlaskClient]) -> None:
    for rule in rules(world.app, "GET"):
        client = browsers[rule.endpoint.partition(".")[0]]
        for value in NUMBERS if "<int:" in rule.rule else TEXTS:
            reply = client.get(address(rule, value))
            assert reply.status_code in {200, 202, 303, 400, 403, 404, 410, 429}, (rule, value)
            assert "X-A" not in reply.headers


FIELDS = [
    "user_name", "password", "again", "certificate_name", "name", "email", "time_zone", "role",
    "scope", "team", "parent", "pathway", "legal_name", "country", "contact", "relation",
    "next", "whose", "key", "seq", "slots", "slot-1", "id", "person_id", "is_admin",
]  # fmt: skip


def test_no_form_is_an_error(world: World, browsers: dict[str, FlaskClient]) -> None:
    """Each field of each form with each text, twice, beside fields that nobody asked for."""
    tokens = {
        face: hidden_fields(client.get("/account").text)["csrf_token"]
        for face, client in browsers.items()
    }
    for rule in rules(world.app, "POST"):
        if rule.endpoint in {
            "accounts.sign_out", "account.end_sign_ins", "account.end_sign_in", "terminal.switch",
        }:  # fmt: skip
            continue
        face = rule.endpoint.partition(".")[0]
        for value in (*TEXTS, "", "9" * 5_000):
            typed = value.encode("utf-8", "surrogateescape")
            data = {name: [typed, typed] for name in FIELDS} | {"csrf_token": [tokens[face]]}
            reply = browsers[face].post(address(rule, "1"), data=data)
            assert reply.status_code in {200, 204, 303, 400, 403, 404, 409, 410, 422, 429}, (
                rule,
                value,
            )


@pytest.mark.parametrize(
    "path", ["/verify?number=%00", "/admin/people?name=%00", "/figures/%00.svg"]
)
def test_a_nul_is_refused_before_it_reaches_the_database(world: World, path: str) -> None:
    assert sign_in(world.app, "eve").get(path).status_code == 400


POISON = ["evil.example", "evil.example:80", "localhost@evil.example", "evil.example/x", "[::1", ""]


@pytest.mark.parametrize("host", POISON)
def test_no_link_and_no_redirect_takes_the_host_of_a_request(app: Flask, host: str) -> None:
    client = app.test_client()
    for path in ("/", "/home", "//home", "/sign-in", "/sign-in/", "/reporting//matrix"):
        # the test browser itself would read //home as a host
        reply = client.get("/", headers={"Host": host}, environ_overrides={"PATH_INFO": path})
        assert "evil" not in reply.headers.get("Location", "").partition("next=")[0]
        assert "evil.example" not in reply.text
        assert reply.status_code in {200, 303, 404}


def test_an_invitation_names_the_site_and_not_the_host(client_of: Sign) -> None:
    eve = client_of("eve")
    form = hidden_fields(eve.get("/admin/people/1").text)
    sent = eve.post(
        "/admin/people/1/invitations",
        data=form,
        headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"},
    )
    assert "http://localhost/invitations/" in sent.text
    assert "evil" not in sent.text


def posts() -> Iterator[str]:
    """Yield an address of each route that changes something."""
    for method, endpoint in ACCESS:
        if method == "POST":
            yield endpoint


def test_no_foreign_form_is_taken(app: Flask, client_of: Sign) -> None:
    """Without a token, with another browser's, with one of before the sign-in, from another site."""
    attacker = hidden_fields(app.test_client().get("/sign-in").text)["csrf_token"]
    client = app.test_client()
    before = hidden_fields(client.get("/sign-in").text)["csrf_token"]
    signed = client_of("eve")
    own = hidden_fields(signed.get("/account").text)["csrf_token"]
    wrong = {}
    for rule in rules(app, "POST"):
        path = address(rule, "1")
        for name, token in (("none", ""), ("attacker's", attacker), ("before's", before)):
            wrong[rule.endpoint, name] = signed.post(path, data={"csrf_token": token}).status_code
        cross = signed.post(
            path, data={"csrf_token": own}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        wrong[rule.endpoint, "cross-site"] = cross.status_code
    assert {where: status for where, status in wrong.items() if status not in {400, 403}} == {}
    assert len(wrong) == 4 * len(set(posts()))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "LINK"])
def test_no_other_method_does_anything(client_of: Sign, method: str) -> None:
    client = client_of("eve")
    for path in (
        "/account/sign-ins/end",
        "/attempts/1/submission",
        "/admin/people/1/disabling",
    ):
        headers = {"X-HTTP-Method-Override": "POST"}
        assert client.open(path, method=method, headers=headers).status_code in {400, 405}
        assert (
            client.get(path, query_string={"_method": "POST"}, headers=headers).status_code == 405
        )
