"""The account as a list, and the small things in it: names, time zone, language, text size."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import available_timezones

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask

from courseware import locales
from courseware.joining.addresses import read_address
from courseware.web import language
from courseware.web.zones import zone_groups
from tests.accounts.own import row_of, send
from tests.conftest import World, sign_in
from tests.people import Cast

LINES = {
    "Name": "/account/name", "Name on certificates": "/account/certificate-name",
    "E-mail": "/account/email", "Password": "/account/password",
    "Signed in on": "/account/sign-ins", "Time zone": "/account/time-zone",
    "Language": "/account/language", "Text size": "/account/text-size",
    "Who can see what about you": "/account/visibility", "Everything held on you": "/account/data",
}  # fmt: skip


def test_the_list_leads_to_a_page_for_each_line(app: Flask) -> None:
    ada = sign_in(app, "ada")
    page = ada.get("/account").text
    for line, path in LINES.items():
        assert f"<dt>{line}</dt>" in page
        assert f'href="{path}"' in page
        assert f'<span class="unseen">: {line}</span>' in page, "a screen reader hears which"
        assert ada.get(path).status_code == 200


def test_a_name_is_changed_and_the_one_on_certificates_stays(world: World) -> None:
    app, ada = world.app, sign_in(world.app, "ada")
    assert send(ada, "/account/name", name=" Ada Marsh-Levin ").headers["Location"] == "/account"
    stored = row_of(app, world.cast.ada)
    assert (stored.name, stored.certificate_name) == ("Ada Marsh-Levin", "Ada Marsh")
    assert "Ada Marsh-Levin" in ada.get("/home").text
    assert send(ada, "/account/name", name="  ").status_code == 422
    assert send(ada, "/account/name", name="x" * 121).status_code == 422


def test_a_time_zone_is_one_that_this_machine_knows(world: World) -> None:
    app, ada = world.app, sign_in(world.app, "ada")
    send(ada, "/account/time-zone", time_zone="America/Argentina/Buenos_Aires")
    assert row_of(app, world.cast.ada).time_zone == "America/Argentina/Buenos_Aires"
    page = ada.get("/account").text
    assert "Now 05:00" in page
    for wrong in ("Mars/Olympus", "../../etc/passwd", "", "/etc/passwd"):
        reply = send(ada, "/account/time-zone", time_zone=wrong)
        assert reply.status_code == 422, wrong
        assert "Choose a time zone from the list." in reply.text
    assert row_of(app, world.cast.ada).time_zone == "America/Argentina/Buenos_Aires"


def test_every_zone_that_is_offered_exists_and_stands_once() -> None:
    offered = [name for zones in zone_groups("UTC").values() for name, _city in zones]
    assert len(offered) == len(set(offered)) > 400
    assert set(offered) <= available_timezones()
    assert next(iter(zone_groups("US/Eastern")["UTC"])) == ("US/Eastern", "US/Eastern")


def test_the_present_zone_is_chosen_in_the_list(app: Flask) -> None:
    page = sign_in(app, "ada").get("/account/time-zone").text
    assert page.count("<optgroup") == 11
    assert '<option selected value="UTC">' in page


def test_one_language_is_said_and_not_offered(app: Flask) -> None:
    page = sign_in(app, "ada").get("/account/language").text
    assert "English only" in page
    assert 'name="locale"' not in page


def test_a_language_with_a_catalog_is_offered(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="fi")
    catalog.add("Your account", "Oma tili")
    with (folder / "courseware.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(locales, "CATALOGS", tmp_path)
    locales.catalog.cache_clear()
    language._sentence.cache_clear()
    app, ada = world.app, sign_in(world.app, "ada")
    assert "Suomi" in ada.get("/account/language").text
    assert send(ada, "/account/language", locale="de").status_code == 422
    assert send(ada, "/account/language", locale="fi").status_code == 303
    assert row_of(app, world.cast.ada).locale == "fi"
    assert "Oma tili" in ada.get("/account").text
    locales.catalog.cache_clear()
    language._sentence.cache_clear()


@pytest.mark.parametrize("size", ["large", "larger"])
def test_a_text_size_is_on_every_page_beside_the_look(app: Flask, cast: Cast, size: str) -> None:
    ada = sign_in(app, "ada")
    assert "text-" not in ada.get("/home").text.split("<head>")[0]
    send(ada, "/account/text-size", text_size=size)
    assert row_of(app, cast.ada).text_size == size
    assert f'<html lang="en" class="text-{size}">' in ada.get("/home").text
    send(ada, "/look", look="dark", next="/home")
    assert f'class="look-dark text-{size}"' in ada.get("/home").text
    assert f'class="look-dark text-{size}"' in ada.get("/no/such/page").text
    send(ada, "/account/text-size", text_size="normal")
    assert 'class="look-dark"' in ada.get("/home").text
    assert send(ada, "/account/text-size", text_size="huge").status_code == 422


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Ada@Example.COM ", "Ada@example.com"),
        ("ada.marsh+shift@rivermill.example", "ada.marsh+shift@rivermill.example"),
        ("ada", None),
        ("ada@", None),
        ("@example.com", None),
        ("ada@plant", None),
        ("ada marsh@example.com", None),
        ("ada@example.com\nBcc: eve@example.com", None),
        ("ada@example.com, eve@example.com", None),
        ("Ada <ada@example.com>", None),
        ("", None),
    ],
)
def test_an_address_is_read_by_its_shape(typed: str, read: str | None) -> None:
    found = read_address(typed)
    assert (found and found.text) == read
