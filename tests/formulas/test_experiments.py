from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.anova import one_way_anova
from courseware.formulas.experiments import effects_of_totals, two_by_two

RUNS = ([28, 25, 27], [36, 32, 32], [18, 19, 23], [31, 30, 29])
"""Montgomery, Design and Analysis of Experiments: (1), a, b, ab."""
FOUND = two_by_two(*RUNS)
TOTALS = effects_of_totals(80, 100, 60, 90, 3)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (TOTALS.a, 8.33, 2),  # F53, also module ss6 lesson 2
        (TOTALS.b, -5.00, 2),
        (TOTALS.interaction, 1.67, 2),
        (TOTALS.square_a, 208.33, 2),  # lab 23, from here on
        (TOTALS.square_b, 75.00, 2),
        (TOTALS.square_interaction, 8.33, 2),
        (FOUND.square_error, 31.33, 2),
        (FOUND.square_total, 323.00, 2),
        (FOUND.f_a, 53.19, 2),
        (FOUND.f_b, 19.15, 2),
        (FOUND.f_interaction, 2.13, 2),
        (FOUND.p_interaction, 0.18, 2),  # 6.8: not shown
        (FOUND.degrees_of_freedom_error, 8, 0),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_single_results_have_the_effects_of_their_totals():
    assert FOUND.effects == TOTALS
    assert FOUND.mean_square_error == pytest.approx(31 / 8 + 1 / 24)
    assert max(FOUND.p_a, FOUND.p_b) < 0.01


def test_an_effect_is_the_mean_at_the_high_level_less_that_at_the_low_one():
    low, a, b, ab = RUNS
    assert FOUND.effects.a == pytest.approx(math.fsum([*a, *ab]) / 6 - math.fsum([*low, *b]) / 6)
    assert FOUND.effects.b == pytest.approx(math.fsum([*b, *ab]) / 6 - math.fsum([*low, *a]) / 6)


_runs = (
    st.integers(2, 5)
    .flatmap(
        lambda r: st.lists(
            st.lists(st.integers(-99, 99), min_size=r, max_size=r), min_size=4, max_size=4
        )
    )
    .filter(lambda settings: any(len(set(setting)) > 1 for setting in settings))
)


@given(_runs)
def test_the_sums_of_squares_make_the_whole_and_agree_with_the_one_way_analysis(settings):
    found, groups = two_by_two(*settings), one_way_anova(settings)
    effects = found.effects
    squares = effects.square_a + effects.square_b + effects.square_interaction
    assert squares + found.square_error == pytest.approx(found.square_total)
    assert found.square_error == pytest.approx(groups.within)
    assert squares == pytest.approx(groups.between, abs=1e-6)


@given(_runs)
def test_the_factors_may_change_names(settings):
    low, a, b, ab = settings
    found, turned = two_by_two(low, a, b, ab), two_by_two(low, b, a, ab)
    assert (found.effects.a, found.f_a, found.p_a) == (turned.effects.b, turned.f_b, turned.p_b)
    assert found.effects.interaction == turned.effects.interaction


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: effects_of_totals(math.nan, 1, 1, 1, 3), "low is not an ordinary number"),
        (lambda: effects_of_totals(1, 1, 1, math.inf, 3), "ab is not an ordinary number"),
        (lambda: effects_of_totals(1, 1, 1, 1, 0), "replicates is 0, but it must be at least 1"),
        (lambda: effects_of_totals(1, 1, 1, 1, 2.5), "replicates is 2.5, .*whole number"),
        (lambda: effects_of_totals(1, 1e200, 1, 1, 3), "too large"),
        (lambda: two_by_two([1], [1], [1], [1]), "low is a list of 1, but at least 2 are needed"),
        (lambda: two_by_two([1, 2], [1, 2], [1, 2], []), "ab is empty: only repeated runs"),
        (lambda: two_by_two([1, 2], [1, 2, 3], [1, 2], [1, 2]), "low has length 2, but a has 3"),
        (
            lambda: two_by_two([1, 2], [1, math.nan], [1, 2], [1, 2]),
            "a value in a is not an ordinary",
        ),
        (lambda: two_by_two([1, 1], [2, 2], [3, 3], [5, 5]), "The repeats never differ"),
    ],
)
def test_what_is_no_experiment_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
