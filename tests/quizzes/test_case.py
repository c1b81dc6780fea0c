from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import CASE, Fault, assert_told_once, case, compiled, composed_file

from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.registry import KINDS
from courseware.words import Reason

KIND = KINDS["case"]
VARIANT = compiled("case", case("stopped"))[0]
ORDER = KIND.ids(VARIANT)
"""start: 1 leads to root (1 point), 2 to blame (0); root: 1 earns 3 and ends, 2 earns 0 and leads to
blame; blame: 1 earns 1, 2 earns 0, both end. The best way scores 4."""
LONG = {
    "start": {"ask": "?", "go": {"A": ["end", "0"], "B": ["end", "5"]}, "tells": {"A": "a", "B": "b"}},
    "end": {"say": "Over"},
}  # fmt: skip


def walked(*tokens: str) -> dict[str, list[str]]:
    return {f"p{no}": [token] for no, token in enumerate(tokens, 1)}


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("11", Fraction(1)),
        ("121", Fraction(1, 2)),
        ("122", Fraction(1, 4)),
        ("21", Fraction(1, 4)),
        ("22", 0),
        ("1", Fraction(1, 4)),
        ("2", 0),
        ("12", Fraction(1, 4)),
        ("112", Fraction(1)),
    ],
)
def test_a_way_earns_its_scores_by_those_of_the_best_way(tokens, expected):
    assert grade("case", VARIANT, ORDER, walked(*tokens)).fraction == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "answer.choose_one"),
        ({"p1": [""]}, "answer.choose_one"),
        ({"p2": ["1"]}, "answer.choose_one"),
        ({"p1": ["3"]}, "answer.unknown_option"),
        ({"p1": ["p1:1"]}, "answer.unknown_option"),
        ({"p1": ["1", "2"]}, "answer.unknown_option"),
        ({"p1": ["1"], "p2": ["0"]}, "answer.unknown_option"),
    ],
)
def test_a_choice_that_is_missing_or_not_there_is_asked_back(raw, code):
    assert KIND.parse(VARIANT, ORDER, raw) == Reason(code)


def test_a_way_that_stops_before_an_end_counts_and_is_called_unfinished():
    assert KIND.parse(VARIANT, ORDER, walked("1")).missing == Reason("case.unfinished")
    assert KIND.parse(VARIANT, ORDER, walked("1", "1")).missing is None


def test_chance_is_the_mean_over_choosing_at_random_step_by_step():
    earned = Fraction(0)
    for ways in product(
        "12", repeat=3
    ):  # three steps at most; what stands after an end is not read
        earned += grade("case", VARIANT, ORDER, walked(*ways)).fraction
    assert KIND.chance(VARIANT) == earned / 8
    assert (
        KIND.chance(VARIANT)
        == Fraction(1, 4) * (1 + Fraction(3 + Fraction(1, 2), 2) + Fraction(1, 2)) / 2
    )


def test_a_step_is_asked_in_this_learners_order():
    order = tuple(reversed(ORDER))
    assert [one.html for one in KIND.show(VARIANT, order, 1).parts[0].question.options] == [
        "Blame the shift", "Ask why at the line",
    ]  # fmt: skip
    assert [one.token for one in KIND.show(VARIANT, order, 1).parts[0].question.options] == [
        "1",
        "2",
    ]
    assert grade("case", VARIANT, order, walked("2", "2")).fraction == 1


def test_only_what_was_taken_and_the_next_step_are_shown():
    first = KIND.show(VARIANT, ORDER, 7)
    assert (first.no, first.fields, len(first.parts)) == (7, ("p1",), 1)
    assert "What next?" not in str(first)
    second = KIND.show(VARIANT, ORDER, 7, walked("1"))
    assert second.fields == ("p2",)
    done, now = second.parts
    assert (done.name, done.is_done, done.given, done.told) == (
        "p1", True, "Ask why at the line", "Told later: facts first.",
    )  # fmt: skip
    assert done.question.options == ()
    assert (now.name, now.is_done, now.question.ask.strip()) == ("p2", False, "<p>What next?</p>")
    assert not any(words in str(second) for words in ("hides", "Debrief", "Who did it?", "score"))
    last = KIND.show(VARIANT, ORDER, 7, walked("2", "2"))
    assert last.fields == ()
    assert [part.is_done for part in last.parts] == [True, True, True]
    assert "Debrief" in last.parts[-1].question.ask
    assert [(part.question.no, part.question.ask.strip()) for part in last.parts] == [
        (1, "<p>The line stops. First move?</p>"), (2, "<p>Who did it?</p>"), (3, "<p>Debrief</p>"),
    ]  # fmt: skip


