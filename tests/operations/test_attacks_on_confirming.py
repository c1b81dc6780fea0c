"""Dov's way to hours and ratings without work: own addresses, strangers' names, letters to everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, update

from courseware.joining.folding import fold_name
from courseware.letters import Letter
from courseware.operations.confirming import Confirmer, Decided, decide_sheet
from courseware.operations.guests import (
    MOST_LETTERS,
    GuestPurpose,
    address_fault,
    find_guest,
    secret_of_guest,
)
from courseware.operations.own_account import ask_for_address
from courseware.operations.practice import Sent, send_week, take_back
from courseware.operations.sharing import ask_mentor, end_link, live_link, share_portfolio
from courseware.operations.site import Site
from courseware.operations.witnesses import Party
from courseware.practice.sharing import Part
from courseware.progress.facts import FactKind
from courseware.records.attestations import read_ratings
from courseware.records.guests import guest_link
from courseware.records.people import person
from courseware.records.practice_entries import Verifier, entries_on
from courseware.records.practice_sheets import sheets_of
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.practice_story import GUEST, log, send, written
from tests.witnessing import ask, facts, guest_of, rate

DAY = written().on


def week(conn, person_id: int, site: Site, *, now=NOW) -> Sent:
    sent = send_week(
        conn, person_id=person_id, week_on=DAY, today=now.date(), now=now, site=site
    )  # fmt: skip
    assert sent is not None
    return sent


def reasons(sent: Sent) -> set[str]:
    return {reason.code for faults in sent.open.values() for _name, reason in faults}


def test_a_link_confirms_nothing_once_its_address_is_the_learners_own(
    engine: Engine, world: World, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        log(conn, ada, written(), GUEST, now=NOW, site=site)
        sheet = send(conn, ada, DAY, now=NOW, site=site)
        guest = guest_of(conn, Letter.PRACTICE_GUEST, site)
        own = {"email": GUEST.contact, "email_key": fold_name(GUEST.contact)}
        conn.execute(update(person).where(person.c.id == ada).values(**own))
        seen = {one.id: one.revision for one in entries_on(conn, sheet)}
        outcome = decide_sheet(
            conn, sheet_id=sheet, by=Confirmer(guest=guest), returned={}, seen=seen, now=NOW,
            site=site,
        )  # fmt: skip
    assert outcome is Decided.OWN
    assert facts(engine, ada, FactKind.PRACTICE_VERIFIED) == []


@pytest.mark.parametrize(
    "typed", ["ada+lead@example.com", "ADA+x@EXAMPLE.com", " ada@example.com ", "ａda@example.com"]
)
def test_an_address_with_a_tag_is_the_same_mailbox(
    engine: Engine, world: World, typed: str
) -> None:
    with engine.connect() as conn:
        fault = address_fault(conn, world.cast.ada, typed)
        assert fault is not None
        assert fault.code == "entry.contact.own"
        assert address_fault(conn, world.cast.ada, "adam@example.com") is None


def test_an_address_that_the_learner_asked_to_have_is_their_own(
    engine: Engine, world: World, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        ask_for_address(conn, ada, "second@plant.example", now=NOW, site=site)
        fault = address_fault(conn, ada, "Second@plant.example")
    assert fault is not None
    assert fault.code == "entry.contact.own"


def test_one_mailbox_is_one_rater_whatever_tag_it_is_asked_by(
    engine: Engine, world: World, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        for contact in ("noor@plant.example", "noor+2@plant.example"):
            assert ask(conn, ada, site, Verifier("Noor", "lead", contact)) == []
            number = read_ratings(conn, ada)[-1].id
            guest = guest_of(conn, Letter.RATING_GUEST, site)
            assert rate(conn, ada, number, Party(guest=guest), site).faults == ()
    raters = {fact.body["rater"] for fact in facts(engine, ada, FactKind.RATED) if fact.body}
    assert len(raters) == 1


def test_a_week_of_practice_is_no_way_to_write_to_everybody(
    engine: Engine, world: World, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        for number in range(MOST_LETTERS + 5):
            saw = Verifier("Somebody", "lead", f"stranger{number}@plant.example")
            log(conn, ada, written(hours=written().hours / 16), saw, now=NOW, site=site)
        sent = week(conn, ada, site)
    assert sent.people == MOST_LETTERS
    assert reasons(sent) == {"asked.many"}
    with writing(engine) as conn:
        assert week(conn, ada, site).entries == 0, "the others wait for the next day"
        later = week(conn, ada, site, now=NOW + timedelta(days=1, minutes=1))
    assert later.people == 5


def test_taking_back_and_sending_again_writes_no_more_letters(
    engine: Engine, world: World, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        log(conn, ada, written(), GUEST, now=NOW, site=site)
        for _again in range(MOST_LETTERS):
            assert week(conn, ada, site).entries == 1
            sheet = sheets_of(conn, [ada])[-1].id
            assert take_back(conn, person_id=ada, sheet_id=sheet, now=NOW)
        assert reasons(week(conn, ada, site)) == {"asked.many"}


def test_mentors_are_invited_within_the_same_bound(
    engine: Engine, world: World, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        for number in range(MOST_LETTERS + 1):
            fault = ask_mentor(
                conn, person_id=ada, name="M", role="lead", address=f"m{number}@plant.example",
                parts=(), now=NOW, site=site,
            )  # fmt: skip
            link = live_link(conn, ada, GuestPurpose.MENTOR, now=NOW)
            if link is not None:
                end_link(
                    conn, person_id=ada, purpose=GuestPurpose.MENTOR, guest_id=link.id, now=NOW
                )
        count = conn.execute(select(func.count()).select_from(guest_link)).scalar_one()
    assert count == MOST_LETTERS
    assert fault is not None
    assert fault.code == "asked.many"


@pytest.mark.parametrize("name", ["dov", "fin", "ben", "eve"])
def test_nobody_is_named_by_number_who_does_not_lead_the_learner(
    engine: Engine, world: World, site: Site, name: str
) -> None:
    with writing(engine) as conn:
        log(
            conn,
            world.cast.ada,
            written(),
            Verifier(person_id=world.cast[name]),
            now=NOW,
            site=site,
        )
        sent = week(conn, world.cast.ada, site)
    assert sent.entries == 0
    assert reasons(sent) == {"asked.who.blank"}


def test_who_cannot_sign_in_any_more_is_asked_no_more(
    engine: Engine, world: World, site: Site
) -> None:
    cleo = world.cast.cleo
    with writing(engine) as conn:
        log(conn, world.cast.ada, written(), Verifier(person_id=cleo), now=NOW, site=site)
        conn.execute(update(person).where(person.c.id == cleo).values(disabled_at=NOW))
        assert reasons(week(conn, world.cast.ada, site)) == {"asked.who.blank"}


@pytest.mark.parametrize("purpose", [GuestPurpose.PORTFOLIO, GuestPurpose.MENTOR])
def test_who_cannot_sign_in_to_end_a_link_shows_nothing_by_it(
    engine: Engine, world: World, site: Site, purpose: GuestPurpose
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        if purpose is GuestPurpose.PORTFOLIO:
            share_portfolio(conn, person_id=ada, parts=(Part.MODULES,), now=NOW, site=site)
        else:
            ask_mentor(conn, person_id=ada, name="M", role="lead", address="m@plant.example",
                       parts=(), now=NOW, site=site)  # fmt: skip
        link = live_link(conn, ada, purpose, now=NOW)
        assert link is not None
        secret = secret_of_guest(link, site)
        for disabled_at, is_shown in ((NOW, False), (None, True)):
            conn.execute(update(person).where(person.c.id == ada).values(disabled_at=disabled_at))
            found = find_guest(conn, purpose, secret, now=NOW, site=site)
            assert (found is not None) is is_shown
