"""Ada logs practice, Cleo and a guest confirm it: what stands on the record after each step."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Engine, select, update

from courseware.joining.secrets import Seed, secret_of
from courseware.operations.confirming import Confirmer, Decided, decide_sheet
from courseware.operations.evidence_files import add
from courseware.operations.guests import GuestPurpose, find_guest, invite
from courseware.operations.practice import drop, save, send_week, take_back
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.practice.entries import EntryState
from courseware.practice.files import Attachment
from courseware.progress.facts import FactKind
from courseware.records.entry_changes import add_entry, columns, set_state
from courseware.records.evidence_files import evidence_file
from courseware.records.guests import Guest, end_guest, guest_link, use_guest
from courseware.records.journal import journal, read_facts
from courseware.records.practice_entries import (
    Verifier,
    Words,
    entries_on,
    find_entry,
    hours_of_day,
    practice_entry,
)
from courseware.records.practice_sheets import sheet_of_guest
from courseware.records.shown import read_shown
from courseware.records.sign_offs import sign_off
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.practice_story import GUEST, confirm, log, send, written

DAY = date(2026, 3, 2)


def sent_week(engine: Engine, world: World, site: Site, **changes: Any) -> tuple[int, int]:
    """Have Ada send one entry to Cleo; return entry and sheet."""
    saw = Verifier(person_id=world.cast.cleo)
    with writing(engine) as conn:
        entry = log(conn, world.cast.ada, written(**changes), saw, now=NOW, site=site)
        return entry, send(conn, world.cast.ada, DAY, now=NOW, site=site)


def faults(engine: Engine, person_id: int) -> list[str]:
    with engine.connect() as conn:
        return [one.message for one in verify_person(conn, person_id)]


def test_confirmed_practice_is_a_fact_with_its_evidence(
    engine: Engine, world: World, site: Site
) -> None:
    entry, sheet = sent_week(engine, world, site)
    with writing(engine) as conn:
        assert confirm(conn, sheet, world.cast.cleo, now=NOW, site=site) is Decided.DONE
    with engine.connect() as conn:
        (fact,) = read_facts(conn, world.cast.ada, kinds=[FactKind.PRACTICE_VERIFIED])
        shown = read_shown(conn, world.cast.ada).shown
        stored = find_entry(conn, world.cast.ada, entry)
    assert fact.subject == f"entries/{entry}"
    assert fact.by_person == world.cast.cleo
    assert fact.body is not None
    assert (fact.body["quarters"], fact.body["by"]) == (16, f"person:{world.cast.cleo}")
    assert "jams" not in str(fact.body), "a fact holds no word of the learner"
    assert [one.hours for one in shown.practiced] == [Fraction(4)]
    assert stored is not None
    assert stored.state is EntryState.VERIFIED
    assert faults(engine, world.cast.ada) == []


def test_what_is_returned_comes_back_is_mended_and_sent_again(
    engine: Engine, world: World, site: Site
) -> None:
    entry, sheet = sent_week(engine, world, site)
    with writing(engine) as conn:
        confirm(conn, sheet, world.cast.cleo, now=NOW, site=site, returned={entry: "It was 3 h."})
    with writing(engine) as conn:
        back = find_entry(conn, world.cast.ada, entry)
        assert back is not None
        assert back.state is EntryState.RETURNED
        saved = save(
            conn, person_id=world.cast.ada, entry_id=entry, revision=back.revision,
            written=written(hours=Fraction(3)), verifier=Verifier(person_id=world.cast.cleo),
            today=NOW.date(), now=NOW, site=site,
        )  # fmt: skip
        assert saved == entry
        again = send(conn, world.cast.ada, DAY, now=NOW, site=site)
        assert confirm(conn, again, world.cast.cleo, now=NOW, site=site) is Decided.DONE
    with engine.connect() as conn:
        assert [one.hours for one in read_shown(conn, world.cast.ada).shown.practiced] == [3]
    assert faults(engine, world.cast.ada) == []


def test_what_came_back_may_be_sent_again_as_it_is(
    engine: Engine, world: World, site: Site
) -> None:
    entry, sheet = sent_week(engine, world, site)
    with writing(engine) as conn:
        confirm(conn, sheet, world.cast.cleo, now=NOW, site=site, returned={entry: "Which day?"})
        again = send(conn, world.cast.ada, DAY, now=NOW, site=site)
        assert confirm(conn, again, world.cast.cleo, now=NOW, site=site) is Decided.DONE
    assert faults(engine, world.cast.ada) == []


def test_nobody_confirms_their_own_work(engine: Engine, world: World, site: Site) -> None:
    _entry, sheet = sent_week(engine, world, site)
    with writing(engine) as conn:
        assert confirm(conn, sheet, world.cast.ada, now=NOW, site=site) is Decided.OWN
        own = Verifier("Ada", "me", " ADA@Example.com ")
        log(conn, world.cast.ada, written(), own, now=NOW, site=site)
        sent = send_week(
            conn, person_id=world.cast.ada, week_on=DAY, today=NOW.date(), now=NOW, site=site
        )
    assert sent is not None
    assert sent.entries == 0
    ((name, reason),) = next(iter(sent.open.values()))
    assert (name, reason.code) == ("contact", "entry.contact.own")


def guest_of(engine: Engine, site: Site) -> str:
    """Return the secret of the only link, made as the mail makes it."""
    with engine.connect() as conn:
        nonce = conn.execute(select(guest_link.c.nonce)).scalar_one()
    return secret_of(Seed("practice", nonce), site_secret=site.secret)


def test_forty_posts_with_one_link_confirm_once(engine: Engine, world: World, site: Site) -> None:
    with writing(engine) as conn:
        log(conn, world.cast.ada, written(), GUEST, now=NOW, site=site)
        send(conn, world.cast.ada, DAY, now=NOW, site=site)
    secret = guest_of(engine, site)
    outcomes: list[Decided] = []
    gate = threading.Barrier(40)

    def post() -> None:
        with engine.connect() as conn:
            guest = find_guest(conn, GuestPurpose.PRACTICE, secret, now=NOW, site=site)
            assert guest is not None
            sheet = sheet_of_guest(conn, guest.id)
            assert sheet is not None
            seen = {one.id: one.revision for one in entries_on(conn, sheet.id)}
        gate.wait()
        with writing(engine) as conn:
            outcomes.append(
                decide_sheet(
                    conn, sheet_id=sheet.id, by=Confirmer(guest=guest), returned={}, seen=seen,
                    now=NOW, site=site,
                )
            )  # fmt: skip

    threads = [threading.Thread(target=post) for _ in range(40)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == [Decided.DONE, *[Decided.GONE] * 39]
    with engine.connect() as conn:
        assert find_guest(conn, GuestPurpose.PRACTICE, secret, now=NOW, site=site) is None
        (fact,) = read_facts(conn, world.cast.ada, kinds=[FactKind.PRACTICE_VERIFIED])
    assert fact.body is not None
    assert fact.body["by"].startswith("guest:")
    assert faults(engine, world.cast.ada) == []


def test_a_link_runs_out_and_is_ended_by_taking_back(
    engine: Engine, world: World, site: Site
) -> None:
    with writing(engine) as conn:
        entry = log(conn, world.cast.ada, written(), GUEST, now=NOW, site=site)
        sheet = send(conn, world.cast.ada, DAY, now=NOW, site=site)
    secret = guest_of(engine, site)

    def find(now: datetime) -> Guest | None:
        return find_guest(conn, GuestPurpose.PRACTICE, secret, now=now, site=site)

    with engine.connect() as conn:
        assert find(NOW + timedelta(days=14, seconds=-1)) is not None
        assert find(NOW + timedelta(days=14)) is None
    with writing(engine) as conn:
        assert not take_back(conn, person_id=world.cast.fin, sheet_id=sheet, now=NOW)
        assert take_back(conn, person_id=world.cast.ada, sheet_id=sheet, now=NOW)
        assert find(NOW) is None
        draft = find_entry(conn, world.cast.ada, entry)
    assert draft is not None
    assert draft.state is EntryState.DRAFT


def test_a_page_that_was_overtaken_decides_nothing(
    engine: Engine, world: World, site: Site
) -> None:
    entry, sheet = sent_week(engine, world, site)
    by = Confirmer(person_id=world.cast.cleo)
    with writing(engine) as conn:
        outcome = decide_sheet(
            conn, sheet_id=sheet, by=by, returned={}, seen={entry: 1}, now=NOW, site=site
        )
    assert outcome is Decided.GONE, "sending made it revision 2"


def test_a_confirmed_entry_never_changes(engine: Engine, world: World, site: Site) -> None:
    entry, sheet = sent_week(engine, world, site)
    with writing(engine) as conn:
        confirm(conn, sheet, world.cast.cleo, now=NOW, site=site)
        kept = find_entry(conn, world.cast.ada, entry)
        assert kept is not None
        changed = save(
            conn, person_id=world.cast.ada, entry_id=entry, revision=kept.revision,
            written=written(hours=Fraction(12)), verifier=GUEST, today=NOW.date(), now=NOW, site=site,
        )  # fmt: skip
        assert changed is None
        assert not drop(conn, person_id=world.cast.ada, entry_id=entry)
        file = Attachment("a.txt", "text/plain", b"late")
        late = add(conn, person_id=world.cast.ada, kind="entries", owner_id=entry, attachment=file,
                   now=NOW, site=site)  # fmt: skip
        assert late is None


def test_nothing_moves_a_confirmed_entry_off_its_state(
    engine: Engine, world: World, site: Site
) -> None:
    entry, sheet = sent_week(engine, world, site)
    with writing(engine) as conn:
        confirm(conn, sheet, world.cast.cleo, now=NOW, site=site)
        set_state(conn, [entry], state=EntryState.DRAFT, sheet_id=None)
        kept = find_entry(conn, world.cast.ada, entry)
        assert kept is not None
        assert kept.state is EntryState.VERIFIED


def test_a_link_is_used_up_once_and_never_after_it_was_taken_back(
    engine: Engine, world: World, site: Site
) -> None:
    """Whoever had found it before it was used, or taken back, comes too late as well."""
    ada = world.cast.ada
    with writing(engine) as conn:
        for taken_back in (False, True):
            made = invite(
                conn, GuestPurpose.PRACTICE, person_id=ada, name="Lupe Arriaga", now=NOW, site=site
            )
            if taken_back:
                assert end_guest(conn, ada, made, now=NOW)
            assert use_guest(conn, made, now=NOW) is not taken_back
            assert not use_guest(conn, made, now=NOW)


def test_hours_of_a_simulated_case_are_not_of_a_day(
    engine: Engine, world: World, site: Site
) -> None:
    """A case is solved whenever there is time, so it takes no hour from a day of real work."""
    with writing(engine) as conn:
        day = written().on
        assert day is not None
        words = columns(
            on=day, hours=Fraction(3, 2), category="cost", words=Words(), verifier=Verifier(),
            salt=bytes(16),
        )  # fmt: skip
        add_entry(conn, world.cast.ada, {**words, "case_id": "scrap-and-overtime"}, now=NOW)
        assert hours_of_day(conn, world.cast.ada, day, but=None) == 0
        log(conn, world.cast.ada, written(hours=Fraction(12)), GUEST, now=NOW, site=site)


def test_a_day_has_twelve_hours_over_all_entries(engine: Engine, world: World, site: Site) -> None:
    with writing(engine) as conn:
        log(conn, world.cast.ada, written(hours=Fraction(9)), GUEST, now=NOW, site=site)
        values = {"person_id": world.cast.ada, "entry_id": None, "revision": 0, "verifier": GUEST,
                  "today": NOW.date(), "now": NOW, "site": site}  # fmt: skip
        wrong: Any = save(conn, written=written(hours=Fraction(13, 4)), **values)
        assert [(name, reason.code) for name, reason in wrong] == [("hours", "entry.hours.day")]
        assert isinstance(save(conn, written=written(hours=Fraction(3)), **values), int)


TAMPERED = (
    (practice_entry, {"quarters": 48}),
    (practice_entry, {"category": "safety"}),
    (practice_entry, {"texts": '{"did":"other"}'}),
    (sign_off, {"decision": "returned"}),
    (sign_off, {"texts": "{}"}),
    (evidence_file, {"body": b"another"}),
    (evidence_file, {"digest": "0" * 64}),
)


def test_any_change_of_what_was_confirmed_is_found(
    engine: Engine, world: World, site: Site
) -> None:
    saw = Verifier(person_id=world.cast.cleo)
    with writing(engine) as conn:
        entry = log(conn, world.cast.ada, written(), saw, now=NOW, site=site)
        file = Attachment("board.txt", "text/plain", b"14 jams")
        assert add(conn, person_id=world.cast.ada, kind="entries", owner_id=entry, attachment=file,
                   now=NOW, site=site)  # fmt: skip
        sheet = send(conn, world.cast.ada, DAY, now=NOW, site=site)
        confirm(conn, sheet, world.cast.cleo, now=NOW, site=site)
    assert faults(engine, world.cast.ada) == []
    for table, change in TAMPERED:
        with engine.connect() as conn:
            conn.exec_driver_sql("BEGIN")
            conn.execute(update(table).values(**change))
            assert list(verify_person(conn, world.cast.ada)), (table.name, change)
            conn.exec_driver_sql("ROLLBACK")


def test_an_entry_without_its_fact_is_found(engine: Engine, world: World, site: Site) -> None:
    entry, _sheet = sent_week(engine, world, site)
    with writing(engine) as conn:
        conn.execute(
            update(practice_entry).where(practice_entry.c.id == entry).values(state="verified")
        )
        none = select(journal.c.seq).where(journal.c.kind == FactKind.PRACTICE_VERIFIED.value)
        assert conn.execute(none).first() is None
    assert faults(engine, world.cast.ada) == [f"no fact speaks of the confirmed entry {entry}"]
