from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import Typed, cloze, compiled, read_one

from courseware.markup.markdown import render
from courseware.problems import Severity
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.cloze import LONGEST, Cloze
from courseware.quizzes.kinds.typed_texts import fold, is_slip_of, matches
from courseware.quizzes.questions import Variant
from courseware.words import Reason

KIND = Cloze()
TAKT = "Takt is [available time; net time] ÷ [demand] and sets a [pull | push] rhythm."
FORESEEN = {
    "pull": "Told later: use pulls.",
    "push": "Told later: that is a plan.",
    "planned time": "Told later: breaks are no time to work.",
    "demand": "Told later: the customer sets it.",
}


def variant(fill: str = TAKT, **changes: Any) -> Variant:
    changes.setdefault("feedback", FORESEEN if fill == TAKT else {})
    variants, problems = read_one("cloze", cloze("c", fill=fill, **changes))
    assert not [one for one in problems if one.severity is Severity.ERROR]
    return variants[0]


def rendered(text: str) -> str:
    return render(text, link=lambda _: None, figure=lambda _: None, complain=lambda *_: None)


def points(one: Variant, *given: str, order: Sequence[str] | None = None) -> Fraction:
    ids = tuple(order or KIND.ids(one))
    post = {f"p{no}": [text] for no, text in enumerate(given, 1)}
    return grade("cloze", one, ids, post).fraction


def accepts(right: str, typed: str, **changes: Any) -> bool:
    one = variant(f"It is [{right}].", **changes)
    return points(one, typed) == 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("available time", "demand", "1"), 1),
        (("net time", "Demand", "1"), 1),
        (("net time", "demand", "2"), Fraction(2, 3)),
        (("net time", "", ""), Fraction(1, 3)),
        (("demand", "net time", "2"), 0),
        (("", "", "1"), Fraction(1, 3)),
    ],
)
def test_the_grade_is_the_mean_of_the_blanks(given, expected):
    assert points(variant(), *given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [(("net time", "", ""), Fraction(1, 2)), (("", "demand", "1"), Fraction(1, 2))],
)
def test_weights_say_what_a_blank_is_worth(given, expected):
    assert points(variant(weights=["2", "1", "1"]), *given) == expected


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("takt time", "TAKT  Time"),
        ("takt time", "  takt\u00a0time. "),
        ("takt time", "“takt time”"),
        ("5S", "５ｓ"),
        ("Straße", "STRASSE"),
        ("lead-time", "lead‐time"),
        ("lead-time", "lead–time"),
        ("operator's card", "operator’s card"),
        ("−5", "-5"),
        ("10 %", "10 %"),
        ("café", "cafe\u0301"),
        ("takt", "ta\u00adkt"),
    ],
)
def test_what_looks_alike_is_alike(right, typed):
    assert accepts(right, typed)


@pytest.mark.parametrize(
    ("right", "typed"),
    [("takt time", "takttime"), ("−5", "5"), ("10 %", "10"), ("takt", "tact"), ("C", "B")],
)
def test_another_text_is_another_answer(right, typed):
    assert not accepts(right, typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("value stream map", True),
        ("a value stream mapping", True),
        ("value-stream", True),
        ("VALUE STREAM", True),
        ("stream of value", False),
        ("values", False),
        ("valuestream", True),
    ],
)
def test_a_star_stands_for_any_characters_or_none(typed, expected):
    assert accepts("flow chart; *value*stream*", typed) is expected


@pytest.mark.parametrize(
    ("written", "typed", "expected"),
    [
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("ab*bc", "abc", False),
        ("*aab*", "aaab", True),
        (r"5 \* 4", "5 * 4", True),
        (r"5 \* 4", "5 x 4", False),
    ],
)
def test_the_parts_around_a_star_do_not_overlap(written, typed, expected):
    assert matches(written, fold(typed)) is expected


@given(st.lists(st.text("abc", max_size=4), min_size=2, max_size=5), st.data())
def test_whatever_stands_for_the_star_matches(chunks, data):
    written = "*".join(chunks)
    typed = chunks[0]
    for chunk in chunks[1:]:
        typed += data.draw(st.text("abc", max_size=4)) + chunk
    assert matches(written, typed)


def test_hostile_stars_take_no_time():
    written, typed = "a*" * 400 + "b", "a" * 10_000
    before = perf_counter()
    for _ in range(20):
        matches(written, typed)
    assert perf_counter() - before < 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bottleneck", True),
        ("botleneck", True),
        ("bottlenecks", True),
        ("bottlenack", True),
        ("bottelneck", True),
        ("botlenecks", False),
        ("bottle neck", False),
        ("neck", False),
    ],
)
def test_with_typo_yes_a_longer_word_may_have_one_slip(typed, expected):
    assert accepts("bottleneck", typed, typo="yes") is expected
    assert accepts("bottleneck", typed) is (typed == "bottleneck")


@pytest.mark.parametrize(
    ("right", "typed"),
    [("takt", "tact"), ("A2024B", "A2025B"), ("bottle*", "botle"), ("jidoka", "jidok4")],
)
def test_short_words_digits_and_stars_forgive_nothing(right, typed):
    assert not accepts(f"another; {right}", typed, typo="yes")


