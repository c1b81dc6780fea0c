"""Counted hours: exact, and at most the cap of them simulated."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.practice.hours import Practiced, countable, tally

HALF, QUARTER, NONE = Fraction(1, 2), Fraction(1, 4), Fraction(0)
HOURS = st.integers(0, 2_000).map(lambda quarters: Fraction(quarters, 4))
CAPS = st.sampled_from([NONE, QUARTER, Fraction(1, 3), HALF, Fraction(9, 10)])


@pytest.mark.parametrize(
    ("real", "simulated", "cap", "counts"),
    [
        ("20", "20", HALF, "40"),
        ("19.75", "20.25", HALF, "39.5"),
        ("40", "0", HALF, "40"),
        ("0", "40", HALF, "0"),
        ("120", "40", QUARTER, "160"),
        ("120", "60", QUARTER, "160"),
        ("480", "100", NONE, "480"),
    ],
)
def test_simulated_hours_count_up_to_the_cap(
    real: str, simulated: str, cap: Fraction, counts: str
) -> None:
    assert countable(Fraction(real), Fraction(simulated), cap) == Fraction(counts)


@given(HOURS, HOURS, CAPS)
def test_the_share_of_simulated_hours_never_passes_the_cap(
    real: Fraction, simulated: Fraction, cap: Fraction
) -> None:
    counted = countable(real, simulated, cap)
    assert real <= counted <= real + simulated
    assert counted - real <= cap * counted


@given(HOURS, HOURS, HOURS, CAPS)
def test_more_real_hours_never_count_less(
    real: Fraction, more: Fraction, simulated: Fraction, cap: Fraction
) -> None:
    assert countable(real + more, simulated, cap) >= countable(real, simulated, cap) + more


@pytest.mark.parametrize("cap", [Fraction(1), Fraction(-1, 2), Fraction(3, 2)])
def test_a_cap_that_is_no_share_is_refused(cap: Fraction) -> None:
    with pytest.raises(ValueError, match="share"):
        countable(Fraction(1), Fraction(1), cap)


def entry(category: str, hours: str, day: int, *, is_simulated: bool = False) -> Practiced:
    return Practiced(category, Fraction(hours), date(2026, 3, day), is_simulated)


def test_where_only_real_work_counts_nothing_simulated_is_counted() -> None:
    log = [entry("safety", "4", 2), entry("cost", "1.5", 3, is_simulated=True)]
    real_only, mixed = tally(log, NONE), tally(log, HALF)
    assert (real_only.entries, real_only.dates, real_only.categories) == (1, 1, 1)
    assert (mixed.entries, mixed.dates, mixed.categories) == (2, 2, 2)
    assert "cost" not in mixed.real_by_category, "least hours of a category are real ones"
    assert mixed.counted_simulated == Fraction(3, 2)
