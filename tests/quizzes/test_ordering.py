from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import compiled, ordering, told_of

from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.ordering import Ordering
from courseware.quizzes.kinds.rows import post
from courseware.quizzes.questions import Variant
from courseware.sentences import SENTENCES
from courseware.words import Reason

KIND = Ordering()


def question(*places: str | list[str], **changes: Any) -> Variant:
    return compiled("ordering", ordering("o", order=list(places), feedback=None, **changes))[0]


FOUR = question("A", "B", "C", "D")
FIVE = question("A", "B", "C", "D", "E")
TIED = question("A", "B", ["C", "D"])  # ids 1, 2, 3, 4
EXACT = question("A", "B", ["C", "D"], scoring="exact")
TIED_FIRST = question(["A", "B"], "C", "D")
SHAPES = [FOUR, FIVE, TIED, EXACT, question(["A", "B"], ["C", "D", "E"], "F")]
SHUFFLED = ("3", "1", "4", "2")  # C A D B is how this learner sees them


def points(variant: Variant, sequence: str) -> Fraction:
    """Grade a sequence of letters, as posted by somebody who sees the items in another order."""
    ids = ["ABCDEFGH".index(letter) + 1 for letter in sequence]
    order = tuple(str(no) for no in reversed(range(1, len(ids) + 1)))
    raw = post([str(ids.index(int(row)) + 1) for row in order])
    return grade("ordering", variant, order, raw).fraction


@pytest.mark.parametrize(
    ("variant", "sequence", "expected"),
    [
        (FOUR, "ABCD", 1),
        (FOUR, "BACD", Fraction(4, 6)),
        (FOUR, "BCDA", 0),  # three pairs each way
        (FOUR, "ACDB", Fraction(2, 6)),
        (FOUR, "DCBA", 0),
        (TIED, "ABCD", 1),
        (TIED, "ABDC", 1),
        (TIED, "BACD", Fraction(3, 5)),
        (TIED, "ACBD", Fraction(3, 5)),
        (TIED, "CDAB", 0),
        (TIED_FIRST, "BACD", 1),
        (TIED_FIRST, "ACBD", Fraction(3, 5)),
        (TIED_FIRST, "ABDC", Fraction(3, 5)),
        (EXACT, "ABCD", 1),
        (EXACT, "ABDC", 1),
        (EXACT, "BACD", 0),
        (EXACT, "ACBD", 0),
    ],
)
def test_pairs_in_order_less_pairs_out_of_order_earn_the_point(variant, sequence, expected):
    assert points(variant, sequence) == expected


def enumerated(variant: Variant) -> Fraction:
    ids = KIND.ids(variant)
    every = [KIND.grade(variant, answer).fraction for answer in permutations(ids)]
    return sum(every, Fraction(0)) / len(every)


@pytest.mark.parametrize("variant", SHAPES)
def test_chance_is_the_mean_over_every_order(variant):
    assert KIND.chance(variant) == enumerated(variant)


def test_five_items_earn_163_thousandths_by_chance():
    assert round(float(KIND.chance(FIVE)), 3) == 0.163


@pytest.mark.parametrize(
    ("tokens", "code", "values"),
    [
        (["", "", "", ""], "answer.order_none", {}),
        (["1", "", "3", ""], "answer.order_missing", {"free": "2, 4"}),
        (["1", "1", "3", "4"], "answer.order_twice", {"twice": "1", "free": "2"}),
        (["2", "2", "", ""], "answer.order_twice", {"twice": "2", "free": "1, 3, 4"}),
        (["0", "1", "2", "3"], "answer.unknown_option", {}),
        (["5", "1", "2", "3"], "answer.unknown_option", {}),
        (["１", "2", "3", "4"], "answer.unknown_option", {}),
        (["1.0", "2", "3", "4"], "answer.unknown_option", {}),
    ],
)
def test_positions_that_are_missing_or_double_are_asked_back(tokens, code, values):
    raw = post(tokens)
    assert KIND.parse(FOUR, SHUFFLED, raw) == Reason(code, values)
    assert grade("ordering", FOUR, SHUFFLED, raw).fraction == 0


def test_the_sentence_names_the_positions():
    reason = KIND.parse(FOUR, SHUFFLED, post(["1", "1", "", "4"]))
    assert isinstance(reason, Reason)
    assert reason.sentence() == "Use each position once. Given more than once: 1. Still free: 2, 3."


def test_one_item_with_two_positions_is_asked_back():
    raw = {**post(["1", "2", "3", "4"]), "p2": ["2", "3"]}
    assert KIND.parse(FOUR, SHUFFLED, raw) == Reason("answer.unknown_option")


def test_items_are_read_from_first_to_last():
    assert KIND.parse(FOUR, SHUFFLED, post(["2", "1", "4", "3"])) == ("1", "3", "2", "4")


posts = st.dictionaries(
    st.sampled_from(["", "p0", "p1", "p2", "p3", "p4", "p5", "certainty", "p1.p1"]),
    st.lists(st.sampled_from(["", " ", "0", "1", "2", "3", "4", "5"]) | st.text(max_size=4), max_size=3),
)  # fmt: skip


@given(st.permutations(SHUFFLED), posts)
def test_whatever_is_posted_is_an_answer_or_asked_back_in_words(order, raw):
    read = KIND.parse(TIED, tuple(order), raw)
    if isinstance(read, Reason):
        assert SENTENCES[read.code].format_map(read.values)
    else:
        assert sorted(read) == sorted(order)
    graded = grade("ordering", TIED, tuple(order), raw)
    assert 0 <= graded.fraction <= 1
    feedback(TIED, tuple(order), raw, graded)


