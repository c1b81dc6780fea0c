from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.numbers import LIMIT, Typed, read_number
from courseware.words import Reason


@pytest.mark.parametrize(
    ("typed", "value", "figures"),
    [
        ("60", "60", 2),
        ("  60.0\n", "60.0", 3),
        ("+.5", "0.5", 1),
        ("5.", "5", 1),
        ("0.0050", "0.0050", 2),
        ("1200", "1200", 4),
        ("0", "0", 1),
        ("0.00", "0", 1),
        ("1 234.5", "1234.5", 5),
        ("1\u202f234.5", "1234.5", 5),  # narrow no-break space
        ("1\u00a0234\u00a0567", "1234567", 7),  # no-break space
        ("1\u2009234", "1234", 4),  # thin space
        ("1,234.5", "1234.5", 5),
        ("1,234,567", "1234567", 7),
        ("12,345,678.90", "12345678.90", 10),
        ("\u22123.5", "-3.5", 2),  # minus sign
        ("\u20133.5", "-3.5", 2),  # en dash, which phones put for a hyphen
        ("- 3.5", "-3.5", 2),
        ("\uff0d\uff11\uff12\uff0e\uff15", "-12.5", 3),  # full-width －１２．５
        ("\u200e42\ufeff", "42", 2),  # invisible marks of a copied cell
        ("1.2e3", "1200", 2),
        ("1.20E+3", "1200", 3),
        ("12e\u22123", "0.012", 2),
        ("9e30", "9e30", 1),
        ("007", "7", 1),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, value, figures):
    assert read_number(typed) == Typed(Decimal(value), figures)


@pytest.mark.parametrize(
    ("typed", "point", "plain"),
    [
        ("1,5", "1.5", "15"),
        ("1,234", "1.234", "1234"),
        ("-0,75", "-0.75", "-75"),
        (",5", ".5", "5"),
        ("0,0", "0.0", "0"),
        ("1 234,5", "1234.5", "12345"),
        ("1,5e3", "1.5e3", "15e3"),
        ("1,5 %", "1.5%", "15%"),
        ("\uff11\uff0c\uff15", "1.5", "15"),
    ],
)
def test_a_lone_comma_is_asked_back(typed, point, plain):
    reason = read_number(typed)
    assert isinstance(reason, Reason)
    assert reason.code == "number.comma"
    assert (reason.values["point"], reason.values["plain"]) == (point, plain)
    for suggestion in (point, plain):
        assert suggestion in reason.sentence()
        assert isinstance(read_number(suggestion), Typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("abc", "-", ".", "%", "e5", "1e", "--5", "5-", "1.2.3", "1.234,5", "1,23,456", "12,34.5"),
        *(
            "1234,567.8",
            "1 23",
            "12 34",
            "1 2345",
            "1,234 567.8",
            "5,",
            ",",
            "1,,5",
            "5 h",
            "$5",
            "5%%",
        ),
        *(
            "nan",
            "inf",
            "0x10",
            "1_000",
            "1/2",
            "2+3",
            "9**9",
            "10³",
            "1½",
            "①",
            "١٢",
            "1'234",
            "1e31",
        ),
        *("1,5 h", "x,5", "1,5/2", "−,5,"),  # one comma, but no number with it or without
        *("1e-31", "1e999", "1e99999999", "1٫5", "1.2 e3", "\x00", "\ud800"),
    ],
)
def test_what_is_no_plain_number_is_not_guessed(typed):
    assert read_number(typed) == Reason("number.unreadable")


@pytest.mark.parametrize("typed", ["", " ", "\n\t", "\u00a0\u202f", "\u200b"])
def test_a_blank_field_is_asked_again(typed):
    assert read_number(typed) == Reason("number.blank")


def test_forty_characters_are_read_and_one_more_is_not():
    assert isinstance(read_number("1" * LIMIT), Typed)
    assert read_number("1" * (LIMIT + 1)) == Reason("number.too_long", {"limit": 40})
    assert "40" in read_number("1" * 41).sentence()


def test_all_forty_digits_are_kept():
    digits = "1234567890" * 4
    assert read_number(digits) == Typed(Decimal(digits), 40)
    assert read_number(digits[:38] + " %") == Typed(Decimal(digits[:36] + "." + digits[36:38]), 38)


@pytest.mark.parametrize("typed", ["85 %", "85%", "８５％", "85.0%"])
def test_a_percent_sign_is_the_unit_if_percent_is_asked_and_a_share_if_not(typed):
    assert read_number(typed, percent_unit=True).value == 85
    assert read_number(typed).value == Decimal("0.85")
    assert read_number("85", percent_unit=True) == read_number("85")


@given(st.text(max_size=60) | st.text(alphabet="0123456789 ,.-+eE%\u2212\u202f", max_size=45))
def test_any_text_is_a_bounded_number_or_a_reason_with_a_sentence(typed):
    read = read_number(typed)
    if isinstance(read, Reason):
        assert read.sentence()
    else:
        assert read.value.is_finite()
        assert read.value == 0 or -80 < read.value.adjusted() < 80
        assert 1 <= read.figures <= LIMIT


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_every_common_way_to_group_thousands_reads_the_same(value):
    expected = Typed(value, max(1, len(f"{abs(value):f}".replace(".", "").lstrip("0"))))
    for text in (
        f"{value:,f}",
        f"{value:,f}".replace(",", " "),
        f"{value:f}",
        f"{value:,f}".replace("-", "−"),
    ):
        assert read_number(text) == expected


def test_a_megabyte_of_digits_costs_nothing():
    start = time.thread_time()
    assert read_number("9" * 1_000_000).code == "number.too_long"
    assert time.thread_time() - start < 0.5
