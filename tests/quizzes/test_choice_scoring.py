"""Weights of wrong options, the exact set, and the box "None of these": points and chance."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations
from typing import Any

import pytest
from quiz_examples import SINGLE, compiled, multi, put, quiz_file, read, single

from courseware.problems import Strictness
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.multi import Multi
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.kinds.single import Single
from courseware.quizzes.questions import Question, Variant
from courseware.words import Reason

ORDER = ("3", "1", "4", "2")  # token 2 is option 1, token 4 is option 2
HALF, THIRD = {"A larger batch": "1/2"}, {"A larger batch": "1/2", "A sales forecast": "1/3"}
WRONG = dict.fromkeys(("First", "Second", "Third", "Fourth"), "Told later: wrong.")


def one(kind: str, **changes: Any) -> Variant:
    typed = single("s", **changes) if kind == "single" else multi("m", **changes)
    return compiled(kind, typed)[0]


def points(kind: str, variant: Variant, tokens: str) -> Fraction:
    return grade(kind, variant, ORDER, {"": list(tokens)}).fraction


NO_RIGHT = one("multi", answers={}, wrong=WRONG, none="yes")
SOME_RIGHT = one("multi", none="yes")


@pytest.mark.parametrize(("weights", "earned"), [({}, "0100"), (HALF, "0120"), (THIRD, "3120")])
def test_a_single_choice_earns_the_weight_of_its_option(weights, earned):
    variant = one("single", weights=weights)  # options 3 and 4 are the forecast and the batch
    shares = {"0": Fraction(0), "1": Fraction(1), "2": Fraction(1, 2), "3": Fraction(1, 3)}
    assert [points("single", variant, token) for token in "1234"] == [shares[n] for n in earned]
    assert Single().chance(variant) == sum(shares[n] for n in earned) / 4


def test_a_half_right_option_is_explained_as_such():
    variant = one("single", weights=HALF)
    raw = {"": ["3"]}
    told = feedback(variant, ORDER, raw, grade("single", variant, ORDER, raw))
    assert [(one.is_right, one.is_part, one.is_chosen) for one in told.solution.options] == [
        (False, False, False),
        (True, False, False),
        (False, True, True),
        (False, False, False),
    ]


@pytest.mark.parametrize(
    ("tokens", "net", "exact"),
    [
        ("24", 1, 1),
        ("2", Fraction(1, 2), 0),
        ("241", Fraction(1, 2), 0),
        ("21", 0, 0),
        ("2413", 0, 0),
    ],
)
def test_scoring_all_gives_the_point_for_the_exact_set_only(tokens, net, exact):
    assert points("multi", one("multi"), tokens) == net
    assert points("multi", one("multi", scoring="net"), tokens) == net
    assert points("multi", one("multi", scoring="all"), tokens) == exact


def test_the_page_says_where_only_the_whole_set_earns_the_point():
    assert Multi().show(one("multi", scoring="all"), ORDER, 1).hint == Reason("choices.all")
    assert Multi().show(one("multi"), ORDER, 1).hint is None


def test_all_options_together_are_an_answer_too():
    assert Multi().parse(one("multi"), ORDER, {"": list("1234")}) == frozenset("1234")


@pytest.mark.parametrize(("tokens", "earned"), [("5", 1), ("1", 0), ("12", 0), ("1234", 0)])
@pytest.mark.parametrize("scoring", ["net", "all"])
def test_where_nothing_is_right_only_the_box_none_of_these_earns_the_point(scoring, tokens, earned):
    variant = one("multi", answers={}, wrong=WRONG, none="yes", scoring=scoring)
    assert points("multi", variant, tokens) == earned


def test_where_something_is_right_the_box_earns_nothing():
    assert points("multi", SOME_RIGHT, "24") == 1
    assert points("multi", SOME_RIGHT, "5") == 0


def test_the_box_stands_last_and_looks_the_same_whether_it_is_right_or_not():
    for variant in (NO_RIGHT, SOME_RIGHT):
        shown = Multi().show(variant, ORDER, 1)
        assert [option.token for option in shown.options] == list("12345")
        assert shown.options[-1].html == ""
        assert KINDS["multi"].ids(variant) == ("1", "2", "3", "4"), "it is not shuffled"


@pytest.mark.parametrize(
    ("variant", "tokens", "told"),
    [
        (NO_RIGHT, "5", ("", True, True)),
        (NO_RIGHT, "1", ("", True, False)),
        (SOME_RIGHT, "5", ("", False, True)),
        (SOME_RIGHT, "24", ("", False, False)),
    ],
)
def test_the_result_explains_the_box_like_an_option_after_all_others(variant, tokens, told):
    raw = {"": list(tokens)}
    options = feedback(variant, ORDER, raw, grade("multi", variant, ORDER, raw)).solution.options
    assert len(options) == 5
    assert (options[-1].html, options[-1].is_right, options[-1].is_chosen) == told


def test_the_box_together_with_others_is_asked_back():
    assert Multi().parse(SOME_RIGHT, ORDER, {"": ["2", "5"]}) == Reason("answer.none_and_some")
    assert Multi().parse(one("multi"), ORDER, {"": ["5"]}) == Reason("answer.unknown_option")


@pytest.mark.parametrize(
    ("variant", "table"),
    [
        (one("multi"), ".188"),
        (one("multi", scoring="all"), ".062"),
        (NO_RIGHT, ".062"),
        (SOME_RIGHT, ".188"),
    ],
)
def test_chance_by_enumeration_is_that_of_the_table_and_of_the_kind(variant, table):
    """Every set of the four options is as likely; who wants none takes the box if there is one."""
    sets = chain.from_iterable(combinations("1234", size) for size in range(5))
    posts = ["".join(one) or ("5" if "none" in variant.key else "") for one in sets]
    chance = sum(points("multi", variant, post) for post in posts) / len(posts)
    assert Multi().chance(variant) == chance
    assert f"{float(chance):.3f}"[1:] == table  # .0625 reads .062 here, .063 in the table


@pytest.mark.parametrize("variant", [NO_RIGHT, SOME_RIGHT, one("multi", scoring="all")])
def test_the_samples_have_their_verdicts(variant):
    samples = Multi().samples(variant, ORDER)
    assert grade("multi", variant, ORDER, samples.right).fraction == 1
    assert grade("multi", variant, ORDER, samples.wrong).fraction == 0


def test_old_questions_keep_their_stored_form():
    question = Question("q", "multi", "O1", "C2", "quiz", "apply", (one("multi"),))
    assert "key" not in question.to_json()["variants"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weights": {"A larger bath": "1/2"}}, "no option under `wrong`"),
        ({"weights": {"Kanban card": "1/2"}}, "no option under `wrong`"),
        ({"weights": {"A larger batch": "1"}}, "is “1”"),
        ({"weights": {"A larger batch": "0.5"}}, "is “0.5”"),
        ({"weights": {"A larger batch": "3/2"}}, "is “3/2”"),
        (
            {
                "weights": dict.fromkeys(
                    ("A larger batch", "A sales forecast", "A master schedule"), "1/2"
                )
            },
            "Every wrong option has a weight",
        ),
    ],
)
@pytest.mark.parametrize("strictness", list(Strictness))
def test_a_weight_that_cannot_count_is_an_error_everywhere(change, said, strictness):
    file = quiz_file()
    put(SINGLE, **change)(file)
    bank, problems = read(file, strictness=strictness)
    assert bank is None
    assert any(said in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"answers": {}}, "`none: yes`"),
        ({"scoring": "each"}, "`scoring` is “each”"),
        ({"none": "maybe"}, "`none` is “maybe”"),
    ],
)
def test_a_scoring_that_is_not_known_is_an_error(change, said):
    file = quiz_file()
    put(10, **change)(file)
    bank, problems = read(file, strictness=Strictness.SITE)
    assert bank is None
    assert any(said in f"{problem.message} {problem.mend}" for problem in problems)
