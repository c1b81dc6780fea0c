"""Fin changes the name: certificate and records are issued again, and the old ones say so."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from courseware.credentials.ending import Ending
from courseware.credentials.snapshot import from_json
from courseware.credentials.status_list import is_withdrawn
from courseware.extensions import db
from courseware.operations.people import NotPossible, confirm_certificate_name
from courseware.operations.reissues import reissue
from courseware.operations.revocations import revoke
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.records.badge_files import BadgeForm, read_badge
from courseware.records.credentials import credentials_of
from courseware.records.issues import next_issue
from courseware.records.module_records import passed_modules, records_of
from courseware.records.revocations import find_revocation, revocation
from courseware.records.status_lists import find_list, find_place
from courseware.records.transaction import reading, writing
from tests.conftest import NOW, World
from tests.steps import sign_badges, sign_records

NEW_NAME = "Fin Haddow-Łyżka"


@pytest.fixture
def engine(world: World) -> Iterator[Engine]:
    """A site on which all that Fin has is signed."""
    site = world.app.extensions["courseware.site"]
    with world.app.app_context():
        sign_records(db.engine, site, now=NOW)
        sign_badges(db.engine, site, now=NOW)
        yield db.engine


def rename(engine: Engine, fin: int) -> None:
    with writing(engine) as conn:
        confirm_certificate_name(conn, fin, NEW_NAME, now=NOW)


def is_listed(engine: Engine, public_id: str) -> bool:
    """Say whether the status list that is served names this credential as withdrawn."""
    with reading(engine) as conn:
        number, place = find_place(conn, public_id) or (0, 0)
        row = find_list(conn, number)
        assert row is not None
        return is_withdrawn(json.loads(row.body), place)


def test_a_certificate_is_issued_again_with_the_new_name_and_supersedes(
    engine: Engine, world: World, site: Site
) -> None:
    fin = world.cast.fin
    with reading(engine) as conn:
        (old,) = credentials_of(conn, fin)
    rename(engine, fin)
    with writing(engine) as conn:
        number = reissue(conn, old.public_id, now=NOW, site=site, by_person=world.cast.eve)
    sign_badges(engine, site, now=NOW)
    with reading(engine) as conn:
        before, after = credentials_of(conn, fin)
        assert after.public_id == number == next_issue(conn, old.public_id)
        assert (before.revocation_reason, after.revocation_reason) == (Ending.SUPERSEDED, None)
        first, second = (from_json(one.snapshot or "") for one in (before, after))
        assert (first.holder, second.holder) == ("Fin Haddow", NEW_NAME)
        assert second.modules == first.modules
        assert NEW_NAME in (read_badge(conn, after.public_id, BadgeForm.JSON) or "")
        assert list(verify_person(conn, fin)) == []
    assert is_listed(engine, old.public_id)
    assert not is_listed(engine, after.public_id)


def test_a_record_is_signed_again_by_the_jobs_process(
    engine: Engine, world: World, site: Site
) -> None:
    fin = world.cast.fin
    with reading(engine) as conn:
        first, other = records_of(conn, fin)
    rename(engine, fin)
    with writing(engine) as conn:
        assert reissue(conn, first.public_id, now=NOW, site=site) is None
    assert sign_records(engine, site, now=NOW) == 1
    assert sign_records(engine, site, now=NOW) == 0, "once"
    with reading(engine) as conn:
        new = records_of(conn, fin)[-1]
        assert (new.module, new.issue) == (first.module, 2)
        assert NEW_NAME in (new.snapshot or "")
        shown = {one.module: one.public_id for one in passed_modules(conn, fin)}
        assert shown == {first.module: new.public_id, other.module: other.public_id}
        assert next_issue(conn, first.public_id) == new.public_id
        assert list(verify_person(conn, fin)) == []


def test_what_ended_for_another_reason_is_not_signed_again(
    engine: Engine, world: World, site: Site
) -> None:
    with writing(engine) as conn:
        record = records_of(conn, world.cast.fin)[0]
        revoke(conn, record.public_id, reason=Ending.MISTAKE, now=NOW, site=site)
    assert sign_records(engine, site, now=NOW) == 0
    with writing(engine) as conn, pytest.raises(NotPossible, match="ended before"):
        reissue(conn, record.public_id, now=NOW, site=site)


@pytest.mark.parametrize("number", ["0000-0000-0000-0000-0000", "no number"])
def test_nothing_that_does_not_stand_can_be_ended(engine: Engine, site: Site, number: str) -> None:
    for act in (reissue, lambda *a, **k: revoke(*a, reason=Ending.ASKED, **k)):
        with writing(engine) as conn, pytest.raises(NotPossible, match="neither a certificate"):
            act(conn, number, now=NOW, site=site)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (revocation.delete, "was taken away"),
        (lambda: revocation.update().values(reason="asked"), "was changed"),
        (lambda: revocation.update().values(revoked_at=NOW.replace(year=2025)), "was changed"),
    ],
)
def test_an_end_that_was_changed_by_sql_is_found(
    engine: Engine, world: World, site: Site, change, wrong: str
) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        number = credentials_of(conn, fin)[0].public_id
        revoke(conn, number, reason=Ending.UNTRUE, now=NOW, site=site, by_person=world.cast.eve)
    with writing(engine) as conn:
        assert list(verify_person(conn, fin)) == []
        conn.execute(change())
    with reading(engine) as conn:
        assert [wrong in fault.message for fault in verify_person(conn, fin)] == [True]


@pytest.mark.parametrize("what", ["certificate", "record"])
def test_an_end_whose_row_is_gone_stays_an_end_for_strangers(
    engine: Engine, world: World, site: Site, what: str
) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        held = credentials_of(conn, fin) if what == "certificate" else records_of(conn, fin)
        number = held[0].public_id
        revoke(conn, number, reason=Ending.UNTRUE, now=NOW, site=site, by_person=world.cast.eve)
    with writing(engine) as conn:
        conn.execute(revocation.delete())
    sign_badges(engine, site, now=NOW)
    assert is_listed(engine, number)
    assert "It was withdrawn on" in world.app.test_client().get(f"/verify/{number}").text


def test_an_end_that_no_fact_knows_is_found(engine: Engine, world: World) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        number = credentials_of(conn, fin)[0].public_id
        conn.execute(
            revocation.insert().values(
                public_id=number, reason="mistake", revoked_at=NOW, revoked_by=None
            )
        )
        assert find_revocation(conn, number) is not None
    with reading(engine) as conn:
        (fault,) = verify_person(conn, fin)
        assert "no fact says so" in fault.message
