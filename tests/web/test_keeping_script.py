"""Unsent answers on a device, in a real browser: encrypted for their owner, and nobody else touches them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from courseware.joining.owners import owner_key, owner_tag
from courseware.web.unsent import Kept
from tests.web.attempt_site import Site, serving

pytestmark = pytest.mark.browser

DAY = 739_000
SECRET = "a secret of the tests"
UNSENT, LOOSE = "On this device, not sent yet", "Not sent: stay on this page"
_NO_CRYPTO = "Object.defineProperty(crypto, 'subtle', { value: undefined })"
_SLOW_CRYPTO = """const quick = crypto.subtle.encrypt.bind(crypto.subtle);
crypto.subtle.encrypt = async (...how) => {
  await new Promise((next) => setTimeout(next, 1500));
  window.encrypted = 1;
  return quick(...how);
};"""


def kept_for(person_id: int, *, secret: str = SECRET, is_shared: bool = False) -> Kept:
    tag = owner_tag(person_id, "unsent", site_secret=secret)
    return Kept(tag, owner_key(person_id, site_secret=secret), DAY, is_shared)


ADA, FIN = kept_for(1), kept_for(2)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        one.keeping = ADA
        yield one


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    one = browser.new_context(reduced_motion="reduce")
    one.set_default_timeout(10_000)
    yield one
    one.close()


def show(page: Page, site: Site, keeping: Kept) -> Page:
    """Open the attempt as somebody."""
    site.keeping = keeping
    page.goto("about:blank")
    page.goto(f"{site.url}#q-3")
    expect(page.locator("form.is-scripted")).to_be_attached()
    return page


def device(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("({ ...localStorage })")
    return found


def put(page: Page, place: str, text: str) -> None:
    page.evaluate("([place, text]) => localStorage.setItem(place, text)", [place, text])


def type_unsent(page: Page, site: Site, number: str) -> None:
    """Type an answer that the server does not take."""
    site.faults = ["500"] * 99
    page.locator("#slot-3").fill(number)
    page.locator("#slot-3").blur()
    expect(page.get_by_role("status")).to_have_text(UNSENT)
    page.wait_for_function("() => localStorage.length === 1")


def leave(page: Page, site: Site) -> None:
    """Leave the page, and have the server well again once the last words of the page have arrived."""
    page.goto("about:blank")
    page.wait_for_timeout(400)
    site.faults, site.saves = [], []


def expect_saved(page: Page) -> None:
    expect(page.get_by_role("status")).to_contain_text("Saved 09", timeout=10_000)


def test_a_device_keeps_no_word_and_no_name(context: BrowserContext, site: Site) -> None:
    page = show(context.new_page(), site, ADA)
    type_unsent(page, site, "271828")
    ((place, text),) = device(page).items()
    assert place.startswith(f"unsent:{ADA.owner}:7:")
    assert text.startswith(f"{DAY}.waiting.")
    assert "271828" not in text
    assert "slot" not in text


def test_the_owner_finds_sends_and_clears_them_days_later(
    context: BrowserContext, site: Site
) -> None:
    page = show(context.new_page(), site, ADA)
    type_unsent(page, site, "271828")
    leave(page, site)
    show(page, site, replace(ADA, day=DAY + 9))
    expect(page.locator("#slot-3")).to_have_value("271828")
    expect_saved(page)
    assert [save["slot-3"] for save in site.saves] == [["271828"]]
    assert device(page) == {}


@pytest.mark.parametrize("other", [FIN, kept_for(1, secret="a new secret")], ids=["Fin", "rotated"])
def test_another_key_neither_reads_nor_sends_nor_deletes_them(
    context: BrowserContext, site: Site, other: Kept
) -> None:
    page = show(context.new_page(), site, ADA)
    type_unsent(page, site, "271828")
    leave(page, site)
    show(page, site, replace(other, day=DAY + 30))
    expect(page.locator("#slot-3")).to_have_value("")
    page.locator("#slot-3").fill("5")
    page.locator("#slot-3").blur()
    expect_saved(page)
    assert [save["slot-3"] for save in site.saves] == [["5"]]
    assert len(device(page)) == 1


def test_after_thirty_days_nothing_is_kept_for_anybody(context: BrowserContext, site: Site) -> None:
    page = show(context.new_page(), site, ADA)
    type_unsent(page, site, "271828")
    show(page, site, replace(FIN, day=DAY + 31))
    assert device(page) == {}


BROKEN = ["", "x", f"{DAY}.waiting.", f"{DAY}.waiting.AAAA", f"{DAY}.waiting.***", "[]", "739000"]


def test_what_is_broken_is_dropped_and_the_page_goes_on(
    context: BrowserContext, site: Site
) -> None:
    page = show(context.new_page(), site, ADA)
    for number, text in enumerate(BROKEN):
        put(page, f"unsent:{ADA.owner}:7:{number}", text)
    put(page, "unsent:7", "[{")
    put(page, "somebody-else", "stays")
    show(page, site, ADA)
    page.locator("#slot-3").fill("5")
    page.locator("#slot-3").blur()
    expect_saved(page)
    assert device(page) == {"somebody-else": "stays"}


def test_an_entry_moved_to_another_place_is_broken(context: BrowserContext, site: Site) -> None:
    page = show(context.new_page(), site, ADA)
    type_unsent(page, site, "271828")
    ((place, text),) = device(page).items()
    page.evaluate("localStorage.clear()")
    put(page, place + "x", text)
    leave(page, site)
    show(page, site, ADA)
    expect(page.locator("#slot-3")).to_have_value("")
    assert (device(page), site.saves) == ({}, [])


OLD = [{"key": "k" * 36, "seq": 6, "slots": ["3"], "fields": [["slot-3", "31"]]}]


@pytest.mark.parametrize("has_crypto", [True, False])
def test_plain_entries_of_earlier_versions_are_taken_over_and_removed(
    context: BrowserContext, site: Site, has_crypto: bool
) -> None:
    if not has_crypto:
        context.add_init_script(_NO_CRYPTO)
    page = show(context.new_page(), site, ADA)
    put(page, "unsent:7", json.dumps(OLD))
    put(page, "unsent:8", json.dumps(OLD))
    site.faults = ["500"] * 99
    show(page, site, ADA)
    expect(page.locator("#slot-3")).to_have_value("31")
    assert "unsent:7" not in device(page)
    leave(page, site)
    show(page, site, ADA)
    expect_saved(page)
    assert [save["slot-3"] for save in site.saves] == [["31"]]
    assert list(device(page)) == ["unsent:8"], "of another attempt: its own page takes it over"


def test_without_crypto_a_device_of_ones_own_keeps_plain_text(
    context: BrowserContext, site: Site
) -> None:
    context.add_init_script(_NO_CRYPTO)
    page = show(context.new_page(), site, ADA)
    type_unsent(page, site, "271828")
    assert "271828" in next(iter(device(page).values()))
    site.faults = []
    show(page, site, ADA)
    expect_saved(page)
    assert device(page) == {}


def test_without_crypto_a_shared_terminal_keeps_nothing_and_says_so(
    context: BrowserContext, site: Site
) -> None:
    context.add_init_script(_NO_CRYPTO)
    page = show(context.new_page(), site, replace(ADA, is_shared=True))
    site.faults = ["500"]
    page.locator("#slot-3").fill("5")
    page.locator("#slot-3").blur()
    expect(page.get_by_role("status")).to_have_text(LOOSE)
    assert device(page) == {}
    expect_saved(page)


def test_a_full_device_is_said_too(context: BrowserContext, site: Site) -> None:
    page = show(context.new_page(), site, ADA)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    site.faults = ["500"] * 2
    page.locator("#slot-3").fill("5")
    page.locator("#slot-3").blur()
    expect(page.get_by_role("status")).to_have_text(LOOSE)
    expect_saved(page)


def test_what_the_server_refused_stays_but_nobody_is_asked_to_send_it(
    context: BrowserContext, site: Site
) -> None:
    page = show(context.new_page(), site, ADA)
    site.faults = ["409"]
    page.locator("#slot-3").fill("5")
    page.locator("#slot-3").blur()
    expect(page.get_by_role("status")).to_have_text("This attempt is closed.")
    page.wait_for_function(
        "() => Object.values(localStorage).some((one) => one.includes('refused'))"
    )


def test_a_receipt_that_is_here_before_the_encryption_leaves_nothing_behind(
    context: BrowserContext, site: Site
) -> None:
    context.add_init_script(_SLOW_CRYPTO)
    page = show(context.new_page(), site, ADA)
    page.locator("#slot-3").fill("5")
    page.locator("#slot-3").blur()
    expect_saved(page)
    page.wait_for_function("() => window.encrypted === 1")
    page.wait_for_timeout(50)
    assert device(page) == {}


def test_a_device_without_storage_still_sends(context: BrowserContext, site: Site) -> None:
    forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    context.add_init_script(forbidden)
    page = show(context.new_page(), site, ADA)
    page.locator("#slot-3").fill("5")
    page.locator("#slot-3").blur()
    expect_saved(page)
