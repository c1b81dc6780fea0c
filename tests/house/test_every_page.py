"""Every page template is rendered for real at least once, in the state it is made for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError

from courseware.config import PROJECT
from courseware.extensions import db
from courseware.gallery.pages import ROOMS
from courseware.letters import Letter
from courseware.operations.letters import tell
from courseware.operations.people import invite
from courseware.operations.site import Site
from courseware.operations.site_settings import change_settings
from courseware.operations.staff import disable_person, enable_person
from courseware.operations.tokens import Purpose, make_token
from courseware.quizzes.attempts import OPEN_FOR
from courseware.records.credentials import credential, credential_file, credentials_of
from courseware.records.letters import outbox
from courseware.records.module_records import module_record
from courseware.records.revocations import revoke as revoke_credential
from courseware.records.transaction import writing
from tests.accounts.ways import letters, link_of, send, site_is
from tests.conftest import Clock, World, sign_in
from tests.house.a3_states import a3_states
from tests.house.access import ACCESS, UNPROCESSABLE
from tests.house.practice_states import visit_practice_states
from tests.house.test_access import ask, objects
from tests.house.witness_states import visit_witness_states
from tests.learning.practicing import Round, lessons_of
from tests.reviewing import KNOWLEDGE, REVIEW, SLUG, answer, begin, open_to, session
from tests.steps import do_all_tasks, hidden_fields
from tests.trying import three_wrong

__all__ = ["objects"]  # the fixture
PAGES = {
    f"{path.parent.name}/{path.name}"
    for path in (PROJECT / "courseware").glob("*/templates/*/*.html")
    if path.read_text("utf-8").lstrip().startswith("{% extends") and path.name[0] != "_"
}


@contextmanager
def rendered(app: Flask) -> Iterator[set[str]]:
    """Collect the names of the templates that are rendered."""
    names: set[str] = set()

    def note(_sender: Flask, template: Any, **_context: Any) -> None:
        names.add(template.name)

    with template_rendered.connected_to(note, app):
        yield names


def visit_all(world: World, objects: dict[str, object]) -> None:
    """Open every page as everybody, send every form that the table says is wrong, make every state."""
    app = world.app
    for who in ("visitor", "ada", "cleo", "ben", "eve", "fin", "dov"):
        client = app.test_client() if who == "visitor" else sign_in(app, who)
        for (method, endpoint), (_arguments, _form, row) in ACCESS.items():
            if method == "GET" or row[who] == UNPROCESSABLE:
                ask(app, client, method, endpoint, objects)
    for room in ROOMS:
        app.test_client().get(f"/gallery/{room}")
    _special_states(app, world, app.extensions["courseware.clock"], objects)


def test_every_page_is_rendered(
    small_world: World, objects: dict[str, object], tmp_path: Path
) -> None:
    with rendered(small_world.app) as names:
        visit_all(small_world, objects)
        assert "errors/error.html" in names
        _broken_files(small_world.app, tmp_path)
    assert PAGES - names == set()


def _special_states(app: Flask, world: World, clock: Clock, objects: dict[str, object]) -> None:
    """Visit the states that a plain walk does not meet."""
    ada, fin, eve = (sign_in(app, who) for who in ("ada", "fin", "eve"))
    ask(app, eve, "POST", "admin.invitations_create", objects)
    _mail(app, world, clock, eve)
    _lists_and_slips(app, eve, objects)
    _site_settings(app, eve, world, clock)
    ada.get("/modules/mp1-factory-systems")  # locked
    ada.get("/verify/0000-0000-0000-0000-0000")  # unknown
    ada.get("/mentor/unknown")
    with app.app_context(), writing(db.engine) as conn:
        site: Site = app.extensions["courseware.site"]
        made = invite(conn, world.cast.ada, now=clock(), site=site)
        conn.execute(delete(credential_file))
        mail = make_token(
            conn, Purpose.EMAIL, person_id=world.cast.ada, address="new@example.com",
            now=clock(), site=site,
        )  # fmt: skip
    ada.get(f"/invitations/{made.secret}")
    _ways_in(app)
    ada.get(f"/account/email/{mail.secret}")
    for path in ("/account", "/account/email"):
        ada.get(path)  # with an address that waits to be confirmed
    fin.get(f"/certificates/{objects['$credential']}.pdf")  # being made
    fin.get(f"/attempts/{objects['$handed_in']}/result")  # a person reads an answer
    _waiting_words(app, ada, objects["$attempt"])
    visit_witness_states(world, objects, sign_in)
    visit_practice_states(world, sign_in)
    _two_answers(ada, int(str(objects["$attempt"])))
    _submit(ada, int(str(objects["$attempt"])))
    _time_up(ada, clock)
    _practice(app, ada, world)
    _level_review(app, world, clock)
    _files_handed_in(app, objects)
    _spoiled_papers(app, world, clock, fin, objects)
    a3_states(app, world, objects)


def _files_handed_in(app: Flask, objects: dict[str, object]) -> None:
    """Hand in a badge as it was signed, changed, and of another issuer."""
    visitor = app.test_client()
    badge = visitor.get(f"/credentials/{objects['$credential']}.json").data
    elsewhere = badge.replace(b"did:web:localhost", b"did:web:elsewhere.example")
    for body in (badge, badge.replace(b"Fin ", b"Eve "), elsewhere):
        token = hidden_fields(visitor.get("/verify").text)["csrf_token"]
        data = {"csrf_token": token, "file": (BytesIO(body), "badge.json")}
        reply = visitor.post("/verify", data=data, content_type="multipart/form-data")
        assert reply.status_code == 200


def _level_review(app: Flask, world: World, clock: Clock) -> None:
    """Open a session, sit in it, look at the review under way, its result and the knowledge record."""
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        open_to(conn, world.cast.fin, now=clock(), site=site)
    ben, fin = sign_in(app, "ben"), sign_in(app, "fin")
    form = {"level": SLUG, "role": "Trainer", "organization": "Rivermill"}
    token = {"csrf_token": hidden_fields(ben.get("/confirming/sessions").text)["csrf_token"]}
    assert ben.post("/confirming/sessions", data={**form, **token}).status_code == 200
    fin.get(REVIEW)  # open
    with app.app_context(), writing(db.engine) as conn:
        code = session(conn, world.cast.ben, now=clock(), site=site).code
        attempt_id = begin(conn, world.cast.fin, now=clock(), site=site, code=code)
    for path in (REVIEW, f"/attempts/{attempt_id}", f"/attempts/{attempt_id}/check"):
        assert fin.get(path).status_code == 200
    with app.app_context(), writing(db.engine) as conn:
        answer(conn, world.cast.fin, attempt_id, now=clock(), site=site, C2=1)
    for path in (REVIEW, f"/attempts/{attempt_id}/result", KNOWLEDGE):
        assert fin.get(path).status_code == 200
    ben.get("/confirming/sessions")


def _spoiled_papers(
    app: Flask, world: World, clock: Clock, fin: FlaskClient, objects: dict[str, object]
) -> None:
    """Look at a certificate and a record that were revoked, changed and erased."""
    with app.app_context(), writing(db.engine) as conn:
        one = credentials_of(conn, world.cast.fin)[0]
        revoke_credential(conn, one.public_id, reason="mistake", now=clock(), by_person=None)
    fin.get(f"/verify/{objects['$credential']}")  # revoked
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(credential).values(snapshot=credential.c.snapshot + " "))
    fin.get(f"/verify/{objects['$credential']}")  # changed by somebody
    record = f"/verify/{objects['$record']}"
    fin.get(record)
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(module_record).values(snapshot=module_record.c.snapshot + " "))
    fin.get(record)  # changed by somebody
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(credential).values(snapshot=None))
        conn.execute(update(module_record).values(snapshot=None, signature=None, salt=None))
    fin.get(record)  # erased
    fin.get(f"/verify/{objects['$credential']}")  # erased


def _waiting_words(app: Flask, ada: FlaskClient, attempt_id: object) -> None:
    """Send a form whose token is old, one whose sign-in has ended, one while the site is busy."""
    url = f"/attempts/{attempt_id}/answers"
    ada.post(url, data={"slot-1": "2"})
    stranger = app.test_client()
    stranger.post(url, data=hidden_fields(stranger.get("/sign-in").text))
    view = app.view_functions["learning.answers"]

    def busy(**_arguments: object) -> None:
        raise OperationalError("", {}, Exception("gone"))

    busy.__dict__.update(view.__dict__)
    app.view_functions["learning.answers"] = busy
    ada.post(url, data=hidden_fields(ada.get("/account").text))
    app.view_functions["learning.answers"] = view


def _mail(app: Flask, world: World, clock: Clock, eve: FlaskClient) -> None:
    """Look at a full inbox and outbox, and in a demonstration at a mail itself."""
    with app.app_context(), writing(db.engine) as conn:
        for person_id in (world.cast.ada, world.cast.eve):
            tell(conn, person_id, Letter.PASSWORD_CHANGED, {"when": str(clock())}, now=clock())
        conn.execute(
            update(outbox).where(outbox.c.id == 1).values(given_up_at=clock(), fault="550")
        )
    sign_in(app, "ada").get("/messages")
    settings = app.config["COURSEWARE"]
    for is_demo in (False, True):
        app.config["COURSEWARE"] = replace(settings, demo=is_demo)
        eve.get("/admin/outbox")
        eve.get("/admin/outbox/2")
    app.config["COURSEWARE"] = settings


def _ways_in(app: Flask) -> None:
    """Ask for a password and an account in every way that a site may allow."""
    visitor, address = app.test_client(), "new@example.com"
    send(visitor, "/reset", user_name="fin")
    visitor.get(link_of(app, letters(app)[-1]))
    for way in ("open", "code", "domain"):
        site_is(app, registration=way, mail_domains="example.com")
        visitor.get("/register")
        send(visitor, "/register", email=address, way=way)
    visitor.get(link_of(app, letters(app)[-1]))
    site_is(app, registration="invite")
    send(visitor, "/register", way="open", name="Gil Santos", email=address)


def _lists_and_slips(app: Flask, eve: FlaskClient, objects: dict[str, object]) -> None:
    """Import a list with errors, then a good one with people who left; print slips, refuse some."""
    token = hidden_fields(eve.get("/admin/people/import").text)["csrf_token"]

    def send(path: str, text: str, **more: str) -> Any:
        return eve.post(path, data={"csrf_token": token, "text": text, **more})

    send("/admin/people/import", "user_name,name,extra\nzoe,Zoe,1\nzoe,Zoe,2")
    text = "user_name,name,team,left_on\nzoe,Zoe Quist,New team,\ndov,Dov Lavin,,2026-01-01"
    choices = {"make_teams": "y", "missing_left": "y"}
    preview = send("/admin/people/import", text, **choices)
    assert "They lose access; the record stays" in preview.text
    send("/admin/people/import", "user_name,name\nada,Ada Marsh")  # nothing to do
    text = "user_name,name,team\nzoe,Zoe Quist,Bracket cell"
    fields = hidden_fields(send("/admin/people/import", text).text)
    eve.get(send("/admin/people/imports", text, digest=fields["digest"]).headers["Location"])
    eve.get("/admin/people/slips")
    eve.get(f"/admin/people/slips?person={objects['$ada']}")
    eve.get("/admin/people?who=left")
    cleo = sign_in(app, "cleo")
    token = hidden_fields(cleo.get("/reporting/slips").text)["csrf_token"]
    assert cleo.post("/reporting/slips", data={"csrf_token": token}).status_code == 422
    slips = cleo.post("/reporting/slips", data={"csrf_token": token, "person": objects["$ada"]})
    assert slips.status_code == 200


def _site_settings(app: Flask, eve: FlaskClient, world: World, clock: Clock) -> None:
    """Be asked whether people who left shall be erased; look at a site with a color of its own."""
    with app.app_context(), writing(db.engine) as conn:
        disable_person(conn, world.cast.dov, now=clock() - timedelta(days=800))
        change_settings(conn, {"accent": "#7a00ff"}, now=clock())
    app.extensions["courseware.site"].settings.forget()
    form = hidden_fields(eve.get("/admin/settings").text)
    eve.post("/admin/settings/retention", data={**form, "keep_years": "2"})
    eve.get("/admin/audit?person=nobody")
    with app.app_context(), writing(db.engine) as conn:
        enable_person(conn, world.cast.dov, now=clock())


def _broken_files(app: Flask, folder: Path) -> None:
    """Look at the files of a module when they differ from what is published, and have an error."""
    settings, reader = app.config["COURSEWARE"], app.extensions.pop("courseware.curriculum")
    shutil.copytree(settings.modules_dir / "cp1-start-here", folder / "cp1-start-here")
    (folder / "cp1-start-here" / "quiz.yaml").write_text("quiz: {}\n")
    app.config["COURSEWARE"] = replace(settings, modules_dir=folder)
    ben = sign_in(app, "ben")
    ben.get("/authoring/modules/cp1-start-here/preview")
    ben.get("/authoring/modules/cp1-start-here/changes")
    ben.post("/authoring/modules/cp1-start-here/preview/quiz?seed=7")
    app.config["COURSEWARE"] = settings
    app.extensions["courseware.curriculum"] = reader


def _two_answers(client: FlaskClient, attempt: int) -> None:
    """Answer all questions on two pages that do not know of each other; look at both answers."""
    url = f"/attempts/{attempt}"
    pages = [hidden_fields(client.get(url).text) for _page in range(2)]
    for typed, fields in enumerate(pages, start=3):
        answers = {f"slot-{no}": str(typed) for no in range(1, 11)}
        reply = client.post(f"{url}/answers", data={**fields, **answers})
    assert reply.headers["Location"] == f"{url}/both"
    for page in (url, f"{url}/both", f"{url}/check"):
        assert " two answers" in client.get(page).text or page.endswith("both")


def _submit(client: FlaskClient, attempt: int) -> None:
    form = hidden_fields(client.get(f"/attempts/{attempt}").text)
    client.get(f"/attempts/{attempt}/check")
    client.post(f"/attempts/{attempt}/submission", data=form)
    assert client.get(f"/attempts/{attempt}/result").status_code == 200


def _practice(app: Flask, ada: FlaskClient, world: World) -> None:
    """Look at a round between tries, with a question finished, at its end; and at a quiz that is closed."""
    ada.get("/practice/cp1-start-here")
    there = Round(app, ada)
    for no, wrongs in ((no, three_wrong(one)) for no, one in there.samples.items()):
        for raw in wrongs if no == 1 else wrongs[:1]:
            there.check(no, raw)
    there.check(2, {})  # asked back
    there.page()
    ada.get(f"{there.url}/check")
    there.finish()
    with app.app_context(), writing(db.engine) as conn:
        site: Site = app.extensions["courseware.site"]
        now = app.extensions["courseware.clock"]()
        do_all_tasks(conn, world.cast.ada, "cp1-start-here", now=now, site=site)
    for _n in range(2):  # the first one was submitted above
        form = hidden_fields(ada.get("/modules/cp1-start-here").text)
        url = ada.post("/modules/cp1-start-here/attempts", data=form).headers["Location"]
        _submit(ada, int(url.rsplit("/", 1)[1]))
    for page in ("/practice/cp1-start-here", "/modules/cp1-start-here"):
        ada.get(page)
    for lesson in lessons_of(ada.get("/modules/cp1-start-here").text):
        assert "I have read it again" in ada.get(lesson).text


def _time_up(client: FlaskClient, clock: Clock) -> None:
    form = hidden_fields(client.get("/modules/cp1-start-here").text)
    url = client.post("/modules/cp1-start-here/attempts", data=form).headers["Location"]
    clock.now += OPEN_FOR + timedelta(hours=1)
    assert "Time is up" in client.get(url).text
    clock.now -= OPEN_FOR + timedelta(hours=1)
