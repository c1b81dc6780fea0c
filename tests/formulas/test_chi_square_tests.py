from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.chi_square_tests import chi_square_of_shares, chi_square_of_table
from courseware.formulas.distributions import chi_square_quantile

BAD = [36, 46, 42, 63, 38]


def test_the_printed_keys_of_the_curriculum_hold():
    test = chi_square_of_shares(BAD, [300] * 5)  # F50, NIST 7.4.5
    assert round(test.statistic, 3) == 12.131
    assert test.degrees_of_freedom == 4
    assert round(test.p_value, 3) == 0.016
    assert round(chi_square_quantile(0.95, test.degrees_of_freedom), 3) == 9.488
    assert test.smallest_expected == 45


def test_the_p_value_is_that_of_its_closed_form():
    test = chi_square_of_shares(BAD, [300] * 5)
    half = test.statistic / 2
    assert test.p_value == pytest.approx(math.exp(-half) * (1 + half), rel=1e-12)


def test_a_table_may_have_more_rows_than_two():
    test = chi_square_of_table([[10, 20, 30], [20, 40, 60], [5, 10, 15]])
    assert test.statistic == pytest.approx(0, abs=1e-12)  # every row is split alike
    assert test.degrees_of_freedom == 4
    assert test.p_value == pytest.approx(1)
    assert test.smallest_expected == 5
    assert chi_square_of_table([[10, 0], [0, 10]]).statistic == 20  # as unlike as can be: n


_tables = st.integers(2, 5).flatmap(
    lambda wide: st.lists(
        st.lists(st.integers(1, 500), min_size=wide, max_size=wide), min_size=2, max_size=5
    )
)


@given(_tables)
def test_rows_and_columns_may_change_places_and_chi_square_has_a_bound(rows):
    test = chi_square_of_table(rows)
    turned = chi_square_of_table([[*column] for column in zip(*rows, strict=True)])
    assert turned.statistic == pytest.approx(test.statistic, abs=1e-9)
    assert turned.degrees_of_freedom == test.degrees_of_freedom
    everything = sum(map(sum, rows))
    assert 0 <= test.statistic <= everything * (min(len(rows), len(rows[0])) - 1) + 1e-6
    assert 0 <= test.p_value <= 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: chi_square_of_table([]), "rows is empty: a table has two rows at least"),
        (lambda: chi_square_of_table([[1, 2]]), "1 x 2 cells, but it needs 2 x 2 at least"),
        (lambda: chi_square_of_table([[1], [2]]), "2 x 1 cells, but it needs 2 x 2 at least"),
        (lambda: chi_square_of_table([[1, 2], [3]]), "row 1 has length 2, but row 2 has 1"),
        (lambda: chi_square_of_table([[1, 2], [3, -4]]), "a number in row 2 is -4"),
        (lambda: chi_square_of_table([[1, 2.5], [3, 4]]), "a number in row 1 is 2.5, .*whole"),
        (lambda: chi_square_of_table([[math.nan, 2], [3, 4]]), "not an ordinary number"),
        (lambda: chi_square_of_table([[0, 0], [3, 4]]), "holds nothing but 0"),
        (lambda: chi_square_of_table([[0, 1], [0, 4]]), "holds nothing but 0"),
        (lambda: chi_square_of_shares([1, 2], [3]), "hits has length 2, but sizes has 1"),
        (
            lambda: chi_square_of_shares([4, 1], [3, 3]),
            "a number in hits is 4, but it must be at most",
        ),
        (lambda: chi_square_of_shares([0, 0], [0, 3]), "a number in sizes is 0"),
        (lambda: chi_square_of_shares([], []), "2 x 0 cells"),
        (lambda: chi_square_of_shares([0, 0], [5, 5]), "holds nothing but 0"),
    ],
)
def test_what_is_no_table_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
