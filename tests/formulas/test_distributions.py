from __future__ import annotations

import math
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import courseware.formulas
from courseware.formulas.distributions import (
    binomial_at_most,
    chi_square_above,
    chi_square_quantile,
    f_above,
    f_below,
    f_quantile,
    normal_above,
    normal_below,
    normal_quantile,
    t_above,
    t_quantile,
)

ROOT = Path(courseware.formulas.__file__).parents[2]
IMPORTING = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*({name.partition(".")[0] for name in sys.modules} & {"scipy", "numpy"}))
"""


def in_a_fresh_interpreter(program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=60, text=True)
    return done.stdout.strip()


def test_no_topic_loads_scipy_before_it_is_asked():
    topics = [one.name for one in pkgutil.iter_modules(courseware.formulas.__path__)]
    assert {"distributions", "t_tests", "acceptance_sampling", "cards"} <= {*topics}
    names = [f"courseware.formulas.{name}" for name in topics]
    assert in_a_fresh_interpreter(IMPORTING, *names) == ""


def test_the_normal_distribution_needs_no_scipy_and_the_others_bring_it():
    asked = "from courseware.formulas import distributions as d\n{}\nimport sys\nprint('scipy' in sys.modules)"
    normal = "d.normal_below(1), d.normal_above(1), d.normal_quantile(0.9)"
    assert in_a_fresh_interpreter(asked.format(normal)) == "False"
    assert in_a_fresh_interpreter(asked.format("d.t_above(1, 5)")) == "True"


@pytest.mark.parametrize(
    ("share", "z"),
    [(0.90, 1.28), (0.95, 1.645), (0.975, 1.96), (0.98, 2.05), (0.99, 2.33)],
)
def test_the_quantiles_round_to_the_table_of_the_curriculum(share, z):
    digits = len(str(z).split(".")[1])
    assert round(normal_quantile(share), digits) == z


def test_a_share_far_out_keeps_its_digits():
    assert normal_above(6) == pytest.approx(9.865876450376981e-10, rel=1e-12)
    assert normal_below(-6) == normal_above(6)
    assert t_above(40, 5) == pytest.approx(9.205981085886e-8, rel=1e-12, abs=0)
    assert t_above(30, 1000) == pytest.approx(7.687e-142, rel=1e-3, abs=0)


@pytest.mark.parametrize("below", [1e-3, 1e-9, 1e-17, 1e-100])
def test_a_chi_square_far_down_has_all_its_digits(below):
    """With 2 degrees of freedom the value is -2 ln(1 - share), in closed form."""
    assert chi_square_quantile(below, 2) == pytest.approx(-2 * math.log1p(-below), rel=1e-12)
    assert chi_square_quantile(1e-17, 10) == pytest.approx(0.0020746, rel=1e-4)


@pytest.mark.parametrize("share", [math.nan, math.inf, 10**400])
def test_a_share_is_an_ordinary_number(share):
    with pytest.raises(ValueError, match="share is not an ordinary number"):
        normal_quantile(share)


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.1])
def test_no_z_value_has_nothing_or_everything_below_it(share):
    with pytest.raises(ValueError, match="but it must lie between 0 and 1"):
        normal_quantile(share)


@pytest.mark.parametrize(
    ("value", "printed", "digits"),
    [
        (t_quantile(0.975, 7), 2.365, 3),  # tables of t, chi-square and F in every textbook
        (t_quantile(0.95, 1), 6.314, 3),
        (t_quantile(0.975, 30), 2.042, 3),
        (chi_square_quantile(0.95, 4), 9.488, 3),  # F50
        (chi_square_quantile(0.95, 1), 3.841, 3),
        (chi_square_quantile(0.05, 10), 3.940, 3),
        (f_quantile(0.95, 2, 12), 3.89, 2),
        (f_quantile(0.95, 5, 10), 3.33, 2),
        (f_quantile(0.99, 10, 8), 5.81, 2),
    ],
)
def test_the_quantiles_are_those_of_the_tables(value, printed, digits):
    assert round(value, digits) == printed
    assert type(value) is float


@given(st.floats(-30, 30))
def test_t_with_one_and_two_degrees_has_the_shares_of_its_closed_forms(t):
    assert t_above(t, 1) == pytest.approx(0.5 - math.atan(t) / math.pi, rel=1e-9)
    assert t_above(t, 2) == pytest.approx((1 - t / math.sqrt(2 + t * t)) / 2, rel=1e-6)


@given(st.floats(0, 200))
def test_chi_square_with_two_and_four_degrees_has_the_shares_of_its_closed_forms(value):
    half = value / 2
    assert chi_square_above(value, 2) == pytest.approx(math.exp(-half), rel=1e-10, abs=0)
    assert chi_square_above(value, 4) == pytest.approx(
        math.exp(-half) * (1 + half), rel=1e-10, abs=0
    )


@given(st.floats(0, 100), st.integers(1, 200))
def test_f_with_two_degrees_above_has_the_share_of_its_closed_form(value, below):
    closed = (1 + 2 * value / below) ** (-below / 2)
    assert f_above(value, 2, below) == pytest.approx(closed, rel=1e-9, abs=0)


@given(st.floats(0.05, 8), st.integers(1, 40), st.integers(1, 40))
def test_below_and_above_make_the_whole_and_f_turns_over(value, above, below):
    assert f_below(value, above, below) + f_above(value, above, below) == pytest.approx(1)
    assert f_above(1 / value, below, above) == pytest.approx(
        f_below(value, above, below), abs=1e-12
    )
    assert f_above(value * value, 1, below) == pytest.approx(2 * t_above(value, below), abs=1e-12)


@given(st.floats(0.001, 0.999), st.floats(1, 50), st.floats(1, 50))
def test_a_quantile_has_its_share_below(below, one, two):
    assert 1 - t_above(t_quantile(below, one), one) == pytest.approx(below)
    assert 1 - chi_square_above(chi_square_quantile(below, one), one) == pytest.approx(below)
    assert f_below(f_quantile(below, one, two), one, two) == pytest.approx(below)


def test_below_zero_lies_nothing_of_a_square_or_a_ratio():
    assert chi_square_above(-1, 3) == 1
    assert (f_above(-1, 3, 4), f_below(-1, 3, 4)) == (1, 0)


@given(st.integers(1, 60), st.data())
def test_the_binomial_chance_is_the_sum_of_its_terms(trials, data):
    most, chance = data.draw(st.integers(0, trials)), data.draw(st.floats(0, 1))
    terms = [
        math.comb(trials, hits) * chance**hits * (1 - chance) ** (trials - hits)
        for hits in range(most + 1)
    ]
    assert binomial_at_most(most, trials, chance) == pytest.approx(math.fsum(terms), abs=1e-12)


@pytest.mark.parametrize(
    ("formula", "arguments", "says"),
    [
        (t_above, (math.nan, 3), "t is not an ordinary number"),
        (t_above, (1, 0), "degrees is 0, but it must be above 0: without degrees of freedom"),
        (t_quantile, (1, 3), "below is 1, but it must lie between 0 and 1"),
        (t_quantile, (0.5, -1), "degrees is -1"),
        (chi_square_above, (math.inf, 3), "value is not an ordinary number"),
        (chi_square_above, (1, 0), "degrees is 0"),
        (chi_square_quantile, (0, 3), "below is 0"),
        (f_above, (1, 0, 3), "degrees_above is 0"),
        (f_below, (1, 3, 0), "degrees_below is 0"),
        (f_quantile, (math.nan, 3, 3), "below is not an ordinary number"),
        (binomial_at_most, (3, 2, 0.1), "most is 3, but it must be at most 2: there are no more"),
        (binomial_at_most, (0, 0, 0.1), "trials is 0, but it must be at least 1"),
        (binomial_at_most, (0.5, 2, 0.1), "most is 0.5, but it must be a whole number"),
        (binomial_at_most, (0, 2, 1.1), "chance is 1.1, but it is a share, from 0 to 1"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)
