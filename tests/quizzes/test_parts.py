from __future__ import annotations

from copy import deepcopy
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import (
    PARTS,
    Fault,
    Typed,
    assert_told_once,
    compiled,
    composed_file,
    lines_of,
    parts,
    read,
)

from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.parts_key import parts_of
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Question, Variant
from courseware.words import Reason

KIND = KINDS["parts"]
VARIANTS = compiled("parts", parts("shift"))
FIXED = compiled("parts", parts("fixed", given={"shift": "480", "stopped": "30", "made": "600"}))[0]
"""It ran 450 minutes and made 80 parts an hour."""
ORDER = ("p3:3", "p3:1", "p3:2", "p3:4")  # so token 2 of part 3 is the right one


def post(*typed: str, unit: str = "part/h") -> dict[str, list[str]]:
    run, rate, first = typed
    return {"p1": [run], "p2": [rate], "p2.unit": [unit], "p3": [first]}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (post("450", "80", "2"), Fraction(1)),
        (post("450", "80", "1"), Fraction(3, 4)),
        (post("450", "99", "2"), Fraction(1, 2)),
        (post("450", "80", "2", unit=""), Fraction(1 + 2 * Fraction(9, 10) + 1, 4)),
        (post("450", "1.3333", "", unit="part/min"), Fraction(3, 4)),
        (post("450", "", ""), Fraction(1, 4)),
        (post("", "80", ""), Fraction(1, 2)),
        (post("1,5", "80", "2"), Fraction(3, 4)),
        (post("1,5", "many", "0"), 0),
        (post("7", "99", "1"), 0),
    ],
)
def test_the_point_is_divided_by_weight(raw, expected):
    assert grade("parts", FIXED, ORDER, raw).fraction == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (post("480", "75", "1"), Fraction(1, 2)),  # 60 * 600 / 480
        (post("480", "1.25", "1", unit="part/min"), Fraction(1, 2)),
        (post("480", "75", "1", unit=""), Fraction(9, 20)),
        (post("480", "80", "1"), Fraction(1, 2)),  # right by the key all the same
        (post("480", "70", "1"), 0),
        (post("0", "75", "1"), 0),  # nothing is divided by 0
        (post("", "75", "1"), 0),
        (post("1,5", "75", "1"), 0),
        (post("9e400", "75", "1"), 0),
        (post("1e30", "0", "1"), 0),  # next to nothing follows: 0 shows no work
    ],
)
def test_a_number_may_follow_from_the_learners_own_one(raw, expected):
    assert grade("parts", FIXED, ORDER, raw).fraction == expected


def test_from_a_number_in_a_unit_of_something_else_nothing_follows():
    typed = parts("dimension")["parts"]
    typed[0] = {**typed[0], "units": ["min", "part"]}
    given = {"shift": "480", "stopped": "30", "made": "600"}
    variant = compiled("parts", parts("dimension", given=given, parts=typed))[0]
    for unit, expected in (("min", Fraction(1, 2)), ("part", Fraction(0))):
        raw = {**post("480", "75", "1"), "p1.unit": [unit]}
        assert grade("parts", variant, ORDER, raw).fraction == expected


def test_where_no_single_number_follows_the_key_alone_decides():
    typed = parts("list")["parts"]
    typed[1] = {**typed[1], "follow": "60 * made / p1 if p1 > 100 else [p1]"}
    given = {"shift": "480", "stopped": "30", "made": "600"}
    variant = compiled("parts", parts("list", given=given, parts=typed))[0]
    assert grade("parts", variant, ORDER, post("480", "75", "1")).fraction == Fraction(1, 2)
    assert grade("parts", variant, ORDER, post("5", "7200", "1")).fraction == 0
    assert grade("parts", variant, ORDER, post("5", "80", "1")).fraction == Fraction(1, 2)


def test_of_what_is_right_by_the_key_nothing_is_said_to_follow():
    graded = grade("parts", FIXED, ORDER, post("450", "80", "2"))
    assert "p2:follow" not in [note.code for note in graded.notes]


def test_parts_are_numbered_from_one_on_the_page_and_in_the_result():
    shown = KIND.show(FIXED, ORDER, 7)
    assert (shown.no, [part.question.no for part in shown.parts]) == (7, [1, 2, 3])
    assert [part.question.no for part in KIND.solve(FIXED, ORDER, None).parts] == [1, 2, 3]