def test_each_longer_word_may_have_its_own_slip():
    assert accepts("available time", "avialable time", typo="yes")
    assert accepts("standard inventory", "standrad inventry", typo="yes")


@given(st.text("abcde", min_size=5, max_size=9), st.text("abcde", max_size=10))
def test_one_slip_is_an_edit_distance_of_one(one, other):
    def distance(a: str, b: str) -> int:  # optimal string alignment, as textbooks have it
        rows = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
        for i, j in product(range(1, len(a) + 1), range(1, len(b) + 1)):
            cost = a[i - 1] != b[j - 1]
            rows[i, j] = min(rows[i - 1, j] + 1, rows[i, j - 1] + 1, rows[i - 1, j - 1] + cost)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i, j] = min(rows[i, j], rows[i - 2, j - 2] + 1)
        return rows[len(a), len(b)]

    if other.split() == [other]:
        assert is_slip_of(other, one) is (distance(one, other) == 1)


def test_a_forgiven_slip_is_told_with_the_right_spelling():
    one = variant("It is the [bottleneck].", typo="yes")
    told = grade("cloze", one, (), {"p1": ["Botleneck"]}).notes
    assert [note.code for note in told] == ["typo:p1"]
    assert told[0].reason is not None
    assert told[0].reason.sentence() == "“Botleneck” counts as right. It is spelled “bottleneck”."


def test_a_wrong_answer_that_was_foreseen_is_no_slip():
    one = variant("Zero [defect].", typo="yes", feedback={"detect": "Told later: find."})
    assert points(one, "detect") == 0
    assert points(one, "defekt") == 1
    graded = grade("cloze", one, (), {"p1": ["Detect!"]})
    assert [note.code for note in graded.notes] == ["answer:p1:detect"]


def test_notes_do_not_depend_on_the_numbers_of_a_variant():
    typed = cloze(
        "c", given={"n": "pick 2 3 4 5"}, fill="It is [{n} shifts].",
        feedback={"{n} days": "Told later."},
    )  # fmt: skip
    codes = set()
    for one in compiled("cloze", typed):
        post = {"p1": [f"{one.values['n']:g} days"]}
        codes |= {note.code for note in grade("cloze", one, (), post).notes}
    assert codes == {"answer:p1:{n} days"}


@pytest.mark.parametrize(
    ("fill", "weights", "expected"),
    [
        ("It is [a].", None, 0),
        ("It is [a | b].", None, Fraction(1, 2)),
        ("It is [a | b | c] or [x].", None, Fraction(1, 6)),
        ("It is [a | b] or [x | y | z].", ["1", "2"], Fraction(7, 18)),
    ],
)
def test_chance_is_that_of_the_drop_downs_by_enumeration(fill, weights, expected):
    one = variant(fill, **({} if weights is None else {"weights": weights}))
    tokens = [
        [option.token for option in row.choices] or ["a guess"]
        for row in KIND.show(one, KIND.ids(one), 1).rows
    ]
    posts = list(product(*tokens))
    assert sum(points(one, *post) for post in posts) / len(posts) == expected
    assert KIND.chance(one) == expected


def test_choices_are_shuffled_for_each_learner_and_named_by_place():
    one = variant("It is [a | b | c] or [d | e].")
    assert KIND.ids(one) == ("p1:1", "p1:2", "p1:3", "p2:1", "p2:2")
    order = ("p2:2", "p1:3", "p1:1", "p2:1", "p1:2")
    rows = KIND.show(one, order, 1).rows
    assert [[option.html for option in row.choices] for row in rows] == [
        ["c", "a", "b"],
        ["e", "d"],
    ]
    assert [[option.token for option in row.choices] for row in rows] == [list("123"), list("12")]
    assert points(one, "2", "2", order=order) == 1
    assert points(one, "1", "1", order=order) == 0


def test_the_sentence_stands_around_its_blanks():
    shown = KIND.show(variant(), KIND.ids(variant()), 4)
    assert shown.pieces == ("Takt is ", " ÷ ", " and sets a ", " rhythm.")
    assert shown.fields == ("p1", "p2", "p3")
    assert [bool(row.choices) for row in shown.rows] == [False, False, True]


def test_values_and_markdown_may_stand_in_the_sentence():
    typed = {
        "fill": r"**{n}** parts \[a day\] make [{n} | {n:.1f}0] *by noon*.",
        "given": {"n": "40"},
        "feedback": {},
    }
    one = read_one("cloze", cloze("c", **typed), rendered)[0][0]
    assert one.key["pieces"] == ["<strong>40</strong> parts [a day] make ", " <em>by noon</em>."]
    assert [option.html for option in one.options] == ["40", "40.00"]


