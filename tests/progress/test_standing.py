"""Facts fold into a standing; finished stays finished."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from courseware.progress.facts import Fact, FactKind
from courseware.progress.standing import State, fold

T0 = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def graded(num: int, den: int = 1, *, maximum: int = 10, after: int = 0) -> Fact:
    body = {"num": num, "den": den, "maximum": maximum}
    return Fact(FactKind.ATTEMPT_GRADED, "mp1", T0 + timedelta(minutes=after), body)


def read(lesson: str, after: int = 0) -> Fact:
    return Fact(FactKind.LESSON_READ, f"mp1/{lesson}", T0 + timedelta(minutes=after))


def passed(after: int = 0) -> Fact:
    return Fact(FactKind.MODULE_PASSED, "mp1", T0 + timedelta(minutes=after))


FACTS = st.lists(
    st.one_of(
        st.builds(graded, st.integers(0, 10), after=st.integers(0, 99)),
        st.builds(read, st.sampled_from("abc"), st.integers(0, 99)),
        st.builds(passed, st.integers(0, 99)),
    ),
    max_size=12,
)


def test_nothing_happened_means_no_standing() -> None:
    assert fold([]) == {}


def test_reading_a_lesson_starts_a_module() -> None:
    assert fold([read("a")])["mp1"].state is State.IN_PROGRESS


def test_the_best_try_counts_whatever_its_place() -> None:
    now = fold([graded(7), graded(19, 2, after=1), graded(3, after=2)])["mp1"]
    assert now.best == Fraction(95, 100)


def test_enrolling_says_nothing_about_a_module() -> None:
    assert fold([Fact(FactKind.ENROLLED, "first-steps", T0)]) == {}


@given(FACTS, FACTS)
def test_more_facts_never_take_a_pass_or_a_point_away(before: list[Fact], more: list[Fact]) -> None:
    first, then = fold(before).get("mp1"), fold([*before, *more]).get("mp1")
    if first is None:
        return
    assert then is not None
    assert then.is_passed or not first.is_passed
    assert first.best is None or (then.best is not None and then.best >= first.best)
    if first.is_passed:
        assert then.passed_at == first.passed_at


@given(FACTS)
def test_folding_step_by_step_equals_folding_all(facts: list[Fact]) -> None:
    assert fold(facts) == fold(iter(facts))
