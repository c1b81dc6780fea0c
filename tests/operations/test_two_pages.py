"""One attempt on two pages, on both databases: both answers are on disk, and the learner chooses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from courseware.operations.attempts import Receipt, Turned, save_answers, submit_attempt
from courseware.operations.choosing import choose_answer
from courseware.operations.grades import GRACE
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.quizzes.answers import Answer
from courseware.quizzes.attempts import OPEN_FOR
from courseware.quizzes.posts import Raw
from courseware.records import attempts, responses
from courseware.records.own_data import copy_of
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import answers_of, do_all_tasks, start

CP1 = "cp1-start-here"
PHONE, LAPTOP = "page-on-the-phone", "page-on-the-laptop"


class Taking:
    """Ada's open attempt, and what her pages send."""

    def __init__(self, world: World, engine: Engine, site: Site) -> None:
        self.ada, self.fin, self.engine, self.site = world.cast.ada, world.cast.fin, engine, site
        with writing(engine) as conn:
            do_all_tasks(conn, self.ada, CP1, now=NOW, site=site)
            self.id = start(conn, self.ada, CP1, now=NOW, site=site)

    def save(
        self, page: str, seq: int, answers: dict[int, tuple[str, str]], *, now: datetime = NOW
    ) -> Receipt | Turned | None:
        """Send, for each slot, (answer, what the page last knew as saved)."""
        told = {no: Answer(seq, _raw(text), _raw(was), page) for no, (text, was) in answers.items()}
        with writing(self.engine) as conn:
            return save_answers(
                conn, person_id=self.ada, attempt_id=self.id, key=f"key-of-{page}-{seq}",
                answers=told, now=now, site=self.site,
            )  # fmt: skip

    def choose(
        self, slot: int, seq: int, *, now: datetime = NOW, person_id: int | None = None
    ) -> bool | Turned | None:
        with writing(self.engine) as conn:
            return choose_answer(
                conn, person_id=person_id or self.ada, attempt_id=self.id, slot=slot, seq=seq,
                now=now, site=self.site,
            )  # fmt: skip

    def submit(self) -> None:
        with writing(self.engine) as conn:
            submit_attempt(conn, person_id=self.ada, attempt_id=self.id, now=NOW, site=self.site)

    def stands(self) -> tuple[dict[int, str], dict[int, str]]:
        """Return, by slot, the answers that count and those that wait."""
        with self.engine.connect() as conn:
            steps = responses.read_steps(conn, self.id)
        both = responses.current_steps(steps), responses.pending_asides(steps)
        counts, waits = (
            {no: responses.raw_of(one).get("", [""])[0] for no, one in some.items()}
            for some in both
        )
        return counts, waits


def _raw(text: str) -> Raw:
    return {"": [text]} if text else {}


@pytest.fixture
def taking(world: World, engine: Engine, site: Site) -> Taking:
    return Taking(world, engine, site)


def aside(reply: Receipt | Turned | None) -> tuple[int, ...]:
    assert isinstance(reply, Receipt)
    return reply.aside


def test_different_questions_on_two_pages_are_both_kept(taking: Taking) -> None:
    assert aside(taking.save(LAPTOP, 1, {1: ("a", "")})) == ()
    assert aside(taking.save(PHONE, 1, {2: ("b", "")})) == ()
    assert taking.stands() == ({1: "a", 2: "b"}, {})


def test_what_both_changed_is_receipted_and_waits(taking: Taking) -> None:
    taking.save(LAPTOP, 1, {1: ("a", ""), 2: ("c", "")})
    reply = taking.save(PHONE, 9, {1: ("b", ""), 2: ("c", ""), 3: ("d", "")})
    assert isinstance(reply, Receipt)
    assert (reply.aside, reply.counter) == ((1,), 9)
    assert taking.stands() == ({1: "a", 2: "c", 3: "d"}, {1: "b"})
    taking.save(LAPTOP, 2, {1: ("aa", "a")})
    assert taking.stands() == ({1: "aa", 2: "c", 3: "d"}, {1: "b"}), "typing on overrules nothing"


