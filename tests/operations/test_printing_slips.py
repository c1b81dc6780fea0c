from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select

from courseware.letters import Letter
from courseware.operations.people import NotPossible, accept_invitation, grant_role, invite
from courseware.operations.site import Site
from courseware.operations.slips import Slip, make_slips
from courseware.operations.staff import disable_person
from courseware.operations.tokens import SLIP_LASTS, Purpose, find_live
from courseware.permissions import Role
from courseware.records.everything import METADATA
from courseware.records.letters import message
from courseware.records.people import find_account
from courseware.records.transaction import reading, writing
from courseware.records.work import audit
from tests.conftest import NOW, World
from tests.people import Cast

Make = Callable[..., list[Slip]]


@pytest.fixture
def cast(world: World) -> Cast:
    return world.cast


@pytest.fixture
def make(engine: Engine, site: Site, cast: Cast) -> Make:
    """How slips are made."""

    def slips(*ids: int, learners_only: bool = False) -> list[Slip]:
        with writing(engine) as conn:
            return make_slips(
                conn, ids, now=NOW, site=site, by_person=cast.cleo, learners_only=learners_only
            )

    return slips


def use(engine: Engine, site: Site, slip: Slip) -> bool:
    with writing(engine) as conn:
        return accept_invitation(
            conn,
            person_id=slip.person_id,
            secret=slip.code.replace("-", "").lower(),
            password_hash="new",
            now=NOW,
            site=site,
        )


def test_a_slip_works_once_for_two_weeks_and_its_code_is_stored_nowhere(
    engine: Engine, site: Site, cast: Cast, make: Make
) -> None:
    (slip,) = make(cast.ada)
    assert [len(part) for part in slip.code.split("-")] == [4, 4, 4]
    assert slip.expires_at == NOW + SLIP_LASTS
    assert slip.code not in repr(slip)
    with reading(engine) as conn:
        everything = str([conn.execute(select(table)).all() for table in METADATA.sorted_tables])
    assert slip.code not in everything
    assert slip.code.replace("-", "") not in everything
    assert use(engine, site, slip)
    assert not use(engine, site, slip)


def test_an_old_password_stays_until_the_slip_is_used_and_then_it_is_told(
    engine: Engine, site: Site, cast: Cast, make: Make
) -> None:
    (slip,) = make(cast.ada)

    def state() -> tuple[str | None, list[str]]:
        with reading(engine) as conn:
            account = find_account(conn, "ada")
            assert account is not None
            letters = select(message.c.letter).where(message.c.person_id == cast.ada)
            return account.password_hash, list(conn.scalars(letters))

    before, told = state()
    assert before is not None
    assert before.startswith("$argon2id$")
    assert told == []
    assert use(engine, site, slip)
    assert state() == ("new", [Letter.PASSWORD_CHANGED])


def test_older_links_and_slips_of_a_person_stop_working(
    engine: Engine, site: Site, cast: Cast, make: Make
) -> None:
    with writing(engine) as conn:
        link = invite(conn, cast.ada, now=NOW, site=site)
    first, second = make(cast.ada)[0], make(cast.ada)[0]
    with reading(engine) as conn:
        live = [find_live(conn, Purpose.INVITATION, secret, now=NOW, site=site) is not None
                for secret in (link.secret, first.code, second.code)]  # fmt: skip
    assert live == [False, False, True]


@pytest.mark.parametrize("who", ["ben", "cleo", "eve"])
def test_a_manager_makes_no_slip_for_somebody_with_a_role(
    engine: Engine, cast: Cast, make: Make, who: str
) -> None:
    with pytest.raises(NotPossible, match="Ask Eve Lindqvist"):
        make(cast.ada, cast[who], learners_only=True)
    with reading(engine) as conn:
        noted = conn.scalars(select(audit.c.subject).where(audit.c.action == "person.invited"))
        assert list(noted) == [], "nobody of the list got one"
    assert len(make(cast[who])) == 1, "an operator may"


def test_a_managers_slip_dies_when_its_holder_is_given_a_role(
    engine: Engine, site: Site, cast: Cast, make: Make
) -> None:
    of_manager, of_operator = make(cast.ada, learners_only=True)[0], make(cast.fin)[0]
    with writing(engine) as conn:
        for one in (cast.ada, cast.fin):
            grant_role(conn, one, Role.OPERATOR, now=NOW)
    assert not use(engine, site, of_manager)
    assert use(engine, site, of_operator)


def test_nobody_who_left_gets_a_slip(engine: Engine, cast: Cast, make: Make) -> None:
    with writing(engine) as conn:
        disable_person(conn, cast.fin, now=NOW)
    with pytest.raises(NotPossible, match="Fin Haddow left"):
        make(cast.ada, cast.fin)


def test_who_made_a_slip_for_whom_is_noted(engine: Engine, cast: Cast, make: Make) -> None:
    make(cast.ada)
    with reading(engine) as conn:
        row = conn.execute(select(audit).where(audit.c.action == "person.invited")).one()
    assert (row.by_person, row.subject) == (cast.cleo, f"person:{cast.ada}")
    assert row.details == '{"by":"slip"}'
