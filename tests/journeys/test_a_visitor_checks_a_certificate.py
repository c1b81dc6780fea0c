"""Dov opens the page of a certificate: his own browser checks it too, and claims no more than it saw."""

from __future__ import annotations

import gzip
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from courseware.credentials import tokens
from courseware.credentials.did import RS256, PublicKey, jwk_of
from courseware.records.badge_files import BadgeForm, read_badge
from courseware.records.credentials import credentials_of
from courseware.records.status_lists import find_list
from tests.conftest import World
from tests.journeys.conftest import Server

pytestmark = pytest.mark.browser

FITS = "Your own browser checked signature, status and dates as well: they fit."
FAILS = "Your own browser checked as well, and something does not fit. Do not rely on this page."
Answer = Callable[[str], str]


@pytest.fixture(scope="module")
def address(shared_server: Server, _sqlite_world: World) -> str:
    """The page of Fin's certificate, as soon as the jobs process has signed it."""
    until = time.monotonic() + 60
    while True:
        with shared_server.engine.connect() as conn:
            (one,) = credentials_of(conn, _sqlite_world.cast.fin)
            is_signed = read_badge(conn, one.public_id, BadgeForm.TOKEN) is not None
            if is_signed and find_list(conn, 1) is not None:
                return f"{shared_server.url}/verify/{one.public_id}"
        assert time.monotonic() < until, "the jobs process signed nothing"
        time.sleep(0.1)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    one = context.new_page()
    one.set_default_timeout(15_000)
    yield one
    context.close()


def instead(page: Page, path: str, answer: Answer) -> None:
    """Let something on the way answer with a changed text."""

    def change(route: Route) -> None:
        real = route.fetch()
        route.fulfill(response=real, body=answer(real.text()))

    page.route(path, change)


def packed(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def with_another_name(token: str) -> str:
    head, body, signature = token.split(".")
    said = urlsafe_b64decode(body + "=" * (-len(body) % 4))
    assert b"Fin Haddow" in said
    return f"{head}.{packed(said.replace(b'Fin Haddow', b'Fin Haddon'))}.{signature}"


def with_every_bit_set(text: str) -> str:
    document = json.loads(text)
    document["credentialSubject"]["encodedList"] = "u" + packed(gzip.compress(b"\xff" * 16_384))
    return json.dumps(document)


def of_somebody_else(text: str) -> str:
    public = tokens.public_half(tokens.open_private_key(tokens.new_private_key()))
    own = jwk_of(PublicKey("rsa-2026-1", RS256, public), "https://evil.example")
    return json.dumps({**own, "kid": json.loads(text)["kid"]})


def test_it_fits(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text(FITS)).to_be_visible()
    expect(page.locator("main h1")).to_contain_text("Certificate")


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("**/credentials/*.jwt", with_another_name),
        ("**/status/1", with_every_bit_set),
        ("**/keys/*", of_somebody_else),
    ],
    ids=["another name", "withdrawn since", "another key"],
)
def test_what_does_not_fit_is_said(page: Page, address: str, path: str, answer: Answer) -> None:
    instead(page, path, answer)
    page.goto(address)
    expect(page.get_by_text(FAILS)).to_be_visible()
    expect(page.get_by_text(FITS)).to_have_count(0)


@pytest.mark.parametrize("path", ["**/credentials/*.jwt", "**/status/1", "**/keys/*"])
def test_what_cannot_be_fetched_was_not_checked_and_nothing_is_claimed(
    page: Page, address: str, path: str
) -> None:
    refused: list[str] = []
    page.route(path, lambda route: (refused.append(route.request.url), route.fulfill(status=404)))
    page.goto(address, wait_until="networkidle")
    assert len(refused) == 1
    expect(page.locator("[data-verify]")).to_be_hidden()
    expect(page.locator("[data-verify]")).to_have_text("")
