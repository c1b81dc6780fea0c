"""A3 reports from the first draft to the decision, on both databases: what is stored, what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update

from courseware.letters import Letter
from courseware.operations.a3s import Kept, withdraw
from courseware.operations.site import Site
from courseware.operations.waiting import waiting_for
from courseware.permissions import Role
from courseware.practice.a3_report import A3State, Report
from courseware.progress.facts import FactKind
from courseware.records.a3_reviews import reviews_of
from courseware.records.a3s import a3_calibration, a3_review, a3_version
from courseware.records.fates import ERASED_NAME
from courseware.records.letters import message
from courseware.records.people import Who
from courseware.records.shown import read_shown
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.erasing import erase
from tests.operations.a3_story import GOOD, POOR, REPORT, Story
from tests.people import NAMES

A3 = (FactKind.A3_ASSESSED, FactKind.A3_ACCEPTED, FactKind.A3_RETURNED)


@pytest.fixture
def story(world: World, engine: Engine, site: Site) -> Story:
    return Story(world, engine, site)


def code(reason: Any) -> str:
    return "" if reason is None else reason.code


def test_an_accepted_report_stands_on_the_record_for_good(story: Story) -> None:
    story.assessors("ben")
    a3_id = story.hand_in()
    assert story.assess(a3_id, "ben") is None
    assessed, accepted = story.facts(*A3)
    assert (assessed.kind, accepted.kind) == ("a3_assessed", "a3_accepted")
    assert assessed.subject == accepted.subject == f"a3/{a3_id}/1"
    assert assessed.body == {
        "kind": "practice", "version": 1, "total": 24, "decision": "accepted",
        "by": f"person:{story.world.cast.ben}",
    }  # fmt: skip
    assert accepted.body == {"kind": "practice", "version": 1, "total": 24, "reviews": 1}
    assert story.report(a3_id).state is A3State.ACCEPTED
    assert story.keep(a3_id, replace(REPORT, title="Other")).kept is Kept.CLOSED
    with story.engine.connect() as conn:
        assert read_shown(conn, story.world.cast.ada).shown.a3 == {"practice"}
    assert [row.letter for row in story.rows(message)] == [Letter.A3_DECIDED]
    assert story.verify() == []


def test_a_report_that_comes_back_goes_on_from_its_last_version(story: Story) -> None:
    story.assessors("ben")
    a3_id = story.hand_in()
    for number in (1, 2, 3):
        assert story.versions(a3_id)[0].number == number
        assert story.assess(a3_id, "ben", POOR) is None
        there = story.report(a3_id)
        assert (there.state, there.draft) == (A3State.RETURNED, story.versions(a3_id)[0].report)
        better = replace(REPORT, title=f"Late kits, mended {number} times")
        assert story.keep(a3_id, better, hands_in=True).kept is Kept.SENT
    assert story.assess(a3_id, "ben") is None
    assert [one.decision for one in story.versions(a3_id)] == ["accepted", *["returned"] * 3]
    assert [one.report.title for one in story.versions(a3_id)][-1] == REPORT.title
    assert len(story.facts(FactKind.A3_RETURNED)) == 3
    assert story.verify() == []


def test_an_older_page_never_puts_its_words_over_newer_ones(story: Story) -> None:
    a3_id = story.begin()
    first = story.report(a3_id).revision
    assert story.keep(a3_id, Report("new"), revision=first).kept is Kept.STORED
    assert story.keep(a3_id, Report("old"), revision=first).kept is Kept.STALE
    assert story.keep(a3_id, REPORT, revision=first, hands_in=True).kept is Kept.STALE
    assert story.keep(a3_id, Report("new"), revision=first).kept is Kept.STORED, "sent twice"
    assert story.report(a3_id).draft == Report("new")
    assert story.versions(a3_id) == []


def test_what_lacks_something_is_kept_and_not_handed_in(story: Story) -> None:
    a3_id = story.begin("capstone")
    half = replace(REPORT, functions="planning, quality")
    outcome = story.keep(a3_id, half, hands_in=True)
    assert (outcome.kept, [name for name, _r in outcome.faults]) == (Kept.LACKING, ["functions"])
    assert story.report(a3_id).draft == half
    assert story.versions(a3_id) == []
    assert story.keep(a3_id, Report("x" * 9_999)).kept is Kept.LACKING
    assert story.report(a3_id).draft == half, "what is too long is not kept"


def test_an_empty_draft_is_begun_once(story: Story) -> None:
    assert story.begin() == story.begin() != story.begin("capstone")


def test_nobody_writes_in_a_report_of_somebody_else(story: Story) -> None:
    a3_id = story.begin()
    assert story.keep(a3_id, revision=1, who="fin").kept is Kept.CLOSED
    with writing(story.engine) as conn:
        assert not withdraw(conn, person_id=story.world.cast.fin, a3_id=a3_id, now=NOW)


def test_a_report_can_be_taken_back_until_somebody_has_assessed_it(story: Story) -> None:
    story.assessors("ben", "dov")
    a3_id, ada = story.hand_in("capstone"), story.world.cast.ada

    def take_back() -> bool:
        with writing(story.engine) as conn:
            return withdraw(conn, person_id=ada, a3_id=a3_id, now=NOW)

    assert take_back()
    assert story.report(a3_id).state is A3State.DRAFT
    assert not take_back(), "there is nothing to take back"
    assert code(story.assess(a3_id, "ben")) == "a3.withdrawn"
    assert story.keep(a3_id, hands_in=True).kept is Kept.SENT
    assert story.assess(a3_id, "ben") is None
    assert not take_back()
    assert [(one.number, one.decision) for one in story.versions(a3_id)] == [
        (2, ""),
        (1, "withdrawn"),
    ]
    assert story.verify() == []


@pytest.mark.parametrize(
    ("scores", "decided"),
    [
        ((GOOD, GOOD), "accepted"),
        ((POOR, POOR), "returned"),
        ((GOOD, POOR, GOOD), "accepted"),
        ((GOOD, POOR, POOR), "returned"),
    ],
)
def test_two_who_agree_decide_a_capstone_and_a_third_one_where_they_differ(
    story: Story, scores: tuple[dict[str, int], ...], decided: str
) -> None:
    story.assessors("ben", "dov", "eve")
    a3_id = story.hand_in("capstone")
    for name, given in zip(("ben", "dov", "eve"), scores, strict=False):
        assert story.versions(a3_id)[0].decision == ""
        assert story.facts(FactKind.A3_ACCEPTED, FactKind.A3_RETURNED) == []
        assert story.rows(message) == [], "the author hears of it when it is decided"
        assert story.assess(a3_id, name, given) is None
    assert story.versions(a3_id)[0].decision == decided
    assert [one.kind for one in story.facts(*A3)] == ["a3_assessed"] * len(scores) + [
        f"a3_{decided}"
    ]
    if len(scores) == 2:
        assert code(story.assess(a3_id, "eve")) == "a3.decided"
    assert story.verify() == []


def test_nobody_assesses_their_own_report_or_one_version_twice(story: Story) -> None:
    story.assessors("ben", "ada")
    a3_id = story.hand_in("capstone")
    assert code(story.assess(a3_id, "ada")) == "a3.own"
    assert story.assess(a3_id, "ben") is None
    assert code(story.assess(a3_id, "ben")) == "a3.twice"
    assert len(story.rows(a3_review)) == len(story.facts(*A3)) == 1


def test_who_has_not_scored_the_models_assesses_nothing(story: Story) -> None:
    a3_id = story.hand_in()
    assert code(story.assess(a3_id, "ben")) == "a3.uncalibrated"
    assert not story.calibrate("ben", off=-2)
    assert code(story.assess(a3_id, "ben")) == "a3.uncalibrated"
    assert story.calibrate("ben", off=1)
    late = NOW + timedelta(days=365)
    assert code(story.assess(a3_id, "ben", now=late)) == "a3.uncalibrated"
    assert story.assess(a3_id, "ben", now=late - timedelta(seconds=1)) is None
    assert [row.is_near for row in story.rows(a3_calibration)] == [False, True]


def test_a_later_try_that_is_too_far_away_takes_nothing_back(story: Story) -> None:
    story.assessors("ben")
    story.calibrate("ben", off=-2)
    assert story.assess(story.hand_in(), "ben") is None


@pytest.mark.parametrize(("kind", "stored"), [("practice", 1), ("capstone", 2)])
def test_assessors_at_the_same_moment_make_one_decision(
    story: Story, kind: str, stored: int
) -> None:
    names = ("ben", "cleo", "dov", "eve", "fin")
    story.assessors(*names)
    a3_id = story.hand_in(kind)
    desks = {name: story.by(name) for name in names}
    barrier = Barrier(2 * len(names))

    def work(name: str) -> str:
        barrier.wait()
        return code(story.assess(a3_id, name, by=desks[name]))

    with ThreadPoolExecutor(2 * len(names)) as pool:
        found = list(pool.map(work, names * 2))
    assert found.count("") == stored
    assert set(found) <= {"", "a3.decided", "a3.twice"}
    assert len(story.rows(a3_review)) == len(story.facts(FactKind.A3_ASSESSED)) == stored
    assert len(story.facts(FactKind.A3_ACCEPTED)) == 1
    assert story.verify() == []


def who(story: Story, name: str, *roles: Role) -> Who:
    person = story.world.cast[name]
    return Who(person, name, name, None, None, "UTC", "en", frozenset(roles))


def test_the_queue_holds_what_waits_for_this_assessor(story: Story) -> None:
    story.assessors("ben", "fin")
    first, second = story.hand_in("capstone"), story.hand_in(who="fin")

    def queue(name: str, role: Role) -> list[tuple[str, str]]:
        with story.engine.connect() as conn:
            return [(one.learner, one.title) for one in waiting_for(conn, who(story, name, role))]

    of_ada, of_fin = ("Ada Marsh", REPORT.title), ("Fin Haddow", REPORT.title)
    assert queue("ben", Role.INSTRUCTOR) == [of_ada, of_fin]
    assert queue("fin", Role.INSTRUCTOR) == [of_ada], "one's own does not wait"
    assert queue("dov", Role.MANAGER) == []
    assert story.assess(first, "ben") is None
    assert queue("ben", Role.INSTRUCTOR) == [of_fin], "assessed by oneself"
    assert story.assess(first, "fin") is None
    assert story.assess(second, "ben") is None
    assert queue("ben", Role.INSTRUCTOR) == queue("fin", Role.INSTRUCTOR) == []


CHANGES = {
    "a score": update(a3_review).values(scores='{"result":4}'),
    "a decision": update(a3_review).values(decision="returned"),
    "an assessor": update(a3_review).values(assessor_id=None),
    "a comment": update(a3_review).values(texts="{}"),
    "the text": update(a3_version).values(body='{"title":"Other"}'),
    "what was decided": update(a3_version).values(decision="returned"),
    "the moment": update(a3_version).values(sent_at=NOW - timedelta(days=1)),
    "a review": delete(a3_review),
}


@pytest.mark.parametrize("change", CHANGES)
def test_verify_finds_what_was_changed_afterwards(story: Story, change: str) -> None:
    story.assessors("ben", "dov")
    a3_id = story.hand_in("capstone")
    for name in ("ben", "dov"):
        assert story.assess(a3_id, name) is None
    assert story.verify() == []
    with writing(story.engine) as conn:
        conn.execute(CHANGES[change])
    assert story.verify() != []


def test_an_erased_report_is_gone_and_its_facts_still_hold(story: Story) -> None:
    story.assessors("ben")
    a3_id = story.hand_in()
    assert story.assess(a3_id, "ben") is None
    other = story.hand_in("capstone")
    assert erase(story.engine, story.site, story.world.cast.ada)
    assert [row.body for row in story.rows(a3_version)] == [None, None]
    assert code(story.assess(other, "ben")) == "a3.withdrawn"
    assert story.keep(other, revision=2, who="ada").kept is Kept.CLOSED
    with story.engine.connect() as conn:
        assert waiting_for(conn, who(story, "ben", Role.INSTRUCTOR)) == []
        assert conn.scalar(select(a3_review.c.texts)) is None
    assert story.verify() == []


def test_an_erased_assessor_leaves_scores_and_no_name(story: Story) -> None:
    story.assessors("ben")
    a3_id = story.hand_in()
    assert story.assess(a3_id, "ben") is None
    version = story.versions(a3_id)[0].id
    with story.engine.connect() as conn:
        assert [one.by.name for one in reviews_of(conn, version)] == [NAMES["ben"]]
    assert erase(story.engine, story.site, story.world.cast.ben)
    with story.engine.connect() as conn:
        assert [one.by.name for one in reviews_of(conn, version)] == [ERASED_NAME]
        assert NAMES["ben"] not in (conn.scalar(select(a3_review.c.texts)) or "")
    assert story.verify() == []
