from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from courseware.quizzes.attempts import (
    OPEN_FOR,
    Allowed,
    Finished,
    Refused,
    best,
    may_attempt,
)

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
MARK = Fraction(4, 5)
HOUR = timedelta(hours=1)


def tries(verdicts: str, every: timedelta = HOUR) -> list[Finished]:
    """Return one try for each letter, `every` apart: f failed with 7 of 10, p passed with 9."""
    return [
        Finished(Fraction(9 if verdict == "p" else 7), 10, verdict == "p", START + place * every)
        for place, verdict in enumerate(verdicts)
    ]


@pytest.mark.parametrize("verdicts", ["", "f", "ff", "p", "ffp", "fffp", "ffpff", "pff"])
def test_without_three_fails_in_a_row_a_new_try_may_start_at_once(verdicts):
    past = tries(verdicts)
    assert may_attempt(past, START + len(past) * HOUR, MARK) == Allowed()


@pytest.mark.parametrize(("verdicts", "third"), [("fff", 2), ("pfff", 3), ("ffpfff", 5)])
def test_three_fails_in_a_row_close_the_quiz_for_a_day(verdicts, third):
    past = tries(verdicts)
    opens_at = START + third * HOUR + timedelta(hours=24)
    refused = may_attempt(past, opens_at - timedelta(microseconds=1), MARK)
    assert isinstance(refused, Refused)
    assert refused.opens_at == opens_at
    assert may_attempt(past, opens_at, MARK) == Allowed()


def test_after_a_wait_three_new_fails_are_needed_for_the_next():
    past = tries("fff", HOUR)
    later = [Finished(Fraction(1), 10, False, START + timedelta(days=2, hours=n)) for n in range(3)]
    now = START + timedelta(days=2, hours=3)
    assert may_attempt(past + later[:2], now, MARK) == Allowed()
    assert isinstance(may_attempt(past + later, now, MARK), Refused)


def test_the_order_of_the_past_does_not_matter():
    past = tries("pfff")
    now = START + 4 * HOUR
    assert may_attempt(past[::-1], now, MARK) == may_attempt(past, now, MARK)


def test_the_refusal_tells_mark_best_and_when_in_the_readers_time():
    refused = may_attempt(tries("fff"), START + 3 * HOUR, MARK)
    assert isinstance(refused, Refused)
    assert refused.reason.values["when"] == refused.opens_at
    assert refused.told("on Tuesday at 11:00").sentence() == (
        "Three tries in a row stayed below 80 %. The quiz opens again on Tuesday at 11:00, "
        "with new questions; your best is 70 %. Use the time for the lessons that the result "
        "page names."
    )


def test_the_best_try_has_the_highest_share_and_is_the_first_of_equals():
    low, high, same, short = (
        Finished(Fraction(points), maximum, False, START + place * HOUR)
        for place, (points, maximum) in enumerate([(7, 10), (12, 15), (12, 15), (11, 15)])
    )
    assert best([]) is None
    assert best([short, same, high, low]) is high


def test_an_open_try_lasts_two_weeks():
    assert timedelta(days=14) == OPEN_FOR
