from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseware.formulas.regression import least_squares_line

X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
"""Anscombe's first set."""
UNITS = [42, 45, 50, 55, 58, 60, 62, 59, 54, 48, 44, 40]
ENERGY = [158, 164, 176, 187, 193, 199, 203, 197, 184, 171, 163, 155]
"""Thousands of units and MWh of twelve months (data set N of the curriculum)."""


def test_the_printed_keys_of_the_curriculum_hold():
    line = least_squares_line(X, Y)  # F52
    assert (round(line.slope, 3), round(line.intercept, 2)) == (0.500, 3.00)
    assert round(line.correlation, 3) == 0.816


def test_the_keys_of_the_energy_lab_hold():
    line = least_squares_line(UNITS, ENERGY)  # lab 28
    assert (round(line.slope, 4), round(line.intercept, 3)) == (2.2273, 64.645)
    assert round(line.explained, 3) == 0.998
    expected = [round(line.intercept + line.slope * units, 2) for units in (43, 47, 52)]
    assert expected == [160.42, 169.33, 180.47]


_points = st.lists(
    st.tuples(st.integers(-500, 500), st.integers(-500, 500)), min_size=2, max_size=30
)


def _apart(points):
    x, y = [one for one, _ in points], [two for _, two in points]
    assume(len(set(x)) > 1)
    assume(len(set(y)) > 1)
    return x, y


@given(_points, st.floats(-0.5, 0.5), st.floats(-5, 5))
def test_no_other_line_is_nearer_to_the_points(points, tilt, lift):
    x, y = _apart(points)
    line = least_squares_line(x, y)

    def missed(slope: float, intercept: float) -> float:
        return math.fsum((two - intercept - slope * one) ** 2 for one, two in points)

    best = missed(line.slope, line.intercept)
    assert best <= missed(line.slope + tilt, line.intercept + lift) * (1 + 1e-9) + 1e-6
    spread = missed(0, math.fsum(y) / len(y))
    assert line.explained == pytest.approx(1 - best / spread, abs=1e-6)


@given(_points, st.integers(1, 9), st.integers(-99, 99))
def test_correlation_does_not_depend_on_units_or_on_which_is_x(points, scale, shift):
    x, y = _apart(points)
    line, turned = least_squares_line(x, y), least_squares_line(y, x)
    assert -1 <= line.correlation <= 1
    assert turned.correlation == pytest.approx(line.correlation)
    assert line.slope * turned.slope == pytest.approx(line.explained, abs=1e-9)
    moved = least_squares_line([scale * one + shift for one in x], y)
    assert moved.correlation == pytest.approx(line.correlation)
    assert moved.slope == pytest.approx(line.slope / scale)


@given(st.integers(-9, 9), st.integers(-99, 99))
def test_points_on_a_line_are_explained_by_it(slope, intercept):
    assume(slope)
    line = least_squares_line([0, 1, 2, 5], [intercept + slope * x for x in (0, 1, 2, 5)])
    assert (line.slope, line.intercept) == pytest.approx((slope, intercept), abs=1e-9)
    assert line.correlation == pytest.approx(math.copysign(1, slope))


@pytest.mark.parametrize(
    ("x", "y", "says"),
    [
        ([], [], "x is empty: a line needs two points"),
        ([1], [1], "x is a list of 1, but at least 2 are needed: a line needs two points"),
        ([1, 2], [1, 2, 3], "x has length 2, but y has 3: a point has both"),
        ([1, math.nan], [1, 2], "a value in x is not an ordinary number"),
        ([1, 2], [1, math.inf], "a value in y is not an ordinary number"),
        ([5, 5], [1, 2], "x is the same at every point"),
        ([1, 2], [0.1 + 0.2, 0.3], "y is the same at every point"),
        ([1e200, -1e200], [1, 2], "too large"),
        ([0, 1e-150], [0, 1e160], "too large"),
    ],
)
def test_what_makes_no_line_is_refused_in_words(x, y, says):
    with pytest.raises(ValueError, match=says):
        least_squares_line(x, y)
