"""The page of certificates says the next date always: none, an end, a window, what is asked, what is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.credentials.ending import Ending
from courseware.credentials.snapshot import from_json
from courseware.extensions import db
from courseware.operations.revocations import revoke
from courseware.operations.site import Site
from courseware.records.credentials import credentials_of
from courseware.records.transaction import reading, writing
from tests.conftest import Clock
from tests.expiring import make_expiring
from tests.people import PATHWAY, Cast
from tests.reviewing import LEVEL, REVIEW, open_to, session, take
from tests.reviewing import PATHWAY as LEVELED
from tests.steps import pass_module, take_quiz

FIRST, SECOND = "cp1-start-here", "mp1-factory-systems"
ISSUED = datetime(2026, 5, 4, 9, tzinfo=UTC)
BEFORE, WITHIN = datetime(2028, 1, 1, 9, tzinfo=UTC), datetime(2028, 3, 1, 9, tzinfo=UTC)
AFTER = datetime(2028, 5, 20, 9, tzinfo=UTC)
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def site(app: Flask) -> Site:
    one: Site = app.extensions["courseware.site"]
    return one


@pytest.fixture
def holder(app: Flask, cast: Cast, site: Site) -> int:
    """Ada, with a certificate that is valid until 4 May 2028."""
    with app.app_context():
        with writing(db.engine) as conn:
            make_expiring(conn, PATHWAY)
        for module in (FIRST, SECOND):
            with writing(db.engine) as conn:
                pass_module(conn, cast.ada, module, now=ISSUED, site=site)
    return cast.ada


def retake(app: Flask, site: Site, person_id: int, module: str, now: datetime) -> None:
    with app.app_context(), writing(db.engine) as conn:
        take_quiz(conn, person_id, module, now=now, site=site)


def words(client: FlaskClient, url: str = "/certificates") -> str:
    """Return what a page says, without its tags."""
    reply = client.get(url)
    assert reply.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.text))


def test_a_certificate_without_an_end_says_so(client_of: ClientOf) -> None:
    assert "Does not expire." in words(client_of("fin"))


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (BEFORE, ("Valid until 4 May 2028. You can renew it from 4 Feb 2028 on.", "Renew it:")),
        (WITHIN, ("Renew it: 0 of 2 quizzes passed again", "You can renew it from")),
        (AFTER, ("Expired on 4 May 2028", "Valid until 4 May 2028.")),
    ],
    ids=["before", "within", "after"],
)
def test_the_page_says_the_next_date(
    holder: int, client_of: ClientOf, clock: Clock, now: datetime, told: tuple[str, str]
) -> None:
    clock.now = now
    said = words(client_of("ada"))
    assert told[0] in said
    assert told[1] not in said


def test_half_of_it_is_told_module_by_module_with_links(
    app: Flask, site: Site, holder: int, client_of: ClientOf, clock: Clock
) -> None:
    clock.now = WITHIN
    ada = client_of("ada")
    retake(app, site, holder, FIRST, WITHIN)
    clock.now = WITHIN + timedelta(days=1)
    said = words(ada)
    assert "Renew it: 1 of 2 quizzes passed again" in said
    assert said.count("Passed again on 1 Mar 2028") == 1
    assert said.count("To pass again") == 1
    page = ada.get("/certificates").text
    for module in (FIRST, SECOND):
        assert f'href="/modules/{module}#quiz"' in page
    assert "Start another try" in words(ada, f"/modules/{SECOND}"), "a passed quiz is open again"


def test_renewed_the_old_one_still_counts_until_its_end_and_then_says_that_it_expired(
    app: Flask, site: Site, holder: int, client_of: ClientOf, clock: Clock
) -> None:
    clock.now, visitor = WITHIN, app.test_client()
    for module in (FIRST, SECOND):
        retake(app, site, holder, module, WITHIN)
    ada = client_of("ada")
    said = words(ada)
    assert "Valid until 4 May 2028." in said
    assert "Valid until 4 May 2030. You can renew it from 4 Feb 2030 on." in said
    assert "Renew it:" not in said
    with app.app_context(), reading(db.engine) as conn:
        old, new = (one.public_id for one in credentials_of(conn, holder))
    for number in (old, new):
        assert "Valid This site issued it" in _verdict(visitor, number)
    clock.now = AFTER
    assert "Expired on 4 May 2028." in words(client_of("ada"))
    assert "It was valid until 4 May 2028." in _verdict(visitor, old)
    assert "Valid This site issued it" in _verdict(visitor, new)


def _verdict(visitor: FlaskClient, number: str) -> str:
    said = words(visitor, f"/verify/{number}")
    return said.replace(f"Certificate {number} ", "")


def test_a_demonstration_stays_one_when_its_end_is_over(
    app: Flask, holder: int, visitor: FlaskClient, clock: Clock
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.exec_driver_sql("UPDATE credential SET is_demonstration = 1")
        number = credentials_of(conn, holder)[0].public_id
    clock.now = AFTER
    assert "says nothing about a real person" in words(visitor, f"/verify/{number}")


def test_what_was_withdrawn_asks_for_nothing(
    app: Flask, site: Site, holder: int, client_of: ClientOf, clock: Clock
) -> None:
    clock.now = WITHIN
    with app.app_context(), writing(db.engine) as conn:
        number = credentials_of(conn, holder)[0].public_id
        revoke(conn, number, reason=Ending.MISTAKE, now=WITHIN, site=site)
    said = words(client_of("ada"))
    assert "Renew it:" not in said
    assert "Withdrawn on 1 Mar 2028" in said


def test_everything_done_and_not_issued_yet_is_said_so(
    app: Flask, site: Site, holder: int, client_of: ClientOf, clock: Clock
) -> None:
    clock.now = WITHIN
    with app.app_context(), writing(db.engine) as conn:
        conn.exec_driver_sql("DELETE FROM issuer_profile")
    for module in (FIRST, SECOND):
        retake(app, site, holder, module, WITHIN)
    said = words(client_of("ada"))
    assert "Renew it: 2 of 2 quizzes passed again" in said
    assert "Everything is passed again. The new certificate is being issued." in said


def test_a_level_is_renewed_by_its_review_which_says_so_and_names_who_supervised(
    app: Flask, site: Site, cast: Cast, client_of: ClientOf, clock: Clock
) -> None:
    with app.app_context():
        with writing(db.engine) as conn:
            open_to(conn, cast.fin, now=ISSUED, site=site)
            make_expiring(conn, LEVELED, level=LEVEL)
        with writing(db.engine) as conn:
            take(conn, cast.fin, now=ISSUED, site=site)
    clock.now = WITHIN
    fin = client_of("fin")
    said = words(fin)
    assert "Renew it: pass the level review again" in said
    assert "Level review: Foundation To pass again" in said
    assert f'href="{REVIEW}"' in fin.get("/certificates").text
    assert "Pass it again to renew the certificate of this level" in words(fin, REVIEW)
    with app.app_context(), writing(db.engine) as conn:
        code = session(conn, cast.ben, now=WITHIN, site=site).code
        take(conn, cast.fin, now=WITHIN, site=site, code=code)
    said = words(fin)
    assert "Valid until 4 May 2030. You can renew it from 4 Feb 2030 on." in said
    with app.app_context(), reading(db.engine) as conn:
        new = from_json(credentials_of(conn, cast.fin)[-1].snapshot or "")
    assert new.level is not None
    assert (new.level.reviewed_on, new.level.reviewed) == (WITHIN.date(), new.supervised)
    assert new.supervised == "supervised by Ben Okafor, Trainer, Rivermill"
