"""What differs between two states of a module, in the words of somebody who teaches it."""

from __future__ import annotations

import hashlib
import time

import pytest

from courseware.content.differences import Differences, describe
from courseware.content.file_differences import FileKind, compare_files
from courseware.content.typed_differences import Difference
from tests.composed import files
from tests.content.content_examples import FILES, LAB, LAB_PATH, QUESTION

NUMBER = """\
- id: twice
  outcome: O1
  competency: C2
  use: quiz
  level: apply
  given: {press: pick 31 37 41}
  let: {twice: 2 * press}
  ask: "A press makes {press} parts an hour. How many do two make?"
  value: twice part/h
  decimals: 0
  mistakes:
    press * press: "You squared it."
  why: "Twice."
"""
LESSON = "lessons/01-slowest-step.md"
BASE = {**FILES, "quiz.yaml": FILES["quiz.yaml"] + NUMBER}


def compared(before: dict[str, str], after: dict[str, str]) -> Differences:
    """Compare two states as the page does."""

    def digests(files: dict[str, str]) -> dict[str, str]:
        return {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}

    old, new = ({p: t.encode() for p, t in files.items()} for files in (before, after))
    return describe(compare_files(digests(before), digests(after)), old, new)


def told(differences: Differences) -> list[str]:
    """Return every sentence, the details behind what they belong to."""
    groups = (
        differences.module,
        differences.lessons,
        differences.labs,
        differences.quiz,
        differences.questions,
    )
    return [sentence for group in groups for one in group for sentence in _sentences(one)]


def _sentences(one: Difference) -> list[str]:
    return [one.what.sentence(), *(detail.sentence() for detail in one.details)]


@pytest.mark.parametrize(
    ("path", "old", "new", "sentences"),
    [
        ("module.yaml", "How a line flows", "How lines flow",
         ["The title was “How a line flows”, is “How lines flow”."]),
        ("module.yaml", "  O1: Compute the rate of a line.", "  O1: Compute a rate.\n  O2: Say why.",
         ["Outcome O1 was “Compute the rate of a line.”, is “Compute a rate.”.",
          "New outcome O2: Say why."]),
        ("module.yaml", "maps: [ON-32]", "maps: [ON-33]",
         ["New in maps: ON-33.", "Gone from maps: ON-32."]),
        (LESSON, "title: The slowest step", "title: The bottleneck",
         ["Lesson changed: The bottleneck",
          "The title was “The slowest step”, is “The bottleneck”."]),
        (LESSON, "press: 40", "press: 44",
         ["Lesson changed: The slowest step", "The value press (given) was “40”, is “44”."]),
        (LESSON, "line_rate([press, weld])", "min(press, weld)",
         ["Lesson changed: The slowest step",
          "The value rate (let) was “line_rate([press, weld])”, is “min(press, weld)”."]),
        (LESSON, "formulas: [F06]", "formulas: [F06, F05]",
         ["Lesson changed: The slowest step", "New in formulas: F05."]),
        (LESSON, "Take the smallest", "Take the least",
         ["Lesson changed: The slowest step", "The text changed."]),
        ("quiz.yaml", "pass: 80%", "pass: 70%", ["The pass mark was “80%”, is “70%”."]),
        ("quiz.yaml", "{single: 10}", "{single: 9, numeric: 1}",
         ["Draw, O1: single questions were 10, are 9.",
          "Draw, O1: numeric questions were 0, are 1."]),
        ("quiz.yaml", "What paces line q-0?", "What slows line q-0?",
         ["Question changed: q-0", "The wording of the question changed."]),
        ("quiz.yaml", "Right: all wait for it.", "Yes.",
         ["Question changed: q-0", "The feedback on “The slowest one” changed."]),
        ("quiz.yaml", '"The latest one"', '"The loudest one"',
         ["Question changed: q-0", "New wrong option: “The loudest one”.",
          "Wrong option gone: “The latest one”."]),
        ("quiz.yaml", "No part can pass faster", "No part passes faster",
         ["Question changed: q-0", "The rule behind the answer (why) changed."]),
        ("quiz.yaml", "use: quiz", "use: review",
         ["Question changed: q-0", "The use was “quiz”, is “review”."]),
        ("quiz.yaml", "  level: apply\n", "  level:  apply\n",
         ["Question written in another way, nothing else: q-0"]),
        ("quiz.yaml", "pick 31 37 41", "31..41",
         ["Question changed: twice", "The value press (given) was “pick 31 37 41”, is “31..41”."]),
        ("quiz.yaml", "twice: 2 * press", "twice: 2 * press + 0",
         ["Question changed: twice", "The value twice (let) was “2 * press”, is “2 * press + 0”."]),
        ("quiz.yaml", "  value: twice part/h\n", "  value: twice part/h\n  require: press > 31\n",
         ["Question changed: twice", "The require is new: “press > 31”."]),
        ("quiz.yaml", "value: twice part/h", "value: twice part/min",
         ["Question changed: twice", "Key: value was “twice part/h”, is “twice part/min”."]),
        ("quiz.yaml", "decimals: 0\n", "decimals: 0\n  within: 1%\n",
         ["Question changed: twice", "Key: within is new: “1%”."]),
        ("quiz.yaml", "press * press:", "press / 2:",
         ["Question changed: twice", "A new mistake is looked for: press / 2.",
          "A mistake is no longer looked for: press * press."]),
        ("quiz.yaml", NUMBER, "", ["Question removed: twice"]),
        ("quiz.yaml", NUMBER, NUMBER + QUESTION.format(name="one-more", use="practice"),
         ["New question: one-more (single, practice)"]),
        ("quiz.yaml", "pass: 80%", "pass: [80%",
         ["quiz.yaml cannot be read in one of the two; its lines are compared below."]),
        ("module.yaml", "title: ", "title: {",
         ["module.yaml cannot be read in one of the two; its lines are compared below."]),
    ],
)  # fmt: skip
def test_an_edit_is_told_in_words(path: str, old: str, new: str, sentences: list[str]) -> None:
    assert old in BASE[path]
    differences = compared(BASE, {**BASE, path: BASE[path].replace(old, new, 1)})
    assert told(differences) == sentences
    assert [(one.path, one.kind) for one in differences.files] == [(path, FileKind.CHANGED)]