def test_a_control_is_named_by_its_depth_so_the_length_of_the_file_stays_unknown():
    two_ways = [KIND.show(VARIANT, ORDER, 1, walked(*way)).fields for way in ("1", "2")]
    assert two_ways == [("p2",), ("p2",)]


def test_the_result_tells_the_way_taken_and_the_best_choice_at_each_step():
    raw = walked("1", "2")
    told = feedback(VARIANT, ORDER, raw, grade("case", VARIANT, ORDER, raw)).solution
    seen = [
        [(one.html, one.is_chosen, one.is_right) for one in part.feedback.solution.options]
        for part in told.parts
    ]
    assert seen == [
        [("Ask why at the line", True, True)],
        [("Restart", True, False), ("Contain the defect", False, True)],
        [("Ask what made it easy", False, True)],
    ]
    assert [part.fraction for part in told.parts] == [Fraction(1, 4), 0, 0]
    assert [part.question.no for part in told.parts] == [1, 2, 3]
    scored = [note.reason for part in told.parts for note in part.feedback.notes]
    assert scored == [
        Reason("case.scored", {"score": 1, "best": 4}),
        Reason("case.scored", {"score": 0, "best": 4}),
    ], "nothing is said of a step that was not reached"
    assert "Debrief" in told.model


def test_without_an_answer_the_best_way_is_told():
    told = feedback(VARIANT, ORDER, {}, grade("case", VARIANT, ORDER, {}))
    assert told.reason == Reason("answer.none")
    assert [part.feedback.solution.options[0].html for part in told.solution.parts] == [
        "Ask why at the line", "Contain the defect",
    ]  # fmt: skip
    reverse = KIND.solve(VARIANT, tuple(reversed(ORDER)), None)
    assert reverse == told.solution, "whatever stands first on this learner's page"


def two_steps(first, second):
    """Return a case of two steps: what the choices of each lead to and score."""
    steps = {"start": first, "more": second}
    return {
        **{
            name: {"ask": name, "go": ways, "tells": dict.fromkeys(ways, "Told later.")}
            for name, ways in steps.items()
        },
        "end": {"say": "Over"},
    }


def test_of_two_choices_that_are_equally_good_the_one_taken_is_the_best():
    ways = two_steps(
        {"A": ["more", "0"], "B": ["end", "2"], "C": ["end", "0"]},
        {"D": ["end", "2"], "E": ["end", "0"]},
    )
    variant = compiled("case", case("tie", case=ways))[0]
    order = KIND.ids(variant)
    for token, way in (("1", "A"), ("2", "B")):
        graded = grade("case", variant, order, walked(token))
        first = feedback(variant, order, walked(token), graded).solution.parts[0]
        assert [(one.html, one.is_right) for one in first.feedback.solution.options] == [
            (way, True)
        ]


def test_a_choice_that_scores_little_now_and_more_later_is_not_the_way_without_points():
    ways = two_steps(
        {"A": ["more", "1"], "B": ["end", "0"]}, {"C": ["end", "1"], "D": ["end", "2"]}
    )
    variant = compiled("case", case("later", case=ways))[0]
    order = KIND.ids(variant)
    assert KIND.samples(variant, order).wrong == walked("2")
    assert KIND.samples(variant, order).right == walked("1", "2")


@given(
    st.dictionaries(
        st.text(max_size=4) | st.sampled_from(["", "p1", "p2", "p3", "p1.unit"]),
        st.lists(st.text(max_size=5) | st.sampled_from(["1", "2", "", "x"]), max_size=3),
    ),
    st.permutations(ORDER),
)
def test_no_post_raises_and_no_way_earns_more_than_the_best(raw, order):
    order = tuple(order)
    graded = grade("case", VARIANT, order, raw)
    assert 0 <= graded.fraction <= 1
    feedback(VARIANT, order, raw, graded)
    KIND.show(VARIANT, order, 1, raw)


