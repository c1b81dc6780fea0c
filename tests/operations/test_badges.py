"""Signed once, with the same bytes, whatever stops in between; and every change by SQL is found."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update

from courseware.cli.badge_desk import BadgeDesk
from courseware.cli.key_ring import KeyRing
from courseware.credentials.checking import Verdict
from courseware.credentials.did import RS256
from courseware.credentials.signing import ALGORITHM
from courseware.credentials.status_list import LENGTH, MOST_USED
from courseware.extensions import db
from courseware.operations import badges
from courseware.operations.badges import store_badge
from courseware.operations.issuer import check_stored
from courseware.operations.signing_keys import active_key, retire_key
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.records import status_lists
from courseware.records.achievements import achievement
from courseware.records.badge_files import BadgeForm, badge_file, read_badge
from courseware.records.credentials import credentials_of
from courseware.records.module_records import records_of
from courseware.records.signing_keys import signing_key
from courseware.records.status_lists import status_entry
from courseware.records.transaction import reading, writing
from tests.conftest import NOW, World
from tests.steps import sign_badges, sign_records


@pytest.fixture
def engine(world: World) -> Iterator[Engine]:
    """A site on which Fin's records are signed and no badge is."""
    with world.app.app_context():
        sign_records(db.engine, world.app.extensions["courseware.site"], now=NOW)
        yield db.engine


def numbers(engine: Engine, fin: int) -> list[str]:
    with reading(engine) as conn:
        held = [*credentials_of(conn, fin), *records_of(conn, fin)]
    return [one.public_id for one in held]


def bodies(engine: Engine) -> dict[tuple[str, str], str]:
    with reading(engine) as conn:
        rows = conn.execute(select(badge_file)).all()
    return {(row.public_id, row.kind): row.body for row in rows}


def faults(engine: Engine, fin: int) -> list[str]:
    with reading(engine) as conn:
        return [one.message for one in verify_person(conn, fin)]


def test_certificate_and_records_get_both_forms_and_check_well(
    engine: Engine, world: World, site: Site
) -> None:
    assert sign_badges(engine, site, now=NOW) == 3
    assert sign_badges(engine, site, now=NOW) == 0, "once"
    for number in numbers(engine, world.cast.fin):
        with reading(engine) as conn:
            checked = check_stored(conn, number, now=NOW)
            assert read_badge(conn, number, BadgeForm.TOKEN)
        assert checked is not None
        assert checked.verdict is Verdict.VALID
    assert faults(engine, world.cast.fin) == []


def test_a_stop_before_storing_costs_nothing_and_the_same_bytes_come(
    engine: Engine, site: Site
) -> None:
    desk = BadgeDesk(KeyRing(engine, site, lambda: NOW))
    lost = {one.public_id: (one.body, one.token) for one in desk.signed(Counter())}
    assert bodies(engine) == {}, "the process ended before it stored anything"
    sign_badges(engine, site, now=NOW.replace(hour=23))
    stored = bodies(engine)
    assert {number: (stored[number, "json"], stored[number, "token"]) for number in lost} == lost


def test_a_badge_that_was_removed_is_no_fault_and_is_made_again(
    engine: Engine, world: World, site: Site
) -> None:
    sign_badges(engine, site, now=NOW)
    before = bodies(engine)
    with writing(engine) as conn:
        conn.execute(delete(badge_file))
    assert faults(engine, world.cast.fin) == []
    sign_badges(engine, site, now=NOW)
    assert bodies(engine) == before


@pytest.mark.parametrize("algorithm", [ALGORITHM, RS256])
def test_a_key_that_is_retired_in_the_middle_of_a_round_signs_no_more(
    engine: Engine, site: Site, algorithm: str
) -> None:
    desk = BadgeDesk(KeyRing(engine, site, lambda: NOW))
    first, *others = desk.signed(Counter())
    with writing(engine) as conn:
        assert store_badge(conn, first, now=NOW)
        row = active_key(conn, algorithm)
        assert row is not None
        retire_key(conn, row.name, now=NOW)
        assert [store_badge(conn, one, now=NOW) for one in others] == [False, False]
    assert sign_badges(engine, site, now=NOW) == 2, "the new key signs what was left"
    stored = bodies(engine)
    assert [first.body, first.token] == [stored[first.public_id, form] for form in BadgeForm]
    for one in others:
        form = BadgeForm.JSON if algorithm == ALGORITHM else BadgeForm.TOKEN
        assert stored[one.public_id, form] not in {one.body, one.token}