def test_another_key_is_told_as_one() -> None:
    bank = BASE["quiz.yaml"].replace('"The slowest one": "Right', '"The fastest one": "Right', 1)
    bank = bank.replace('"The fastest one": "It waits', '"The slowest one": "It waits', 1)
    assert told(compared(BASE, {**BASE, "quiz.yaml": bank})) == [
        "Question changed: q-0",
        "Key: “The fastest one” was wrong, is right.",
        "Key: “The slowest one” was right, is wrong.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("within: 0.5", "within: 1", "What stands under parts changed"),
        ("[root, 2]", "[root, 1]", "What stands under case changed"),
    ],
)
def test_what_changed_inside_a_part_or_a_step_is_left_to_the_lines(
    old: str, new: str, sentence: str
) -> None:
    before = {"quiz.yaml": files()["flow/quiz.yaml"]}
    after = {"quiz.yaml": before["quiz.yaml"].replace(old, new, 1)}
    what, detail = told(compared({**FILES, **before}, {**FILES, **after}))
    assert what.startswith("Question changed: ")
    assert detail.startswith(sentence)


def test_another_kind_is_told_before_all_else() -> None:
    before = BASE["quiz.yaml"]
    bank = before.replace("  value: twice part/h\n  decimals: 0\n  mistakes:\n", "  answer:\n", 1)
    assert told(compared(BASE, {**BASE, "quiz.yaml": bank}))[1:] == [
        "The kind of question was numeric, is single."
    ]


