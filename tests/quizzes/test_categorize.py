from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from quiz_examples import categorize, compiled, told_of

from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.categorize import Categorize
from courseware.quizzes.kinds.rows import post
from courseware.words import Reason

KIND = Categorize()
# Groups: 1 Prevention, 2 Appraisal (empty), 3 Failure. Items: 1 Training, 2 Scrap, 3 Rework.
VARIANT = compiled("categorize", categorize("c"))[0]
ORDER = ("3", "1", "2")  # Rework, Training, Scrap


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["3", "1", "3"], 1),
        (["3", "3", "3"], Fraction(2, 3)),
        (["3", "", ""], Fraction(1, 3)),
        (["", "1", ""], Fraction(1, 3)),
        (["1", "", "2"], 0),
        (["2", "2", "2"], 0),
    ],
)
def test_each_item_earns_its_share_and_a_blank_one_nothing(tokens, expected):
    graded = grade("categorize", VARIANT, ORDER, post(tokens))
    assert (graded.fraction, graded.reason) == (expected, None)


def test_items_are_shuffled_and_groups_stay_as_their_author_wrote_them():
    public = KIND.show(VARIANT, ORDER, 1)
    assert [row.html for row in public.rows] == ["Rework", "Training", "Scrap"]
    assert [group.html for group in public.options] == ["Prevention", "Appraisal", "Failure"]
    assert [group.token for group in public.options] == ["1", "2", "3"]


def test_chance_by_enumeration_is_one_over_the_groups():
    every = [
        grade("categorize", VARIANT, ORDER, post(tokens)).fraction
        for tokens in product("123", repeat=3)
    ]
    assert sum(every, Fraction(0)) / len(every) == KIND.chance(VARIANT) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "answer.choose_rows"),
        (post(["", "", ""]), "answer.choose_rows"),
        ({"p4": ["1"]}, "answer.choose_rows"),
        (post(["0", "1", "1"]), "answer.unknown_option"),
        (post(["4", "", ""]), "answer.unknown_option"),
        ({"p1": ["1", "1"]}, "answer.unknown_option"),
    ],
)
def test_nothing_or_what_is_no_group_is_asked_back(raw, code):
    assert KIND.parse(VARIANT, ORDER, raw) == Reason(code)
    assert grade("categorize", VARIANT, ORDER, raw).fraction == 0


def test_each_item_is_explained_in_the_order_shown_with_both_groups():
    raw = post(["3", "", "2"])
    told = feedback(VARIANT, ORDER, raw, grade("categorize", VARIANT, ORDER, raw))
    assert [(row.html, row.given, row.right, row.is_right) for row in told.solution.rows] == [
        ("Rework", "Failure", "Failure", True),
        ("Training", "", "Prevention", False),
        ("Scrap", "Appraisal", "Failure", False),
    ]
    assert told.solution.rows[2].feedback == "Told later: found too late."
    assert told.solution.right == "Training → Prevention; Scrap → Failure; Rework → Failure"


@pytest.mark.parametrize(
    ("sort", "said", "path"),
    [
        ({"A": ["a", "b", "c"]}, "`sort` has too few groups: 1. Write 2 to 5.", ("sort",)),
        ({"A": ["a", "b"], "B": []}, "`sort` has too few items: 2. Write 3 to 10.", ("sort",)),
        ({**{no: [] for no in "12345"}, "A": ["a", "b", "c"]}, "too many groups: 6", ("sort",)),
        ({"A": [*"abcdef"], "B": [*"ghijk"]}, "too many items: 11", ("sort",)),
        ({"A": ["a", "b"], "B": ["A."]}, "“a” and “A.” read the same.", ("sort", "B", 0)),
        ({"A": ["a", "b", "c"], "a": []}, "“A” and “a” read the same.", ("sort", "a")),
        ({"A": ["a", "b", "c"], "B": ""}, "an empty one is `[]`", ("sort",)),
        ({"A": ["a", "b", ""], "B": []}, "`sort` has the wrong form.", ("sort",)),
        ({"A": ["a", "b", "{c}"], "B": []}, "“c” is not known here", ("sort", "A", 2)),
        (["a", "b", "c"], "`sort` has the wrong form.", ("sort",)),
    ],
)
def test_a_fault_is_told_once_on_its_line(sort, said, path):
    told = told_of(categorize("c", sort=sort, feedback=None))
    assert len(told) == 1, told
    assert said in told[0][0]
    assert told[0][1] == path


def test_feedback_on_a_group_is_refused_because_it_belongs_to_an_item():
    told = told_of(categorize("c", feedback={"Failure": "Why."}))
    assert [path for _said, path in told] == [("feedback", "Failure")]


def test_a_sound_question_is_told_of_nothing():
    assert told_of(categorize("c")) == []
