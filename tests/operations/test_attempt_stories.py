"""Any story of one learner with several pages, bad Wi-Fi, new versions and deadlines, beside a plain model.

The model is a few lines and knows no database: which answer counts, which one waits for a choice,
what was promised. After each step the site must say the same.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from courseware.operations.attempts import Receipt, Turned, save_answers, submit_attempt
from courseware.operations.choosing import choose_answer
from courseware.operations.enrollments import enroll
from courseware.operations.grades import GRACE, variant_of
from courseware.operations.people import NewPerson, add_person
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import verify_person
from courseware.operations.versions import Prepared, prepare, publish
from courseware.quizzes.answers import Answer
from courseware.quizzes.attempts import FAILS_BEFORE_WAIT, OPEN_FOR, WAIT, Refused
from courseware.quizzes.grading import grade
from courseware.records import attempts, responses
from courseware.records.slots import read_slots
from courseware.records.transaction import open_engine, writing
from tests.conftest import NOW, World
from tests.labs.shipped import shipped_catalog
from tests.operations.attempt_model import Counted, Page, Raw, Save, Try
from tests.people import PATHWAY

MODULE = "cp1-start-here"
MARK = Fraction(4, 5)
SLOTS = (1, 2)
"""The slots that the stories play with; more would only spread them thin."""
numbers = count(1)


class Story(RuleBasedStateMachine):
    """One learner, from the first page on."""

    engine: ClassVar[Engine]
    site: ClassVar[Site]
    versions: ClassVar[tuple[Prepared, Prepared]]
    seen: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.pages: list[Page] = []
        self.tries: list[Try] = []
        name = f"somebody-{next(numbers)}"
        with writing(self.engine) as conn:
            new = NewPerson(name, name)
            self.me = add_person(conn, new, now=self.now, password_hash=None)
            enroll(conn, person_id=self.me, pathway=PATHWAY, now=self.now, site=self.site)

    @property
    def open_try(self) -> Try | None:
        return next((one for one in self.tries if one.ended is None), None)

    def end(self, one: Try, how: str) -> None:
        """Grade as the model knows it, from what counts now."""
        with self.engine.connect() as conn:
            module = self.site.shelves.version(conn, one.version)
            fractions = []
            for slot in read_slots(conn, one.id):
                kind, variant, order = variant_of(module, slot)
                counted = one.slots.get(slot.no)
                fractions.append(
                    grade(kind, variant, order, counted.raw if counted else {}).fraction
                )
        one.ended, one.ended_at = (how, sum(fractions, Fraction(0))), self.now

    def wait_until(self) -> datetime | None:
        """Return when the quiz opens after three fails in a row."""
        fails, until = 0, None
        for one in self.tries:
            if one.ended is None:
                continue
            fails = 0 if one.ended[1] >= MARK * 10 else fails + 1
            if fails == FAILS_BEFORE_WAIT:
                assert one.ended_at is not None
                fails, until = 0, one.ended_at + WAIT
        return until

    @initialize()
    def open_two_pages(self) -> None:
        """Begin on two devices, or in two tabs."""
        self.open_a_page()
        self.open_a_page()

    @rule()
    def open_a_page(self) -> None:
        """Press start, or go on, on some device."""
        before = self.open_try
        if before is not None and self.now > before.deadline + GRACE:
            self.end(before, "timeout")
            before = None
        until = self.wait_until()
        with writing(self.engine) as conn:
            got = start_attempt(
                conn, person_id=self.me, module=MODULE, now=self.now, site=self.site
            )
            if before is None and until is not None and self.now < until:
                assert isinstance(got, Refused)
                return
            assert isinstance(got, int)
            if before is None:
                found = attempts.find_attempt(conn, self.me, got)
                assert found is not None
                assert found.deadline_at == self.now + OPEN_FOR
                before = Try(got, found.deadline_at, found.version_id)
                self.tries.append(before)
            assert got == before.id
            newest = responses.read_saved(conn, got, "").client_seq or 0
        shows = {no: one.raw for no, one in before.slots.items()}
        self.pages = [*self.pages[-3:], Page(f"page-{next(numbers)}", got, newest, shows)]

    @precondition(lambda self: self.pages)
    @rule(
        which=st.integers(0, 3),
        slot=st.sampled_from(SLOTS),
        token=st.sampled_from("12"),
        is_online=st.booleans(),
    )
    def answer(self, which: int, slot: int, token: str, is_online: bool) -> None:
        """Choose an option; it waits on the device until it can be sent."""
        self.answer_on(self.pages[which % len(self.pages)], slot, token, is_online=is_online)

    def answer_on(self, page: Page, slot: int, token: str, *, is_online: bool) -> None:
        """Type an answer on a page; it is sent at once if there is a network."""
        page.seq += 1
        raw: Raw = {"": [token]}
        was = page.shows.get(slot, {})
        page.queue.append(Save(f"key-{next(numbers):06d}", slot, page.seq, raw, was))
        page.shows[slot] = raw
        if is_online and len(page.queue) == 1:
            self.send_first(page)

    @precondition(lambda self: len(self.pages) > 1)
    @rule(slot=st.sampled_from(SLOTS), tokens=st.permutations("123"))
    def answer_on_both(self, slot: int, tokens: list[str]) -> None:
        """Answer one question on two pages that do not know of each other's answer."""
        for which, token in ((-1, tokens[0]), (-2, tokens[1])):
            self.answer_on(self.pages[which], slot, token, is_online=True)

    @precondition(lambda self: any(page.queue for page in self.pages))
    @rule(which=st.integers(0, 3), is_reply_lost=st.booleans())
    def send(self, which: int, is_reply_lost: bool) -> None:
        """Send the oldest answer of a page; a lost reply leaves it there, and it is sent again."""
        waiting = [page for page in self.pages if page.queue]
        self.send_first(waiting[which % len(waiting)], is_reply_lost=is_reply_lost)

    def send_first(self, page: Page, *, is_reply_lost: bool = False) -> None:
        """Send the oldest answer of a page, as its outbox does."""
        save = page.queue[0]
        one = next(found for found in self.tries if found.id == page.attempt)
        with writing(self.engine) as conn:
            got = save_answers(
                conn, person_id=self.me, attempt_id=page.attempt, key=save.key,
                answers={save.slot: Answer(save.seq, save.raw, save.was, page.name)},
                now=self.now, site=self.site,
            )  # fmt: skip
        if save.key in one.arrived:
            assert isinstance(got, Receipt), "a retry gets its receipt, whatever happened since"
        elif one.ended is not None or self.now > one.deadline + GRACE:
            assert isinstance(got, Turned)
            if one.ended is None:  # what comes late ends it
                self.end(one, "timeout")
            page.queue.pop(0)
            return
        else:
            is_aside = one.take(page.name, save)
            self.seen["aside" if is_aside else "save"] += 1
            assert isinstance(got, Receipt)
            assert got.aside == ((save.slot,) if is_aside else ())
        if not is_reply_lost:
            page.queue.pop(0)
            page.seq = max(page.seq, got.counter)

    @precondition(lambda self: self.pages)
    @rule(which=st.integers(0, 3))
    def reload(self, which: int) -> None:
        """Load a page again: what it could not send is kept and sent under its old name."""
        page = self.pages[which % len(self.pages)]
        one = self.open_try
        if one is None or one.id != page.attempt or page.queue:
            return
        self.pages.append(
            replace(
                page, name=f"page-{next(numbers)}", queue=[],
                shows={no: slot.raw for no, slot in one.slots.items()},
            )
        )  # fmt: skip
        self.pages = self.pages[-4:]

    @precondition(lambda self: self.open_try is not None)
    @rule(is_first=st.booleans(), slot=st.sampled_from(SLOTS))
    def choose(self, is_first: bool, slot: int) -> None:
        """Choose between two answers, where there are two."""
        one = self.open_try
        assert one is not None
        with self.engine.connect() as conn:
            steps = responses.read_steps(conn, one.id)
        aside = responses.pending_asides(steps).get(slot)
        if aside is None:
            return
        current = responses.current_steps(steps)[slot]
        seq = current.seq if is_first else aside.seq
        with writing(self.engine) as conn:
            got = choose_answer(
                conn, person_id=self.me, attempt_id=one.id, slot=slot, seq=seq, now=self.now,
                site=self.site,
            )  # fmt: skip
        if self.now > one.deadline + GRACE:
            assert isinstance(got, Turned)
            return
        assert got is True
        self.seen["chosen"] += 1
        one.slots[slot] = Counted(responses.raw_of(current if is_first else aside), None)

    @precondition(lambda self: self.tries)
    @rule(which=st.integers(0, 9))
    def submit(self, which: int) -> None:
        """Submit a try, perhaps one that is over already."""
        one = self.tries[which % len(self.tries)]
        with writing(self.engine) as conn:
            done = submit_attempt(
                conn, person_id=self.me, attempt_id=one.id, now=self.now, site=self.site
            )
        assert done is (one.ended is None)
        if done:
            self.end(one, "timeout" if self.now > one.deadline + GRACE else "submit")

    @rule(hours=st.sampled_from([0.01, 1, 13, 25, 24 * 15]))
    def let_time_pass(self, hours: float) -> None:
        """Time passes on the server; no other clock counts."""
        self.now += timedelta(hours=hours)

    @rule()
    def sweep(self) -> None:
        """The jobs process ends what is overdue."""
        with self.engine.connect() as conn:
            mine = attempts.read_attempts(conn, self.me, MODULE)
        for found in mine:
            if found.is_open and self.now > found.deadline_at + GRACE:
                with writing(self.engine) as conn:
                    submit_attempt(
                        conn, person_id=self.me, attempt_id=found.id, now=self.now, site=self.site,
                        closed_by="timeout",
                    )  # fmt: skip
                one = next(one for one in self.tries if one.id == found.id)
                self.end(one, "timeout")

    @rule(which=st.booleans())
    def publish_a_version(self, which: bool) -> None:
        """An author publishes; whoever is in the middle of a try does not notice."""
        with writing(self.engine) as conn:
            publish(conn, self.versions[which], now=self.now, reason="a story")

    @invariant()
    def at_most_one_try_is_open_and_each_keeps_its_version(self) -> None:
        with self.engine.connect() as conn:
            found = attempts.read_attempts(conn, self.me, MODULE)
        assert [(one.id, one.version_id) for one in found] == [
            (one.id, one.version) for one in self.tries
        ]
        assert [one.is_open for one in found] == [one.ended is None for one in self.tries]
        assert sum(one.is_open for one in found) <= 1

    @invariant()
    def the_answers_that_count_are_those_of_the_model(self) -> None:
        with self.engine.connect() as conn:
            for one in self.tries[-2:]:
                steps = responses.read_steps(conn, one.id)
                current = responses.current_steps(steps)
                assert {no: responses.raw_of(step) for no, step in current.items()} == {
                    no: slot.raw for no, slot in one.slots.items()
                }
                stored = {step.key: step.raw for step in steps}
                for key, raw in one.arrived.items():
                    assert json.loads(stored[key]) == raw, "what was receipted is on the disk"

    @invariant()
    def nothing_changed_on_two_pages_is_overwritten_in_silence(self) -> None:
        with self.engine.connect() as conn:
            for one in self.tries[-1:]:
                pending = responses.pending_asides(responses.read_steps(conn, one.id))
                for no, slot in one.slots.items():
                    others = [raw for raw in slot.waiting.values() if raw != slot.raw]
                    assert (no in pending) == bool(others)

    def teardown(self) -> None:
        with self.engine.connect() as conn:
            for one in self.tries:
                found = attempts.find_attempt(conn, self.me, one.id)
                assert found is not None
                if one.ended is not None:
                    assert found.points == one.ended[1]
                    assert found.passed == (one.ended[1] >= MARK * 10)
                    marks = responses.read_marks(conn, one.id)
                    assert [mark.slot_no for mark in marks] == list(range(1, 11))
            assert list(verify_person(conn, self.me)) == []


def test_every_story_ends_as_the_model_says(world: World, curriculum: Prepared) -> None:
    catalog = shipped_catalog()
    one = catalog.modules[MODULE]
    other = replace(
        catalog,
        modules={**catalog.modules, MODULE: replace(one, title=f"{one.title}, again")},
        files={**catalog.files, MODULE: {**catalog.files[MODULE], "again.md": b"again"}},
    )
    engine, seen = open_engine(world.url), Counter[str]()
    site = world.app.extensions["courseware.site"]
    machine = type(
        "Played",
        (Story,),
        {"engine": engine, "site": site, "versions": (curriculum, prepare(other)), "seen": seen},
    )
    examples = 15 if world.kind == "sqlite" else 6
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # of Hypothesis
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=30, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    engine.dispose()
    assert seen["aside"] > 2, "hardly a story has two answers to one question"
    assert seen["chosen"] > 0
