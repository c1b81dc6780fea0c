from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.numbers import read_number, show
from courseware.calculation.values import ExpressionError


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (0.1 + 0.2, "", "0.3"),
        (60.0, "", "60"),
        (27600, "", "27600"),
        (1 / 3, "", "0.333333333333"),
        (1e14, "", "100000000000000"),
        (1e-7, "", "0.0000001"),
        (-5, "", "−5"),
        (-0.0, "", "0"),
        (27600, ",", "27,600"),
        (1234.5, ",", "1,234.5"),
        (0.1 + 0.2, ",", "0.3"),
        (3.14159, ".1f", "3.1"),
        (-1234.567, ",.2f", "−1,234.57"),
        (7, ".2f", "7.00"),
        (6.5, ".0f", "7"),  # a tie goes away from zero, as by hand and in a spreadsheet
        (2.675, ".2f", "2.68"),
        (-2.675, ".2f", "−2.68"),
        (1.005, ".2f", "1.01"),
        (-0.04, ".1f", "0.0"),
        (0.7479, ".1%", "74.8%"),
        (0.000489, ".4%", "0.0489%"),
        (1234.5, ",.0%", "123,450%"),
        (12345.678, ".3g", "12300"),
        (12345.678, ",.3g", "12,300"),
        (0.0012345, ".3g", "0.00123"),
        (2.0, ".3g", "2"),
        (1850, ".1g", "2000"),
        (1850, ".0g", "2000"),  # no number has fewer figures than one
        (1e300, ".1f", "1" + "0" * 300 + ".0"),
    ],
)
def test_a_value_is_shown_as_its_author_asked(value, spec, text):
    assert show(value, spec) == text


@pytest.mark.parametrize(
    "spec",
    [
        *(
            ".1",
            "f",
            "d",
            ".1e",
            ",,",
            "10.2f",
            "+.1f",
            " ",
            "_",
            "x",
            "s",
            ".2%%",
            ".100f",
            "!r",
            "0",
            "%",
        )
    ],
)
def test_another_format_is_refused(spec):
    with pytest.raises(ExpressionError, match="is not a format"):
        show(1.5, spec)


@pytest.mark.parametrize("value", [True, [1, 2], math.inf, math.nan, 10**400])
def test_what_is_not_one_number_is_not_shown(value):
    with pytest.raises(ExpressionError):
        show(value)


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_shown_number_is_the_nearest_with_its_digits(value, digits):
    shown = Decimal(show(value, f".{digits}f").replace("−", "-"))
    assert abs(shown - Decimal(value)) <= Decimal(5).scaleb(-digits - 1) * Decimal(
        "1.000001"
    ) + Decimal("1e-6")
    assert -shown.as_tuple().exponent == digits


@given(st.floats(-1e12, 1e12))
def test_a_shown_number_can_be_typed_back(value):
    text = show(value)
    assert len(text) > 40 or float(read_number(text).value) == pytest.approx(value, rel=1e-11)
