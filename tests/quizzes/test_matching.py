from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from quiz_examples import compiled, matching, told_of

from courseware.calculation.variation import read_values
from courseware.problems import Report
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.matching import Matching
from courseware.quizzes.kinds.rows import post
from courseware.words import Reason

KIND = Matching()
# Rows: 1 Takt, 2 Cycle time, 3 Pace. Choices: 1 demand rhythm (Takt, Pace), 2 time per part, 3 time in queue.
VARIANT = compiled("matching", matching("m"))[0]
ORDER = ("3", "1", "2")  # so token 2 is the demand rhythm, 3 the time per part
ONE_EACH = compiled(
    "matching", matching("m", match={"A": "a", "B": "b", "C": "c"}, extra=None, feedback=None)
)[0]


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["2", "3", "2"], 1),
        (["2", "3", "3"], Fraction(2, 3)),
        (["2", "", ""], Fraction(1, 3)),
        (["", "", "2"], Fraction(1, 3)),
        (["1", "", ""], 0),
        (["3", "2", "1"], 0),
        (["2", "2", "2"], Fraction(2, 3)),
    ],
)
def test_each_row_earns_its_share_and_a_blank_row_nothing(tokens, expected):
    graded = grade("matching", VARIANT, ORDER, post(tokens))
    assert (graded.fraction, graded.reason) == (expected, None)


def test_a_choice_that_several_rows_share_stands_once_in_the_list():
    public = KIND.show(VARIANT, ORDER, 1)
    assert [choice.html for choice in public.rows[0].choices] == [
        "time in queue", "demand rhythm", "time per part",
    ]  # fmt: skip
    assert [row.html for row in public.rows] == ["Takt", "Cycle time", "Pace"]
    assert public.fields == ("p1", "p2", "p3")


@pytest.mark.parametrize("variant", [VARIANT, ONE_EACH])
def test_chance_by_enumeration_is_one_over_the_choices(variant):
    order = KIND.ids(variant)
    every = [
        grade("matching", variant, order, post(tokens)).fraction
        for tokens in product("123", repeat=3)
    ]
    assert sum(every, Fraction(0)) / len(every) == KIND.chance(variant) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "answer.choose_rows"),
        (post(["", " ", ""]), "answer.choose_rows"),
        ({"": ["1"]}, "answer.choose_rows"),
        (post(["0", "1", "1"]), "answer.unknown_option"),
        (post(["4", "", ""]), "answer.unknown_option"),
        (post(["demand rhythm", "", ""]), "answer.unknown_option"),
        ({"p1": ["1", "2"]}, "answer.unknown_option"),
    ],
)
def test_nothing_or_what_is_not_in_the_list_is_asked_back(raw, code):
    assert KIND.parse(VARIANT, ORDER, raw) == Reason(code)
    assert grade("matching", VARIANT, ORDER, raw).fraction == 0


def test_each_row_is_explained_with_both_matches_and_the_authors_words():
    raw = post(["2", "1", ""])
    told = feedback(VARIANT, ORDER, raw, grade("matching", VARIANT, ORDER, raw))
    assert [(row.html, row.given, row.right, row.is_right) for row in told.solution.rows] == [
        ("Takt", "demand rhythm", "demand rhythm", True),
        ("Cycle time", "time in queue", "time per part", False),
        ("Pace", "", "demand rhythm", False),
    ]
    assert told.solution.rows[0].feedback == "Told later: it comes from demand."
    assert told.solution.right == (
        "Takt → demand rhythm; Cycle time → time per part; Pace → demand rhythm"
    )


def test_values_stand_in_rows_and_choices():
    typed = matching(
        "m", given={"n": "10..29"}, match={"{n} parts": "{n} s", "A pallet": "an hour"}, feedback=None
    )  # fmt: skip
    variants = compiled("matching", typed)
    assert len(variants) == 20
    for variant in variants:
        row = KIND.solve(variant, KIND.ids(variant), None).rows[0]
        assert row.html.split()[0] == row.right.split()[0]


@pytest.mark.parametrize(
    ("changes", "said", "path"),
    [
        ({"match": {"A": "a"}}, "`match` has too few rows: 1. Write 2 to 8.", ("match",)),
        (
            {"match": {"A": "a", "B": "a"}, "extra": None},
            "`match` has too few different choices: 1. Write 2 to 12.",
            ("match",),
        ),
        ({"match": dict.fromkeys("ABCDEFGHI", "a")}, "too many rows: 9", ("match",)),
        ({"match": {"A": "a", "B": "A."}}, "“a” and “A.” read the same.", ("match", "B")),
        ({"match": {"A": "a", "a": "b"}}, "“A” and “a” read the same.", ("match", "a")),
        ({"match": {"A": "a", "B": " "}}, "A text is missing here.", ("match", "B")),
        ({"match": ["A", "B"]}, "`match` has the wrong form.", ("match",)),
        ({"match": {"A": ["a"], "B": "b"}}, "`match` has the wrong form.", ("match",)),
        ({"extra": ["time per part"]}, "read the same", ("extra", 0)),
        ({"extra": "none"}, "`extra` has the wrong form.", ("extra",)),
        (
            {"match": {"A": "{n} s", "B": "7 s"}, "given": {"n": "1..9"}},
            "“{n} s” and “7 s” read the same.",
            ("match", "B"),
        ),
        ({"feedback": {"Tact": "Why."}}, "Did you mean `Takt`?", ("feedback", "Tact")),
    ],
)
def test_a_fault_is_told_once_on_its_line(changes, said, path):
    typed = {"feedback": None, **changes} if "match" in changes else changes
    told = told_of(matching("m", **typed))
    assert len(told) == 1, told
    assert said in told[0][0]
    assert told[0][1] == path


def test_a_formula_may_stand_in_a_row_but_not_in_a_list_to_choose_from():
    typed = matching("m", match={"$t$": "time", "Rate": "$r$"}, extra=None, feedback=None)
    report = Report()
    source = report.source("quiz.yaml")

    def render(text: str) -> str:
        return f"<p><math>{text}</math></p>" if "$" in text else f"<p>{text}</p>"

    assert KIND.read(Item(typed, source, read_values(typed, source), render)) == ()
    assert [one.message for one in report.problems] == [
        "The choice “$r$” stands in a drop-down list, which shows words only."
    ]


def test_a_sound_question_is_told_of_nothing():
    assert told_of(matching("m")) == []
