"""Promises about the shipped words for practice: what we show as good passes our own rules."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from courseware.content.practice_model import Coached
from courseware.practice.categories import Category
from courseware.practice.coach import hints
from courseware.practice.entries import Written, faults
from courseware.practice.rubric import Decision, decision, short_of, total
from tests.house.shipped_lessons import CATALOG

DAY = date(2026, 11, 2)


@pytest.mark.parametrize("one", CATALOG.practice.coached, ids=lambda one: one.category)
def test_the_coach_has_nothing_to_say_about_an_example(one: Coached) -> None:
    shown = one.sample
    entry = Written(
        DAY, Fraction(shown.hours), Category(one.category), shown.did, shown.observed,
        shown.reflection,
    )  # fmt: skip
    assert (faults(entry, today=DAY), hints(entry, before=())) == ([], [])


def test_the_model_reports_show_each_decision() -> None:
    good, gated, weak = (one.scores for one in CATALOG.practice.models)
    assert (decision(good), total(good) >= 27) == (Decision.ACCEPTED, True)
    # Enough points in all, and one gate criterion below what it must reach.
    assert (decision(gated), total(gated) >= 24) == (Decision.RETURNED, True)
    assert [(one.id, one.is_gate) for one in short_of(gated)] == [("root_cause", True)]
    assert (decision(weak), 14 <= total(weak) <= 18) == (Decision.RETURNED, True)
