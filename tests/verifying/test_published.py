"""What programs elsewhere fetch: each kind by its own name, the same issuer for ever, pictures for links."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from courseware.credentials import did, integrity, tokens
from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records.module_records import records_of
from courseware.records.transaction import writing
from tests.conftest import NOW, sign_in
from tests.people import Cast
from tests.steps import sign_badges, sign_records
from tests.verifying.conftest import Files

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LD_JSON, CREDENTIAL = "application/ld+json", "application/vc+ld+json"


def achievement_of(files: Files) -> str:
    found = json.loads(files["json"])["credentialSubject"]["achievement"]["id"]
    return urlsplit(str(found)).path


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/credentials/{number}.json", CREDENTIAL),
        ("/credentials/{number}.jwt", "text/plain; charset=utf-8"),
        ("/credentials/{number}.png", "image/png"),
        ("/credentials/{number}/preview.png", "image/png"),
        ("/.well-known/did.json", "application/did+json"),
        ("/keys/rsa-2026-1", "application/jwk+json"),
        ("/status/1", CREDENTIAL),
        ("{achievement}.png", "image/png"),
    ],
)
def test_each_kind_says_what_it_is(
    visitor: FlaskClient, files: Files, path: str, media_type: str
) -> None:
    number, achievement = files["number"].decode(), achievement_of(files)
    reply = visitor.get(path.format(number=number, achievement=achievement))
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, media_type)


@pytest.mark.parametrize(
    ("accept", "leads_to"),
    [
        (BROWSER, "/verify/{}"),
        ("", "/verify/{}"),
        ("application/json", "/credentials/{}.json"),
        (f"{LD_JSON}, */*;q=0.1", "/credentials/{}.json"),
        (CREDENTIAL, "/credentials/{}.json"),
        ("application/vc", "/credentials/{}.json"),
    ],
)
def test_one_address_leads_people_to_the_page_and_programs_to_the_data(
    visitor: FlaskClient, files: Files, accept: str, leads_to: str
) -> None:
    number = files["number"].decode()
    reply = visitor.get(f"/credentials/{number}", headers={"Accept": accept})
    assert (reply.status_code, reply.headers["Location"]) == (303, leads_to.format(number))
    assert "Accept" in visitor.get(f"/credentials/{number}.json").headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "is_token"),
    [
        ("*/*", False), (BROWSER, False), ("application/json", False), (CREDENTIAL, False),
        ("application/vc+jwt", True), ("application/jwt", True), ("text/plain", True),
    ],
)  # fmt: skip
def test_a_status_list_comes_in_the_form_that_is_asked_for(
    visitor: FlaskClient, files: Files, accept: str, is_token: bool
) -> None:
    reply = visitor.get("/status/1", headers={"Accept": accept})
    assert "Accept" in reply.headers["Vary"]
    keys = json.loads(visitor.get("/.well-known/did.json").data)
    if is_token:
        jwk = did.find_jwk(keys, tokens.read_token(reply.text)[1])
        assert jwk is not None
        assert tokens.token_fits(reply.text, jwk)
        return
    key = did.find_ed25519(keys, integrity.proof_of(reply.json)["verificationMethod"])
    assert key is not None
    assert integrity.proof_fits(reply.json, key)


def test_what_a_badge_is_of_is_a_page_for_people_and_the_same_words_for_programs(
    visitor: FlaskClient, files: Files
) -> None:
    path, inside = achievement_of(files), json.loads(files["json"])["credentialSubject"]
    page = visitor.get(path, headers={"Accept": BROWSER})
    data = visitor.get(path, headers={"Accept": LD_JSON})
    assert (page.mimetype, data.mimetype) == ("text/html", LD_JSON)
    assert {key: data.json[key] for key in inside["achievement"]} == inside["achievement"]
    assert inside["achievement"]["name"] in unescape(page.text)


def test_a_token_names_one_key_and_its_address_answers_with_that_key_alone(
    visitor: FlaskClient, files: Files
) -> None:
    token = files["jwt"].decode()
    _document, named = tokens.read_token(token)
    jwk = visitor.get(urlsplit(named).path).json
    assert jwk["kid"] == named
    assert "keys" not in jwk
    assert tokens.token_fits(token, jwk)
    assert did.find_jwk(visitor.get("/.well-known/did.json").json, named) == jwk


@pytest.mark.parametrize("name", ["key-2026-1", "rsa-2099-1", "rsa-2026-1.pem"])
def test_nothing_else_is_an_rsa_key(visitor: FlaskClient, files: Files, name: str) -> None:
    assert visitor.get(f"/keys/{name}").status_code == 404


def meta_of(page: str) -> dict[str, str]:
    found = re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def test_a_link_elsewhere_shows_title_text_and_a_picture_of_the_size_it_says(
    visitor: FlaskClient, files: Files
) -> None:
    page = visitor.get(f"/verify/{files['number'].decode()}").text
    meta = meta_of(page)
    assert meta["og:title"] == json.loads(files["json"])["name"]
    assert meta["og:url"].endswith(f"/verify/{files['number'].decode()}")
    assert meta["og:description"]
    assert "Haddow" not in "".join(meta.values()), "who only sees the link learns no name"
    picture = Image.open(io.BytesIO(visitor.get(urlsplit(meta["og:image"]).path).data))
    size = (int(meta["og:image:width"]), int(meta["og:image:height"]))
    assert (picture.format, picture.size) == ("PNG", size)
    assert '<meta name="robots" content="noindex">' in page


def test_the_link_to_a_profile_and_the_fields_to_copy_say_the_same(
    app: Flask, visitor: FlaskClient, files: Files
) -> None:
    page = unescape(sign_in(app, "fin").get("/certificates").text)
    (link,) = re.findall(r'href="(https://www\.linkedin\.com/[^"]+)"', page)
    fields, number = dict(parse_qsl(urlsplit(link).query)), files["number"].decode()
    stated = json.loads(files["json"])
    begin = stated["validFrom"]
    assert fields == {
        "startTask": "CERTIFICATION_NAME",
        "name": stated["name"],
        "organizationName": stated["issuer"]["name"],
        "issueYear": begin[:4],
        "issueMonth": str(int(begin[5:7])),
        "certUrl": f"http://localhost/verify/{number}",
        "certId": number,
    }
    to_copy = page[page.index("In a profile elsewhere") :]
    for name in ("name", "organizationName", "certUrl", "certId"):
        assert fields[name] in re.sub(r"<a [^>]+>", "", to_copy), name


def test_the_issuer_stays_when_the_site_moves_to_another_address(
    app: Flask, cast: Cast, visitor: FlaskClient, files: Files
) -> None:
    site: Site = app.extensions["courseware.site"]
    moved = replace(site, base_url="https://moved.example")
    before = json.loads(files["json"])
    with app.app_context():
        with db.engine.connect() as conn:
            numbers = [one.public_id for one in records_of(conn, cast.fin)]
        with writing(db.engine) as conn:
            conn.exec_driver_sql("DELETE FROM badge_file")
            conn.exec_driver_sql("DELETE FROM status_entry")
        sign_records(db.engine, moved, now=NOW)
        sign_badges(db.engine, moved, now=NOW)
    for number in (files["number"].decode(), *numbers):
        after = visitor.get(f"/credentials/{number}.json").json
        assert after["issuer"]["id"] == before["issuer"]["id"]
        assert after["id"].startswith("http://localhost/credentials/")
        assert after["credentialStatus"]["statusListCredential"] == "http://localhost/status/1"
    assert visitor.get("/.well-known/did.json").json["id"] == before["issuer"]["id"]