def test_two_processes_at_once_store_each_badge_once(engine: Engine, site: Site) -> None:
    ready, stored = threading.Barrier(2), []

    def work() -> None:
        desk = BadgeDesk(KeyRing(engine, site, lambda: NOW))
        ready.wait()
        for badge in desk.signed(Counter()):
            with writing(engine) as conn:
                stored.append((badge.public_id, store_badge(conn, badge, now=NOW)))

    threads = [threading.Thread(target=work) for _number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    done = [number for number, is_new in stored if is_new]
    assert len(done) == len(set(done)) == 3
    assert len(bodies(engine)) == 6


def test_places_are_given_out_by_chance_and_never_twice(
    engine: Engine, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = iter([7, 7, 7, 9, 9, 9, 11, *range(50, 90)])

    class Chance:
        def __call__(self, count: int) -> bytes:
            return next(same).to_bytes(4) if count == 4 else bytes(count)

    from dataclasses import replace  # noqa: PLC0415 - only here

    sign_badges(engine, replace(site, chance=Chance()), now=NOW)
    with reading(engine) as conn:
        places = sorted(conn.scalars(select(status_entry.c.place)))
    assert places == [7, 9, 11]
    monkeypatch.setattr(badges, "MOST_USED", 3)
    with writing(engine) as conn:
        assert badges._new_place(conn, "a number", site)[0] == 2, "half full: the next list"
    assert MOST_USED * 2 == LENGTH


CHANGES: dict[str, Callable[[], Any]] = {
    "body": lambda: update(badge_file).values(body=badge_file.c.body + " "),
    "digest": lambda: update(badge_file).values(digest="0" * 64),
    "a place": lambda: update(status_entry).values(place=status_entry.c.place + 1),
    "a list": lambda: update(status_entry).values(list_number=2),
    "a place that is gone": lambda: delete(status_entry),
    "a version of the achievement": lambda: update(achievement).values(
        number=achievement.c.number + 1
    ),
    "a digest of the achievement": lambda: update(achievement).values(digest=achievement.c.slug),
    "a public key": lambda: (
        update(signing_key).where(signing_key.c.name == "rsa-2026-1").values(name="rsa-2027-1")
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_by_sql_is_found(engine: Engine, world: World, site: Site, what: str) -> None:
    sign_badges(engine, site, now=NOW)
    with writing(engine) as conn:
        conn.execute(CHANGES[what]())
    found = faults(engine, world.cast.fin)
    assert found
    assert any("the badge of" in one for one in found)


def test_a_badge_with_its_digest_changed_too_is_found(
    engine: Engine, world: World, site: Site
) -> None:
    import hashlib  # noqa: PLC0415 - only here

    sign_badges(engine, site, now=NOW)
    number = numbers(engine, world.cast.fin)[0]
    with writing(engine) as conn:
        body = read_badge(conn, number, BadgeForm.JSON) or ""
        forged = json.dumps({**json.loads(body), "name": "Another"})
        row = (badge_file.c.public_id == number) & (badge_file.c.kind == "json")
        digest = hashlib.sha256(forged.encode()).hexdigest()
        conn.execute(update(badge_file).where(row).values(body=forged, digest=digest))
    assert any("something else" in one for one in faults(engine, world.cast.fin))
    page = world.app.test_client().get(f"/verify/{number}").text
    assert "Not confirmed" in page
    assert "Fin Haddow" not in page


def test_a_list_is_signed_when_a_bit_changed_and_once_a_day(
    engine: Engine, world: World, site: Site
) -> None:
    from datetime import timedelta  # noqa: PLC0415 - only here

    from courseware.credentials.ending import Ending  # noqa: PLC0415 - only here
    from courseware.operations.revocations import revoke  # noqa: PLC0415 - only here

    def signed(now: Any) -> int:
        return len(list(BadgeDesk(KeyRing(engine, site, lambda: now)).lists(Counter())))

    sign_badges(engine, site, now=NOW)
    assert signed(NOW) == 0
    assert signed(NOW + timedelta(hours=23)) == 0
    assert signed(NOW + timedelta(hours=24)) == 1
    with writing(engine) as conn:
        number = numbers(engine, world.cast.fin)[0]
        revoke(conn, number, reason=Ending.MISTAKE, now=NOW, site=site)
    assert signed(NOW) == 1
    with reading(engine) as conn:
        assert len(status_lists.withdrawn_places(conn, 1)) == 1


def test_who_is_erased_keeps_number_and_bit_and_loses_the_badge(
    engine: Engine, world: World, site: Site
) -> None:
    from courseware.joining.leaving import ErasureReason  # noqa: PLC0415 - only here
    from courseware.operations.erasure import erase_person  # noqa: PLC0415 - only here

    sign_badges(engine, site, now=NOW)
    held = numbers(engine, world.cast.fin)
    with reading(engine) as conn:
        places = sorted(
            place for _list, place in filter(None, map(status_lists.find_place, [conn] * 3, held))
        )
    with writing(engine) as conn:
        erase_person(conn, world.cast.fin, reason=ErasureReason.IN_WRITING, now=NOW, site=site)
    assert bodies(engine) == {}
    sign_badges(engine, site, now=NOW)
    assert bodies(engine) == {}, "nothing is signed of an erased person"
    with reading(engine) as conn:
        assert status_lists.withdrawn_places(conn, 1) == places
    visitor = world.app.test_client()
    for number in held:
        assert visitor.get(f"/verify/{number}").status_code == 410
        assert visitor.get(f"/credentials/{number}.json").status_code == 404
    assert faults(engine, world.cast.fin) == []


def test_a_desk_that_saw_all_signed_asks_only_for_what_is_newest(
    engine: Engine, world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta  # noqa: PLC0415 - only here

    from courseware.cli import badge_desk  # noqa: PLC0415 - only here

    asked: list[int] = []
    whole = badge_desk.without_badge
    monkeypatch.setattr(
        badge_desk,
        "without_badge",
        lambda conn, limit: asked.append(limit) or whole(conn, limit=limit),
    )
    sign_badges(engine, site, now=NOW)
    moment = [NOW]
    desk = BadgeDesk(KeyRing(engine, site, lambda: moment[0]))
    asked.clear()
    for _round in range(3):
        assert list(desk.signed(Counter())) == []
    assert len(asked) == 1, "once is enough while nothing is new"
    with writing(engine) as conn:
        conn.execute(delete(badge_file))
    moment[0] += timedelta(minutes=5)
    assert len(list(desk.signed(Counter()))) == 3, "and all are looked through now and then"
