from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import event, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from courseware.admin import setting_page
from courseware.extensions import db
from courseware.operations.people import grant_role
from courseware.operations.staff import disable_person
from courseware.permissions import Role
from courseware.records.people import person
from courseware.records.site_settings import SiteSettings, read_settings, store_setting
from courseware.records.transaction import writing
from tests.conftest import NOW
from tests.people import Cast
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
SHOWN = "Somebody else has changed this"


def settings(app: Flask) -> SiteSettings:
    with app.app_context(), db.engine.connect() as conn:
        return read_settings(conn)


def seen_in(page: str, section: str) -> str:
    """Return what the form of a section says of the state in which it was shown."""
    action = f'action="/admin/settings/{section}"'
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page[page.index(action) :])
    assert found is not None
    return found[1]


def post(client: FlaskClient, section: str, page: str = "", **fields: Any) -> tuple[int, str]:
    """Send the form of a section as a browser does, from `page` or from a fresh one."""
    page = page or client.get("/admin/settings").text
    token = hidden_fields(page)["csrf_token"]
    data = {"csrf_token": token, "seen": seen_in(page, section), **fields}
    # encoded here: the client would keep a long body in a file that it never closes
    boundary, body = encode_multipart(data)
    kind = f'multipart/form-data; boundary="{boundary}"'
    reply = client.post(f"/admin/settings/{section}", data=body, content_type=kind)
    return reply.status_code, reply.text


def png(color: str = "navy", size: tuple[int, int] = (480, 96)) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", size, color).save(stream, "PNG")
    stream.seek(0)
    return stream


def upload(client: FlaskClient, file: io.BytesIO, **fields: str) -> tuple[int, str]:
    return post(client, "logo", logo=FileStorage(file, "../../logo.svg"), **fields)


def logo_in(page: str) -> str:
    found = re.search(r'src="(/logo/[0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_the_name_stands_on_every_page_at_once_and_who_changed_it(
    app: Flask, client_of: ClientOf
) -> None:
    eve = client_of("eve")
    assert post(eve, "name", name="Rivermill <Academy>")[0] == 303
    page = eve.get("/admin/settings").text
    assert "Changed. All pages show it" in page
    assert "Changed on 1 Apr 2026, 08:00 by Eve Lindqvist." in page
    front = app.test_client().get("/").text
    assert "Rivermill &lt;Academy&gt;</title>" in front
    assert "Rivermill <Academy>" not in front
    assert post(eve, "name", name="Rivermill <Academy>")[0] == 303
    assert "Nothing was changed" in eve.get("/admin/settings").text


@pytest.mark.parametrize(
    ("section", "fields", "words"),
    [
        ("name", {"name": ""}, "at least one letter"),
        ("name", {}, "at least one letter"),
        ("accent", {"accent": "tomato"}, "This is no color"),
        ("accent", {"accent": "#ffd24d"}, "Take #816a27 instead"),
        ("defaults", {"time_zone": "Mars"}, "This time zone is not known"),
        ("registration", {"registration": "all"}, "Choose one of"),
        ("registration", {"registration": "domain"}, "at least one mail domain"),
        ("registration", {"registration": "domain", "mail_domains": "<b>"}, "“&lt;b&gt;” is not"),
        ("retention", {"keep_years": "a"}, "from 1 to 30"),
        ("logo", {}, "Choose a picture first."),
        ("logo", {"logo": "words"}, "Choose a picture first."),
    ],
)
def test_what_cannot_be_is_refused_with_words_and_nothing_changes(
    app: Flask, client_of: ClientOf, section: str, fields: dict[str, str], words: str
) -> None:
    status, page = post(client_of("eve"), section, **fields)
    assert (status, words in page) == (422, True)
    assert 'role="alert"' in page
    assert settings(app) == SiteSettings()


@pytest.mark.parametrize(
    ("section", "status"), [("secret_key", 404), ("logo_size", 404), ("Name", 404)]
)
def test_there_are_no_other_sections(client_of: ClientOf, section: str, status: int) -> None:
    eve = client_of("eve")
    token = hidden_fields(eve.get("/admin/settings").text)["csrf_token"]
    reply = eve.post(f"/admin/settings/{section}", data={"csrf_token": token, section: "x"})
    assert reply.status_code == status


