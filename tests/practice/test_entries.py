"""What an entry must say before it can be sent, and what the coach suggests."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from courseware.practice.categories import Category
from courseware.practice.coach import hints
from courseware.practice.entries import draft_faults, faults, words_in
from tests.practice_story import written

TODAY = date(2026, 3, 2)
FORTY = " ".join(["word"] * 40)


def codes(**changes: Any) -> list[tuple[str, str]]:
    return [(name, reason.code) for name, reason in faults(written(**changes), today=TODAY)]


def test_a_whole_entry_lacks_nothing() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"on": None}, [("on", "entry.on.blank")]),
        ({"on": TODAY + timedelta(days=1)}, [("on", "entry.on.future")]),
        ({"hours": None}, [("hours", "entry.hours.blank")]),
        ({"hours": Fraction(0)}, [("hours", "entry.hours.range")]),
        ({"hours": Fraction(1, 4)}, []),
        ({"hours": Fraction(1, 3)}, [("hours", "entry.hours.range")]),
        ({"hours": Fraction(12)}, []),
        ({"hours": Fraction(49, 4)}, [("hours", "entry.hours.range")]),
        ({"category": None}, [("category", "entry.category.blank")]),
        ({"did": "  "}, [("did", "entry.did.blank")]),
        ({"observed": "many jams"}, [("observed", "entry.observed.number")]),
        ({"observed": "١٤ jams"}, []),
        ({"reflection": FORTY}, []),
        ({"reflection": " ".join(["word"] * 39)}, [("reflection", "entry.reflection.short")]),
        ({"reflection": "", "lines": {"happened": "a", "why": "b", "next": "c"}}, []),
        ({"reflection": "", "lines": {"why": "b"}},
         [("line_happened", "entry.line.blank"), ("line_next", "entry.line.blank")]),
        ({"reflection": "計" * 80}, []),
        ({"reflection": "計" * 78}, [("reflection", "entry.reflection.short")]),
    ],
)  # fmt: skip
def test_each_part_of_an_entry_is_checked(
    change: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert codes(**change) == found


def test_a_day_has_twelve_hours() -> None:
    entry = written(hours=Fraction(4))
    assert faults(entry, today=TODAY, other_hours=Fraction(8)) == []
    ((name, reason),) = faults(entry, today=TODAY, other_hours=Fraction(33, 4))
    assert (name, reason.values) == ("hours", {"there": "8.25", "left": "3.75"})


def test_a_draft_may_be_empty_but_not_wrong() -> None:
    empty = written(on=None, hours=None, category=None, did="", observed="", reflection="")
    assert draft_faults(empty, today=TODAY) == []
    wrong = written(on=TODAY + timedelta(days=1), hours=Fraction(13), did="x" * 2_001)
    assert [name for name, _reason in draft_faults(wrong, today=TODAY)] == ["on", "hours", "did"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two", 2),
        ("one — two", 2),
        ("14 jams", 2),
        ("計画", 1),
        ("計画を立てた lean", 4),
    ],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert words_in(text) == count


@pytest.mark.parametrize(
    ("change", "before", "found"),
    [
        ({}, [], []),
        ({"hours": Fraction(9)}, [], ["coach.long_day"]),
        ({}, ["production-data"], ["coach.other_category"]),
        ({}, ["production-data", "safety", "cost"], []),
        ({"did": "Counted jams"}, [], ["coach.did_short"]),
        ({"observed": "14"}, [], ["coach.no_unit"]),
        ({"reflection": FORTY}, [], ["coach.no_number"]),
        ({"category": Category.SAFETY}, ["production-data"], []),
    ],
)
def test_the_coach_suggests_and_never_forbids(
    change: dict[str, Any], before: list[str], found: list[str]
) -> None:
    entry = written(**{"reflection": f"{FORTY} 14", **change})
    advice = hints(entry, before=before, wanted=3)
    assert [reason.code for _name, reason in advice] == found
    assert "hours" not in dict(faults(entry, today=TODAY))
