"""Many at the same moment, on both databases: one request, one answer, one enrollment, no deadlock."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Engine, func, select

from courseware.joining.asking import Outcome
from courseware.letters import Letter
from courseware.operations.assignments import assign_team
from courseware.operations.pathway_requests import ask_pathway, decide_request
from courseware.operations.people import NewPerson, add_person
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.records.enrollments import enrollment
from courseware.records.requests import pathway_request
from courseware.records.transaction import writing
from tests.asking import ASSIGNED, kinds, last, make_assigned
from tests.conftest import NOW, World
from tests.operations.test_races import THREADS, together


def test_forty_questions_make_one_request_and_one_letter(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        make_assigned(conn)

    def work(_number: int) -> bool:
        with writing(engine) as conn:
            return (
                ask_pathway(conn, person_id=cast.ada, pathway=ASSIGNED, now=NOW, site=site) is None
            )

    assert Counter(together(work)) == {True: 1, False: THREADS - 1}
    with engine.connect() as conn:
        assert conn.execute(select(func.count()).select_from(pathway_request)).scalar() == 1
        assert kinds(conn, cast.cleo) == [Letter.PATHWAY_ASKED]


def test_two_who_decide_at_the_same_moment_give_one_answer(
    world: World, engine: Engine, site: Site
) -> None:
    cast = world.cast
    with writing(engine) as conn:
        make_assigned(conn)
        ask_pathway(conn, person_id=cast.ada, pathway=ASSIGNED, now=NOW, site=site)
        number = last(conn, cast.ada).id

    def work(one: int) -> tuple[bool, Outcome]:
        with writing(engine) as conn:
            done = decide_request(
                conn, number, is_granted=one % 2 == 0, by_person=(cast.cleo, cast.eve)[one % 2],
                now=NOW, site=site,
            )  # fmt: skip
        assert done is not None
        return done.is_mine, done.asked.outcome

    answers = together(work)
    assert sum(is_mine for is_mine, _outcome in answers) == 1
    (outcome,) = {outcome for _is_mine, outcome in answers}
    with engine.connect() as conn:
        is_on = select(func.count()).where(
            enrollment.c.person_id == cast.ada, enrollment.c.pathway == ASSIGNED
        )
        assert conn.execute(is_on).scalar() == (outcome is Outcome.GRANTED)
        assert len(kinds(conn, cast.ada)) == 1
        assert list(verify_person(conn, cast.ada)) == []


def test_forty_enrollments_of_one_team_put_everybody_on_it_once(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        people = [add_person(conn, NewPerson(f"w{n}", f"Worker {n}"), now=NOW) for n in range(12)]

    def work(one: int) -> int:
        order = people if one % 2 else people[::-1]  # whatever order, the locks have one
        with writing(engine) as conn:
            return len(assign_team(conn, 1, order, ASSIGNED, now=NOW, site=site).people)

    assert sum(together(work)) == len(people)
    with engine.connect() as conn:
        assert [kinds(conn, one) for one in people] == [[Letter.PATHWAY_ASSIGNED]] * len(people)
