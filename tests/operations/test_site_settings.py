"""Settings are stored, noted and seen, on both databases."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, insert, select

from courseware.operations.people import NewPerson, add_person
from courseware.operations.site_settings import (
    ChangedMeanwhile,
    change_settings,
    count_erased_soon,
    state_of,
    store_logo,
)
from courseware.operations.staff import disable_person
from courseware.pictures import Logo
from courseware.records.audit_list import names_in, read_audit
from courseware.records.leavers import read_leavers
from courseware.records.logos import find_logo
from courseware.records.site_settings import (
    KeptSettings,
    SiteSettings,
    default_values,
    from_rows,
    read_settings,
    read_stored,
)
from courseware.records.transaction import writing
from courseware.records.versions import blob, find_figure, module_version_file
from courseware.records.work import audit
from courseware.words import Unfit
from tests.conftest import NOW, World

ONE = Logo(b"\x89PNG\r\n\x1a\n one", 480, 96)
OTHER = Logo(b"\x89PNG\r\n\x1a\n other", 60, 40)


def blobs(engine: Engine) -> int:
    with engine.connect() as conn:
        return int(conn.execute(select(func.count()).select_from(blob)).scalar_one())


def test_the_defaults_are_what_is_read_when_nothing_is_stored() -> None:
    assert from_rows({}) == from_rows(default_values()) == SiteSettings()


def test_a_change_is_stored_and_noted_with_before_and_after(world: World, engine: Engine) -> None:
    with writing(engine) as conn:
        for name in ("Rivermill", "Rivermill", "Rivermill Academy"):
            change_settings(conn, {"name": name}, now=NOW, by_person=world.cast.eve)
    with engine.connect() as conn:
        assert read_settings(conn).name == "Rivermill Academy"
        stored = read_stored(conn)["name"]
        query = select(audit).where(audit.c.action == "setting.changed").order_by(audit.c.id)
        notes = [(row.subject, json.loads(row.details)) for row in conn.execute(query)]
    assert (stored.by, stored.changed_at) == ("Eve Lindqvist", NOW)
    assert notes == [
        ("setting:name", {"old": "Courseware", "new": "Rivermill"}),
        ("setting:name", {"old": "Rivermill", "new": "Rivermill Academy"}),
    ], "what is so already is not noted"


def test_who_comes_second_is_told(engine: Engine) -> None:
    with engine.connect() as conn:
        seen = state_of(read_stored(conn), ["name"])
    with writing(engine) as conn:
        change_settings(conn, {"name": "First"}, seen=seen, now=NOW)
    with pytest.raises(ChangedMeanwhile), writing(engine) as conn:
        change_settings(conn, {"name": "Second"}, seen=seen, now=NOW)
    with writing(engine) as conn:  # another section was not changed
        change_settings(conn, {"keep_years": "3"}, seen=state_of({}, ["keep_years"]), now=NOW)
    with engine.connect() as conn:
        assert read_settings(conn).name == "First"


def test_of_many_at_the_same_moment_one_wins(engine: Engine) -> None:
    seen, ends = state_of({}, ["name"]), []
    start = threading.Barrier(6)

    def change(number: int) -> None:
        start.wait()
        try:
            with writing(engine) as conn:
                change_settings(conn, {"name": f"Name {number}"}, seen=seen, now=NOW)
            ends.append("stored")
        except ChangedMeanwhile:
            ends.append("told")

    threads = [threading.Thread(target=change, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ends) == ["stored"] + ["told"] * 5


def test_registration_by_domain_needs_one_now_and_later(engine: Engine) -> None:
    for values in (
        {"registration": "domain"},
        {"registration": "domain", "mail_domains": ""},
    ):
        with pytest.raises(Unfit, match="at least one mail domain"), writing(engine) as conn:
            change_settings(conn, values, now=NOW)
    with writing(engine) as conn:
        both = {"registration": "domain", "mail_domains": "example.com"}
        change_settings(conn, both, now=NOW)
    with pytest.raises(Unfit, match="at least one mail domain"), writing(engine) as conn:
        change_settings(conn, {"mail_domains": ""}, now=NOW)
    with engine.connect() as conn:
        assert read_settings(conn).mail_domains == ("example.com",)


def test_the_bytes_of_a_logo_that_is_replaced_or_removed_go(engine: Engine) -> None:
    before = blobs(engine)
    with writing(engine) as conn:
        store_logo(conn, ONE, says_name=True, now=NOW)
    with engine.connect() as conn:
        settings = read_settings(conn)
        assert (settings.logo, settings.logo_size) == (ONE.digest, "480x96")
        assert (settings.logo_says_name, settings.logo_on_plate) == (True, False)
        assert find_logo(conn, ONE.digest) == ONE.body
    with writing(engine) as conn:
        store_logo(conn, OTHER, now=NOW)
        assert find_logo(conn, ONE.digest) is None
        assert find_logo(conn, OTHER.digest) == OTHER.body
    assert blobs(engine) == before + 1
    with writing(engine) as conn:
        store_logo(conn, None, now=NOW)
    assert blobs(engine) == before
    with engine.connect() as conn:
        assert read_settings(conn) == SiteSettings()
        details = conn.scalars(select(audit.c.details)).all()
    assert not any("PNG" in one for one in details)


def test_the_same_logo_again_changes_nothing(engine: Engine) -> None:
    with writing(engine) as conn:
        store_logo(conn, ONE, now=NOW)
        assert store_logo(conn, ONE, now=NOW) == []
        assert find_logo(conn, ONE.digest) == ONE.body


def test_bytes_that_a_module_owns_too_stay_when_the_logo_goes(engine: Engine) -> None:
    with writing(engine) as conn:
        store_logo(conn, ONE, now=NOW)
        version = conn.execute(select(module_version_file.c.version_id).limit(1)).scalar_one()
        conn.execute(
            insert(module_version_file).values(
                version_id=version, path="figures/mark.svg", blob=ONE.digest
            )
        )
        store_logo(conn, None, now=NOW)
        assert find_figure(conn, ONE.digest) == ONE.body
        assert find_logo(conn, ONE.digest) is None


def test_no_other_blob_is_a_logo(engine: Engine) -> None:
    with engine.connect() as conn:
        digest = conn.execute(select(blob.c.digest).limit(1)).scalar_one()
        assert find_logo(conn, digest) is None


def test_another_process_sees_a_change_within_its_second(engine: Engine) -> None:
    other = KeptSettings(fresh_for=0.05)
    with engine.connect() as conn:
        assert other.current(lambda: conn).name == "Courseware"
    with writing(engine) as conn:
        change_settings(conn, {"name": "Rivermill"}, now=NOW)
    threading.Event().wait(0.06)
    with engine.connect() as conn:
        assert other.current(lambda: conn).name == "Rivermill"


def test_whom_a_time_limit_concerns_is_counted(world: World, engine: Engine) -> None:
    years = timedelta(days=365.25)
    with writing(engine) as conn:
        for number, ago in enumerate((1.95, 3, 10)):
            someone = add_person(conn, NewPerson(f"left{number}", "Left"), now=NOW)
            disable_person(conn, someone, now=NOW - ago * years)
        found = read_leavers(conn, (1, 2, 3, 5, 30), now=NOW)
        assert (found.number, found.soon) == (3, {1: 3, 2: 3, 3: 2, 5: 1, 30: 0})
        assert found.first_left_at == NOW - 10 * years
        counts = [
            count_erased_soon(conn, keep, was=was, now=NOW)
            for keep, was in ((5, 0), (2, 5), (5, 2), (5, 5), (0, 5))
        ]
    assert counts == [1, 3, 0, 0, 0], "only a shorter time is asked about"


def test_where_nobody_left_nobody_is_counted(engine: Engine) -> None:
    with engine.connect() as conn:
        found = read_leavers(conn, (1, 5), now=NOW)
    assert (found.number, found.first_left_at, found.soon) == (0, None, {1: 0, 5: 0})


def test_the_audit_is_read_in_pages_with_names(world: World, engine: Engine) -> None:
    with writing(engine) as conn:
        for number in range(120):
            change_settings(conn, {"keep_years": str(number % 2)}, now=NOW)
            disable_person(conn, world.cast.ada, now=NOW, by_person=world.cast.eve)
    with engine.connect() as conn:
        first, are_more = read_audit(conn, action="setting.changed")
        assert (len(first), are_more) == (50, True)
        rest = [*first]
        while are_more:
            page, are_more = read_audit(conn, action="setting.changed", before=rest[-1].id)
            rest += page
        ids = [one.id for one in rest]
        about, _ = read_audit(conn, person_id=world.cast.ada)
        names = names_in(conn, about)
    assert (len(ids), ids) == (119, sorted(ids, reverse=True))
    assert {"person.disabled", "person.added", "team.joined"} <= {one.action for one in about}
    assert names["person", world.cast.ada] == "Ada Marsh"
    assert "Bracket cell" in names.values()
