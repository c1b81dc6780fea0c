from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from courseware.cli.old_letters import OldLetters
from courseware.extensions import db
from courseware.letters import Letter
from courseware.mail_server import MailServer, Tls
from courseware.operations.letters import post, tell
from courseware.operations.people import invite
from courseware.operations.site import Site
from courseware.records.letters import message, outbox
from courseware.records.outbox import Fault
from courseware.records.people import person
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.admin.test_health_page import lines
from tests.conftest import NOW, Clock, World, sign_in
from tests.people import Cast
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
SERVER = MailServer("mail.example.com", 587, Tls.STARTTLS, "academy", "canary-4711")


@pytest.fixture
def with_server(app: Flask) -> Iterator[None]:
    """A site with a mail server; nothing is sent to it, because no jobs process runs."""
    settings = app.config["COURSEWARE"]
    app.config["COURSEWARE"] = replace(settings, smtp_url=SERVER, mail_from="academy@example.com")
    yield
    app.config["COURSEWARE"] = settings


@pytest.fixture
def as_demo(app: Flask) -> Iterator[None]:
    """A site that is a demonstration."""
    settings = app.config["COURSEWARE"]
    app.config["COURSEWARE"] = replace(settings, demo=True)
    yield
    app.config["COURSEWARE"] = settings


def put(app: Flask, **values: object) -> int:
    """Put a test mail in the outbox with these values of its row, and return its id."""
    with app.app_context(), writing(db.engine) as conn:
        post(conn, "ada@example.com", Letter.TEST, {}, now=NOW)
        mail_id = conn.scalars(select(outbox.c.id).order_by(outbox.c.id.desc())).first()
        assert mail_id is not None
        if values:
            conn.execute(update(outbox).where(outbox.c.id == mail_id).values(values))
    return mail_id


def send(client: FlaskClient, url: str) -> str:
    """Press a button of the page and return what the next page says."""
    form = {"csrf_token": hidden_fields(client.get("/admin/outbox").text)["csrf_token"]}
    reply = client.post(url, data=form)
    assert reply.status_code == 303
    return client.get(reply.headers["Location"]).text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Waiting"),
        ({"tries": 1, "fault": "451 later"}, "Tried once"),
        ({"tries": 3, "fault": Fault.SLOW.value}, "Tried 3 times"),
        ({"tries": 1, "claimed_at": NOW}, "Being sent"),
        ({"sent_at": NOW, "tries": 1}, "Sent"),
        ({"given_up_at": NOW, "tries": 8, "fault": "550 no such user"}, "Given up"),
    ],
)
def test_each_state_is_said_in_words(
    app: Flask, client_of: ClientOf, with_server: None, values: dict[str, object], words: str
) -> None:
    put(app, **values)
    page = client_of("eve").get("/admin/outbox").text
    (state,) = re.findall(r'<span class="state [^"]*">([^<]*)</span>', page)
    assert state == words


def test_the_list_is_filtered_and_paged(app: Flask, client_of: ClientOf) -> None:
    put(app, sent_at=NOW)
    put(app, given_up_at=NOW, fault="550 no such user")
    eve = client_of("eve")
    for state, many in (("", 2), ("sent", 1), ("given-up", 1), ("waiting", 0), ("nonsense", 2)):
        page = eve.get("/admin/outbox", query_string={"state": state}).text
        assert page.count("ada@example.com") == many, state
    assert "No mail here" in eve.get("/admin/outbox?state=waiting").text
    with app.app_context(), writing(db.engine) as conn:
        for number in range(60):
            post(conn, f"person{number}@example.com", Letter.TEST, {}, now=NOW)
    page = eve.get("/admin/outbox?state=waiting").text
    (older,) = re.findall(r'href="(/admin/outbox\?[^"]*before=\d+)"', page)
    rest = eve.get(older.replace("&amp;", "&")).text
    assert (page.count("@example.com"), rest.count("@example.com")) == (50, 10)


