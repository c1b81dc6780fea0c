"""Every type of input: what it takes, what it means, and that no post can break it."""

from __future__ import annotations

from typing import Any

import pytest

from courseware.labs.checking import is_passed
from courseware.labs.inputs.kind import Raw, Reading, Understood
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Input, Lab
from courseware.labs.runs import (
    CHECK,
    PREDICT,
    State,
    begin,
    is_open,
    take,
)
from courseware.labs.working import work
from courseware.problems import Report
from courseware.sentences import SENTENCES
from tests.labs.lab_examples import EXAMPLES, example, posts

UNREAD = SENTENCES["number.unreadable"]


def input_of(kind: str, name: str) -> Input:
    return next(one for one in example(kind).inputs if one.name == name)


def understood(kind: str, name: str, raw: Raw) -> Understood:
    one = input_of(kind, name)
    return TYPES[one.type].understand(one.spec, raw)


def one(text: str) -> Raw:
    return {"": (text,)}


def fault(found: Understood) -> str:
    return found.faults[0].reason.sentence() if found.faults else ""


@pytest.mark.parametrize(
    ("typed", "measured", "said"),
    [
        ("480", 480, ""),
        ("480.0", 480, ""),
        (" 480.5 ", 480.5, ""),
        ("４８０", 480, ""),
        ("60", 60, ""),
        ("720", 720, ""),
        ("59.999", None, "Type a number from 60 to 720."),
        ("1e308", None, UNREAD),
        ("NaN", None, UNREAD),
        ("", None, SENTENCES["number.blank"]),
        ("1,234", None, "1,234"),
        ("1" * 41, None, "too long"),
    ],
)
def test_a_number_is_what_stands_there_or_is_asked_again(
    typed: str, measured: float | None, said: str
) -> None:
    found = understood("calculator", "minutes", one(typed))
    assert found.measures.get("") == measured
    assert bool(fault(found)) == (measured is None)
    assert said in fault(found)


@pytest.mark.parametrize("typed", ["2.5", "-1", "1001", "0.99999999999"])
def test_what_is_counted_is_a_whole_number(typed: str) -> None:
    cases = {"min": 0.0, "max": 1000.0, "step": 1.0, "whole": True, "unit": "", "start": ""}
    kind = TYPES["number"]
    assert fault(kind.understand(cases, one(typed))) == "Type a whole number from 0 to 1,000."
    assert kind.understand(cases, one("2.0")).measures == {"": 2}


def test_a_percent_sign_is_just_the_unit_where_percent_is_asked() -> None:
    assert understood("calculator", "scrap", one("8%")).measures == {"": 8}
    assert understood("calculator", "scrap", one("8")).measures == {"": 8}


@pytest.mark.parametrize(
    ("kind", "name", "raw", "value", "measures"),
    [
        ("builder", "area", one("weld"), ("weld",), {"": 2}),
        ("builder", "area", one("paint"), (), {"": 0}),
        ("builder", "area", {}, (), {"": 0}),
        ("builder", "tools", {"": ("log", "gauge")}, ["gauge", "log"], {"count": 2}),
        ("builder", "tools", {"": ("log", "log", "hammer")}, ["log"], {"count": 1}),
        ("builder", "did", one("  I  checked 20 "), "I  checked 20", {"words": 3}),
        ("calculator", "by", one("2026-03-09"), "2026-03-09", {"given": 1}),
        ("calculator", "by", {}, "", {"given": 0}),
        (
            "sorter", "cards", {"wait": ("waste",), "check": ("waste",), "weld": ("moon",)},
            {"wait": "waste", "check": "waste"}, {"placed": 2, "all": 3, "right": 2},
        ),
        ("board", "queue", {"long": ("3",), "short": ("1",), "rush": ("2",)}, ["short", "rush", "long"], {}),
    ],
)  # fmt: skip
def test_what_each_input_means(
    kind: str, name: str, raw: Raw, value: object, measures: dict[str, float]
) -> None:
    found = understood(kind, name, raw)
    assert (found.value, dict(found.measures), found.faults) == (value, measures, ())


@pytest.mark.parametrize(
    ("kind", "name", "raw", "part", "said"),
    [
        ("builder", "tools", {"": ("gauge", "log", "eyes")}, "", "Choose at most 2; you chose 3."),
        ("builder", "did", one("x" * 2001), "", "Write at most 2000 characters; here are 2001."),
        ("calculator", "by", one("2026-02-30"), "", "Write the date as year-month-day"),
        ("calculator", "by", one("٢٠٢٦-٠٣-٠٩"), "", "Write the date as year-month-day"),
        ("board", "queue", {"long": ("1",), "short": ("1",)}, "", "Give each item a position"),
        ("builder", "plan", {"2.by": ("soon",)}, "2.by", "Write the date as year-month-day"),
        ("builder", "skills", {"ada.now": ("5",), "ada.soon": ("4",)}, "ada.now", "from 0 to 4"),
    ],
)
def test_what_is_asked_again_says_where_and_why(
    kind: str, name: str, raw: Raw, part: str, said: str
) -> None:
    found = understood(kind, name, raw)
    assert any(fault.part == part and said in fault.reason.sentence() for fault in found.faults)


def test_a_grid_is_a_list_a_column() -> None:
    cells = {"ada.now": ("1",), "ada.soon": ("2.5",), "fin.now": ("3",), "fin.soon": ("4",)}
    found = understood("builder", "skills", cells)
    assert found.measures == {"now": [1, 3], "soon": [2.5, 4]}