def test_each_blank_is_explained_and_the_whole_sentence_is_shown():
    one = variant()
    raw = {"p1": ["planned time"], "p2": ["Demand"], "p3": ["2"]}
    graded = grade("cloze", one, KIND.ids(one), raw)
    told = feedback(one, KIND.ids(one), raw, graded).solution
    assert told.model == (
        "Takt is <b>available time</b> ÷ <b>demand</b> and sets a <b>pull</b> rhythm."
    )
    assert told.right == "available time; net time · demand · pull"
    assert [(row.is_right, row.given, row.typed, row.right) for row in told.rows] == [
        (False, "", "planned time", "available time"),
        (True, "", "Demand", "demand"),
        (False, "push", "", "pull"),
    ]
    assert [row.feedback for row in told.rows] == [
        "Told later: breaks are no time to work.",
        "Told later: the customer sets it.",
        "Told later: that is a plan.",
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "answer.fill_some"),
        ({"p1": [""], "p2": ["  "], "p3": []}, "answer.fill_some"),
        ({"p1": ["a" * (LONGEST + 1)]}, "answer.blank_long"),
        ({"p1": ["net time", "time"]}, "answer.blank_twice"),
        ({"p3": ["3"]}, "answer.unknown_option"),
        ({"p3": ["p3:1"]}, "answer.unknown_option"),
        ({"p3": ["1", "2"]}, "answer.unknown_option"),
    ],
)
def test_what_cannot_be_read_is_asked_back(raw, code):
    asked = KIND.parse(variant(), KIND.ids(variant()), raw)
    assert isinstance(asked, Reason)
    assert asked.code == code
    assert asked.sentence()


@given(
    st.dictionaries(st.text(max_size=4) | st.sampled_from(["p1", "p2", "p3"]), st.lists(st.text()))
)
def test_no_post_is_an_error(raw):
    one = variant()
    graded = grade("cloze", one, KIND.ids(one), raw)
    assert 0 <= graded.fraction <= 1
    feedback(one, KIND.ids(one), raw, graded)


@pytest.mark.parametrize(
    "fill", [TAKT, "It is [a*b; ab].".replace("a*b; ab", "ab; a*b"), "[x | y]"]
)
def test_the_samples_have_their_verdicts(fill):
    one = variant(fill)
    samples, order = KIND.samples(one, KIND.ids(one)), KIND.ids(one)
    verdicts = [
        grade("cloze", one, order, raw)
        for raw in (samples.right, samples.wrong, samples.malformed, samples.blank)
    ]
    assert [graded.fraction for graded in verdicts] == [1, 0, 0, 0]
    assert [graded.reason is None for graded in verdicts] == [True, True, False, False]


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("no blank", {"fill": "Takt is a rhythm."}, "has 0 blanks"),
    ("too many", {"fill": "[a] " * 9}, "has 9 blanks"),
    ("not closed", {"fill": "Takt is [a rhythm."}, "opened and not closed"),
    ("nested", {"fill": "Takt is [a [b]]."}, "opens inside"),
    ("two ways", {"fill": "Takt is [a; b | c]."}, "typed or to be chosen"),
    ("empty", {"fill": "Takt is [a; ]."}, "an empty text"),
    ("anything", {"fill": "Takt is [a; *]."}, "accepts every text"),
    ("star first", {"fill": "Takt is [a*; b]."}, "shown as the right text"),
    ("the same", {"fill": "Takt is [a | A.]."}, "are the same answer"),
    ("one value", {"fill": "It is [{n}; 4].", "given": {"n": "pick 3 4"}}, "are the same answer"),
    ("in bold", {"fill": "Takt is **a [b] c**."}, "cannot be divided"),
    ("no value", {"fill": "It is [{m}]."}, "m"),
    ("weights", {"weights": ["1", "2"]}, "The weights are 1, 2"),
    ("heavy", {"weights": ["1", "2", "11"]}, "The weights are"),
    ("typo", {"typo": "maybe"}, "maybe"),
    ("no choice", {"fill": "[a | b]", "feedback": {"c": "x", "b": "x"}}, "no choice of any blank"),
    ("told to all", {"feedback": {"*": "x"}}, "told to everybody"),
]


@pytest.mark.parametrize(
    ("changes", "said"), [case[1:] for case in FAULTS], ids=[c[0] for c in FAULTS]
)
def test_an_authors_fault_is_told(changes: Typed, said: str):
    _variants, problems = read_one("cloze", cloze("c", **changes))
    told = [one for one in problems if one.severity is Severity.ERROR]
    assert told
    assert said in told[0].message


@pytest.mark.parametrize(
    "fill",
    ["It is [a].\n\nIt is [b].", "- It is [a].", "It is *no [a] at all*.", "It is $x = [a]$."],
)
def test_blanks_stand_in_the_plain_words_of_one_paragraph(fill: str):
    _variants, problems = read_one("cloze", cloze("c", fill=fill, feedback={}), rendered)
    assert ["cannot be divided" in one.message for one in problems] == [True]


def test_a_wrong_choice_without_words_is_mentioned():
    variants, problems = read_one("cloze", cloze("c", fill="[a | b]", feedback={}))
    assert variants
    assert [(one.severity, one.message) for one in problems] == [
        (Severity.WARNING, "The choice “b” has no feedback.")
    ]
