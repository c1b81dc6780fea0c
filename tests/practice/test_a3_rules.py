"""The A3 rubric at its boundaries, who has to agree, and what a report must say before it is handed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.practice.a3_report import (
    LONGEST_LINE,
    Report,
    agreed_total,
    draft_faults,
    faults,
    functions_in,
    in_order_of_try,
)
from courseware.practice.rubric import (
    CRITERIA,
    IDS,
    LONGEST_SECTION,
    Decision,
    assessors_needed,
    decision,
    is_calibrated,
    is_near,
    short_of,
    total,
    verdict,
)

YES, NO = Decision.ACCEPTED, Decision.RETURNED
THREES = dict.fromkeys(IDS, 3)
NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "adds_up_to", "decided"),
    [
        ({}, 24, YES),
        ({"target": 2}, 23, NO),
        ({"target": 2, "background": 4}, 24, YES),
        ({"target": 1, "background": 4, "follow_up": 4}, 24, NO),
        ({"current_state": 2, "background": 4}, 24, NO),
        ({"root_cause": 2, "background": 4}, 24, NO),
        ({"result": 2, "background": 4}, 24, NO),
        (dict.fromkeys(IDS, 4), 32, YES),
        ({**dict.fromkeys(IDS, 4), "people": 1}, 29, NO),
        ({**dict.fromkeys(IDS, 4), "people": 0}, 28, NO),
        ({**dict.fromkeys(IDS, 4), "root_cause": 2}, 30, NO),
    ],
)
def test_the_scores_decide(changes: dict[str, int], adds_up_to: int, decided: Decision) -> None:
    scores = {**THREES, **changes}
    assert (total(scores), decision(scores)) == (adds_up_to, decided)


@given(st.fixed_dictionaries({one: st.integers(0, 4) for one in IDS}))
def test_accepted_is_never_short_of_anything_and_returned_always_is(scores: dict[str, int]) -> None:
    is_accepted = decision(scores) is YES
    assert is_accepted == (not short_of(scores) and total(scores) >= 24)


@given(st.fixed_dictionaries({one: st.integers(0, 3) for one in IDS}), st.sampled_from(IDS))
def test_a_higher_score_never_turns_accepted_into_returned(
    scores: dict[str, int], one: str
) -> None:
    if decision(scores) is YES:
        assert decision({**scores, one: scores[one] + 1}) is YES


@pytest.mark.parametrize(
    ("kind", "decisions", "decided"),
    [
        ("practice", [], None),
        ("practice", [YES], YES),
        ("practice", [NO], NO),
        ("capstone", [], None),
        ("capstone", [YES], None),
        ("capstone", [NO], None),
        ("capstone", [YES, YES], YES),
        ("capstone", [NO, NO], NO),
        ("capstone", [YES, NO], None),
        ("capstone", [NO, YES], None),
        ("capstone", [YES, NO, YES], YES),
        ("capstone", [YES, NO, NO], NO),
        ("capstone", [NO, YES, NO], NO),
        ("capstone", [NO, YES, YES], YES),
    ],
)
def test_so_many_have_to_agree(
    kind: str, decisions: list[Decision], decided: Decision | None
) -> None:
    assert verdict(kind, decisions) is decided


def test_three_assessors_always_decide_and_the_order_does_not_matter() -> None:
    for three in product(Decision, repeat=3):
        assert verdict("capstone", three) is verdict("capstone", three[::-1]) is not None
    assert (assessors_needed("practice"), assessors_needed("capstone")) == (1, 2)


@pytest.mark.parametrize(
    ("days", "seconds", "is_so"), [(0, 0, True), (364, 0, True), (365, -1, True), (365, 0, False)]
)
def test_a_calibration_counts_for_a_year(days: int, seconds: int, is_so: bool) -> None:
    assert is_calibrated(NOW, NOW + timedelta(days=days, seconds=seconds)) is is_so
    assert not is_calibrated(None, NOW)


@pytest.mark.parametrize(("off", "is_so"), [(-2, False), (-1, True), (0, True), (1, True)])
def test_one_criterion_too_far_away_is_not_near(off: int, is_so: bool) -> None:
    for one in IDS:
        assert is_near({**THREES, one: 3 + off}, THREES) is is_so


FULL = Report(
    "Late kits",
    "Ines Duarte, planner",
    "planning, logistics, production",
    is_real=True,
    sections=dict.fromkeys(IDS, "text"),
)


def codes(report: Report, kind: str) -> dict[str, str]:
    return {name: reason.code for name, reason in faults(report, kind)}


def test_a_full_report_lacks_nothing() -> None:
    assert codes(FULL, "practice") == codes(FULL, "capstone") == {}


def test_an_empty_report_lacks_everything_in_the_order_of_the_form() -> None:
    assert list(codes(Report(), "practice")) == ["title", "team", *IDS]
    assert list(codes(Report(), "capstone")) == ["title", "team", "functions", "is_real", *IDS]


@pytest.mark.parametrize("one", IDS)
def test_each_section_needs_text(one: str) -> None:
    for text in ("", " \n "):
        report = Report("t", "t", sections={**FULL.sections, one: text})
        assert codes(report, "practice") == {one: "a3.section.blank"}


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("", 0),
        ("production", 1),
        ("production, Production ,  PRODUCTION", 1),
        ("production, maintenance", 2),
        ("production, maintenance, 3", 2),
        ("production; maintenance / quality", 3),
        ("quality\nmaterials  handling\nMaterials handling\nfinance", 3),
    ],
)
def test_a_capstone_names_three_different_functions(typed: str, count: int) -> None:
    assert len(functions_in(typed)) == count
    report = Report("t", "t", typed, is_real=True, sections=FULL.sections)
    assert codes(report, "capstone") == ({} if count >= 3 else {"functions": "a3.functions.few"})
    assert codes(report, "practice") == {}


def test_a_capstone_rests_on_real_data() -> None:
    report = Report("t", "t", FULL.functions, sections=FULL.sections)
    assert codes(report, "capstone") == {"is_real": "a3.real"}
    assert codes(report, "practice") == {}


def test_what_is_too_long_is_refused_even_as_a_draft() -> None:
    fits = Report("t" * LONGEST_LINE, sections={"result": "x" * LONGEST_SECTION})
    long = Report("t" * (LONGEST_LINE + 1), sections={"result": "x" * (LONGEST_SECTION + 1)})
    assert draft_faults(fits) == []
    assert [name for name, _reason in draft_faults(long)] == ["title", "result"]


def test_a_report_is_read_as_it_was_written() -> None:
    assert Report.of_plain(FULL.plain()) == FULL
    assert Report.of_plain(Report(sections={"result": ""}).plain()) == Report()


def test_each_try_begins_with_another_model() -> None:
    orders = [tuple(in_order_of_try("abc", tries)) for tries in range(4)]
    assert orders[0] == orders[3]
    assert len(set(orders[:3])) == 3
    assert in_order_of_try([], 5) == []


def test_the_strictest_of_those_who_agree_gives_the_total() -> None:
    assert agreed_total([27, 25]) == 25


def test_every_criterion_has_five_anchors_and_three_are_gates() -> None:
    assert [one.id for one in CRITERIA if one.is_gate] == ["current_state", "root_cause", "result"]
    assert all(len(one.anchors) == 5 for one in CRITERIA)