def test_what_followed_is_said_beside_the_right_answer():
    raw = post("480", "75", "2")
    graded = grade("parts", FIXED, ORDER, raw)
    told = feedback(FIXED, ORDER, raw, graded).solution.parts
    assert [part.fraction for part in told] == [0, 1, 1]
    assert [note.reason for note in told[1].feedback.notes] == [Reason("answer.follow")]
    assert told[1].feedback.solution.right == "80.0 part/h"
    assert "p2:follow" in [note.code for note in graded.notes]


def test_what_follows_is_as_exact_as_the_author_asked():
    """The key 80 is right within 0.5 %, 0.4; of 7,200 that are 36."""
    assert [
        grade("parts", FIXED, ORDER, post("5", typed, "1")).fraction
        for typed in ("7200", "7235", "7237", "7165")
    ] == [Fraction(1, 2), Fraction(1, 2), 0, Fraction(1, 2)]


@pytest.mark.parametrize(("typed", "expected"), [("78", 1), ("68", 1), ("67", 0), ("100", 0)])
def test_the_authors_own_tolerance_holds_for_what_follows(typed, expected):
    typed_parts = parts("wide")["parts"]
    typed_parts[1] = {**typed_parts[1], "within": "10%", "mistakes": {}, "weight": "1"}
    given = {"shift": "480", "stopped": "80", "made": "600"}  # it made 90 an hour
    variant = compiled("parts", parts("wide", given=given, parts=typed_parts))[0]
    graded = grade("parts", variant, ORDER, post("480", typed, "1"))  # 75 follow: 67.5 to 82.5
    assert graded.fraction == Fraction(expected, 3)


def test_a_foreseen_mistake_is_told_in_its_part():
    raw = post("450", "1.3333", "1")
    told = feedback(FIXED, ORDER, raw, grade("parts", FIXED, ORDER, raw)).solution.parts
    assert told[1].feedback.notes[0].html == "Told later: an hour has 60 minutes."


def test_chance_is_the_mean_of_the_parts_by_weight():
    assert KIND.chance(FIXED) == Fraction(1, 16)


def test_a_blank_post_is_no_answer_and_a_blank_part_is_told_before_handing_in():
    assert KIND.parse(FIXED, ORDER, {}) == Reason("answer.none")
    assert KIND.parse(FIXED, ORDER, {"p2.unit": ["part/h"], "p1": [" "]}) == Reason("answer.none")
    answer = KIND.parse(FIXED, ORDER, {"p1": ["1,5"]})
    assert [(no, reason.code) for no, reason in answer.asked_back] == [(1, "number.comma")]
    assert answer.missing == Reason("parts.missing", {"parts": "2, 3"})
    assert KIND.parse(FIXED, ORDER, post("1", "2", "3")).missing is None


@pytest.mark.parametrize(("unit", "said"), [("", ((2, Reason("unit.open")),)), ("part/h", ())])
def test_a_number_without_its_unit_is_told_before_handing_in_in_a_part_too(unit, said):
    assert KIND.parse(FIXED, ORDER, post("1", "2", "3", unit=unit)).missing_in == said


def test_an_unreadable_part_says_so_itself_and_the_whole_only_if_none_can_be_read():
    raw = post("1,5", "80", "2")
    graded = grade("parts", FIXED, ORDER, raw)
    told = feedback(FIXED, ORDER, raw, graded).solution.parts
    assert graded.reason is None
    assert told[0].feedback.reason.code == "number.comma"
    assert told[0].feedback.typed == "1,5"
    assert grade("parts", FIXED, ORDER, post("1,5", "x", "0")).reason.code == "number.comma"


def test_options_of_a_part_are_shuffled_among_their_own():
    assert KIND.ids(FIXED) == ("p3:1", "p3:2", "p3:3", "p3:4")
    shown = KIND.show(FIXED, ORDER, 2)
    assert [part.name for part in shown.parts] == ["p1", "p2", "p3"]
    assert [part.weight for part in shown.parts] == [1, 2, 1]
    assert shown.fields == ("p1", "p2", "p2.unit", "p3")
    assert [(one.token, one.html) for one in shown.parts[2].question.options][:2] == [
        ("1", "Add a shift"), ("2", "See why it stopped"),
    ]  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: str(one.no))
def test_each_variant_judges_its_own_samples(variant):
    order = KIND.ids(variant)
    samples = KIND.samples(variant, order)
    posts = (samples.right, samples.wrong, samples.malformed, samples.blank)
    assert [grade("parts", variant, order, raw).fraction for raw in posts] == [1, 0, 0, 0]
    assert all(grade("parts", variant, order, raw).reason for raw in posts[2:])
    assert not any(grade("parts", variant, order, raw).reason for raw in posts[:2])


