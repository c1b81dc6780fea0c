from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from courseware.extensions import db
from courseware.joining.people_columns import COLUMNS
from courseware.records.people import person
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.conftest import sign_in
from tests.people import Cast
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
GOOD = "user_name,name,team\nzoe,Zoe Quist,Bracket cell\nada,Ada Marsh-Cole,\n"


@pytest.fixture
def eve(app: Flask) -> FlaskClient:
    return sign_in(app, "eve")


def send(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    token = hidden_fields(client.get("/admin/people/import").text)["csrf_token"]
    return client.post(path, data={"csrf_token": token, **fields})


def upload(client: FlaskClient, data: bytes, **fields: object) -> TestResponse:
    file = (io.BytesIO(data), "people.csv")
    return send(client, "/admin/people/import", file=file, **fields)


def names(app: Flask) -> set[str]:
    with app.app_context(), db.engine.connect() as conn:
        return set(conn.scalars(select(person.c.name)))


def test_a_list_is_shown_first_then_done_then_slips_are_offered(
    app: Flask, eve: FlaskClient
) -> None:
    preview = upload(eve, GOOD.encode())
    assert preview.status_code == 200
    assert "Zoe Quist" in preview.text
    assert "Ada Marsh → Ada Marsh-Cole" in preview.text
    assert "Zoe Quist" not in names(app), "nothing is stored yet"
    digest = hidden_fields(preview.text)["digest"]
    done = send(eve, "/admin/people/imports", text=GOOD, digest=digest)
    assert done.status_code == 303
    page = eve.get(done.headers["Location"]).text
    assert "The list is imported" in page
    assert "Print slips for the new people" in page
    assert {"Zoe Quist", "Ada Marsh-Cole"} <= names(app)
    again = send(eve, "/admin/people/imports", text=GOOD, digest=digest)
    assert "There is nothing to do" in again.text


def test_the_preview_carries_the_text_through_a_page(eve: FlaskClient) -> None:
    text = 'user_name,name\n"<b>x","</textarea><script>alert(1)</script>"\n'
    page = upload(eve, text.encode()).text
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_a_list_with_errors_is_shown_with_its_rows_and_what_was_typed(
    app: Flask, eve: FlaskClient
) -> None:
    text = "user_name,name,email\nzoe,Zoe Quist,nobody\nyan,Yan Li,ada@example.com\n"
    page = send(eve, "/admin/people/import", text=text)
    assert page.status_code == 422
    assert "“nobody” is not an e-mail address." in page.text
    assert "belongs to the person with the user name “ada”." in page.text
    assert "Zoe Quist" in page.text, "what was pasted is still there"
    forced = send(eve, "/admin/people/imports", text=text, digest="")
    assert forced.status_code == 422
    assert names(app).isdisjoint({"Zoe Quist", "Yan Li"})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choose a file, or paste the rows"),
        (b"PK\x03\x04" + b"\0" * 50, "a workbook (XLSX or ODS), not a CSV file"),
        (b"user_name,name\n1,a\0b\n", "not a text file"),
        (b"user_name,name\n1," + b"x" * 480_000, "at most 450 KB are read"),
        (b"user_name,name\n", "There is nobody in this list."),
        ("user_name,name\nx,\u202enimdA\n".encode(), "turns the direction of writing"),
    ],
)
def test_a_hostile_file_gets_a_clear_answer(eve: FlaskClient, data: bytes, words: str) -> None:
    page = upload(eve, data)
    assert (page.status_code, words in page.text) == (422, True), page.text


def test_what_changed_meanwhile_is_shown_again(app: Flask, eve: FlaskClient, cast: Cast) -> None:
    digest = hidden_fields(upload(eve, GOOD.encode()).text)["digest"]
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(person.update().where(person.c.id == cast.ada).values(name="Ada King"))
    page = send(eve, "/admin/people/imports", text=GOOD, digest=digest)
    assert page.status_code == 200
    assert "Something changed meanwhile" in page.text
    assert "Ada King → Ada Marsh-Cole" in page.text
    assert "Zoe Quist" not in names(app)


def test_who_would_lose_access_is_named_with_the_number_first(app: Flask, eve: FlaskClient) -> None:
    page = upload(eve, b"user_name,name\nada,Ada Marsh\n", missing_left="y").text
    assert "4 people are not in the list and lose access" in page
    assert all(name in page for name in ("Ben Okafor", "Cleo Ortiz", "Dov Levin", "Fin Haddow"))
    assert "Eve Lindqvist <span" not in page, "no operator, and nobody themselves"
    assert sign_in(app, "ada").get("/home").status_code == 200


def test_an_empty_list_and_the_list_of_everybody_have_the_same_columns(
    app: Flask, eve: FlaskClient, cast: Cast
) -> None:
    template = eve.get("/admin/people/import.csv")
    everybody = eve.get("/admin/people/everybody.csv")
    head = ",".join(f'"{column.name}"' for column in COLUMNS)
    assert template.get_data(as_text=True) == f"\ufeff{head}\r\n"
    assert everybody.get_data(as_text=True).startswith(f"\ufeff{head}\r\n")
    assert "attachment" in everybody.headers["Content-Disposition"]
    again = upload(eve, everybody.data, missing_left="y")
    assert "There is nothing to do" in again.text
    with app.app_context(), db.engine.connect() as conn:
        row = conn.execute(select(audit).where(audit.c.action == "people.exported")).one()
    assert (row.by_person, row.details) == (cast.eve, '{"people":"6"}')


def test_who_left_is_found_and_it_is_said_since_when(eve: FlaskClient, cast: Cast) -> None:
    text = b"user_name,name,left_on\nada,Ada Marsh,2026-04-01\n"
    digest = hidden_fields(upload(eve, text).text)["digest"]
    send(eve, "/admin/people/imports", text=text.decode(), digest=digest)
    left = eve.get("/admin/people?who=left").text
    assert "Ada Marsh" in left
    assert "Left on 1 Apr 2026" in left
    assert "Fin Haddow" not in left
    assert "Ada Marsh" not in eve.get("/admin/people?who=here").text
    card = eve.get(f"/admin/people/{cast.ada}").text
    assert "Left on 1 Apr 2026" in card
    assert "Their record stays" in card


def test_slips_of_the_last_import_are_for_its_new_people(eve: FlaskClient) -> None:
    digest = hidden_fields(upload(eve, GOOD.encode()).text)["digest"]
    done = send(eve, "/admin/people/imports", text=GOOD, digest=digest)
    number = done.headers["Location"].rpartition("/")[2]
    page = eve.get(f"/admin/people/slips?whom=import-{number}").text
    assert "Older links and slips stop working" in page
    assert f'value="import-{number}-0"' in page
    printed = send(eve, "/admin/people/slips", whom=f"import-{number}-0")
    assert printed.status_code == 200
    assert "1 slip to print" in printed.text
    assert "Zoe Quist" in printed.text
    assert send(eve, "/admin/people/slips", whom="team-999-0").status_code == 422
    assert send(eve, "/admin/people/slips", person="999999").status_code == 404
