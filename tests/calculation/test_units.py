from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.units import UNITS, convert, unit_named


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("8", "h", "min", "480"),
        ("90", "min", "h", "1.5"),
        ("27600", "s", "h", "7.66666666666666666666666666666666666666666666666666666666667"),
        ("30", "part/h", "part/min", "0.5"),
        ("2", "parts/min", "part/h", "120"),
        ("1.5", "t", "g", "1500000"),
        ("25", "mm", "µm", "25000"),
        ("25", "\u03bcm", "mm", "0.025"),  # the Greek letter for the micro sign
        ("3", "cm", "m", "0.03"),
        ("7", "parts", "part", "7"),
        ("12.50", "$", "$", "12.50"),
    ],
)
def test_a_value_is_converted_inside_its_dimension(value, source, target, result):
    assert convert(Decimal(value), source, target) == Decimal(result)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        *(("h", "m"), ("part", "person"), ("%", "part"), ("part/h", "h"), ("kg", "$")),
        # how long these are depends on the plant, so nothing converts them
        *(
            ("shift", "h"),
            ("day", "h"),
            ("week", "day"),
            ("part/shift", "part/h"),
            ("part/day", "part/h"),
        ),
    ],
)
def test_another_dimension_is_never_converted(source, target):
    assert convert(Decimal(1), source, target) is None
    assert convert(Decimal(1), target, source) is None


def test_the_table_holds_the_units_of_the_authors_guide():
    guide = "s min h shift day week part part/h part/min part/shift part/day % kg g t mm cm m µm $ person"
    assert set(UNITS) == set(guide.split())
    assert all(UNITS[name].name == name for name in UNITS)


@pytest.mark.parametrize(
    "name", ["", "9**9", "parsec", "H", "partss", "parts/parts", "part /h", "min "]
)
def test_another_name_is_no_unit(name):
    assert unit_named(name) is None
    assert unit_named(name) is None
    with pytest.raises(KeyError, match="not a unit"):
        convert(Decimal(1), name, "h")


def test_parts_is_accepted_for_part():
    assert unit_named("parts") is UNITS["part"]
    assert unit_named("parts/shift") is not None


@given(
    st.decimals(-(10**9), 10**9, places=4),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(sorted(UNITS)),
)
def test_a_value_converted_there_and_back_is_the_same(value, source, target):
    there = convert(value, source, target)
    if there is not None:
        assert convert(there, target, source) == pytest.approx(
            value, rel=Decimal("1e-50"), abs=Decimal("1e-50")
        )
