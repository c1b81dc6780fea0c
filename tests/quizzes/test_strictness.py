"""Rules of the house are errors there and advice on a site; what cannot work is an error everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from quiz_examples import MULTI, NUMERIC, SINGLE, Change, drop, put, quiz_file, read

from courseware.problems import Severity, Strictness

HOUSE, SITE = Strictness.HOUSE, Strictness.SITE
TWO = {"A sales forecast": "Told later: it predicts."}


def quiz(**changes: Any) -> Change:
    return lambda file: file["quiz"].update(changes)


def draw(points: int, **cells: Any) -> Change:
    return quiz(points=str(points), draw=cells)


HOUSE_RULES: list[tuple[str, Change, str]] = [
    ("points", draw(3, O1={"single": "2"}, O2={"numeric": "1"}), "The quiz has 3 points."),
    ("pass mark", quiz(**{"pass": "70%"}), "The pass mark is 70%."),
    ("behavior", quiz(behavior="interactive"), "The quiz is interactive."),
    ("clock", quiz(time="20 min"), "The quiz has a time limit."),
    ("bank", lambda file: file["questions"].pop(0), "24 items with `use: quiz`"),
    ("review", put(25, use="practice"), "7 items with `use: review`"),
    ("practice", put(37, use="review"), "4 items with `use: practice`"),
    ("why", drop(SINGLE, "why"), "`why` is missing"),
    ("options of a single", put(SINGLE, wrong=TWO), "1 right and 1 wrong"),
    ("options of a multi", put(MULTI, wrong=dict.fromkeys("abcdef", "x")), "2 right and 6 wrong"),
    ("right ones of a multi", put(MULTI, answers={"Waiting": "x"}), "1 right and 2 wrong"),
    ("feedback", put(SINGLE, answer={"Kanban card": ""}), "has no feedback"),
    ("feedback on a mistake", put(NUMERIC, mistakes={"rate / wip": ""}), "has no feedback"),
    (
        "distinct answers",
        put(NUMERIC, given={"wip": "60", "rate": "20..23"}),
        "only 4 different answers",
    ),
]
EVERYWHERE: list[tuple[str, Change, str]] = [
    ("no points", quiz(points="0"), "cannot have 0 points"),
    ("too many points", quiz(points="101"), "cannot have 101 points"),
    ("sum of the draw", quiz(points="15"), "asks 10 questions for 15 points"),
    ("a cell that cannot be drawn", draw(10, O1={"multi": "7"}, O2={"numeric": "3"}), "needs 7"),
    ("no pass mark", quiz(**{"pass": "most"}), "The pass mark is “most”"),
    ("one option", put(SINGLE, wrong={}), "1 right and 0 wrong"),
    ("nine options", put(SINGLE, wrong=dict.fromkeys("abcdefgh", "x")), "1 right and 8 wrong"),
    ("two alike", put(SINGLE, wrong={"kanban CARD.": "x"}), "read the same"),
    ("all of the above", put(SINGLE, wrong={"All of the above": "x"}), "loses its sense"),
    ("not solvable", put(NUMERIC, within="0.1%"), "its own solution"),
    ("a mistake that is right", put(NUMERIC, mistakes={"wip / 24": "x"}), "counts as right"),
    ("no level", drop(SINGLE, "level"), "`level` is missing"),
    ("id twice", put(1, id="single-quiz-0"), "is taken"),
]


@pytest.mark.parametrize("rule", HOUSE_RULES, ids=lambda rule: rule[0])
def test_a_rule_of_the_house_is_advice_on_a_site(rule: tuple[str, Change, str]) -> None:
    _, change, said = rule
    found = {}
    for strictness in Strictness:
        file = quiz_file()
        change(file)
        bank, problems = read(file, strictness=strictness)
        told = {(one.line, one.severity) for one in problems if said in one.message}
        assert len(told) == 1, "told once, not once a variant"
        found[strictness] = (bank is None, *told)
    assert found[HOUSE][0] is True
    assert found[SITE][0] is False
    assert found[HOUSE][1] == (found[SITE][1][0], Severity.ERROR)
    assert found[SITE][1][1] is Severity.WARNING


@pytest.mark.parametrize("fault", EVERYWHERE, ids=lambda fault: fault[0])
@pytest.mark.parametrize("strictness", list(Strictness))
def test_what_cannot_work_is_an_error_everywhere(
    fault: tuple[str, Change, str], strictness: Strictness
) -> None:
    _, change, said = fault
    file = quiz_file()
    change(file)
    bank, problems = read(file, strictness=strictness)
    assert bank is None
    assert [one.severity for one in problems if said in one.message] == [Severity.ERROR]


def test_what_a_bank_compiles_to_does_not_depend_on_the_rules() -> None:
    banks = [read(quiz_file(), strictness=strictness)[0] for strictness in Strictness]
    assert banks[0] is not None
    assert banks[1] is not None
    assert banks[0].to_json() == banks[1].to_json()
    digests = [[one.digest for one in bank.questions] for bank in banks if bank]
    assert digests[0] == digests[1]