def test_a_form_changes_what_it_holds_and_nothing_else(app: Flask, client_of: ClientOf) -> None:
    extra = {"keep_years": "1", "logo": "0" * 64, "registration": "open", "accent": "#000000"}
    assert post(client_of("eve"), "name", name="Rivermill", **extra)[0] == 303
    assert settings(app) == SiteSettings(name="Rivermill")


def test_nul_and_huge_values_are_refused(app: Flask, client_of: ClientOf) -> None:
    eve = client_of("eve")
    assert post(eve, "name", name="a\0b")[0] == 400
    assert post(eve, "name", name="x" * 600_000)[0] == 413
    assert post(eve, "registration", registration="invite", mail_domains="x" * 90_000)[0] == 422
    assert settings(app) == SiteSettings()


def test_the_second_of_two_operators_sees_what_the_first_did(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        grant_role(conn, cast.ben, Role.OPERATOR, now=NOW)
    eve, ben = client_of("eve"), client_of("ben")
    old = eve.get("/admin/settings").text
    assert post(ben, "name", name="Name of Ben")[0] == 303
    status, page = post(eve, "name", old, name="Name of Eve")
    assert (status, SHOWN in page, "by Ben Okafor" in page) == (422, True, True)
    assert 'value="Name of Eve"' in page, "what was typed is still there"
    assert settings(app).name == "Name of Ben"
    assert post(eve, "name", page, name="Name of Eve")[0] == 303
    assert settings(app).name == "Name of Eve"
    assert post(eve, "retention", old, keep_years="4")[0] == 303, "another section was not touched"


def test_a_form_that_does_not_say_what_it_showed_is_not_stored(
    app: Flask, client_of: ClientOf
) -> None:
    eve = client_of("eve")
    token = hidden_fields(eve.get("/admin/settings").text)["csrf_token"]
    for path, fields in (
        ("name", {"name": "X1"}), ("logo", {"logo": (png(), "a.png")}), ("logo/removal", {}),
    ):  # fmt: skip
        reply = eve.post(f"/admin/settings/{path}", data={"csrf_token": token, **fields})
        assert (reply.status_code, SHOWN in reply.text) == (422, True), path
    assert settings(app) == SiteSettings()


def test_the_color_is_linked_where_one_is_set(app: Flask, client_of: ClientOf) -> None:
    eve, visitor = client_of("eve"), app.test_client()
    assert "/site/" not in visitor.get("/").text
    post(eve, "accent", accent="#7A00FF", picked="#b5490f", shown="#b5490f")
    found = re.search(
        r'<link rel="stylesheet" href="(/site/[0-9a-f]+\.css)">', visitor.get("/").text
    )
    assert found is not None
    reply = visitor.get(found[1])
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "text/css; charset=utf-8"
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in reply.headers
    assert "--signal:#7a00ff" in reply.text
    page = eve.get("/admin/settings").text
    assert "contrast 5.6 to 1" in page
    post(eve, "accent", accent="", picked="#7a00ff", shown="#7a00ff")
    assert visitor.get(found[1]).status_code == 404
    assert "/site/" not in visitor.get("/").text


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"accent": "#7a00ff", "picked": "#b5490f", "shown": "#b5490f"}, "#7a00ff"),
        ({"accent": "", "picked": "#004080", "shown": "#b5490f"}, "#004080"),
        ({"accent": "#ffd24d", "picked": "#b5490f", "shown": "#b5490f", "instead": "#816a27"},
         "#816a27"),
        ({"accent": "#7a00ff"}, "#7a00ff"),
    ],
)  # fmt: skip
def test_a_color_is_typed_picked_or_taken_as_offered(
    app: Flask, client_of: ClientOf, fields: dict[str, str], wanted: str
) -> None:
    assert post(client_of("eve"), "accent", **fields)[0] == 303
    assert settings(app).accent == wanted


def test_a_logo_takes_the_place_of_our_mark(app: Flask, client_of: ClientOf) -> None:
    eve, visitor = client_of("eve"), app.test_client()
    assert upload(eve, png())[0] == 303
    front = visitor.get("/").text
    url = logo_in(front)
    assert 'width="240" height="48" alt=""' in front
    assert '<span class="bar-site ' in front
    reply = visitor.get(url)
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] in {"image/png", "image/webp"}
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in reply.headers
    with Image.open(io.BytesIO(reply.data)) as opened:
        assert opened.size == (480, 96)
    assert post(eve, "logo", says_name="y", on_plate="y")[0] == 303
    front = visitor.get("/").text
    assert logo_in(front) == url, "the picture stays when only its place changes"
    assert 'alt="Courseware"' in front
    assert "bar-plate" in front
    assert '<span class="bar-site ' not in front


