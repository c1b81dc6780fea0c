"""What a result must say before it can be sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.practice.results import (
    DAYS,
    LONGEST,
    LONGEST_LINE,
    TEXTS,
    decision_faults,
    long_texts,
    plain_number,
    typed_faults,
)
from tests.witnessing import DAYS as GOOD_DAYS
from tests.witnessing import TEXT, TODAY


def said(*, today: date = TODAY, **changes: object) -> list[tuple[str, str]]:
    texts = {**TEXT, **{name: str(one) for name, one in changes.items() if name in TEXTS}}
    days = {**GOOD_DAYS, **{name: one for name, one in changes.items() if name in DAYS}}
    found = typed_faults(texts, days, today=today)  # type: ignore[arg-type]  # days are among them
    return [(name, why.code) for name, why in found]


def test_a_whole_result_may_be_sent():
    assert said() == []


@pytest.mark.parametrize(
    "name", ["measure", "unit", "baseline", "after", "guard", "own_part", "team"]
)
@pytest.mark.parametrize("typed", ["", "   "])
def test_each_text_is_needed(name: str, typed: str):
    assert said(**{name: typed}) == [(name, f"result.{name}.blank")]


@pytest.mark.parametrize("name", DAYS)
def test_each_day_is_needed(name: str):
    assert said(**{name: None}) == [(name, f"result.{name}.blank")]


def test_money_may_stay_open():
    assert said(money="") == []
    assert said(money="1,200 USD a year") == []


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"baseline_to": day("2026-01-05")}, []),  # one day is a period
        ({"baseline_to": day("2026-01-04")}, [("baseline_to", "result.period.order")]),
        ({"after_from": day("2026-03-07")}, [("after_to", "result.period.order")]),
        ({"after_from": day("2026-01-31")}, []),  # the day after
        ({"after_from": day("2026-01-30")}, [("after_from", "result.period.overlap")]),
        ({"after_to": TODAY}, []),
        ({"after_to": TODAY + timedelta(days=1)}, [("after_to", "result.period.future")]),
        ({"after": "38"}, [("after", "result.after.same")]),
        ({"after": "38.0"}, [("after", "result.after.same")]),
        ({"after": "38.1"}, []),
        ({"baseline": "0"}, []),
        ({"baseline": "about forty"}, [("baseline", "number.unreadable")]),
        ({"baseline": "1,5"}, [("baseline", "number.comma")]),
    ],
)
def test_periods_and_numbers(changes: dict[str, object], wanted: list[tuple[str, str]]):
    assert said(**changes) == wanted


@pytest.mark.parametrize(
    ("typed", "unit", "written"),
    [
        ("21.50", "min", "21.50"),  # as exact as it was typed
        ("1,234.5", "parts", "1234.5"),
        ("\u22123", "USD", "-3"),
        ("12 %", "%", "12"),
        ("12 %", "share", "0.12"),
        ("1e3", "parts", "1000"),
        ("about forty", "min", "about forty"),
    ],
)
def test_numbers_are_written_out(typed: str, unit: str, written: str):
    assert plain_number(typed, unit) == written


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9999, max_value=9999)
)
def test_a_number_stays_what_it_was(number):
    assert plain_number(plain_number(str(number), "kg"), "kg") == plain_number(str(number), "kg")
    assert number == type(number)(plain_number(format(number, "f"), "kg"))


@pytest.mark.parametrize(
    ("name", "most"), [("measure", LONGEST_LINE), ("baseline", LONGEST_LINE), ("team", LONGEST)]
)
def test_long_texts_are_not_kept(name: str, most: int):
    assert long_texts({**TEXT, name: "x" * most}) == []
    assert [one for one, _why in long_texts({**TEXT, name: "x" * (most + 1)})] == [name]


def test_whoever_returns_a_result_says_why():
    assert decision_faults(is_confirmed=True, comment="") == []
    assert decision_faults(is_confirmed=False, comment="The press was a new one") == []
    assert [why.code for _name, why in decision_faults(is_confirmed=False, comment=" ")] == [
        "result.return.blank"
    ]
    assert decision_faults(is_confirmed=True, comment="x" * (LONGEST + 1))
