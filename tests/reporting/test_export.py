"""The matrix as a file: the same people, safe in every spreadsheet, on both databases the same."""

from __future__ import annotations

import json
import threading

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.records.people import person
from courseware.records.people import team as team_table
from courseware.records.transaction import writing
from courseware.records.work import audit
from courseware.reporting import export
from courseware.web import gate
from tests.conftest import NOW, World, sign_in
from tests.people import START, TEAM, Cast
from tests.reporting.editing import Edit
from tests.reporting.reading import ADDRESS, FIRST, ClientOf, counted_statements, records_of
from tests.steps import take_quiz

FILE = f"{ADDRESS}.csv"


def test_the_file_says_what_the_page_says(world: World) -> None:
    site = world.app.extensions["courseware.site"]
    with world.app.app_context(), writing(db.engine) as conn:
        take_quiz(conn, world.cast.ada, FIRST, now=NOW, site=site, right=7)
        verbs.join_team(conn, world.cast.ben, verbs.find_team(conn, TEAM), now=NOW)
        titles = [site.shelves.current(conn).modules[one].module.title for one in (
            FIRST, "mp1-factory-systems")]  # fmt: skip
    head, *rows = records_of(sign_in(world.app, "cleo").get(FILE))
    assert head == [
        "Name", "Teams",
        f"1 {titles[0]}: state", f"1 {titles[0]}: best %", f"1 {titles[0]}: passed on",
        f"2 {titles[1]}: state", f"2 {titles[1]}: best %", f"2 {titles[1]}: passed on",
        "Certificate issued on",
    ]  # fmt: skip
    assert rows == [
        ["Ada Marsh", TEAM, "Quiz to try again", "70", "", "Locked", "", "", ""],
        ["Ben Okafor", TEAM, "Not on this pathway", "", "", "Not on this pathway", "", "", ""],
        ["Fin Haddow", TEAM, "Passed", "100", "2026-03-03", "Passed", "100", "2026-03-04",
         "2026-03-04"],
    ]  # fmt: skip


def test_it_is_a_download_that_nobody_keeps(client_of: ClientOf) -> None:
    reply = client_of("cleo").get(f"{FILE}?state=certified")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    named = 'attachment; filename="bracket-cell-first-steps-2026-04-01.csv"'
    assert reply.headers["Content-Disposition"] == named
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.data.startswith(b'\xef\xbb\xbf"Name","Teams"')
    assert reply.data.endswith(b'"\r\n')


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://a.example")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\u200b=1", "x;=1"]
)  # fmt: skip
def test_a_hostile_name_is_text_in_the_file(
    edit: Edit, client_of: ClientOf, cast: Cast, name: str
) -> None:
    with edit() as conn:
        conn.execute(update(person).where(person.c.id == cast.ada).values(name=name))
        conn.execute(update(team_table).where(team_table.c.name == TEAM).values(name=f"{name}\r\n"))
    reply = client_of("cleo").get(f"{FILE}?state=not-started")
    _head, (shown, team, *_rest) = records_of(reply)
    assert shown != name
    for cell in (shown, team):
        assert cell[0] not in "=+-@\t\r"
        assert "'" in cell
    assert reply.headers["Content-Disposition"].isascii()


def test_a_team_is_named_within_reach_only(edit: Edit, client_of: ClientOf, cast: Cast) -> None:
    with edit() as conn:
        for name in ("Press line", "Secret line"):
            parent = TEAM if name == "Press line" else None
            verbs.join_team(
                conn, cast.ada, verbs.add_team(conn, name, parent=parent, now=NOW), now=NOW
            )
    rows = records_of(client_of("cleo").get(FILE))
    assert rows[1][:2] == ["Ada Marsh", f"{TEAM}, Press line"]


def test_who_took_it_is_noted_without_names(world: World) -> None:
    cleo = sign_in(world.app, "cleo")
    records_of(cleo.get(f"{FILE}?state=certified&name=haddow"))
    cleo.get(ADDRESS)
    with world.app.app_context(), db.engine.connect() as conn:
        (noted,) = conn.execute(select(audit).where(audit.c.action == "records.exported")).all()
    assert (noted.by_person, noted.at) == (world.cast.cleo, NOW)
    assert "addow" not in noted.details
    assert json.loads(noted.details) | {"team": ""} == {
        "what": "matrix.csv", "state": "certified", "people": "1", "team": "",
    }  # fmt: skip


def test_all_people_are_in_it_and_cost_no_more_statements(
    edit: Edit, client_of: ClientOf, world_engine: Engine
) -> None:
    cleo, counts = client_of("cleo"), []
    for number in (1, 260):
        with edit() as conn:
            team = verbs.find_team(conn, TEAM)
            for n in range(number):
                new = NewPerson(f"w{number}-{n}", f"Worker {number} {n}")
                verbs.join_team(conn, verbs.add_person(conn, new, now=START), team, now=START)
        cleo.get(FILE)
        with counted_statements(world_engine) as statements:
            rows = records_of(cleo.get(FILE))
        counts.append((len(rows) - 1, len(statements)))
    assert [people for people, _statements in counts] == [3, 263]
    assert counts[0][1] == counts[1][1]


def test_writing_it_holds_nobody_up(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    """While the file is written, another request runs to its end."""
    cleo, ada, seen = client_of("cleo"), client_of("ada"), []
    write = export.csv_chunks

    def slow(rows: object) -> object:
        assert gate._held.get() is not None, "the file is written inside a gate"
        other = threading.Thread(target=lambda: seen.append(ada.get("/home").status_code))
        other.start()
        other.join(timeout=30)
        return write(rows)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(export, "csv_chunks", slow)
    assert records_of(cleo.get(FILE))[1][0] == "Ada Marsh"
    assert seen == [200]


def test_without_people_it_has_a_head_only(client_of: ClientOf) -> None:
    dov: FlaskClient = client_of("dov")
    assert [row[:2] for row in records_of(dov.get(FILE))] == [["Name", "Teams"]]