def test_a_lost_receipt_is_said_again_with_all_it_told(taking: Taking) -> None:
    taking.save(LAPTOP, 1, {1: ("a", "")})
    first = taking.save(PHONE, 1, {1: ("b", ""), 2: ("c", "")})
    taking.save(LAPTOP, 7, {2: ("e", "")})
    assert taking.save(PHONE, 1, {1: ("b", ""), 2: ("c", "")}, now=NOW + GRACE) == first
    assert aside(first) == (1,)


@pytest.mark.parametrize(("of", "counts"), [(1, "a"), (2, "b")])
def test_the_one_that_is_chosen_counts(taking: Taking, of: int, counts: str) -> None:
    taking.save(LAPTOP, 5, {1: ("a", "")})
    taking.save(PHONE, 9, {1: ("b", "")})
    assert taking.choose(1, of) is True
    assert taking.stands() == ({1: counts}, {})
    assert taking.choose(1, 3 - of) is False, "it was chosen already"
    assert aside(taking.save(PHONE, 10, {1: ("c", "b")})) == (() if counts == "b" else (1,))
    assert taking.stands() == (({1: "c"}, {}) if counts == "b" else ({1: "a"}, {1: "c"}))


@pytest.mark.parametrize(("slot", "seq"), [(1, 1), (1, 9), (2, 2), (99, 1)])
def test_only_one_of_the_two_can_be_chosen(taking: Taking, slot: int, seq: int) -> None:
    taking.save(LAPTOP, 5, {1: ("a", "")})
    taking.save(LAPTOP, 6, {1: ("aa", "a"), 2: ("x", "")})
    taking.save(PHONE, 9, {1: ("b", "")})
    assert taking.choose(slot, seq) is False
    assert taking.stands() == ({1: "aa", 2: "x"}, {1: "b"})


def test_nobody_chooses_for_somebody_else(taking: Taking) -> None:
    taking.save(LAPTOP, 5, {1: ("a", "")})
    taking.save(PHONE, 9, {1: ("b", "")})
    assert taking.choose(1, 2, person_id=taking.fin) is None
    assert taking.stands() == ({1: "a"}, {1: "b"})


def test_after_the_time_and_after_submitting_nothing_is_chosen(taking: Taking) -> None:
    taking.save(LAPTOP, 5, {1: ("a", "")})
    taking.save(PHONE, 9, {1: ("b", "")})
    late = taking.choose(1, 2, now=NOW + OPEN_FOR + GRACE + timedelta(seconds=1))
    taking.submit()
    closed = taking.choose(1, 2)
    assert [one.reason.code for one in (late, closed) if isinstance(one, Turned)] == [
        "attempt.expired", "attempt.not_open",
    ]  # fmt: skip
    assert taking.stands()[0] == {1: "a"}


def test_what_waits_earns_nothing_and_the_record_verifies(taking: Taking) -> None:
    with taking.engine.connect() as conn:
        right = answers_of(conn, taking.id, CP1, taking.site)
        wrong = answers_of(conn, taking.id, CP1, taking.site, right=0)

    def save(page: str, raws: dict[int, Raw]) -> Receipt | Turned | None:
        with writing(taking.engine) as conn:
            return save_answers(
                conn, person_id=taking.ada, attempt_id=taking.id, key=f"key-of-{page}",
                answers={no: Answer(1, raw, {}, page) for no, raw in raws.items()},
                now=NOW, site=taking.site,
            )  # fmt: skip

    save(LAPTOP, {no: raw for no, raw in wrong.items() if no > 4})
    assert aside(save(PHONE, right)) == (5, 6, 7, 8, 9, 10)
    taking.submit()
    with taking.engine.connect() as conn:
        closed = attempts.find_attempt(conn, taking.ada, taking.id)
        assert closed is not None
        assert closed.points == 4
        assert list(verify_person(conn, taking.ada)) == []
        own = next(
            one for one in copy_of(conn, taking.ada) if one.part.table.name == "response_step"
        )
    assert [step["kind"] for step in own.rows].count("aside") == 6
    assert all(step["raw"] for step in own.rows), "the copy of one's data has both"
    with writing(taking.engine) as conn:
        conn.execute(
            responses.response_step.update()
            .where(responses.response_step.c.kind == "aside")
            .values(raw="{}")
        )
    with taking.engine.connect() as conn:
        faults = [str(fault) for fault in verify_person(conn, taking.ada)]
    assert len(faults) == 6, "an answer that waited cannot be changed unseen either"
