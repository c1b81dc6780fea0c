"""Records are signed once, whoever signs at the same time, and only while a key and a name are there."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError

from courseware.cli.key_ring import KeyRing
from courseware.cli.signing_desk import SigningDesk
from courseware.credentials.module_record import from_text
from courseware.credentials.signing import Purpose, fits, message
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.module_records import Signed, store_records
from courseware.operations.signing_keys import active_key, can_sign, prepare_key, store_key
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.credentials import issuer_profile
from courseware.records.module_records import (
    count_unsigned,
    module_record,
    passed_modules,
    people_to_sign,
    records_of,
)
from courseware.records.people import person
from courseware.records.signing_keys import list_keys, retire_key, signing_key
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.operations.test_races import together
from tests.steps import pass_module, sign_records

CP1, MP1 = "cp1-start-here", "mp1-factory-systems"


def test_each_passed_module_has_one_record_that_says_what_the_fact_says(
    world: World, engine: Engine, site: Site
) -> None:
    assert sign_records(engine, site, now=NOW) == 2
    with engine.connect() as conn:
        first, second = records_of(conn, world.cast.fin)
        facts = conn.execute(
            select(journal.journal).where(
                journal.journal.c.kind == FactKind.MODULE_PASSED, journal.journal.c.subject == MP1
            )
        ).all()
        published = site.shelves.current(conn).modules[MP1]
        assert list(verify_person(conn, world.cast.fin)) == []
    assert [first.module, second.module] == [CP1, MP1]
    record = from_text(second.snapshot or "")
    assert record.holder == "Fin Haddow"
    assert record.module.title == published.module.title
    assert (record.module.version, record.module.digest) == (published.number, published.digest)
    assert record.module.tested == tuple(one.text for one in published.module.outcomes)
    assert record.fact == facts[0].hash
    assert record.passed_on == facts[0].recorded_at.date()
    assert (record.assessment.points, record.assessment.pass_mark) == (10, Fraction(4, 5))
    assert record.issuer.legal_name == "Rivermill Components"
    assert record.verify_url == f"http://localhost/verify/{second.public_id}"
    assert not record.demonstration
    signed = message(Purpose.MODULE_RECORD, second.snapshot or "")
    assert fits(second.signature or "", signed, second.public_key)


def test_the_day_is_the_holders(world: World, engine: Engine, site: Site) -> None:
    with writing(engine) as conn:
        conn.execute(update(person).values(time_zone="Pacific/Kiritimati"))
        passed = passed_modules(conn, world.cast.fin)[0].passed_at
        late = passed.replace(hour=23)
        update_of = update(journal.journal).where(journal.journal.c.subject == CP1)
        conn.execute(update_of.values(recorded_at=late))
    sign_records(engine, site, now=NOW)
    with engine.connect() as conn:
        record = from_text(records_of(conn, world.cast.fin)[0].snapshot or "")
    assert record.passed_on == late.date() + timedelta(days=1)


def test_a_second_round_finds_nothing(world: World, engine: Engine, site: Site) -> None:
    sign_records(engine, site, now=NOW)
    with engine.connect() as conn:
        before = records_of(conn, world.cast.fin)
        assert people_to_sign(conn, limit=9) == []
    assert sign_records(engine, site, now=NOW) == 0
    with engine.connect() as conn:
        assert records_of(conn, world.cast.fin) == before
        assert len(list_keys(conn)) == 1


def test_a_module_passed_later_has_its_record_later(
    world: World, engine: Engine, site: Site
) -> None:
    sign_records(engine, site, now=NOW)
    with writing(engine) as conn:
        pass_module(conn, world.cast.ada, CP1, now=NOW, site=site)
    with engine.connect() as conn:
        assert [one.public_id for one in passed_modules(conn, world.cast.ada)] == [None]
        assert count_unsigned(conn) == 1
    assert sign_records(engine, site, now=NOW) == 1


@pytest.mark.parametrize("missing", ["name", "issuer", "erased"])
def test_nothing_is_signed_without_a_name_or_an_issuer(
    world: World, engine: Engine, site: Site, missing: str
) -> None:
    with writing(engine) as conn:
        if missing == "issuer":
            conn.execute(delete(issuer_profile))
        elif missing == "name":
            conn.execute(update(person).values(certificate_name_confirmed_at=None))
        else:
            conn.execute(update(person).values(erased_at=NOW))
    assert sign_records(engine, site, now=NOW) == 0
    with engine.connect() as conn:
        assert list_keys(conn) == [], "no key is made before it is needed"


def prepared(engine: Engine, site: Site) -> list[tuple[int, tuple[Signed, ...]]]:
    return list(SigningDesk(KeyRing(engine, site, lambda: NOW)).signed(Counter()))


def test_forty_at_once_store_each_record_once(world: World, engine: Engine, site: Site) -> None:
    fin, made = world.cast.fin, prepared(engine, site)
    assert [who for who, _signed in made] == [fin]
    batches = [prepared(engine, site)[0][1] for _n in range(4)]

    def work(number: int) -> int:
        with writing(engine) as conn:
            return store_records(conn, batches[number % 4], now=NOW, site=site)

    assert Counter(together(work)) == {2: 1, 0: 39}
    with engine.connect() as conn:
        assert len(records_of(conn, fin)) == 2
        assert list(verify_person(conn, fin)) == []


def test_the_database_refuses_a_second_record_by_itself(
    world: World, engine: Engine, site: Site
) -> None:
    sign_records(engine, site, now=NOW)

    def store_twice() -> None:
        with writing(engine) as conn:
            row = conn.execute(select(module_record).limit(1)).one()._asdict()
            del row["id"]
            conn.execute(module_record.insert().values({**row, "public_id": "another"}))

    with pytest.raises(IntegrityError):
        store_twice()


@pytest.mark.parametrize("meanwhile", ["another name", "erased", "withdrawn"])
def test_a_name_that_changes_while_it_is_signed_is_not_stored(
    world: World, engine: Engine, site: Site, meanwhile: str
) -> None:
    ((_fin, signed),) = prepared(engine, site)
    changes: dict[str, dict[str, object]] = {
        "another name": {"certificate_name": "Fin A. Haddow"},
        "withdrawn": {"certificate_name_confirmed_at": None},
    }
    with writing(engine) as conn:
        if meanwhile == "erased":
            reason = ErasureReason.IN_WRITING
            erase_person(conn, world.cast.fin, reason=reason, now=NOW, site=site)
        else:
            change = update(person).where(person.c.id == world.cast.fin)
            conn.execute(change.values(**changes[meanwhile]))
    with writing(engine) as conn:
        assert store_records(conn, signed, now=NOW, site=site) == 0
    with engine.connect() as conn:
        assert records_of(conn, world.cast.fin) == []
        assert list(verify_person(conn, world.cast.fin)) == []


def test_records_of_a_key_that_was_retired_meanwhile_are_not_stored(
    world: World, engine: Engine, site: Site
) -> None:
    ((_fin, signed),) = prepared(engine, site)
    with writing(engine) as conn:
        retire_key(conn, signed[0].signer.key_name, now=NOW)
        assert store_records(conn, signed, now=NOW, site=site) == 0
    with engine.connect() as conn:
        assert records_of(conn, world.cast.fin) == []


def test_forty_first_needs_make_one_key(world: World, engine: Engine, site: Site) -> None:
    with engine.connect() as conn:
        candidates = [prepare_key(conn, now=NOW, site=site) for _n in range(4)]

    def work(number: int) -> bool:
        with writing(engine) as conn:
            return store_key(conn, candidates[number % 4], now=NOW)

    assert Counter(together(work)) == {True: 1, False: 39}
    with engine.connect() as conn:
        (row,) = list_keys(conn)
        assert row.name == "key-2026-1"
        assert can_sign(row, site=site)


def test_the_database_refuses_a_second_key_in_force_by_itself(
    world: World, engine: Engine, site: Site
) -> None:
    sign_records(engine, site, now=NOW)

    def add_another(retired: bool, name: str) -> None:
        with writing(engine) as conn:
            conn.execute(
                signing_key.insert().values(
                    name=name, algorithm="Ed25519", public_key="x", created_at=NOW,
                    retired_at=NOW if retired else None,
                )
            )  # fmt: skip

    add_another(retired=True, name="key-2025-1")
    add_another(retired=True, name="key-2025-2")
    with pytest.raises(IntegrityError):
        add_another(retired=False, name="key-2026-2")


def test_another_secret_signs_nothing_and_all_that_was_signed_still_holds(
    world: World, engine: Engine, site: Site
) -> None:
    sign_records(engine, site, now=NOW)
    with writing(engine) as conn:
        pass_module(conn, world.cast.ada, CP1, now=NOW, site=site)
    changed = replace(site, secret="another secret that is long enough")
    assert sign_records(engine, changed, now=NOW) == 0
    with engine.connect() as conn:
        row = active_key(conn)
        assert row is not None
        assert (can_sign(row, site=site), can_sign(row, site=changed)) == (True, False)
        assert list(verify_person(conn, world.cast.fin)) == []
        assert records_of(conn, world.cast.ada) == []
    assert sign_records(engine, site, now=NOW) == 1, "with the old secret it goes on"


def test_a_retired_key_is_followed_by_a_new_one_and_its_records_still_hold(
    world: World, engine: Engine, site: Site
) -> None:
    sign_records(engine, site, now=NOW)
    with writing(engine) as conn:
        assert retire_key(conn, "key-2026-1", now=NOW)
        assert not retire_key(conn, "key-2026-1", now=NOW)
        pass_module(conn, world.cast.ada, CP1, now=NOW, site=site)
    changed = replace(site, secret="another secret that is long enough")
    assert sign_records(engine, changed, now=NOW) == 1
    with engine.connect() as conn:
        old, new = list_keys(conn)
        assert (old.sealed, old.retired_at) == (None, NOW)
        assert (new.name, new.retired_at) == ("key-2026-2", None)
        assert [one.key_name for one in records_of(conn, world.cast.ada)] == ["key-2026-2"]
        for who in (world.cast.fin, world.cast.ada):
            assert list(verify_person(conn, who)) == []


def test_one_pass_that_cannot_be_signed_stops_nobody_else(
    world: World, engine: Engine, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    with writing(engine) as conn:
        pass_module(conn, world.cast.ada, CP1, now=NOW, site=site)
        mine = (journal.journal.c.person_id == world.cast.ada) & (
            journal.journal.c.kind == FactKind.MODULE_PASSED
        )
        body = json.loads(conn.execute(select(journal.journal.c.body).where(mine)).scalar_one())
        lost = journal.canonical({**body, "version": 99})
        conn.execute(update(journal.journal).where(mine).values(body=lost))
    desk, done = SigningDesk(KeyRing(engine, site, lambda: NOW)), Counter[str]()
    for _twice in range(2):
        assert [who for who, _signed in desk.signed(done)] == [world.cast.fin]
    assert done == {"failed": 1}, "it is tried once, and told once"
    assert "version 99 of cp1-start-here is gone" in caplog.text
