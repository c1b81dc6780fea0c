"""Many at the same moment, on both databases: a link works once, a result is decided once."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Engine, func, select

from courseware.letters import Letter
from courseware.operations.rating_forms import GONE, Given
from courseware.operations.result_decisions import Decided
from courseware.operations.results import take_back
from courseware.operations.site import Site
from courseware.operations.witnesses import Party
from courseware.practice.entries import EntryState
from courseware.progress.facts import FactKind
from courseware.records.attestations import read_ratings
from courseware.records.practice_entries import Verifier
from courseware.records.sign_offs import sign_off
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.operations.test_races import together
from tests.witnessing import ask, decide, facts, faults, guest_of, rate, send

RESULTS = (FactKind.RESULT_VERIFIED, FactKind.RESULT_RETURNED)


def test_a_link_confirms_a_result_once(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        number = send(conn, ada, site)
        guest = guest_of(conn, Letter.RESULT_GUEST, site)

    def work(one: int) -> Decided:
        decision = EntryState.VERIFIED if one % 2 else EntryState.RETURNED
        with writing(engine) as conn:
            return decide(conn, ada, number, Party(guest=guest), site, decision=decision)

    counted = Counter(together(work))
    assert counted[Decided.DONE] == 1
    assert set(counted) == {Decided.DONE, Decided.GONE}
    assert len(facts(engine, ada, *RESULTS)) == 1
    with engine.connect() as conn:
        assert conn.execute(select(func.count()).select_from(sign_off)).scalar() == 1
    assert faults(engine, ada) == []


def test_a_result_is_decided_or_taken_back_never_both(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        number = send(conn, cast.ada, site, Verifier(person_id=cast.cleo))

    def work(one: int) -> bool:
        with writing(engine) as conn:
            if one % 2:
                return take_back(conn, person_id=cast.ada, result_id=number, now=NOW)
            return decide(conn, cast.ada, number, Party(cast.cleo), site) is Decided.DONE

    assert sum(together(work)) == 1
    assert faults(engine, cast.ada) == []


def test_a_link_rates_once(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        ask(conn, ada, site)
        guest, (row,) = guest_of(conn, Letter.RATING_GUEST, site), read_ratings(conn, ada)

    def work(_one: int) -> Given:
        with writing(engine) as conn:
            return rate(conn, ada, row.id, Party(guest=guest), site)

    outcomes = together(work)
    assert (outcomes.count(Given()), outcomes.count(GONE)) == (1, len(outcomes) - 1)
    assert len(facts(engine, ada, FactKind.RATED)) == 1
    assert faults(engine, ada) == []


def test_one_person_is_asked_once(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada

    def work(_one: int) -> int:
        with writing(engine) as conn:
            return len(ask(conn, ada, site))

    assert together(work).count(0) == 1
    with engine.connect() as conn:
        assert len(read_ratings(conn, ada)) == 1
