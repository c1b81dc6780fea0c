"""The gates of a level: nothing compensates, and each boundary lies where the rule says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.content.model import Competency, Pathway, Stop
from courseware.practice.gates import AttestationGate, Level, PracticeGate, ReviewGate
from courseware.practice.hours import Practiced
from courseware.practice.ratings import Form
from courseware.practice.rule_words import rules_of
from courseware.progress.facts import Fact, FactKind
from courseware.progress.next_steps import Desk, next_of
from courseware.progress.practiced import Reviewed, Shown, fold_shown
from courseware.progress.readiness import Readiness, StepKind, readiness

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
CODES = [f"C{no}" for no in range(1, 11)]
MATRIX = tuple(Competency(code, "", "", "", "") for code in CODES)
DRAW = dict.fromkeys(CODES, 4)
MODULES = [f"m{no}" for no in range(1, 29)]
FOUNDATION = Level(
    "foundation", "Foundation", "", "m10", "", "", ReviewGate(DRAW),
    PracticeGate(Fraction(40), 10, 5, 3, Fraction(1, 2)),
)  # fmt: skip
SUPERVISOR = Level(
    "supervisor", "Supervisor level", "", "m20", "", "", ReviewGate(DRAW),
    PracticeGate(Fraction(160), 30, 20, 6, Fraction(1, 4), {"leading-people": Fraction(20)}),
    "practice", 1, AttestationGate(1),
)  # fmt: skip
MANAGER = Level(
    "manager", "Manager level", "", "m28", "", "", ReviewGate(DRAW),
    PracticeGate(Fraction(480), 60, 45, 8, Fraction(0),
                 dict.fromkeys(("leading-people", "improvement", "cost"), Fraction(40))),
    "capstone", 3, AttestationGate(2),
)  # fmt: skip
PATHWAY = Pathway(
    "production-manager", "", "", "open", "", "", tuple(Stop(slug) for slug in MODULES),
    levels=(FOUNDATION, SUPERVISOR, MANAGER),
)  # fmt: skip
KINDS = (
    "scheduling", "quality-checks", "equipment", "safety", "materials", "production-data",
    "leading-people", "departments", "improvement", "cost",
)  # fmt: skip


def review(points: int | str, **weak: int) -> Reviewed:
    """Return a graded review of 40 items with so many points, some competencies as named."""
    by = {code: (Fraction(weak.get(code, 4)), 4) for code in CODES}
    return Reviewed(NOW, Fraction(points), 40, by)


def practice(
    hours: str, *, simulated: str = "0", entries: int = 60, days: int = 45, kinds: int = 10
) -> tuple[Practiced, ...]:
    """Return verified entries that come to these hours: real ones, and simulated ones."""
    real = Fraction(hours) / entries
    log = [
        Practiced(
            KINDS[::-1][no % kinds],
            real,
            date(2026, 1, 1) + timedelta(days=no % days),
            is_simulated=False,
        )
        for no in range(entries)
    ]
    if Fraction(simulated):
        log.append(Practiced(KINDS[-1], Fraction(simulated), date(2026, 1, 1), is_simulated=True))
    return tuple(log)


def form(rater: str, level: str, *, rated: int = 3, **others: int | None) -> Form:
    ratings = {code: others.get(code, rated) for code in CODES}
    return Form(level, rater, {code: one for code, one in ratings.items() if one is not None})


def ready(level: Level, **changes: Any) -> Shown:
    """Return what somebody has shown who holds every gate of a level, with changes."""
    whole: dict[str, Any] = {
        "passed": frozenset(MODULES),
        "reviews": {f"production-manager/{level.id}": (review(40),)},
        "practiced": practice("480"),
        "results": 3,
        "a3": frozenset({"practice", "capstone"}),
        "forms": (form("person:1", level.id), form("person:2", level.id)),
    }
    return Shown(**{**whole, **changes})


def found(level: Level, **changes: Any) -> Readiness:
    return readiness(PATHWAY, level, ready(level, **changes), MATRIX)


def missing(level: Level, **changes: Any) -> list[str]:
    return [step.kind.value for step in found(level, **changes).missing]


LEVELS = [pytest.param(one, id=one.id) for one in (FOUNDATION, SUPERVISOR, MANAGER)]


@pytest.mark.parametrize("level", LEVELS)
def test_who_holds_every_gate_is_ready(level: Level) -> None:
    assert found(level).is_met


@pytest.mark.parametrize("level", LEVELS)
def test_without_any_one_gate_nobody_is_ready(level: Level) -> None:
    """Nothing compensates: each gate alone keeps a level closed, however much of the others is there."""
    without: Mapping[str, Any] = {
        "modules": {"passed": frozenset(MODULES[1:])},
        "review": {"reviews": {}},
        "practice": {"practiced": ()},
        "a3": {"a3": frozenset()},
        "results": {"results": 0},
        "ratings": {"forms": ()},
    }
    asked = {step.kind.value for step in found(level).steps}
    for name in asked:
        assert missing(level, **without[name]) == [name]


REVIEW = "production-manager/foundation"


@pytest.mark.parametrize(
    ("level", "change", "lacks"),
    [
        # practice hours of the Foundation level
        (FOUNDATION, {"practiced": practice("39.75")}, ["practice"]),
        (FOUNDATION, {"practiced": practice("40")}, []),
        (FOUNDATION, {"practiced": practice("20", simulated="20")}, []),
        (FOUNDATION, {"practiced": practice("19.75", simulated="20.25")}, ["practice"]),
        (FOUNDATION, {"practiced": practice("40", entries=9)}, ["practice"]),
        (FOUNDATION, {"practiced": practice("40", entries=10)}, []),
        (FOUNDATION, {"practiced": practice("40", days=4)}, ["practice"]),
        (FOUNDATION, {"practiced": practice("40", days=5)}, []),
        (FOUNDATION, {"practiced": practice("40", kinds=2)}, ["practice"]),
        (FOUNDATION, {"practiced": practice("40", kinds=3)}, []),
        # the review: 32 of 40, and half in each competency with four items or more
        (FOUNDATION, {"reviews": {REVIEW: (review("1279/40"),)}}, ["review"]),
        (FOUNDATION, {"reviews": {REVIEW: (review(32),)}}, []),
        (FOUNDATION, {"reviews": {REVIEW: (review(34, C3=1),)}}, ["review"]),
        (FOUNDATION, {"reviews": {REVIEW: (review(34, C3=2),)}}, []),
        (FOUNDATION, {"reviews": {REVIEW: (review(40), review(10))}}, []),
        (FOUNDATION, {"reviews": {REVIEW: (review(39, C1=0), review(31))}}, ["review"]),
        # one module of the level
        (FOUNDATION, {"passed": frozenset(MODULES[:10])}, []),
        (FOUNDATION, {"passed": frozenset(MODULES[:9])}, ["modules"]),
        (SUPERVISOR, {"passed": frozenset(MODULES) - {"m12"}}, ["modules"]),
        # leading people, real hours only
        (SUPERVISOR, {"practiced": practice("199", kinds=10)}, ["practice"]),
        (SUPERVISOR, {"practiced": practice("200", kinds=10)}, []),
        (MANAGER, {"practiced": practice("479.75", simulated="100")}, ["practice"]),
        # ratings
        (SUPERVISOR, {"forms": (form("person:1", "manager"),)}, ["ratings"]),
        (SUPERVISOR, {"forms": (form("person:1", "supervisor", C1=1, C2=4),)}, ["ratings"]),
        (SUPERVISOR, {"forms": (form("person:1", "supervisor", C1=2, C2=4),)}, []),
        (SUPERVISOR, {"forms": (form("person:1", "supervisor", C1=2),)}, ["ratings"]),
        (MANAGER, {"forms": (form("person:1", "manager"), form("person:1", "manager"))}, ["ratings"]),
        (SUPERVISOR, {"forms": (form("person:1", "supervisor", C1=None),)}, ["ratings"]),
        (SUPERVISOR, {"forms": (form("person:1", "supervisor", C1=None, C2=None, C3=None),
                                form("person:2", "supervisor", rated=2))}, []),
        (SUPERVISOR, {"forms": (form("person:1", "supervisor", C1=None, C2=None, C3=None, C4=None),)},
         ["ratings"]),
        # A3 and results
        (SUPERVISOR, {"a3": frozenset({"capstone"})}, []),
        (MANAGER, {"a3": frozenset({"practice"})}, ["a3"]),
        (MANAGER, {"results": 2}, ["results"]),
    ],
)  # fmt: skip
def test_each_boundary_lies_where_the_rule_says(
    level: Level, change: dict[str, Any], lacks: list[str]
) -> None:
    assert missing(level, **change) == lacks


@given(st.integers(0, 160), st.integers(0, 160), st.sampled_from([FOUNDATION, SUPERVISOR, MANAGER]))
def test_more_verified_practice_never_takes_anything_away(
    real: int, more: int, level: Level
) -> None:
    less = found(level, practiced=practice(str(real))).step(StepKind.PRACTICE)
    added = found(level, practiced=practice(str(real + more))).step(StepKind.PRACTICE)
    assert less is not None
    assert added is not None
    assert sum(line.is_met for line in added.lines) >= sum(line.is_met for line in less.lines)


def test_a_level_whose_modules_are_not_written_is_reached_by_nobody() -> None:
    planned = replace(MANAGER, through="")
    assert missing(planned) == ["modules"]


def test_modules_and_review_alone_are_a_knowledge_record() -> None:
    alone = found(FOUNDATION, practiced=())
    assert alone.has_knowledge
    assert not alone.is_met
    assert not found(FOUNDATION, reviews={}).has_knowledge


def test_each_open_step_says_what_to_do_next() -> None:
    none = readiness(PATHWAY, SUPERVISOR, Shown(), MATRIX)
    said = {step.kind: next_of(none, step, Desk()) for step in none.steps}
    assert {kind.value: reason.code for kind, reason in said.items() if reason} == {
        "modules": "level.next.modules", "review": "level.next.review_wait",
        "practice": "level.next.practice", "a3": "level.next.a3", "results": "level.next.results",
        "ratings": "level.next.ratings",
    }  # fmt: skip
    step = none.step(StepKind.PRACTICE)
    assert step is not None
    codes = [next_of(none, step, desk) for desk in (Desk(2, 1), Desk(0, 1))]
    assert [one.code for one in codes if one] == ["level.next.send", "level.next.confirm"]
    assert all(next_of(found(SUPERVISOR), one, Desk()) is None for one in found(SUPERVISOR).steps)


def test_a_thing_counts_once_however_often_a_fact_names_it() -> None:
    body = {"category": "safety", "quarters": 6, "on": "2026-03-02", "by": "guest:4"}
    fact = Fact(FactKind.PRACTICE_VERIFIED, "entries/1", NOW, body)
    result = Fact(FactKind.RESULT_VERIFIED, "results/1", NOW, {"by": "person:1"})
    shown = fold_shown([fact, fact, result, result, Fact(FactKind.LESSON_READ, "m1/a", NOW)])
    assert (len(shown.practiced), shown.results) == (1, 1)
    assert (shown.practiced[0].hours, shown.practiced[0].by_guest) == (Fraction(3, 2), True)


def test_the_rules_are_printed_as_they_were_applied() -> None:
    assert rules_of(MANAGER, 30) == (
        "All 30 modules passed.",
        "Level review of 40 questions: at least 32 points, and 50 % of the points in each "
        "competency with 4 or more questions.",
        "Verified practice: at least 480 h, 60 entries, 45 days and 8 kinds of practice; none of it "
        "simulated.",
        "Among it, real: at least 40 h leading people, 40 h improvement projects, 40 h budget and cost.",
        "A capstone A3 accepted by two assessors.",
        "3 verified results.",
        "2 ratings by different people: each competency at least 2 of 4, on average at least 3.",
        "In a rating at most 3 competencies are not observed; somebody rated each.",
    )
