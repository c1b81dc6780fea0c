"""A result from the first draft to a confirmation, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from courseware.joining.leaving import ErasureReason
from courseware.letters import Letter
from courseware.operations.erasure import erase_person
from courseware.operations.guests import MOST_LETTERS, GuestPurpose, find_guest
from courseware.operations.result_decisions import Decided, decide_result
from courseware.operations.results import Kept, drop, take_back
from courseware.operations.site import Site
from courseware.operations.waiting import WaitingKind, waiting_for
from courseware.operations.witnesses import Party
from courseware.practice.entries import EntryState
from courseware.progress.facts import FactKind
from courseware.records.people import person
from courseware.records.practice_entries import Verifier
from courseware.records.results import find_result
from courseware.records.shown import read_shown
from courseware.records.sign_offs import read_sign_offs
from courseware.records.transaction import writing
from tests.asking import kinds, mailed, told
from tests.conftest import NOW, World
from tests.witnessing import (
    GUEST,
    decide,
    draft,
    facts,
    faults,
    guest_of,
    post,
    secrets_of,
    send,
    who_is,
)

VERIFIED, RETURNED = FactKind.RESULT_VERIFIED, FactKind.RESULT_RETURNED


def test_a_manager_confirms_a_result(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        number = send(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        assert told(conn, cast.cleo) == [
            (Letter.PRACTICE_WAITS, {"who": "Ada Marsh", "count": "1 result"})
        ]
        assert decide(conn, cast.ada, number, Party(cast.cleo), site) is Decided.DONE
    with engine.connect() as conn:
        row = find_result(conn, cast.ada, number)
        assert row is not None
        assert row.state is EntryState.VERIFIED
        assert row.verifier.name == "Cleo Ortiz"
        assert read_shown(conn, cast.ada).shown.results == 1
        said = {"who": "Cleo Ortiz", "confirmed": "1", "returned": "0"}
        assert told(conn, cast.ada)[-1] == (Letter.PRACTICE_DECIDED, said)
    (fact,) = facts(engine, cast.ada, VERIFIED, RETURNED)
    assert fact.subject == f"results/{number}"
    assert fact.body == {"by": f"person:{cast.cleo}", "finance": 0}
    assert faults(engine, cast.ada) == []


def test_what_came_back_is_mended_and_confirmed_through_a_new_link(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        number = send(conn, ada, site)
        guest = guest_of(conn, Letter.RESULT_GUEST, site)
        done = decide(conn, ada, number, Party(guest=guest), site, decision=EntryState.RETURNED)
        assert done is Decided.DONE
        assert [one.comment for one in read_sign_offs(conn, ada, "results")[number]] == [
            "Not yet so"
        ]
    with writing(engine) as conn:
        row = find_result(conn, ada, number)
        assert row is not None
        mended = draft(finance=True, after="22", money="900 USD a year")
        posted = post(conn, ada, site, mended, result_id=number, revision=row.revision)
        assert posted.outcome is Kept.SENT
        fresh = guest_of(conn, Letter.RESULT_GUEST, site)
        assert decide(conn, ada, number, Party(guest=fresh), site) is Decided.DONE
    back, sure = facts(engine, ada, VERIFIED, RETURNED)
    assert (back.kind, sure.kind) == (RETURNED, VERIFIED)
    # One person, whatever link it was.
    assert back.body == {"by": f"guest:{guest.id}", "finance": 0}
    assert sure.body == {"by": f"guest:{guest.id}", "finance": 1}
    assert faults(engine, ada) == []


def test_a_confirmed_result_never_changes(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        number = send(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        decide(conn, cast.ada, number, Party(cast.cleo), site)
        row = find_result(conn, cast.ada, number)
        assert row is not None
        changed = post(
            conn, cast.ada, site, draft(after="1"), result_id=number, revision=row.revision
        )
        assert changed.outcome is Kept.CLOSED
        assert not take_back(conn, person_id=cast.ada, result_id=number, now=NOW)
        assert not drop(conn, person_id=cast.ada, result_id=number)
        again = decide(conn, cast.ada, number, Party(cast.cleo), site, decision=EntryState.RETURNED)
        assert again is Decided.GONE
        assert find_result(conn, cast.ada, number) == row


def test_an_older_page_never_overwrites_a_newer_one(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        number = post(conn, ada, site, draft(), is_sent=False).id
        newer = draft(measure="Newer")
        assert post(conn, ada, site, newer, result_id=number, revision=1, is_sent=False).id
        late = post(conn, ada, site, draft(measure="Older"), result_id=number, revision=1)
        assert late.outcome is Kept.STALE
        row = find_result(conn, ada, number)
        assert row is not None
        assert row.draft.texts["measure"] == "Newer"
        assert row.state is EntryState.DRAFT


def test_what_lacks_something_stays_a_draft(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        new = post(conn, ada, site, draft(after=""))
        assert (new.outcome, new.id) == (Kept.REFUSED, 0)
        number = post(conn, ada, site, draft(after=""), is_sent=False).id
        posted = post(conn, ada, site, draft(after="", team=""), result_id=number, revision=1)
        assert [name for name, _why in posted.faults] == ["after", "team"]
        row = find_result(conn, ada, number)
        assert row is not None
        assert (row.state, row.draft.texts["team"]) == (EntryState.DRAFT, "")  # stored all the same
        assert mailed(conn) == []


@pytest.mark.parametrize(
    "typed",
    ["ada@example.com", "  ada@example.com ", "ADA@EXAMPLE.COM", "Ada@Example.Com\t"],
)
def test_ones_own_address_is_refused_in_all_spellings(
    world: World, engine: Engine, site: Site, typed: str
) -> None:
    with writing(engine) as conn:
        posted = post(conn, world.cast.ada, site, draft(replace(GUEST, contact=typed)))
        assert [(name, why.code) for name, why in posted.faults] == [
            ("contact", "entry.contact.own")
        ]
        assert mailed(conn) == []


def test_an_address_that_became_the_learners_confirms_nothing(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        number = send(conn, ada, site)
        guest = guest_of(conn, Letter.RESULT_GUEST, site)
        conn.execute(
            update(person)
            .where(person.c.id == ada)
            .values(email=GUEST.contact, email_key=GUEST.contact)
        )
        assert decide(conn, ada, number, Party(guest=guest), site) is Decided.GONE


def test_an_address_with_an_account_is_asked_there(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        conn.execute(update(person).where(person.c.id == cast.dov).values(email_confirmed_at=NOW))
        number = send(conn, cast.ada, site, replace(GUEST, contact="Dov@example.com"))
        assert kinds(conn, cast.dov) == [Letter.PRACTICE_WAITS]
        assert secrets_of(conn, Letter.RESULT_GUEST, site) == []
        assert decide(conn, cast.ada, number, Party(cast.dov), site) is Decided.DONE


def test_only_who_was_asked_and_who_manages_may_decide(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        number = send(conn, cast.ada, site)
        for other in (cast.ada, cast.ben, cast.dov, cast.eve, cast.fin):
            assert decide(conn, cast.ada, number, Party(other), site) is Decided.GONE
        assert decide(conn, cast.ada, number, Party(cast.cleo), site) is Decided.DONE
        # The link is not needed any more.
        secret = secrets_of(conn, Letter.RESULT_GUEST, site)[-1]
        assert find_guest(conn, GuestPurpose.RESULT, secret, now=NOW, site=site) is None


def test_a_link_to_one_result_decides_no_other(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        first = send(conn, ada, site)
        guest = guest_of(conn, Letter.RESULT_GUEST, site)
        second = send(conn, ada, site)
        assert decide(conn, ada, second, Party(guest=guest), site) is Decided.GONE
        assert decide(conn, ada, first, Party(guest=guest), site) is Decided.DONE


def test_a_stranger_cannot_be_chosen(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    for other in (cast.ada, cast.dov, cast.eve, 999):
        with writing(engine) as conn:
            posted = post(conn, cast.ada, site, draft(Verifier(person_id=other)))
        assert [name for name, _why in posted.faults] == ["who"]


def test_what_was_mended_meanwhile_has_to_be_looked_at_again(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        number = send(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        seen = find_result(conn, cast.ada, number)
        assert seen is not None
        take_back(conn, person_id=cast.ada, result_id=number, now=NOW)
        mended = draft(Verifier(person_id=cast.cleo), after="9")
        post(conn, cast.ada, site, mended, result_id=number, revision=seen.revision)
        late = decide_result(
            conn, learner=cast.ada, result_id=number, party=Party(cast.cleo),
            decision=EntryState.VERIFIED, comment="", revision=seen.revision, now=NOW, site=site,
        )  # fmt: skip
        assert late is Decided.CHANGED


def test_a_link_ends_when_the_result_is_taken_back_or_time_is_up(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        number = send(conn, ada, site)
        secret = secrets_of(conn, Letter.RESULT_GUEST, site)[-1]
        for days, works in ((13, True), (14, False)):
            found = find_guest(
                conn, GuestPurpose.RESULT, secret, now=NOW + timedelta(days=days), site=site
            )
            assert (found is not None) is works
        assert take_back(conn, person_id=ada, result_id=number, now=NOW)
        assert find_guest(conn, GuestPurpose.RESULT, secret, now=NOW, site=site) is None
        row = find_result(conn, ada, number)
        assert row is not None
        assert row.state is EntryState.DRAFT
        assert drop(conn, person_id=ada, result_id=number)


def test_nobody_has_more_than_twenty_letters_sent_in_a_day(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        for _each in range(MOST_LETTERS):
            send(conn, ada, site)
        posted = post(conn, ada, site, draft())
        assert [(name, why.code) for name, why in posted.faults] == [("contact", "asked.many")]
        send(conn, ada, site, now=NOW + timedelta(days=1, seconds=1))


def test_what_waits_is_in_the_queue_of_who_may_decide(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        number = send(conn, cast.ada, site)
        to_cleo = send(conn, cast.ada, site, Verifier(person_id=cast.cleo))

        def waits(user_name: str) -> list[tuple[int, bool]]:
            found = [
                one
                for one in waiting_for(conn, who_is(cast, user_name))
                if one.kind is WaitingKind.RESULT
            ]
            return [(one.id, one.is_for_other) for one in found]

        assert waits("cleo") == [(to_cleo, False), (number, True)]
        assert waits("dov") == waits("ada") == waits("ben") == []
        decide(conn, cast.ada, number, Party(cast.cleo), site)
        assert waits("cleo") == [(to_cleo, False)]


def test_nothing_is_confirmed_for_an_erased_person(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        number = send(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        other = send(conn, cast.ada, site)
        decide(conn, cast.ada, other, Party(cast.cleo), site)
    with writing(engine) as conn:
        erase_person(
            conn, cast.ada, reason=ErasureReason.MISTAKE, now=NOW, site=site, by_person=cast.eve
        )
    with writing(engine) as conn:
        assert decide(conn, cast.ada, number, Party(cast.cleo), site) is Decided.GONE
        assert post(conn, cast.ada, site, draft()).outcome is Kept.CLOSED
        assert waiting_for(conn, who_is(cast, "cleo")) == []
    assert faults(engine, cast.ada) == []
