"""What an author may set for a whole quiz: behavior, tries, penalty, time, certainty, challenge."""

from __future__ import annotations

from fractions import Fraction

import pytest
from quiz_examples import quiz_file, read

from courseware.problems import Severity, Strictness
from courseware.quizzes.questions import Quiz


def quiz_with(**entries: str) -> tuple[Quiz | None, list[str]]:
    """Return a quiz with these entries, and what a site is told of them as errors."""
    file = quiz_file()
    file["quiz"].update(entries)
    bank, problems = read(file, strictness=Strictness.SITE)
    told = [f"{one.message} {one.mend}" for one in problems if one.severity is Severity.ERROR]
    return None if bank is None else bank.quiz, told


@pytest.mark.parametrize(
    ("entry", "written", "kept", "value"),
    [
        ("behavior", "adaptive", "behavior", "adaptive"),
        ("tries", "1", "tries", 1),
        ("tries", "10", "tries", 10),
        ("penalty", "1/4", "penalty", Fraction(1, 4)),
        ("penalty", "0", "penalty", Fraction(0)),
        ("time", "1 min", "minutes", 1),
        ("time", "600 min", "minutes", 600),
        ("certainty", "yes", "certainty", True),
        ("certainty", "no", "certainty", False),
        ("challenge", "yes", "challenge", True),
        ("challenge", "no", "challenge", False),
    ],
)
def test_what_an_author_writes_is_what_holds(
    entry: str, written: str, kept: str, value: object
) -> None:
    quiz, told = quiz_with(**{entry: written})
    assert told == []
    assert getattr(quiz, kept) == value


def test_without_any_entry_a_quiz_is_answered_as_a_whole_and_without_a_clock() -> None:
    quiz, _told = quiz_with()
    assert quiz is not None
    assert (quiz.behavior, quiz.tries, quiz.penalty) == ("deferred", 3, Fraction(1, 3))
    assert (quiz.minutes, quiz.certainty, quiz.challenge) == (None, False, True)


@pytest.mark.parametrize(
    ("entry", "written", "said"),
    [
        ("behavior", "instant", "instant"),
        ("tries", "0", "at most 10"),
        ("tries", "11", "at most 10"),
        ("tries", "many", "`tries` is “many”."),
        ("penalty", "0.3", "The penalty “0.3” is not known."),
        ("time", "0 min", "at most 600"),
        ("time", "601 min", "at most 600"),
        ("time", "20", "`time` is “20”."),
        ("certainty", "maybe", "maybe"),
        ("challenge", "never", "never"),
    ],
)
def test_what_cannot_hold_is_told_with_what_to_write(entry: str, written: str, said: str) -> None:
    quiz, told = quiz_with(**{entry: written})
    assert quiz is None
    assert len(told) == 1, told
    assert said in told[0]
