from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from courseware.calculation.compare import asked_tolerance
from courseware.quizzes.grading import grade
from courseware.quizzes.kinds.numeric import Numeric
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.questions import Variant


@given(
    value=st.floats(-1e9, 1e9, allow_subnormal=False),
    digits=st.one_of(
        st.tuples(st.just("decimals"), st.integers(0, 6)),
        st.tuples(st.just("figures"), st.integers(1, 8)),
    ),
)
@example(value=1234.5, digits=("decimals", 0))  # shown as 1,235, to be typed without its comma
def test_the_solution_as_shown_grades_as_right(value, digits):
    name, count = digits
    assume(value == 0 or abs(value) > 1e-6)
    tolerance = asked_tolerance(value, count, None)
    key = NumericKey(
        repr(value),
        tolerance={"absolute": Fraction(tolerance.absolute)} if name == "decimals" else {},
        **{name: count},
    )
    variant = Variant(1, "", "", key=key.to_json())
    samples = Numeric().samples(variant, ())
    assert grade("numeric", variant, (), samples.right).fraction == 1
    assert grade("numeric", variant, (), samples.wrong).fraction == 0


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (3.25, {"decimals": 1}, "3.3"),
        (1234.5, {"decimals": 0}, "1,235"),
        (2.5, {"figures": 3}, "2.50"),
        (9.996, {"figures": 3}, "10.0"),
        (1234567.0, {"figures": 3}, "1,230,000"),
        (0.00012346, {"figures": 3}, "0.000123"),
        (1.0, {"figures": 3}, "1.00"),
        (0.0, {"figures": 3}, "0"),
        (10 / 3, {}, "3.33333"),
        (-2.5, {"decimals": 1}, "−2.5"),
    ],
)
def test_the_right_value_is_printed_with_the_digits_asked(value, digits, text):
    assert NumericKey(repr(value), **digits).text() == text
