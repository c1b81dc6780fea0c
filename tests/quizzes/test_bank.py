from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from quiz_examples import lines_of, multi, numeric, quiz_file, read, single

from courseware.problems import Severity

Change = Callable[[dict[str, Any]], object]


def test_a_sound_bank_is_compiled_without_a_word():
    bank, problems = read(quiz_file())
    assert problems == []
    assert bank is not None
    assert len(bank.questions) == 38
    assert (bank.quiz.points, str(bank.quiz.pass_mark)) == (10, "4/5")
    assert [(cell.outcome, cell.kind, cell.count) for cell in bank.quiz.cells] == [
        ("O1", "single", 4),
        ("O1", "multi", 2),
        ("O2", "numeric", 4),
    ]


def test_right_options_come_first_and_ids_are_positions():
    bank, _ = read(quiz_file())
    options = bank.question("multi-quiz-0").variants[0].options
    assert [(one.id, one.html, one.is_right) for one in options] == [
        ("1", "Waiting", True),
        ("2", "Motion", True),
        ("3", "A paid test", False),
        ("4", "A sharp tool", False),
    ]


SINGLE, MULTI, NUMERIC = 0, 10, 16  # places in quiz_file()


def put(place: int, **changes: Any) -> Change:
    return lambda file: file["questions"][place].update(changes)


def drop(place: int, name: str) -> Change:
    return lambda file: file["questions"][place].pop(name)