def test_rows_are_begun_or_complete() -> None:
    full = {"1.what": ("Check",), "1.who": ("ada",), "1.by": ("2026-03-09",)}
    found = understood("builder", "plan", {**full, "3.what": ("Later",), "3.who": ("nobody",)})
    assert found.measures == {"complete": 1, "begun": 2}
    assert found.value[1] == {"what": "Later", "who": "", "by": ""}


def test_a_row_of_signs_nobody_sees_is_not_begun() -> None:
    unseen = {"1.what": ("\u200b",), "1.who": ("ada",), "1.by": ("2026-03-09",)}
    assert understood("builder", "plan", unseen).measures == {"complete": 0, "begun": 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [("I checked 20", 3), (". . . . .", 0), ("我检查了二十个支架。今天没有缺陷。", 7), ("", 0)],
)
def test_words_are_counted_in_scripts_without_spaces_too(text: str, words: int) -> None:
    assert understood("builder", "did", one(text)).measures == {"words": words}


def test_a_line_break_is_one_letter_as_the_browser_counts_it() -> None:
    did = input_of("builder", "did")
    typed = "x\n" * 999 + "y"
    kept = TYPES["text"].take(did.spec, {}, one(typed.replace("\n", "\r\n")))
    assert kept == one(typed)
    assert understood("builder", "did", kept).faults == ()


def test_a_short_scale_offers_what_is_within_its_bounds() -> None:
    def grid(**bounds: str) -> Any:
        typed = {"rows": {"a": "A"}, "columns": {"b": "B"}, **bounds}
        shown = Reading("skills", typed, Report().source("x.yaml"), (), lambda text, *_path: text)
        return TYPES["grid"].read(shown)

    assert grid(min="0", max="4", start="1.0")["choices"] == ["0", "1", "2", "3", "4"]
    assert grid(min="0", max="4", start="1.0")["start"] == "1"
    assert grid(min="-2", max="1.5")["choices"] == ["-2", "-1", "0", "1"]
    for typed_instead in (
        {"min": "0.5", "max": "4"},
        {"min": "0", "max": "12"},
        {"min": "0", "max": "4", "step": "0.5"},
    ):
        assert grid(**typed_instead)["choices"] == []


def test_a_talk_goes_on_from_where_it_stands() -> None:
    talk = input_of("talk", "lin")
    kind = TYPES["talk"]

    def say(before: Raw, **posted: str) -> Raw:
        return kind.take(talk.spec, before, {part: (text,) for part, text in posted.items()})

    first = say({}, pick="2", at="0")
    assert first == {"way": ("2",)}
    assert say(first, pick="1", at="0") == first, "an old page says it twice"
    assert say(first, pick="9", at="1") == first, "nobody can say that"
    done = say(first, pick="1", at="1")
    assert dict(kind.understand(talk.spec, done).measures) == {
        "points": 5,
        "best": 5,
        "harms": 0,
        "done": 1,
    }
    assert say(done, pick="1", at="2") == done, "it has ended"
    assert say(done, again="1") == {}
    harsh = say({}, pick="1", at="0")
    assert dict(kind.understand(talk.spec, harsh).measures)["harms"] == 1


def test_a_talk_whose_file_changed_can_be_gone_on_with() -> None:
    """The second answer is none any more: the talk stands at the scene before, and takes another."""
    talk = input_of("talk", "lin")
    before = {"way": ("2,5",)}
    assert dict(TYPES["talk"].understand(talk.spec, before).measures)["done"] == 0
    after = TYPES["talk"].take(talk.spec, before, {"pick": ("1",), "at": ("1",)})
    assert after == {"way": ("2,1",)}


def test_a_prediction_is_made_once_and_comes_first() -> None:
    lab = example("explorer")
    new = begin(lab, 0)
    assert not is_open(lab, new)
    assert take(lab, new, CHECK, [("in.weld", "60")]) == new, "nothing is set before it"
    assert take(lab, new, PREDICT, [("predict", "9")]) == new, "no such option"
    said = take(lab, new, PREDICT, [("predict", "2")])
    assert said.predicted == "2"
    assert take(lab, said, PREDICT, [("predict", "1")]).predicted == "2"


def test_a_prediction_whose_option_is_gone_is_asked_again() -> None:
    lab = example("explorer")
    old = State(begin(lab, 0).inputs, predicted="7")
    assert not is_open(lab, old)
    assert take(lab, old, PREDICT, [("predict", "1")]).predicted == "1"


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("passes", [True, False])
def test_every_example_is_passed_by_its_key_and_only_so(kind: str, passes: bool) -> None:
    lab = example(kind)
    for seed in range(len(lab.cases)):
        state = begin(lab, seed)
        for purpose, fields in posts(lab, EXAMPLES[kind], seed, passes=passes):
            state = take(lab, state, purpose, fields)
        assert is_passed(lab, work(lab, seed, state.inputs), state.so_what) == passes


def test_the_right_numbers_with_the_wrong_so_what_do_not_pass() -> None:
    lab = example("explorer")
    done = work(lab, 0, {"press": one("60"), "weld": one("60"), "wip": one("3")})
    assert [is_passed(lab, done, choice) for choice in ("1", "2", "", "9")] == [
        True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_lab_is_stored_and_read_back_as_it_was(kind: str) -> None:
    lab = example(kind)
    assert Lab.from_json(lab.to_json()) == lab
