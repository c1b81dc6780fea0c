"""What opens a quiz that three fails have closed, and what a person is told while it is closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from courseware.quizzes.attempts import (
    Allowed,
    Finished,
    Mend,
    Refused,
    being_read,
    may_attempt,
)

END = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
THREE_FAILS = [Finished(Fraction(7), 10, False, END - timedelta(hours=n)) for n in range(3)]
LESSONS = (("l1", "Flow"), ("l2", "Pull"))
READ = frozenset({"l1", "l2"})


@pytest.mark.parametrize(
    ("mend", "opens"),
    [
        (None, False),
        (Mend(LESSONS, 5), False),
        (Mend(LESSONS, 5, frozenset({"l1"}), 5), False),
        (Mend(LESSONS, 5, READ, 4), False),
        (Mend(LESSONS, 5, READ, 5), True),
        (Mend(LESSONS, 5, READ, 6), True),  # more practice than asked does no harm
        (Mend(LESSONS, 5, READ | {"l9"}, 5), True),  # nor does another lesson
        (Mend(LESSONS, 0, READ), True),  # the module has nothing to practice
        (Mend((), 5, answered=5), True),  # the missed questions belong to no lesson
        (Mend((), 5, answered=4), False),
        (Mend((), 0), False),  # nothing to do: only time opens the quiz
    ],
)
def test_the_quiz_opens_before_the_day_is_over_when_the_whole_mend_set_is_done(mend, opens):
    assert (may_attempt(THREE_FAILS, END, Fraction(4, 5), mend) == Allowed()) is opens


@pytest.mark.parametrize(
    ("mend", "code", "lessons", "items"),
    [
        (None, "locked.wait", None, None),
        (Mend((), 0), "locked.wait", None, None),
        (Mend(LESSONS, 5), "locked.wait.both", "“Flow”, “Pull”", 5),
        (Mend(LESSONS, 5, frozenset({"l1"}), 3), "locked.wait.both", "“Pull”", 2),
        (Mend(LESSONS, 5, answered=7), "locked.wait.lessons", "“Flow”, “Pull”", 0),
        (Mend(LESSONS, 5, READ, 1), "locked.wait.items", "", 4),
    ],
)
def test_the_refusal_names_what_is_still_to_do_and_nothing_that_is_done(mend, code, lessons, items):
    refused = may_attempt(THREE_FAILS, END, Fraction(4, 5), mend)
    assert isinstance(refused, Refused)
    values = refused.reason.values
    assert (refused.reason.code, values.get("lessons"), values.get("items")) == (
        code,
        lessons,
        items,
    )
    assert (values["mark"], values["best"]) == ("80 %", "70 %")
    assert refused.mend == mend


def test_what_counts_for_the_mend_set_counts_from_the_end_of_the_third_fail():
    refused = may_attempt(THREE_FAILS, END + timedelta(hours=5), Fraction(4, 5))
    assert isinstance(refused, Refused)
    assert (refused.since, refused.opens_at) == (END, END + timedelta(hours=24))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([3], "A person reads your answer to question 3; the result comes when they have."),
        (
            [7, 2, 10],
            "A person reads your answers to questions 2, 7, 10; the result comes when they have.",
        ),
    ],
)
def test_while_a_person_reads_answers_their_numbers_are_told_and_no_time(numbers, said):
    refused = being_read(numbers)
    assert refused.reason.sentence() == said
    assert refused.opens_at is None