FAULTS: list[tuple[str, Change, str, tuple[Any, ...]]] = [
    # the quiz block
    ("no quiz", lambda f: f.pop("quiz"), "`quiz` is missing", ()),
    ("unknown block", lambda f: f.update(qestions=[]), "Did you mean `questions`?", ("qestions",)),
    ("pass", lambda f: f["quiz"].update({"pass": "0.8"}), "pass: 80%", ("quiz", "pass")),
    ("points", lambda f: f["quiz"].update(points="12"), "Write 10 or 15", ("quiz", "points")),
    ("sum", lambda f: f["quiz"]["draw"]["O2"].update(numeric="3"), "asks 9", ("quiz", "draw")),
    ("outcome", lambda f: f["quiz"]["draw"].update(O9={}), "`O9` is not", ("quiz", "draw", "O9")),
    (
        "kind in draw",
        lambda f: f["quiz"]["draw"]["O2"].update(numerc="1"),
        "Did you mean `numeric`?",
        ("quiz", "draw", "O2", "numerc"),
    ),
    (
        "count",
        lambda f: f["quiz"]["draw"]["O2"].update(numeric="four"),
        "asks “four”",
        ("quiz", "draw", "O2", "numeric"),
    ),
    # words of a question
    ("two kinds", put(SINGLE, value="1"), "make two kinds", ("questions", 0, "value")),
    ("no kind", drop(SINGLE, "answer"), "Write exactly one of", ("questions", 0)),
    ("unknown word", put(SINGLE, wrnog={}), "Did you mean `wrong`?", ("questions", 0, "wrnog")),
    ("other kind's word", put(SINGLE, decimals="1"), "`decimals`", ("questions", 0, "decimals")),
    ("no why", drop(SINGLE, "why"), "`why` is missing", ("questions", 0)),
    ("empty ask", put(SINGLE, ask=" "), "`ask` has the wrong form", ("questions", 0, "ask")),
    ("shape", put(SINGLE, wrong=["a", "b"]), "`wrong` has", ("questions", 0, "wrong")),
    ("no block", lambda f: f["questions"].append("text"), "is missing here", ("questions", 38)),
    ("id form", put(SINGLE, id="Pace of"), "lower-case words", ("questions", 0, "id")),
    ("id twice", put(1, id="single-quiz-0"), "is taken", ("questions", 1, "id")),
    ("id retired", put(SINGLE, id="old-one"), "is retired", ("questions", 0, "id")),
    ("outcome", put(SINGLE, outcome="O7"), "outcome “O7”", ("questions", 0, "outcome")),
    ("competency", put(SINGLE, competency="C9"), "competency “C9”", ("questions", 0, "competency")),
    ("use", put(SINGLE, use="reveiw"), "Did you mean `review`?", ("questions", 0, "use")),
    ("level", put(SINGLE, level="aply"), "Did you mean `apply`?", ("questions", 0, "level")),
    # options
    (
        "no feedback",
        put(SINGLE, answer={"Kanban card": " "}),
        "has no feedback",
        ("questions", 0, "answer", "Kanban card"),
    ),
    (
        "same text",
        put(SINGLE, wrong={"**kanban  CARD**.": "x", "B": "x", "C": "x"}),
        "read the same",
        ("questions", 0, "wrong", "**kanban  CARD**."),
    ),
    (
        "same in some draw",
        put(
            SINGLE,
            given={"n": "1..4"},
            answer={"{n} parts": "x"},
            wrong={"3 parts": "x", "B": "x", "C": "x"},
        ),
        "read the same",
        ("questions", 0, "wrong", "3 parts"),
    ),
    (
        "catch-all",
        put(SINGLE, wrong={"None of the above": "x", "B": "x", "C": "x"}),
        "stands on its own",
        ("questions", 0, "wrong", "None of the above"),
    ),
    ("1 + 2", put(SINGLE, wrong={"A": "x", "B": "x"}), "1 right and 2", ("questions", 0, "answer")),
    ("no wrong", drop(SINGLE, "wrong"), "1 right and 0 wrong", ("questions", 0, "answer")),
    (
        "all right",
        put(MULTI, answers=dict.fromkeys("abcd", "x"), wrong={}),
        "4 right and 0 wrong",
        ("questions", 10, "answers"),
    ),
    ("1 of 4", put(MULTI, answers={"Waiting": "x"}), "1 right", ("questions", 10, "answers")),
    ("unknown name", put(SINGLE, ask="{pace}?"), "“pace”", ("questions", 0, "ask")),
    # values
    ("draw", put(NUMERIC, given={"wip": "60 to 90"}), "neither", ("questions", 16, "given", "wip")),
    ("name", put(NUMERIC, given={"1st": "6"}), "cannot name", ("questions", 16, "given", "1st")),
    (
        "both blocks",
        put(NUMERIC, let={"hours": "wip / rate", "wip": "3"}),
        "in `given` and in `let`",
        ("questions", 16, "let", "wip"),
    ),
    ("let", put(NUMERIC, let={"hours": "wip /"}), "complete", ("questions", 16, "let", "hours")),
    (
        "order of let",
        put(NUMERIC, let={"late": "hours + 1", "hours": "wip / rate"}),
        "“hours” has no value",
        ("questions", 16, "let", "late"),
    ),
    (
        "no result",
        put(NUMERIC, let={"hours": "wip / 0"}),
        "`wip / 0` with",
        ("questions", 16, "given"),
    ),
    ("require", put(NUMERIC, require="hours > 99"), "not met in 200", ("questions", 16, "given")),
    ("require reads", put(NUMERIC, require="late > 9"), "“late”", ("questions", 16, "require")),
    # numeric
    ("value", put(NUMERIC, value="hours +"), "not a complete", ("questions", 16, "value")),
    ("unit", put(NUMERIC, value="hours hr"), "“hr” is not", ("questions", 16, "value")),
    (
        "list",
        put(NUMERIC, value="[wip, rate]", units=["h"]),
        "one number",
        ("questions", 16, "value"),
    ),
    ("units", put(NUMERIC, units=["h", "mn"]), "Did you mean", ("questions", 16, "units")),
    ("units twice", put(NUMERIC, units=["h", "h"]), "twice", ("questions", 16, "units")),
    ("first unit", put(NUMERIC, units=["min", "h"]), "begins with min", ("questions", 16, "units")),
    ("decimals", put(NUMERIC, decimals="one"), "`decimals` is", ("questions", 16, "decimals")),
    ("both digits", put(NUMERIC, figures="3"), "Keep one", ("questions", 16, "figures")),
    ("within", put(NUMERIC, within="a bit"), "not a tolerance", ("questions", 16, "within")),
    (
        "mistake is right",
        put(NUMERIC, mistakes={"wip / 24": "x"}),
        "counts as right",
        ("questions", 16, "mistakes", "wip / 24"),
    ),
    (
        "mistake without feedback",
        put(NUMERIC, mistakes={"rate": ""}),
        "has no feedback",
        ("questions", 16, "mistakes", "rate"),
    ),
    (
        "mistake without result",
        put(NUMERIC, mistakes={"wip / (rate - 24)": "x"}),
        "`wip / (rate - 24)` with",
        ("questions", 16, "mistakes", "wip / (rate - 24)"),
    ),
    (
        "few answers",
        put(NUMERIC, given={"wip": "60", "rate": "20..23"}),
        "4 different",
        ("questions", 16, "given"),
    ),
    ("not solvable", put(NUMERIC, within="0.1%"), "its own solution", ("questions", 16, "value")),
    # the bank
    ("quiz items", lambda f: f["questions"].pop(0), "24 items", ("questions",)),
    ("review", put(25, use="practice"), "7 items with `use: review`", ("questions",)),
    ("practice", put(37, use="review"), "4 items with `use: practice`", ("questions",)),
    (
        "cell",
        lambda f: (
            f["quiz"]["draw"].update(O1={"multi": "7"}, O2={"numeric": "3"}),
            f["questions"].append(multi("multi-review", "review")),
        ),
        "drawing 7 needs 7",
        ("quiz", "draw", "O1", "multi"),
    ),
]


