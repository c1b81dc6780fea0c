"""The rules of a career plan: what a line must say, when a certification ends, what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.practice.calendar_file import calendar
from courseware.practice.career import (
    SOON,
    Kind,
    State,
    Written,
    expires_after,
    expiry_says,
    faults,
    is_overdue,
    step_says,
)
from courseware.practice.sharing import FOR_MENTOR, IN_PORTFOLIO, Part, chosen
from courseware.practice.talks import Talk, talk
from tests.conftest import NOW

TODAY = date(2026, 4, 1)
TOMORROW = TODAY + timedelta(days=1)
CERT, STEP, CONTACT, CLUB = Kind.CERTIFICATION, Kind.STEP, Kind.CONTACT, Kind.ASSOCIATION
HELD, PLANNED, DONE = State.HELD, State.PLANNED, State.DONE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Written(STEP, "Walk a round", on=TODAY), []),
        (Written(STEP, "Walk a round", on=TODAY, state=DONE), []),
        (Written(STEP, "Walk a round", on=date(2020, 1, 1)), []),
        (Written(STEP, "Walk a round"), [("on", "career.on.due")]),
        (Written(STEP, "Walk a round", on=TODAY, state=HELD), [("state", "career.state.blank")]),
        (Written(STEP, " ", on=TODAY), [("title", "career.title.blank")]),
        (Written(STEP, "x" * 121, on=TODAY), [("title", "entry.long")]),
        (Written(STEP, "x" * 120, "y" * 200, "z" * 2000, on=TODAY), []),
        (Written(STEP, "x", "y" * 201, on=TODAY), [("body", "entry.long")]),
        (Written(STEP, "x", note="z" * 2001, on=TODAY), [("note", "entry.long")]),
        (Written(STEP, "x", on=date(1949, 12, 31)), [("on", "career.on.range")]),
        (Written(STEP, "x", on=date(2121, 1, 1)), [("on", "career.on.range")]),
        (Written(CERT, "Green Belt"), []),
        (Written(CERT, "Green Belt", on=TOMORROW), []),
        (Written(CERT, "Green Belt", state=HELD), [("on", "career.on.earned")]),
        (Written(CERT, "Green Belt", state=HELD, on=TODAY), []),
        (Written(CERT, "Green Belt", state=HELD, on=TOMORROW), [("on", "career.on.future")]),
        (Written(CERT, "Green Belt", state=DONE, on=TODAY), [("state", "career.state.blank")]),
        (Written(CERT, "x", state=HELD, on=TODAY, expires=TOMORROW), []),
        (
            Written(CERT, "x", state=HELD, on=TODAY, expires=TODAY),
            [("expires", "career.expires.order")],
        ),
        (Written(CERT, "x", expires=TOMORROW), [("expires", "career.expires.unheld")]),
        (
            Written(CERT, "x", state=HELD, on=TODAY, expires=date(2121, 1, 1)),
            [("expires", "career.on.range")],
        ),
        (Written(CLUB, "x", state=HELD), []),
        (Written(CLUB, "x", state=HELD, expires=TOMORROW), [("expires", "career.expires.unheld")]),
        (Written(CONTACT, "Rosa", state=HELD), []),
        (Written(CONTACT, "Rosa", state=PLANNED), [("state", "career.state.blank")]),
        (Written(CONTACT, "Rosa", state=HELD, on=TOMORROW), [("on", "career.on.future")]),
    ],
)
def test_a_line_says_what_it_lacks(line: Written, expected: list[tuple[str, str]]) -> None:
    assert [(name, reason.code) for name, reason in faults(line, today=TODAY)] == expected


@pytest.mark.parametrize(
    ("on", "years", "ends"),
    [
        (date(2024, 3, 2), 3, date(2027, 3, 2)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2024, 12, 31), 5, date(2029, 12, 31)),
        (date(2024, 3, 2), 0, None),
    ],
)
def test_the_end_is_worked_out_from_the_day_it_was_earned(
    on: date, years: int, ends: date | None
) -> None:
    assert expires_after(on, years) == ends


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 10))
def test_what_is_worked_out_is_always_sound(on: date, years: int) -> None:
    line = Written(CERT, "x", state=HELD, on=on, expires=expires_after(on, years))
    assert faults(line, today=date(2100, 1, 1)) == []


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "Expired on 2026-03-31"),
        (0, "Expires today"),
        (1, "Expires tomorrow"),
        (60, "Expires in 60 days, on 2026-05-31"),
        (SOON, f"Expires in {SOON} days, on 2026-06-30"),
        (SOON + 1, "Valid until 2026-07-01"),
    ],
)
def test_an_end_is_said_in_words(days: int, words: str) -> None:
    assert expiry_says(TODAY + timedelta(days=days), today=TODAY).sentence() == words


@pytest.mark.parametrize(
    ("state", "days", "words", "late"),
    [
        (PLANNED, -2, "2 days overdue", True),
        (PLANNED, -1, "One day overdue", True),
        (PLANNED, 0, "Due today", False),
        (PLANNED, 1, "Due tomorrow", False),
        (PLANNED, 14, "Due in 14 days", False),
        (DONE, -30, "Done", False),
    ],
)
def test_a_step_says_how_it_stands(state: State, days: int, words: str, *, late: bool) -> None:
    on = TODAY + timedelta(days=days)
    assert step_says(state, on, today=TODAY).sentence() == words
    assert is_overdue(state, on, today=TODAY) is late


def test_reflections_are_shown_only_with_their_entries() -> None:
    assert chosen({"reflections", "a3"}, IN_PORTFOLIO) == (Part.A3,)
    assert chosen({"reflections", "practice"}, IN_PORTFOLIO) == (Part.PRACTICE, Part.REFLECTIONS)
    assert chosen({"reflections", "modules", "contacts", "x"}, FOR_MENTOR) == ()


@pytest.mark.parametrize(
    ("published", "passed", "agreed", "state"),
    [
        ((), (), (), Talk.LATER),
        (("m",), (), (), Talk.AHEAD),
        (("m",), ("m",), (), Talk.DUE),
        (("m",), ("m",), ("g",), Talk.AGREED),
        ((), ("m",), (), Talk.DUE),
        (("m",), (), ("g",), Talk.AGREED),
    ],
)
def test_a_talk_is_due_after_its_module(
    published: tuple[str, ...], passed: tuple[str, ...], agreed: tuple[str, ...], state: Talk
) -> None:
    assert talk("g", "m", published=published, passed=passed, agreed=agreed) is state


def test_a_title_cannot_end_its_line_in_the_calendar() -> None:
    title = "Count; ask, note\r\nEND:VEVENT\\ " + "ü" * 60
    text = calendar([(7, date(2026, 12, 31), title)], host="school.example", at=NOW)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert unfolded.count("END:VEVENT") == 1
    assert "SUMMARY:Count\\; ask\\, note END:VEVENT\\\\ " + "ü" * 60 in unfolded
    assert {"UID:step-7@school.example", "DTEND;VALUE=DATE:20270101"} <= set(unfolded)
