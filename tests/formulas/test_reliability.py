from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.reliability import (
    availability,
    mean_time_between_failures,
    mean_time_to_repair,
    parallel_reliability,
    reliability,
    series_reliability,
)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (mean_time_between_failures(720 - 18, 6), 117, 9),  # F27: 720 h, 6 failures, 18 h of repair
        (mean_time_to_repair(18, 6), 3, 9),
        (availability(117, 3), 0.975, 9),
        (reliability(24, 117), 0.8145, 4),  # F28
        (series_reliability([0.95, 0.98, 0.99]), 0.9217, 4),
        (parallel_reliability([0.90, 0.90]), 0.99, 9),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


@given(st.floats(1, 1e4), st.floats(0, 1e3), st.integers(1, 100))
def test_availability_is_up_time_of_all_time(up_time, repair_time, failures):
    mtbf = mean_time_between_failures(up_time, failures)
    mttr = mean_time_to_repair(repair_time, failures)
    assert availability(mtbf, mttr) == pytest.approx(up_time / (up_time + repair_time))


_shares = st.lists(st.floats(0, 1), min_size=1, max_size=5)


def chance_by_enumeration(shares, works):
    """Add up the chance of each pattern of working and failed parts in which the system works."""
    chance = 0.0
    for pattern in product((True, False), repeat=len(shares)):
        if works(pattern):
            one = 1.0
            for share, part in zip(shares, pattern, strict=True):
                one *= share if part else 1 - share
            chance += one
    return chance


@given(_shares)
def test_series_needs_all_parts_and_parallel_any(shares):
    assert series_reliability(shares) == pytest.approx(chance_by_enumeration(shares, all))
    assert parallel_reliability(shares) == pytest.approx(chance_by_enumeration(shares, any))
    # The weakest link bounds a series from above, the strongest part parallel ones from below.
    assert series_reliability(shares) <= min(shares)
    assert parallel_reliability(shares) >= max(shares) - 1e-12


@given(st.floats(0, 1e3), st.floats(0, 1e3), st.floats(1, 1e4))
def test_with_a_constant_rate_the_past_does_not_matter(first, then, mtbf):
    both = reliability(first, mtbf) * reliability(then, mtbf)
    assert reliability(first + then, mtbf) == pytest.approx(both)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: mean_time_between_failures(-1, 6), "up_time is -1"),
        (lambda: mean_time_between_failures(702, 0), "failures is 0, .*before the first failure"),
        (lambda: mean_time_to_repair(-18, 6), "repair_time is -18"),
        (lambda: mean_time_to_repair(18, 0), "repairs is 0"),
        (lambda: availability(0, 3), "mtbf is 0"),
        (lambda: availability(117, -3), "mttr is -3"),
        (lambda: reliability(-24, 117), "time is -24"),
        (lambda: reliability(24, 0), "mtbf is 0"),
        (lambda: series_reliability([]), "reliabilities is empty: a system has"),
        (
            lambda: series_reliability([0.9, 1.4]),
            "a value in reliabilities is 1.4, but it is a share",
        ),
        (lambda: parallel_reliability([]), "reliabilities is empty"),
        (lambda: parallel_reliability([-0.1]), "a value in reliabilities is -0.1"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