def test_the_stored_form_reads_back_and_holds_the_values_once():
    assert 1 < len(VARIANTS) <= 20
    for variant in VARIANTS:
        again = Variant.from_json(variant.to_json())
        assert parts_of(again) == parts_of(variant)
        assert all(part.variant.values == {} for part in parts_of(again))
    whole = Question("q", "parts", "O1", "C2", "quiz", "apply", VARIANTS)
    assert Question.from_json(whole.to_json()).digest == whole.digest


names = st.sampled_from(["", "p1", "p2", "p3", "p4", "p2.unit", "p1.p1", "certainty"]) | st.text(
    max_size=4
)
typed = st.text(max_size=20) | st.sampled_from(
    ["450", "80", "1,5", "2", "9e999", "-1e308", "part/h"]
)


@given(st.sampled_from(VARIANTS), st.dictionaries(names, st.lists(typed, max_size=3)))
def test_no_post_raises(variant, raw):
    order = KIND.ids(variant)
    graded = grade("parts", variant, order, raw)
    assert 0 <= graded.fraction <= 1
    assert graded.reason is None or graded.fraction == 0
    feedback(variant, order, raw, graded)


def part(place: int, **changes):
    def change(file: Typed) -> None:
        typed = deepcopy(file["questions"][PARTS]["parts"])
        typed[place] = {k: v for k, v in {**typed[place], **changes}.items() if v is not None}
        file["questions"][PARTS]["parts"] = typed

    return change


def at(*path):
    return ("questions", PARTS, "parts", *path)


def whole(**changes):
    return lambda file: file["questions"][PARTS].update(changes)


ONE = {"ask": "?", "value": "shift"}
FAULTS: list[Fault] = [
    ("one part", whole(parts=[ONE]), "2 to 6 parts; here are 1", at()),
    ("seven", whole(parts=[ONE] * 7), "here are 7", at()),
    ("no list", whole(parts={"a": "b"}), "`parts` has the wrong form", at()),
    ("no block", whole(parts=["text", ONE]), "A part is a block", at(0)),
    ("no kind", part(0, value=None), "Write exactly one of", at(0)),
    ("two kinds", part(0, answer={"A": "x"}), "make two kinds", at(0, "value")),
    ("composed", part(2, answer=None, wrong=None, parts=[ONE, ONE]), "right answer is missing", at(2)),
    ("no ask", part(1, ask=None), "`ask` is missing", at(1)),
    ("an id", part(1, id="x"), "`id` is not known", at(1, "id")),
    ("unknown word", part(2, wrnog={}), "Did you mean `wrong`?", at(2, "wrnog")),
    ("weight", part(1, weight="11"), "from 1 to 10", at(1, "weight")),
    ("unknown name", part(0, value="runs"), "“runs” has no value", at(0, "value")),
    ("fault of the kind", part(2, wrong={}), "cannot have 1 right and 0 wrong", at(2, "answer")),
    ("coarse", part(1, value="rate / 100", decimals=None, within="0.001", units=None, follow=None, mistakes=None, figures="2"), "its own solution as wrong", at(1, "value")),
    ("text follows", part(2, follow="p1"), "`follow` is not known", at(2, "follow")),
    ("first follows", part(0, follow="shift - stopped"), "no number of an earlier part", at(0, "follow")),
    ("names nothing", part(1, follow="rate"), "Use p1", at(1, "follow")),
    ("later part", part(1, follow="p1 + p2"), "“p2” has no value", at(1, "follow")),
    ("unreadable", part(1, follow="p1 +"), "`p1 +`", at(1, "follow")),
    ("another way", part(1, follow="600 / p1"), "`follow` gives", at(1, "follow")),
    ("not computed", part(1, follow="600 / (p1 - run)"), "`600 / (p1 - run)`", at(1, "follow")),
    ("a list", part(1, follow="[p1, p1]"), "`follow` gives", at(1, "follow")),
    ("name taken", lambda f: (f["questions"][PARTS]["let"].update(p1="1"), part(1)(f)), "in `follow` it is the learner", at(1, "follow")),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_each_fault_is_told_once_on_its_line(fault):
    assert_told_once(fault, composed_file)


def test_a_question_with_parts_and_a_case_stand_in_a_bank():
    bank, problems = read(composed_file())
    assert problems == []
    assert [one.kind for one in bank.questions[PARTS:]] == ["parts", "case"]
    assert lines_of(composed_file())[at(1, "follow")] > 1