@given(st.sampled_from(SHAPES), st.randoms(use_true_random=False))
def test_a_neighboring_pair_put_right_never_lowers_the_mark(variant, chance):
    answer = list(KIND.ids(variant))
    chance.shuffle(answer)
    ranks = {row: KIND.solve(variant, (), tuple(answer)).rows[int(row) - 1].right for row in answer}
    before = KIND.grade(variant, tuple(answer)).fraction
    for at in range(len(answer) - 1):
        one, other = answer[at : at + 2]
        if ranks[one] > ranks[other]:
            mended = (*answer[:at], other, one, *answer[at + 2 :])
            assert KIND.grade(variant, mended).fraction >= before


@given(st.sampled_from(SHAPES), st.randoms(use_true_random=False))
def test_the_samples_and_the_shown_solution_have_their_verdicts(variant, chance):
    order = list(KIND.ids(variant))
    chance.shuffle(order)
    samples = KIND.samples(variant, tuple(order))
    graded = [
        grade("ordering", variant, tuple(order), raw)
        for raw in (samples.right, samples.wrong, samples.malformed, samples.blank)
    ]
    assert [one.fraction for one in graded] == [1, 0, 0, 0]
    assert [one.reason is None for one in graded] == [True, True, False, False]
    solved = KIND.solve(variant, tuple(order), KIND.ids(variant))
    assert all(row.is_right for row in solved.rows)


def test_each_item_is_explained_with_its_place_and_the_authors_words():
    variant = compiled("ordering", ordering("o"))[0]
    order = ("4", "3", "2", "1")
    raw = post(["1", "4", "2", "3"])  # Trim outside, Convert, Separate, Trim inside
    told = feedback(variant, order, raw, grade("ordering", variant, order, raw))
    assert [(row.html, row.given, row.right, row.is_right) for row in told.solution.rows] == [
        ("Separate", "3", "1", False),
        ("Convert", "2", "2", True),
        ("Trim inside", "4", "3–4", True),
        ("Trim outside", "1", "3–4", False),
    ]
    assert told.solution.rows[1].feedback == "Told later: move it outside."
    assert told.solution.right == "Separate → Convert → Trim inside / Trim outside"
    said = [note.reason.sentence() for note in told.notes if note.reason]
    assert said == [
        "Of 5 pairs of items, 2 stand in the right order; each other pair takes one off."
    ]


def test_all_or_nothing_says_so_when_it_is_nothing():
    raw = post(["2", "1", "3", "4"])
    told = feedback(EXACT, tuple("1234"), raw, grade("ordering", EXACT, tuple("1234"), raw))
    said = [note.reason.sentence() for note in told.notes if note.reason]
    assert said == ["Here only the whole order earns the point."]
    whole = grade("ordering", EXACT, tuple("1234"), post(["1", "2", "4", "3"]))
    assert [note.reason for note in whole.notes if note.reason] == []


def test_values_stand_in_items_and_keep_them_apart_in_every_variant():
    typed = ordering(
        "o", given={"n": "1..20"}, order=["{n} parts", "a lot", "all"], feedback={"{n} parts": "Told: {n}."}
    )  # fmt: skip
    variants = compiled("ordering", typed)
    rows = [KIND.solve(one, (), None).rows[0] for one in variants]
    assert {row.html for row in rows} == {f"{n} parts" for n in range(1, 21)}
    assert all(row.feedback == f"Told: {row.html.split()[0]}." for row in rows)


@pytest.mark.parametrize(
    ("changes", "said", "path"),
    [
        ({"order": ["A", "B"]}, "`order` has too few items: 2. Write 3 to 8.", ("order",)),
        ({"order": [*"ABCDEFGHI"]}, "`order` has too many items: 9. Write 3 to 8.", ("order",)),
        ({"order": [["A", "B", "C"]]}, "`order` has too few places: 1. Write 2 to 8.", ("order",)),
        ({"order": ["A", "B", ["C", "a."]]}, "“A” and “a.” read the same.", ("order", 2, 1)),
        ({"order": "A, B, C"}, "`order` has the wrong form. Write a list", ("order",)),
        ({"order": ["A", "B", []]}, "`order` has the wrong form.", ("order",)),
        ({"order": ["A", "B", [["C"]]]}, "`order` has the wrong form.", ("order",)),
        ({"order": ["A", "B", {"C": "D"}]}, "`order` has the wrong form.", ("order",)),
        ({"order": ["A", "B", "{C}"]}, "“C” is not known here", ("order", 2)),
        (
            {"order": ["A", "{n}", "3"], "given": {"n": "1..9"}},
            "“{n}” and “3” read the same. Change one, or narrow `given`",
            ("order", 2),
        ),
        ({"scoring": "pair"}, "“pair” is not known. Did you mean `pairs`?", ("scoring",)),
        ({"feedback": {"Konvert": "Why."}}, "Did you mean `Convert`?", ("feedback", "Konvert")),
        ({"feedback": {"Convert": " "}}, "“Convert” is empty.", ("feedback", "Convert")),
    ],
)
def test_a_fault_is_told_once_on_its_line(changes, said, path):
    typed = {"feedback": None, **changes} if "order" in changes else changes
    told = told_of(ordering("o", **typed))
    assert len(told) == 1, told
    assert said in told[0][0]
    assert told[0][1] == path


def test_a_sound_question_is_told_of_nothing():
    assert told_of(ordering("o", scoring="exact")) == []