def test_a_given_up_mail_goes_again_by_a_button_and_the_audit_says_so(
    app: Flask, client_of: ClientOf, with_server: None, cast: Cast
) -> None:
    mail_id = put(app, given_up_at=NOW, tries=8, fault="550 no such user")
    eve = client_of("eve")
    assert "The mail server said: 550 no such user" in eve.get("/admin/outbox").text
    assert "tried again with the next round" in send(eve, f"/admin/outbox/{mail_id}/retry")
    with app.app_context(), db.engine.connect() as conn:
        row = conn.execute(select(outbox)).one()
        noted = conn.execute(select(audit).where(audit.c.action == "mail.retried")).one()
    assert (row.given_up_at, row.tries) == (None, 0)
    assert (noted.by_person, noted.subject) == (cast.eve, f"mail:{mail_id}")
    form = hidden_fields(eve.get("/admin/people").text)
    assert eve.post(f"/admin/outbox/{mail_id}/retry", data=form).status_code == 404


def test_an_expired_link_offers_no_second_try(app: Flask, client_of: ClientOf) -> None:
    put(app, given_up_at=NOW, fault=Fault.LINK.value)
    page = client_of("eve").get("/admin/outbox").text
    assert "The link in it works no longer. Make a new one." in page
    assert "Try again" not in page


def test_a_test_mail_goes_to_the_operator_who_asks_a_few_times(
    app: Flask, client_of: ClientOf, with_server: None, cast: Cast, clock: Clock
) -> None:
    eve = client_of("eve")
    assert "It goes to eve@example.com." in eve.get("/admin/outbox").text
    for _time in range(5):
        assert "A test mail to eve@example.com" in send(eve, "/admin/outbox/test")
    assert "often enough for now" in send(eve, "/admin/outbox/test")
    clock.forward(minutes=16)
    assert "A test mail to eve@example.com" in send(eve, "/admin/outbox/test")
    with app.app_context(), db.engine.connect() as conn:
        assert set(conn.scalars(select(outbox.c.address))) == {"eve@example.com"}
        tested = conn.execute(select(audit).where(audit.c.action == "mail.tested")).all()
    assert [one.by_person for one in tested] == [cast.eve] * 6


def test_without_an_address_or_a_server_no_test_is_sent(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    eve = client_of("eve")
    assert "This site has no mail server" in eve.get("/admin/outbox").text
    assert "nothing was sent" in send(eve, "/admin/outbox/test")
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(person).where(person.c.id == cast.eve).values(email=None))
    assert "has no e-mail address" in send(eve, "/admin/outbox/test")
    with app.app_context(), db.engine.connect() as conn:
        assert conn.execute(select(outbox)).all() == []


def test_the_words_of_a_mail_are_for_its_reader_only(
    app: Flask, client_of: ClientOf, with_server: None, cast: Cast
) -> None:
    secret = _invite(app, cast)
    eve = client_of("eve")
    page = eve.get("/admin/outbox").text
    assert "Your account at Courseware" in page
    for hidden in (secret, "nonce", "canary-4711"):
        assert hidden not in page
    for path in ("/admin/outbox/1", "/admin/outbox/1/page"):
        assert eve.get(path).status_code == 404


def test_in_a_demonstration_each_mail_can_be_read_as_it_would_be_sent(
    app: Flask, client_of: ClientOf, as_demo: None, cast: Cast, clock: Clock
) -> None:
    secret = _invite(app, cast)
    eve = client_of("eve")
    assert "Stays here" in eve.get("/admin/outbox").text
    plain = eve.get("/admin/outbox/1").text
    assert f'href="http://localhost/invitations/{secret}"' in plain
    assert "works no longer" not in plain
    reply = eve.get("/admin/outbox/1/page")
    assert f'href="http://localhost/invitations/{secret}"' in reply.text
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert "script-src" not in reply.headers["Content-Security-Policy"]
    clock.forward(days=8)
    assert "works no longer" in eve.get("/admin/outbox/1").text
    assert "see Mail" in lines(eve)["Mail"][1]