ROWS = """\
- id: changeover
  outcome: O1
  order: [Separate, Convert, [Trim inside, Trim outside]]
  scoring: exact
  feedback:
    Separate: "First see what is what."
- id: costs
  sort: {Prevention: [Training], Failure: []}
"""


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("Convert, [Trim inside", "[Convert, Trim inside",
         ["Key: order was “Separate, Convert, [Trim inside, Trim outside]”, "
          "is “Separate, [Convert, Trim inside, Trim outside]”."]),
        ("  scoring: exact\n", "", ["Key: scoring is gone; it was “exact”."]),
        ("First see", "See first", ["The feedback on “Separate” changed."]),
        ("Failure: []", "Failure: [Scrap]",
         ["Key: sort was “Prevention: Training; Failure:”, is “Prevention: Training; Failure: Scrap”."]),
    ],
)  # fmt: skip
def test_rows_are_told_as_their_author_wrote_them(old: str, new: str, sentences: list[str]) -> None:
    before, after = (BASE["quiz.yaml"] + text for text in (ROWS, ROWS.replace(old, new, 1)))
    differences = compared({**BASE, "quiz.yaml": before}, {**BASE, "quiz.yaml": after})
    assert told(differences)[1:] == sentences


def test_a_lesson_that_was_renumbered_is_the_same_lesson() -> None:
    moved = {path.replace("01-", "02-"): text for path, text in BASE.items()}
    assert told(compared(BASE, moved)) == [
        "Lesson changed: The slowest step",
        "Its number was 1, is 2.",
    ]


def test_lessons_come_and_go() -> None:
    more = {**BASE, "lessons/02-more.md": BASE[LESSON].replace("The slowest step", "More")}
    assert told(compared(BASE, more)) == ["New lesson: More"]
    assert told(compared(more, BASE)) == ["Lesson removed: More"]
    assert [one.kind for one in compared(BASE, more).files] == [FileKind.ADDED]
    assert [one.kind for one in compared(more, BASE).files] == [FileKind.REMOVED]


def test_a_bank_in_another_layout_is_understood() -> None:
    """Indented lists, a quiz block that comes last and quoted ids are YAML like any other."""
    head, _, questions = BASE["quiz.yaml"].partition("questions:\n")
    indented = "".join(f"  {line}\n" for line in questions.splitlines())
    other = f"questions:\n{indented}{head}".replace("id: q-1\n", 'id: "q-1"\n')
    found = told(compared(BASE, {**BASE, "quiz.yaml": other}))
    assert set(found) == {f"Question written in another way, nothing else: {name}"
                          for name in [*(f"q-{n}" for n in range(38)), "twice"]}  # fmt: skip


@pytest.mark.parametrize("is_flow", [True, False])
def test_a_large_bank_is_compared_within_a_second_or_so(is_flow: bool) -> None:
    long = "Words that fill the question up to the limit of a file. " * 36
    texts = [QUESTION.format(name=f"q-{n}", use="quiz") for n in range(100)]
    bank = "quiz:\n  pass: 80%\nquestions:\n" + "".join(texts).replace("What paces", long)
    if is_flow:
        bank = bank.replace("- id: q-0\n", "- {id: q-0}\n- id: q-zero\n", 1)
    assert 200_000 < len(bank) < 256 * 1024
    begin = time.process_time()
    found = told(compared({"quiz.yaml": bank}, {"quiz.yaml": bank.replace("limit", "end")}))
    assert time.process_time() - begin < 2
    assert found[0] in ("Question changed: q-0", "Question changed: q-zero") or is_flow
    assert any("q-99" in sentence for sentence in found) or is_flow


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("title: Set it", "title: Turn it", ["Lab changed: The line, tried out", "Changed in it: steps."]),
        ("pick 36 38", "pick 36 39",
         ["Lab changed: The line, tried out", "The value wanted (given) was “pick 36 38”, is “pick 36 39”."]),
        ("title: The line, tried out", "title: [The line",
         ["Lab changed: The line, tried out",
          "labs/line-lab.yaml cannot be read in one of the two; its lines are compared below."]),
    ],
)  # fmt: skip
def test_what_changed_in_a_lab_is_told(old: str, new: str, sentences: list[str]) -> None:
    before, after = {**BASE, LAB_PATH: LAB}, {**BASE, LAB_PATH: LAB.replace(old, new)}
    assert told(compared(before, after)) == sentences


def test_a_lab_that_came_or_went_is_told_by_its_title() -> None:
    with_lab = {**BASE, LAB_PATH: LAB}
    assert told(compared(BASE, with_lab)) == ["New lab: The line, tried out"]
    assert told(compared(with_lab, BASE)) == ["Lab removed: The line, tried out"]