def step(**changes):
    return {**LONG["start"], **changes}


def cased(**steps):
    return lambda file: file["questions"][CASE].update(case={**LONG, **steps})


def at(*path):
    return ("questions", CASE, "case", *path)


FAULTS: list[Fault] = [
    ("no start", lambda f: f["questions"][CASE]["case"].pop("start"), "no step `start`", at()),
    ("no block", cased(end="Over"), "is missing here", at("end")),
    ("one choice", cased(start=step(go={"A": ["end", "1"]}, tells={"A": "a"})), "2 to 5 choices; here are 1", at("start", "go")),
    ("six", cased(start=step(go={t: ["end", "0"] for t in "ABCDEF"}, tells=dict.fromkeys("ABCDEF", "x"))), "here are 6", at("start", "go")),
    ("form of a way", cased(start=step(go={"A": "end", "B": ["end", "1"]})), "[next step, score]", at("start", "go")),
    ("nowhere", cased(start=step(go={"A": ["edn", "0"], "B": ["end", "1"]})), "Did you mean `end`?", at("start", "go", "A")),
    ("score", cased(start=step(go={"A": ["end", "0"], "B": ["end", "6"]})), "score is “6”", at("start", "go", "B")),
    ("untold", cased(start=step(tells={"A": "a"})), "“B” has no words in `tells`", at("start", "go", "B")),
    ("told too much", cased(start=step(tells={"A": "a", "B": "b", "C": "c"})), "no choice of this step", at("start", "tells", "C")),
    ("no tells", cased(start={"ask": "?", "go": LONG["start"]["go"]}), "`tells` is missing", at("start")),
    ("asks and ends", cased(end={"say": "x", "ask": "?"}), "`ask` is not known", at("end", "ask")),
    ("unreached", cased(lost={"say": "x"}), "No way leads to the step “lost”", at("lost")),
    ("circle", cased(end=step(go={"A": ["start", "0"], "B": ["start", "1"]})), "start → end → start", at("end")),
    ("nothing to earn", cased(start=step(go={"A": ["end", "0"], "B": ["end", "0"]})), "scores anything", at()),
    ("nothing to lose", cased(start=step(go={"A": ["end", "1"], "B": ["end", "2"]})), "scores at least 1", at()),
    ("same words", cased(start=step(go={"A": ["end", "0"], "**a**": ["end", "1"]}, tells={"A": "a", "**a**": "b"})), "read the same", at("start", "go", "**a**")),
    ("unknown value", cased(end={"say": "{hours}"}), "“hours” is not known", at("end", "say")),
    ("too long", lambda f: f["questions"][CASE].update(case={str(n): {"say": "x"} for n in range(13)}), "at most 12 steps", at()),
]  # fmt: skip


def test_a_case_with_the_most_steps_and_choices_is_read_at_once():
    """It has 5^11 ways, nearly 50 million; what is checked is checked step by step."""
    names = ["start", *(f"s{no}" for no in range(1, 11)), "end"]
    steps = {
        name: {
            "ask": "?",
            "go": {f"Way {way}": [after, str(way)] for way in range(5)},
            "tells": {f"Way {way}": "Told later." for way in range(5)},
        }
        for name, after in pairwise(names)
    }
    variant = compiled("case", case("long", case={**steps, "end": {"say": "Over"}}))[0]
    assert KIND.chance(variant) == Fraction(1, 2)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_each_fault_is_told_once_on_its_line(fault):
    assert_told_once(fault, composed_file)


def test_values_stand_in_every_text_of_a_step():
    typed = case("c", given={"n": "7"}, case={
        "start": {"ask": "{n} stops?", "go": {"{n} A": ["end", "0"], "B": ["end", "1"]}, "tells": {"{n} A": "a {n}", "B": "b"}},
        "end": {"say": "{n} times"},
    })  # fmt: skip
    shown = KIND.show(compiled("case", typed)[0], ("p1:1", "p1:2"), 1, walked("1"))
    assert [shown.parts[0].question.ask, shown.parts[0].given, shown.parts[0].told] == [
        "<p>7 stops?</p>\n", "7 A", "a 7",
    ]  # fmt: skip
    assert shown.parts[1].question.ask == "<p>7 times</p>\n"