def _invite(app: Flask, cast: Cast) -> str:
    with app.app_context(), writing(db.engine) as conn:
        site: Site = app.extensions["courseware.site"]
        made = invite(conn, cast.ada, now=NOW, site=site)
        details = {"user_name": "ada", "until": made.expires_at.isoformat()}
        post(conn, "ada@example.com", Letter.INVITATION, details,
             person_id=cast.ada, token=made, now=NOW)  # fmt: skip
    return made.secret


def test_the_health_page_says_how_mail_is_doing(
    app: Flask, client_of: ClientOf, clock: Clock
) -> None:
    eve = client_of("eve")
    assert lines(eve)["Mail"][1].startswith("OK · not set up; letters wait in the inbox")
    settings = app.config["COURSEWARE"]
    app.config["COURSEWARE"] = replace(settings, smtp_url=SERVER, mail_from="a@example.com")
    try:
        assert lines(eve)["Mail"][1] == "OK · 0 wait, 0 given up this week"
        put(app)
        assert lines(eve)["Mail"][1] == "OK · 1 waits, 0 given up this week"
        clock.forward(hours=2)
        assert "Is the jobs process running?" in lines(eve)["Mail"][1]
        put(app, given_up_at=clock())
        assert lines(eve)["Mail"] == (
            "Look",
            "Look · 1 waits, 1 given up this week See Mail for the reasons. "
            "Mend what is at fault there, then try them again.",
        )
        clock.forward(days=8)
        assert "0 given up this week" in lines(eve)["Mail"][1]
    finally:
        app.config["COURSEWARE"] = settings


def kept(world: World) -> list[str]:
    with world.app.app_context(), db.engine.connect() as conn:
        return list(conn.scalars(select(outbox.c.address).order_by(outbox.c.id)))


def sweep(world: World, at: timedelta, *, is_demo: bool = False, has_server: bool = True) -> int:
    with world.app.app_context(), writing(db.engine) as conn:
        return OldLetters(is_demo, has_server).sweep(conn, NOW + at)


def test_what_is_done_goes_after_30_days_and_what_is_told_once_after_a_year(world: World) -> None:
    put(world.app, address="sent", sent_at=NOW)
    put(world.app, address="given up", given_up_at=NOW)
    put(world.app, address="once", sent_at=NOW, once="expiry:7")
    put(world.app, address="waits")
    sweep(world, timedelta(days=29))
    assert kept(world) == ["sent", "given up", "once", "waits"]
    sweep(world, timedelta(days=31))
    assert kept(world) == ["once", "waits"]
    sweep(world, timedelta(days=401))
    assert kept(world) == ["waits"]
    sweep(world, timedelta(days=31), is_demo=True)
    assert kept(world) == [], "in a demonstration nothing is ever sent"


def test_without_a_mail_server_letters_do_not_pile_up(world: World) -> None:
    put(world.app)
    assert sweep(world, timedelta(days=1.9), has_server=False) == 0
    assert sweep(world, timedelta(days=2), has_server=True) == 0
    assert sweep(world, timedelta(days=2), has_server=False) == 1
    page = sign_in(world.app, "eve").get("/admin/outbox").text
    assert "Given up" in page
    sweep(world, timedelta(days=33), has_server=False)
    assert kept(world) == []


def test_an_inbox_forgets_what_was_read_a_year_ago(world: World) -> None:
    with world.app.app_context(), writing(db.engine) as conn:
        for _letter in range(2):
            tell(conn, world.cast.ada, Letter.PATHWAY_DECLINED, {"who": "Cleo"}, now=NOW)
        first = conn.scalars(select(message.c.id).order_by(message.c.id)).first()
        conn.execute(update(message).where(message.c.id == first).values(read_at=NOW))
    for days, many in ((364, 2), (366, 1)):
        sweep(world, timedelta(days=days))
        with world.app.app_context(), db.engine.connect() as conn:
            assert len(conn.execute(select(message)).all()) == many