@pytest.mark.parametrize(
    ("change", "said", "path"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
def test_a_fault_is_told_with_its_line_and_stops_the_bank(change, said, path):
    file = quiz_file()
    change(file)
    bank, problems = read(file, retired=("old-one",))
    told = [problem for problem in problems if said in f"{problem.message} {problem.mend}"]
    assert bank is None
    assert [problem.line for problem in told] == [lines_of(file)[path]]
    assert told[0].severity is Severity.ERROR


def test_a_fault_in_all_variants_is_told_once():
    file = quiz_file()
    file["questions"][NUMERIC]["ask"] = "{pace}?"
    assert len(read(file)[1]) == 1


def test_all_faults_of_a_file_are_told_at_once():
    file = quiz_file()
    for place in (SINGLE, MULTI, NUMERIC):
        del file["questions"][place]["why"]
    assert len(read(file)[1]) == 3


@pytest.mark.parametrize(
    "value", ["", [], {}, {"quiz": "x", "questions": "y"}, {"quiz": {}, "questions": []}]
)
def test_a_file_without_a_quiz_is_refused_in_words(value):
    bank, problems = read(value)
    assert bank is None
    assert problems


def test_a_right_option_that_is_often_the_longest_is_a_warning():
    file = quiz_file()
    for place in range(7):  # 7 of 18 single items are 39 %
        file["questions"][place]["answer"] = {"A card that travels with the parts": "x"}
    bank, problems = read(file)
    assert bank is not None
    assert ["7 of 18" in problem.message for problem in problems] == [True]
    del file["questions"][0]["answer"]
    file["questions"][0] = single("single-quiz-0")  # 6 of 18 are 33 %
    assert read(file)[1] == []


def test_a_cell_with_two_items_is_a_warning():
    file = quiz_file()
    for place in range(12, 16):
        file["questions"][place] = single(f"other-{place}")
    bank, problems = read(file)
    assert bank is not None
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert "O1 has 2 multi items" in problems[0].message


def test_a_question_without_draws_has_one_variant_and_one_with_draws_twenty():
    bank, _ = read(quiz_file())
    assert len(bank.question("single-quiz-0").variants) == 1
    variants = bank.question("numeric-quiz-0").variants
    assert [variant.no for variant in variants] == list(range(1, 21))
    assert len({tuple(variant.values.values()) for variant in variants}) == 20


def test_fewer_values_than_twenty_give_fewer_variants_and_no_copies():
    file = quiz_file()
    file["questions"][NUMERIC] = numeric("small", given={"wip": "60..72 step 2", "rate": "20"})
    bank, problems = read(file)
    assert problems == []
    assert sorted(one.values["wip"] for one in bank.question("small").variants) == [
        60,
        62,
        64,
        66,
        68,
        70,
        72,
    ]


def test_require_holds_in_every_variant():
    file = quiz_file()
    file["questions"][NUMERIC]["require"] = "hours >= 4"
    bank, _ = read(file)
    assert all(one.values["hours"] >= 4 for one in bank.question("numeric-quiz-0").variants)


def test_values_fill_asks_options_feedback_and_why():
    file = quiz_file()
    file["questions"][MULTI] = multi(
        "filled",
        given={"n": "pick 20 30 40 50"},
        ask="Of {n}?",
        answers={"{n} s": "{n} is right", "Motion": "x"},
        why="Because {n}.",
    )
    bank, problems = read(file)
    assert problems == []
    for variant in bank.question("filled").variants:
        n = variant.values["n"]
        assert (variant.ask, variant.why) == (f"<p>Of {n}?</p>\n", f"<p>Because {n}.</p>\n")
        assert (variant.options[0].html, variant.options[0].feedback) == (f"{n} s", f"{n} is right")


def test_golden_values_of_the_first_variants():
    bank, _ = read(quiz_file())
    variants = bank.question("numeric-quiz-0").variants[:4]
    assert [(one.values["wip"], one.values["rate"]) for one in variants] == [
        (75, 24),
        (165, 24),
        (105, 20),
        (60, 30),
    ]
