"""Until when a try takes answers: its clock, a person's extra time, two weeks at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.quizzes.attempts import (
    EXTRA_TIMES,
    OPEN_FOR,
    deadline,
    seconds_left,
    time_limit,
)

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
MINUTES = st.integers(1, 600)
EXTRA = st.sampled_from(EXTRA_TIMES)


@pytest.mark.parametrize(
    ("minutes", "extra_time", "ends"),
    [
        (20, 0, timedelta(minutes=20)),
        (20, 25, timedelta(minutes=25)),
        (20, 50, timedelta(minutes=30)),
        (20, 100, timedelta(minutes=40)),
        (15, 25, timedelta(minutes=18, seconds=45)),
        (1, 25, timedelta(seconds=75)),
        (600, 100, timedelta(hours=20)),
        (None, 0, OPEN_FOR),
        (None, 100, OPEN_FOR),
    ],
)
def test_the_deadline_is_the_start_and_the_limit_times_the_persons_factor(
    minutes: int | None, extra_time: int, ends: timedelta
) -> None:
    assert deadline(START, minutes, extra_time) == START + ends


def test_nothing_stays_open_longer_than_two_weeks() -> None:
    weeks_of_minutes = 3 * 7 * 24 * 60
    assert deadline(START, weeks_of_minutes, 0) == START + OPEN_FOR


@given(MINUTES, EXTRA)
def test_the_factor_is_exact(minutes: int, extra_time: int) -> None:
    limit = time_limit(minutes, extra_time)
    assert 100 * limit == (100 + extra_time) * timedelta(minutes=minutes)


@given(MINUTES, EXTRA, EXTRA)
def test_more_extra_time_never_ends_a_clock_sooner(minutes: int, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert deadline(START, minutes, less) <= deadline(START, minutes, more)


@pytest.mark.parametrize(
    ("left", "seconds"),
    [
        (timedelta(minutes=20), 1200),
        (timedelta(seconds=1.999), 1),
        (timedelta(seconds=0.5), 0),
        (timedelta(0), 0),
        (timedelta(hours=-5), 0),
    ],
)
def test_a_browser_is_told_whole_seconds_and_never_more_than_there_are(
    left: timedelta, seconds: int
) -> None:
    assert seconds_left(START + left, START) == seconds