def test_a_logo_that_was_replaced_or_removed_is_gone(app: Flask, client_of: ClientOf) -> None:
    eve, visitor = client_of("eve"), app.test_client()
    upload(eve, png("navy"))
    first = logo_in(visitor.get("/").text)
    upload(eve, png("maroon"))
    second = logo_in(visitor.get("/").text)
    assert [visitor.get(url).status_code for url in (first, second)] == [404, 200]
    page = eve.get("/admin/settings").text
    fields = {"csrf_token": hidden_fields(page)["csrf_token"], "seen": seen_in(page, "logo")}
    assert eve.post("/admin/settings/logo/removal", data=fields).status_code == 303
    assert visitor.get(second).status_code == 404
    assert "/logo/" not in visitor.get("/").text
    assert settings(app) == SiteSettings()


def test_a_file_that_is_no_picture_is_refused_whatever_it_is_called(
    app: Flask, client_of: ClientOf
) -> None:
    eve = client_of("eve")
    for body, words in ((b"<svg onload='x()'/>", "An SVG drawing"), (b"MZ\0\0", "is no PNG")):
        status, page = upload(eve, io.BytesIO(body))
        assert (status, words in page) == (422, True)
    assert upload(eve, io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"x" * 1_100_000))[0] == 422
    assert settings(app) == SiteSettings()


def test_erasing_somebody_soon_is_confirmed_first(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        disable_person(conn, cast.fin, now=NOW - timedelta(days=800))
    eve = client_of("eve")
    page = eve.get("/admin/settings").text
    assert "1 person has left and is on record; it was on 22 Jan 2024." in page
    assert post(eve, "retention", keep_years="5")[0] == 303, "nobody is erased soon"
    assert "The first of them is erased on 22 Jan 2029." in eve.get("/admin/settings").text
    page = eve.get("/admin/settings").text
    status, asked = post(eve, "retention", page, keep_years="2")
    assert (status, "1 person would be erased within 30 days" in asked) == (200, True)
    assert settings(app).keep_years == 5
    assert post(eve, "retention", page, keep_years="2", confirmed="7")[0] == 200, (
        "of another number"
    )
    assert post(eve, "retention", page, keep_years="2", confirmed="1")[0] == 303
    assert settings(app).keep_years == 2


def test_a_site_without_mail_is_warned(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    eve = client_of("eve")
    post(eve, "registration", registration="domain", mail_domains="Example.com")
    assert settings(app).mail_domains == ("example.com",)
    assert "Nobody can register now" in eve.get("/admin/settings").text, "no mail server is set"
    monkeypatch.setattr(setting_page, "mail_is_possible", lambda: True)
    assert "Nobody can register now" not in eve.get("/admin/settings").text


def test_new_people_get_the_time_zone_of_the_site(app: Flask, client_of: ClientOf) -> None:
    eve = client_of("eve")
    assert post(eve, "defaults", time_zone="Europe/Berlin")[0] == 303
    page = eve.get("/admin/people").text
    assert 'value="Europe/Berlin"' in page
    form = {"csrf_token": hidden_fields(page)["csrf_token"], "user_name": "gil", "name": "Gil"}
    eve.post("/admin/people", data={**form, "time_zone": "Asia/Tokyo"})
    with app.app_context(), db.engine.connect() as conn:
        row = conn.execute(select(person).where(person.c.user_name == "gil")).one()
    assert (row.time_zone, row.locale) == ("Asia/Tokyo", "en")


def test_a_stored_color_that_no_longer_passes_is_left_out(app: Flask, client_of: ClientOf) -> None:
    with app.app_context(), writing(db.engine) as conn:
        store_setting(conn, "accent", "#ffff00", now=NOW, by_person=None)
    app.extensions["courseware.site"].settings.forget()
    assert client_of("eve").get("/admin/settings").status_code == 200
    assert "/site/" not in app.test_client().get("/").text


def test_no_page_asks_the_database_for_the_look_of_the_site(
    app: Flask, client_of: ClientOf
) -> None:
    eve = client_of("eve")
    upload(eve, png())
    post(eve, "accent", accent="#7a00ff")
    visitor, asked = app.test_client(), []
    visitor.get("/look")
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert "/logo/" in visitor.get("/look").text
    assert asked == []
