from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import case, compiled

from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.stepwise import answer_of, done_of, next_done, steps_of
from courseware.words import Reason

CASE = KINDS["case"]
VARIANT = compiled("case", case("stopped"))[0]
ORDER = tuple(reversed(CASE.ids(VARIANT)))
"""Token 1 is the last choice of each step in the file."""
raws = st.dictionaries(
    st.sampled_from(["", "p1", "p2", "p3", "p2.unit", "x"]),
    st.lists(st.sampled_from(["", " ", "0", "1", "2", "3", "x"]), max_size=3),
)


def test_of_a_plain_question_counts_what_was_saved():
    assert answer_of("single", {"": ["2"]}, [{"": ["1"]}]) == {"": ["2"]}
    assert done_of("single", [{"": ["1"]}]) == {}


def test_the_blanks_of_a_cloze_are_no_steps_though_they_have_the_same_names():
    assert done_of("cloze", [{"p1": ["takt"]}]) == {}
    assert answer_of("cloze", {"p1": ["pace"]}, [{"p1": ["takt"]}]) == {"p1": ["pace"]}
    assert list(steps_of("cloze", {"p1": ["takt"]})) == []


@pytest.mark.parametrize(
    ("saved", "tries", "counts"),
    [
        ({}, [], {}),
        ({"p1": ["2"]}, [], {"p1": ["2"]}),
        ({"p1": ["1"]}, [{"p1": ["2"]}], {"p1": ["2"]}),
        ({"p2": ["1"]}, [{"p1": ["2"]}], {"p1": ["2"], "p2": ["1"]}),
        ({"p1": ["1"], "p3": ["1"]}, [{"p1": ["2"]}], {"p1": ["2"]}),
        ({"p2": ["1"], "p3": ["1"]}, [], {}),
        ({"p2": ["1"]}, [{"p1": ["2"]}, {"p1": ["2"], "p2": ["3"]}], {"p1": ["2"], "p2": ["3"]}),
        ({"p2": ["1"]}, [{"p1": ["2"], "p2": ["3"]}], {"p1": ["2"], "p2": ["3"]}),
        ({"p3": ["1"]}, [{"p1": ["2"]}, {"p2": ["3"]}], {"p1": ["2"], "p2": ["3"], "p3": ["1"]}),
        ({}, [{"p1": ["2"]}, {"p1": ["1"]}], {"p1": ["2"]}),
    ],
)
def test_steps_that_are_done_win_and_only_the_open_one_may_still_be_saved(saved, tries, counts):
    assert answer_of("case", saved, tries) == counts


def test_a_step_is_handed_in_with_those_before_it():
    done = next_done(CASE, VARIANT, ORDER, {"p1": ["2"]}, {})
    assert done == {"p1": ["2"]}
    assert next_done(CASE, VARIANT, ORDER, {"p1": ["1"], "p2": ["1"]}, done) == {
        "p1": ["2"], "p2": ["1"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "done", "code"),
    [
        ({}, {}, "answer.choose_one"),
        ({"p1": [" "]}, {}, "answer.choose_one"),
        ({"p2": ["1"]}, {}, "answer.choose_one"),
        ({"p1": ["1"]}, {"p1": ["2"]}, "answer.choose_one"),
        ({"p2.x": ["1"]}, {"p1": ["2"]}, "answer.choose_one"),
        ({"p1": ["9"]}, {}, "answer.unknown_option"),
        ({"p1": ["1", "2"]}, {}, "answer.unknown_option"),
        ({"p3": ["1"]}, {"p1": ["1"], "p2": ["1"]}, "case.over"),
    ],
)
def test_a_step_that_is_blank_unreadable_or_not_there_is_asked_back(raw, done, code):
    assert next_done(CASE, VARIANT, ORDER, raw, done) == Reason(code)


def test_a_whole_answer_is_handed_in_step_by_step():
    whole = CASE.samples(VARIANT, ORDER).right
    done: dict[str, list[str]] = {}
    for no, post in steps_of("case", whole):
        assert no == len(done) + 1
        done = next_done(CASE, VARIANT, ORDER, post, done)
    assert done == whole
    assert list(steps_of("single", {"p1": ["1"]})) == []


@given(raws, st.lists(raws, max_size=3))
def test_whatever_is_posted_a_step_once_done_never_changes(raw, later):
    done: dict[str, list[str]] = {}
    for post in (raw, *later):
        outcome = next_done(CASE, VARIANT, ORDER, post, done)
        if not isinstance(outcome, Reason):
            assert outcome.items() >= done.items()
            assert len(outcome) > len(done)
            done = dict(outcome)
        assert answer_of("case", post, [done] if done else []).items() >= done.items()
