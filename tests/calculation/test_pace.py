"""The pace of a shift: four typed numbers give the pieces due, or a reason for each field asked again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.numbers import Typed, read_number
from courseware.calculation.pace import LONGEST_SHIFT, MOST_PIECES, Pace, read_pace
from courseware.sentences import SENTENCES

HARMLESS = ("450", "225", "200")


def pace(minutes: str = "450", pieces: str = "225", worked: str = "200", made: str = "") -> Pace:
    found = read_pace(minutes, pieces, worked, made)
    assert isinstance(found, Pace), found
    return found


def asked(minutes: str, pieces: str, worked: str, made: str = "") -> dict[str, str]:
    found = read_pace(minutes, pieces, worked, made)
    assert not isinstance(found, Pace)
    return {field: reason.code for field, reason in found.items()}


def test_the_numbers_of_the_first_lesson_give_what_the_lesson_says() -> None:
    found = pace(made="94")
    assert found.takt == 120
    assert found.due == 100
    assert found.ahead == -6


@pytest.mark.parametrize(
    ("minutes", "pieces", "worked", "takt", "due"),
    [
        ("450", "480", "185", 56.25, 197),  # 197.33 takts have passed: only whole ones count
        ("460", "460", "0", 60, 0),
        ("460", "460", "460", 60, 460),
        ("1", "1", "0.999999", 60, 0),
        ("1", "3", "1", 20, 3),
        ("1440", "1", "1439", 86400, 0),
        ("1440", "1,000,000", "1 440", 0.0864, 1_000_000),
        ("447.5", "100", "223.75", 268.5, 50),
        (" 4.5e2 ", "2 250", "+200", 12, 1000),
        ("４５０", "225", "200", 120, 100),  # full-width digits of an Asian keyboard
    ],
)
def test_takt_is_work_time_by_demand_and_due_are_the_whole_takts(
    minutes: str, pieces: str, worked: str, takt: float, due: int
) -> None:
    found = pace(minutes, pieces, worked)
    assert found.takt == pytest.approx(takt)
    assert found.due == due


@pytest.mark.parametrize(("made", "ahead"), [("", None), ("  ", None), ("0", -100), ("103", 3)])
def test_the_count_is_optional(made: str, ahead: int | None) -> None:
    assert pace(made=made).ahead == ahead


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "number.blank"),
        ("eight hours", "number.unreadable"),
        ("450,5", "number.comma"),
        ("1e308", "number.unreadable"),
        ("1e30", "pace.minutes"),
        ("9" * 41, "number.too_long"),
        ("9" * 30_000, "number.too_long"),
        ("0", "pace.minutes"),
        ("-450", "pace.minutes"),
        ("0.9999999", "pace.minutes"),
        ("1440.0000001", "pace.minutes"),
        ("7 h 30", "number.unreadable"),
        ("50%", "number.unreadable"),
        ("nan", "number.unreadable"),
        ("٤٥٠", "number.unreadable"),
    ],
)
def test_a_work_time_that_gives_no_pace_is_asked_again(typed: str, code: str) -> None:
    assert asked(typed, "225", "0") == {"minutes": code}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0", "pace.pieces"),
        ("-1", "pace.pieces"),
        ("1e-30", "pace.pieces"),
        ("1000001", "pace.pieces"),
        ("1.5", "digits.whole"),
        ("1,5", "number.comma"),
    ],
)
def test_the_customer_takes_a_whole_number_of_pieces_above_zero(typed: str, code: str) -> None:
    assert asked("450", typed, "200") == {"pieces": code}


def test_nobody_has_worked_longer_than_the_shift() -> None:
    assert asked("450", "225", "450.1") == {"worked": "pace.worked"}
    found = read_pace("450", "225", "451")
    assert not isinstance(found, Pace)
    assert "from 0 to 450:" in found["worked"].sentence()


@pytest.mark.parametrize(("field", "wrong"), [(0, "0"), (1, "0"), (2, "1440.5"), (3, "-1")])
def test_the_bound_that_a_reason_names_can_be_typed_as_it_stands(field: int, wrong: str) -> None:
    typed = ["1440", "225", "200", "94"]
    found = read_pace(*[wrong if at == field else text for at, text in enumerate(typed)])
    assert not isinstance(found, Pace)
    (reason,) = found.values()
    assert isinstance(read_number(str(reason.values["most"])), Typed)


def test_minutes_worked_are_not_blamed_for_a_shift_that_cannot_be_read() -> None:
    assert asked("?", "225", "500") == {"minutes": "number.unreadable"}
    assert asked("?", "225", "5000") == {"minutes": "number.unreadable", "worked": "pace.worked"}


def test_every_field_is_answered_at_once() -> None:
    assert asked("", "0", "-1", "1.5") == {
        "minutes": "number.blank",
        "pieces": "pace.pieces",
        "worked": "pace.worked",
        "made": "digits.whole",
    }


@pytest.mark.parametrize(
    ("minutes", "marks"),
    [
        ("45", ["45"]),
        ("60", ["60"]),
        ("150", ["60", "120", "150"]),
        ("60.5", ["60", "60.5"]),
    ],
)
def test_the_table_has_a_row_for_each_full_hour_and_the_end(minutes: str, marks: list[str]) -> None:
    found = pace(minutes, "7", "0")
    assert [mark for mark, _due in found.hours] == [Decimal(mark) for mark in marks]


SHIFTS = st.builds(
    Pace,
    minutes=st.decimals(1, LONGEST_SHIFT, places=6),
    pieces=st.integers(1, MOST_PIECES),
    worked=st.just(Decimal(0)),
)


@given(SHIFTS)
def test_all_that_the_customer_takes_is_due_at_the_end_and_never_more(found: Pace) -> None:
    due = [pieces for _mark, pieces in found.hours]
    assert due == sorted(due)
    assert due[-1] == found.pieces
    assert 1 <= len(due) <= 24


@given(SHIFTS, st.fractions(0, 1))
def test_what_stands_in_the_address_gives_the_same_pace_again(found: Pace, share: object) -> None:
    worked = round(found.minutes * Decimal(float(share)), 6)  # type: ignore[arg-type]  # a Fraction
    first = Pace(found.minutes, found.pieces, min(worked, found.minutes), made=None)
    assert read_pace(**first.typed()) == first


@given(*[st.text(max_size=50) | st.decimals().map(str) | st.sampled_from(HARMLESS)] * 4)
def test_whatever_is_typed_gives_a_pace_or_reasons_that_have_words(
    minutes: str, pieces: str, worked: str, made: str
) -> None:
    found = read_pace(minutes, pieces, worked, made)
    if isinstance(found, Pace):
        assert 0 <= found.due <= found.pieces
    else:
        assert found
        for reason in found.values():
            assert reason.code in SENTENCES
            assert reason.sentence()
