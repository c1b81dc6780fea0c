from __future__ import annotations

import pytest
from quiz_examples import (
    MULTI,
    NUMERIC,
    SINGLE,
    Fault,
    assert_told_once,
    drop,
    multi,
    put,
    quiz_file,
    read,
)

FAULTS: list[Fault] = [
    # the quiz block
    ("no quiz", lambda f: f.pop("quiz"), "`quiz` is missing", ()),
    (
        "unknown block",
        lambda f: f.update(questionz=[]),
        "Did you mean `questions`?",
        ("questionz",),
    ),
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
    ("use", put(SINGLE, use="revieww"), "Did you mean `review`?", ("questions", 0, "use")),
    ("level", put(SINGLE, level="applyy"), "Did you mean `apply`?", ("questions", 0, "level")),
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


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_a_fault_is_told_with_its_line_and_stops_the_bank(fault):
    assert_told_once(fault)


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
