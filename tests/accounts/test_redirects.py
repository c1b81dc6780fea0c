"""After signing in nobody is sent to another site."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.accounts.addresses import own_path
from tests.people import PASSWORD
from tests.steps import hidden_fields

FOREIGN = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/%5cevil.example", "/%2f%2fevil.example", "/%2Fevil.example", "https://evil.example/home",
    "http:evil.example", "HtTpS:/evil.example", "javascript:alert(1)", "data:text/html,x",
    "//evil.example@localhost/home", "@evil.example", "/@evil.example", "/home@evil.example",
    "/home\r\nLocation: https://evil.example", "/ho\tme", "/\t/evil.example", "\n//evil.example",
    " //evil.example", "/\x00/evil.example", "/.//evil.example", "/home/..//evil.example",
    "/;//evil.example", "?next=//evil.example", "#//evil.example", "evil.example", "", "home",
    "/modules/\\evil.example", "/verify/x\r\nSet-Cookie: a=b", "/verify/a\tb", "/verify/\x7f",
    "/no-such-page", "/sign-out", "/attempts/1/submission", "/" + "a" * 600,
]  # fmt: skip
OWN = ["/home", "/modules/cp1-start-here#quiz", "/attempts/7?x=1", "/verify?number=//evil.example"]


@pytest.mark.parametrize("address", FOREIGN)
def test_no_address_leads_to_another_site(app: Flask, address: str) -> None:
    with app.test_request_context("/sign-in"):
        assert own_path(address) is None


@pytest.mark.parametrize("address", OWN)
def test_a_page_of_ours_is_gone_back_to(app: Flask, address: str) -> None:
    with app.test_request_context("/sign-in"):
        assert own_path(address) == address


def test_after_signing_in_the_form_leads_to_our_own_pages_only(app: Flask) -> None:
    for address, wanted in (("/certificates", "/certificates"), ("//evil.example", "/home")):
        client = app.test_client()
        form = hidden_fields(client.get("/sign-in", query_string={"next": address}).text)
        data = {**form, "next": address, "user_name": "ada", "password": PASSWORD}
        assert client.post("/sign-in", data=data).headers["Location"] == wanted


def test_a_page_that_needs_a_sign_in_is_come_back_to(visitor: FlaskClient) -> None:
    asked = visitor.get("/modules/cp1-start-here?x=1", headers={"Host": "evil.example"})
    assert asked.headers["Location"] == "/sign-in?next=/modules/cp1-start-here?x%3D1"
