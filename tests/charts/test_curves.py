from __future__ import annotations

import re
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.chart import Titles
from courseware.charts.curve import Curve, curve_chart

PLAIN = Titles("c")
LOTS = [100, 300, 600]
HOLDING = Curve("Holding", [60, 180, 360])
ORDERING = Curve("Ordering", [900, 300, 150])


def test_the_table_has_a_column_for_x_and_for_each_curve():
    chart = curve_chart(LOTS, [HOLDING, ORDERING], Titles("c", x="Lot"))
    assert chart.columns == ("Lot", "Holding", "Ordering")
    assert chart.rows == (("100", "60", "900"), ("300", "180", "300"), ("600", "360", "150"))


def test_computed_values_are_written_with_figures_that_can_be_read():
    chart = curve_chart([1, 2], [Curve("Ordering", [10_800 / 7, 3600])], PLAIN)
    assert chart.rows == (("1", "1,542.86"), ("2", "3,600.00"))


def test_curves_differ_by_their_dashes_and_the_key_names_each():
    chart = curve_chart(LOTS, [HOLDING, ORDERING, HOLDING, ORDERING], PLAIN)
    for no in range(1, 5):
        assert (
            len(re.findall(f'class="line line-{no}"', chart.svg)) == 2
        )  # the curve and its sample
    assert re.findall(r'class="key">([^<]*)<', chart.svg) == ["Holding", "Ordering"] * 2


def test_a_curve_goes_through_its_points():
    chart = curve_chart([0, 5, 10], [Curve("Rise", [0, 5, 10])], PLAIN)
    (way,) = re.findall(r'd="([^"]*)" class="line line-1"/?>', chart.svg)[1:]
    points = [tuple(map(float, one.split())) for one in way.removeprefix("M").split("L")]
    (x1, y1), (x2, y2), (x3, y3) = points
    assert x2 == pytest.approx((x1 + x3) / 2, abs=0.1)
    assert y2 == pytest.approx((y1 + y3) / 2, abs=0.1)
    assert x1 < x3
    assert y1 > y3


def test_the_mark_says_where_the_reader_stands_and_the_axis_reaches_to_it():
    chart = curve_chart(LOTS, [HOLDING], PLAIN, here=(948, "You: 948"))
    assert 'class="here"' in chart.svg
    assert ">You: 948</text>" in chart.svg
    assert "Marked at 948: You: 948." in chart.svg
    assert ">1,000</text>" in chart.svg
    assert 'class="here"' not in curve_chart(LOTS, [HOLDING], PLAIN).svg


def test_the_words_tell_the_lowest_and_the_highest_point():
    said = curve_chart(LOTS, [HOLDING, ORDERING], Titles("c", x="Lot")).svg
    assert "2 lines of 3 points. Lot from 100 to 600." in said
    assert "Ordering: lowest 150 at 600, highest 900 at 100." in said


def test_a_name_without_room_is_shortened_in_the_drawing_and_whole_in_the_table():
    name = "Cost of holding one half of a lot on stock for one whole year, on average"
    chart = curve_chart(LOTS, [Curve(name, [1, 2, 3])], PLAIN)
    assert name in chart.columns
    assert re.search(r'class="key">Cost of holding[^<]*…<', chart.svg)


@pytest.mark.parametrize(
    ("x", "curves", "here", "said"),
    [
        ([1, 2], [], None, "Lines: 0 are given, 1 to 4 fit."),
        ([1, 2], [Curve("A", [1, 2])] * 5, None, "Lines: 5 are given"),
        ([1], [Curve("A", [1])], None, "Points: 1 are given, 2 to 100 fit."),
        (range(101), [Curve("A", range(101))], None, "Points: 101 are given"),
        ([1, 2], [Curve("A", [1])], None, "A has 1 values for 2 places of x."),
        ([1, 1], [Curve("A", [1, 2])], None, "x: each value must be larger"),
        ([2, 1], [Curve("A", [1, 2])], None, "x: each value must be larger"),
        ([1, nan], [Curve("A", [1, 2])], None, "x: value 2 is not a number between"),
        ([1, 2], [Curve("A", [1, inf])], None, "A: value 2 is not a number between"),
        ([1, 2], [Curve("A", [-1e300, 2])], None, "A: value 1 is not a number between"),
        ([1, 2], [Curve(" ", [1, 2])], None, "Lines: each needs a name."),
        ([1, 2], [Curve("A", [1, 2])], (nan, "You"), "The mark: its value is not a number"),
        ([1, 2], [Curve("A", [1, 2])], (1, ""), "The mark: its words are missing."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_plain_words(x, curves, here, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        curve_chart(x, curves, PLAIN, here=here)


numbers = st.floats(-1e12, 1e12)


@given(
    x=st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=30, unique=True).map(sorted),
    up=st.lists(numbers, min_size=30, max_size=30),
    here=numbers,
)
def test_any_finite_numbers_make_curves(x, up, here):
    chart = curve_chart(x, [Curve("A", up[: len(x)])], PLAIN, here=(here, "You"))
    assert not re.search(r"nan|inf(?!o)", chart.svg)
    assert len(chart.rows) == len(x)
    assert chart == curve_chart(x, [Curve("A", up[: len(x)])], PLAIN, here=(here, "You"))
