"""Ratings from the question to the comment, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from courseware.letters import Letter
from courseware.operations.guests import GuestPurpose, find_guest
from courseware.operations.rating_forms import GONE, decline_rating
from courseware.operations.ratings import comment, take_back
from courseware.operations.site import Site
from courseware.operations.waiting import WaitingKind, waiting_for
from courseware.operations.witnesses import Party
from courseware.practice.gates import AttestationGate
from courseware.practice.ratings import MOST_OPEN, good_forms
from courseware.progress.facts import FactKind
from courseware.records.attestations import read_ratings
from courseware.records.people import person
from courseware.records.practice_entries import Verifier
from courseware.records.shown import read_shown
from courseware.records.transaction import writing
from tests.asking import kinds, mailed, told
from tests.conftest import NOW, World
from tests.witnessing import (
    CODES,
    GUEST,
    LEVEL,
    PATHWAY,
    ask,
    facts,
    faults,
    filled,
    guest_of,
    rate,
    secrets_of,
    who_is,
)


def test_a_manager_rates_and_the_learner_comments_once(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    form = filled({"C1": 4, "C9": None})
    with writing(engine) as conn:
        assert ask(conn, cast.ada, site, Verifier(person_id=cast.cleo)) == []
        assert told(conn, cast.cleo) == [(Letter.RATING_WAITS, {"who": "Ada Marsh"})]
        (row,) = read_ratings(conn, cast.ada)
        assert rate(conn, cast.ada, row.id, Party(cast.cleo), site, form=form).faults == ()
        (row,) = read_ratings(conn, cast.ada)
        assert (row.name, row.known_since) == ("Cleo Ortiz", form.known_since)
        assert row.examples == {"C1": "Saw it in week 8"}
        assert told(conn, cast.ada)[-1] == (Letter.RATING_GIVEN, {"who": "Cleo Ortiz"})
        assert comment(conn, person_id=cast.ada, rating_id=row.id, text="Fair.", now=NOW) is None
        comment(conn, person_id=cast.ada, rating_id=row.id, text="No, not fair.", now=NOW)
        assert read_ratings(conn, cast.ada)[0].comment == "Fair."
    (fact,) = facts(engine, cast.ada, FactKind.RATED)
    observed = {code: 3 for code in CODES if code != "C9"} | {"C1": 4}
    assert fact.subject == f"ratings/{row.id}"
    assert fact.body == {
        "pathway": PATHWAY, "level": LEVEL, "rater": f"person:{cast.cleo}", "ratings": observed,
    }  # fmt: skip
    assert faults(engine, cast.ada) == []  # the comment is no part of what the fact rests on


def test_a_given_form_never_changes(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        ask(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        number = read_ratings(conn, cast.ada)[0].id
        rate(conn, cast.ada, number, Party(cast.cleo), site)
        given = read_ratings(conn, cast.ada)
        assert rate(conn, cast.ada, number, Party(cast.cleo), site) == GONE
        party = Party(cast.cleo)
        assert not decline_rating(conn, learner=cast.ada, rating_id=number, party=party, now=NOW)
        assert not take_back(conn, person_id=cast.ada, rating_id=number, now=NOW)
        assert read_ratings(conn, cast.ada) == given


def test_a_form_with_faults_is_not_stored_and_the_link_still_works(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        ask(conn, ada, site)
        guest, (row,) = guest_of(conn, Letter.RATING_GUEST, site), read_ratings(conn, ada)
        for days, codes in ((27, ["rating.known.short"]), (28, [])):
            form = filled(known=NOW.date() - timedelta(days=days))
            given = rate(conn, ada, row.id, Party(guest=guest), site, form=form)
            assert [why.code for _name, why in given.faults] == codes
        assert rate(conn, ada, row.id, Party(guest=guest), site) == GONE  # the link worked once
    assert len(facts(engine, ada, FactKind.RATED)) == 1


def test_four_not_observed_are_refused(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        ask(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        number = read_ratings(conn, cast.ada)[0].id
        form = filled(dict.fromkeys(CODES[:4], None))
        given = rate(conn, cast.ada, number, Party(cast.cleo), site, form=form)
        assert [name for name, _why in given.faults] == ["rating_C4"]


def test_two_forms_of_one_person_count_once_by_link_and_by_account(
    world: World, engine: Engine, site: Site
) -> None:
    """Dov is asked by a link, gets an address here while it is on its way, and is asked again."""
    cast = world.cast
    asked = replace(GUEST, contact="dov@example.com")
    with writing(engine) as conn:
        ask(conn, cast.ada, site, asked)
        guest, first = guest_of(conn, Letter.RATING_GUEST, site), read_ratings(conn, cast.ada)[0]
        conn.execute(update(person).where(person.c.id == cast.dov).values(email_confirmed_at=NOW))
        rate(conn, cast.ada, first.id, Party(guest=guest), site)
        assert ask(conn, cast.ada, site, asked) == []
        second = read_ratings(conn, cast.ada)[1]
        assert second.rater_id == cast.dov
        rate(conn, cast.ada, second.id, Party(cast.dov), site)
        forms = read_shown(conn, cast.ada).shown.forms
    assert len(forms) == 2
    assert len(good_forms(forms, AttestationGate(forms=2), LEVEL, CODES)) == 1


def test_two_links_to_one_address_are_one_rater(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        for contact in ("noor@plant.example", "NOOR@plant.example"):
            assert ask(conn, ada, site, replace(GUEST, contact=contact)) == []
            guest = guest_of(conn, Letter.RATING_GUEST, site)
            rate(conn, ada, read_ratings(conn, ada)[-1].id, Party(guest=guest), site)
        forms = read_shown(conn, ada).shown.forms
    assert len({one.rater for one in forms}) == 1


@pytest.mark.parametrize("typed", ["ada@example.com", " Ada@Example.com", "ADA@EXAMPLE.COM "])
def test_ones_own_address_is_refused(world: World, engine: Engine, site: Site, typed: str) -> None:
    with writing(engine) as conn:
        found = ask(conn, world.cast.ada, site, replace(GUEST, contact=typed))
        assert [(name, why.code) for name, why in found] == [("contact", "entry.contact.own")]
        assert mailed(conn) == []


def test_instructors_may_be_chosen_strangers_not(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        assert ask(conn, cast.ada, site, Verifier(person_id=cast.ben)) == []
        for other in (cast.ada, cast.dov, cast.eve, cast.fin):
            assert ask(conn, cast.ada, site, Verifier(person_id=other))


def test_only_the_rater_may_fill_a_form_in(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        ask(conn, cast.ada, site, Verifier(person_id=cast.ben))
        number = read_ratings(conn, cast.ada)[0].id
        for other in (cast.ada, cast.cleo, cast.dov, cast.eve):
            assert rate(conn, cast.ada, number, Party(other), site) == GONE
        waits = {
            name: [
                one.id
                for one in waiting_for(conn, who_is(cast, name))
                if one.kind is WaitingKind.RATING
            ]
            for name in ("ben", "cleo", "ada")
        }
        assert waits == {"ben": [number], "cleo": [], "ada": []}


def test_a_link_to_one_form_fills_in_no_other(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        ask(conn, cast.ada, site)
        guest = guest_of(conn, Letter.RATING_GUEST, site)
        ask(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        first, second = read_ratings(conn, cast.ada)
        assert rate(conn, cast.ada, second.id, Party(guest=guest), site) == GONE
        assert rate(conn, cast.ada, first.id, Party(guest=guest), site).faults == ()


def test_nobody_is_asked_twice_while_they_think(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        assert ask(conn, ada, site) == []
        assert [why.code for _name, why in ask(conn, ada, site)] == ["rating.open"]
        # A link that ran out asks nobody any more.
        assert ask(conn, ada, site, now=NOW + timedelta(days=30)) == []


def test_a_few_may_be_asked_at_the_same_time(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        for number in range(MOST_OPEN):
            assert ask(conn, ada, site, replace(GUEST, contact=f"n{number}@plant.example")) == []
        assert [why.code for _name, why in ask(conn, ada, site)] == ["rating.many"]


def test_a_rater_declines_and_nothing_is_said(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        ask(conn, ada, site)
        guest, (row,) = guest_of(conn, Letter.RATING_GUEST, site), read_ratings(conn, ada)
        party = Party(guest=guest)
        assert decline_rating(conn, learner=ada, rating_id=row.id, party=party, now=NOW)
        (row,) = read_ratings(conn, ada)
        assert (row.is_open, row.is_declined, row.name) == (False, True, GUEST.name)
        assert rate(conn, ada, row.id, party, site) == GONE
        assert kinds(conn, ada) == []
    assert facts(engine, ada, FactKind.RATED) == []
    assert faults(engine, ada) == []


def test_a_question_is_taken_back_with_its_link(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        ask(conn, ada, site)
        guest, (row,) = guest_of(conn, Letter.RATING_GUEST, site), read_ratings(conn, ada)
        assert take_back(conn, person_id=ada, rating_id=row.id, now=NOW)
        assert rate(conn, ada, row.id, Party(guest=guest), site) == GONE
        secret = secrets_of(conn, Letter.RATING_GUEST, site)[-1]
        assert find_guest(conn, GuestPurpose.RATING, secret, now=NOW, site=site) is None


def test_a_second_rater_stands_beside_the_first(world: World, engine: Engine, site: Site) -> None:
    cast = world.cast
    with writing(engine) as conn:
        ask(conn, cast.ada, site, Verifier(person_id=cast.cleo))
        (first,) = read_ratings(conn, cast.ada)
        ask(conn, cast.ada, site, second_to=first.id)  # not given yet: it stands by itself
        rate(conn, cast.ada, first.id, Party(cast.cleo), site)
        ask(conn, cast.ada, site, Verifier(person_id=cast.ben), second_to=first.id)
        assert [row.second_to for row in read_ratings(conn, cast.ada)] == [None, None, first.id]
