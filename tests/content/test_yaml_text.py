from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.content.yaml_text import DEEPEST, LARGEST, MOST_VALUES, Document, read_yaml
from courseware.problems import Report


def read(text: str, first_line: int = 1) -> tuple[Document | None, list[tuple[int, str, str]]]:
    report = Report()
    document = read_yaml(text, "a.yaml", report, first_line)
    return document, [(one.line, one.message, one.mend) for one in report.problems]


def plain(text: str) -> object:
    document, faults = read(text)
    assert faults == []
    assert document is not None
    return document.value


@pytest.mark.parametrize(
    "typed",
    ["010", "1_000", "No", "1.50", "12:30", "~", "null", "0x1F", "2026-11-22", "+1e3", "80%", ".5"],
)
def test_every_scalar_stays_what_was_typed(typed: str) -> None:
    assert plain(f"a: {typed}\nb: [{typed}]") == {"a": typed, "b": [typed]}


def test_text_may_be_quoted_folded_or_empty() -> None:
    assert plain("a: 'it''s'\nb: \"x\\ty\"\nc: >\n  one\n  two\nd: |\n  one\n  two\ne:\n") == {
        "a": "it's",
        "b": "x\ty",
        "c": "one two\n",
        "d": "one\ntwo\n",
        "e": "",
    }


def test_every_value_knows_its_line() -> None:
    document, _ = read("\na: 1\nb:\n  - x\n  - {c: y}\n  -\n    d: z\n", first_line=10)
    assert document is not None
    assert document.lines == {
        (): 11,
        ("a",): 11,
        ("b",): 12,
        ("b", 0): 13,
        ("b", 1): 14,
        ("b", 1, "c"): 14,
        ("b", 2): 16,
        ("b", 2, "d"): 16,
    }


def test_a_key_that_stands_twice_names_both_lines_and_keeps_the_first() -> None:
    document, faults = read("a: 1\nb: {x: 1}\na:\n  deep: [2]\nb: 2\nc: 3\n")
    assert document is not None
    assert document.value == {"a": "1", "b": {"x": "1"}, "c": "3"}
    assert document.lines["c",] == 6
    assert [fault[:2] for fault in faults] == [
        (3, "“a” stands twice, on lines 1 and 3."),
        (5, "“b” stands twice, on lines 2 and 5."),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said", "mend"),
    [
        ("a: b: c", 1, "A colon stands inside", "in quotes"),
        ("x: 1\nask: What: now?", 2, "A colon stands inside", "in quotes"),
        ("a: {wip} parts wait", 1, "goes on after a closing quote or bracket", "in double quotes"),
        ("a: 'it's'", 1, "goes on after a closing quote or bracket", "in double quotes"),
        ('x: 1\na: "open\nb: 2\n', 2, "never closed", "Close it"),
        ("a: %done", 1, "keeps for itself", "in quotes"),
        ("a: @home", 1, "keeps for itself", "in quotes"),
        ("a: `x`", 1, "keeps for itself", "in quotes"),
        ("a: *", 1, "keeps for itself", "in quotes"),
        ("a:\n\t- b", 2, "A tab stands", "Use spaces"),
        ("a: x\nb\nc: d", 2, "has no colon", "name: value"),
        ("- a\nb: c", 2, "does not belong to the lines above", "Align"),
        ("a:\n  - b\n - c", 3, "does not belong to the lines above", "Align"),
        ("x: 1\na: [x, y\nb: c", 2, "A bracket is opened here", "Close it"),
        ('a: "x\\q"', 1, "A backslash", "single quotes"),
        ("a: - b", 1, "A list begins in the middle", "line of its own"),
        ("a: b\n--- \nc: d", 2, "A second document", "Remove"),
        ("", 1, "Nothing is written here", ""),
        ("# only a remark\n", 1, "Nothing is written here", ""),
        ("? [a]\n: b", 1, "A key is one text", "in quotes"),
        ("a: b\nc: \x07", 2, "A sign stands here", "Delete"),
        ('a: b\nc: "\\0"', 2, "A sign stands here", "Delete"),
        ('a: "\\ud800"', 1, "A sign stands here", "Delete"),
        ("a: \ud800", 1, "A sign stands here", "Delete"),
        ('a: "\\UFFFFFFFF"', 1, "YAML cannot read this", ""),
        ('a: "\\U0011FFFF"', 1, "YAML cannot read this", ""),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(text: str, line: int, said: str, mend: str) -> None:
    document, faults = read(text)
    assert document is None
    assert faults[0][0] == line
    assert said in faults[0][1]
    assert mend in faults[0][2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [1]\nb: [*x, *x]", "An anchor (&)"),
        ("a: *x", "An alias (*)"),
        ("a: !!python/object/apply:os.system [ls]", "A tag (!)"),
        ("a: !x y", "A tag (!)"),
        ("- !!binary aGk=", "A tag (!)"),
        ("&a x: y", "An anchor (&)"),
        ("*a : y", "An alias (*)"),
    ],
)
def test_anchors_aliases_and_tags_are_refused(text: str, said: str) -> None:
    document, faults = read(text)
    assert document is None
    assert said in faults[0][1]
    assert "in quotes" in faults[0][2]


def alias_bomb() -> str:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(levels)


BOMBS = {
    "aliases": alias_bomb(),
    "lists": "[" * 100_000,
    "mappings": "{" * 100_000,
    "both": "a: " + "[{a: " * 50_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 60_000,
    "values": "- x\n" * (MOST_VALUES + 10),
    "large": "a: " + "x" * LARGEST,
    "large in bytes": "a: " + "é" * (LARGEST // 2),
    "indented": "\n".join(" " * depth + "a:" for depth in range(400)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_short_time(name: str) -> None:
    start = time.process_time()
    document, faults = read(BOMBS[name])
    assert document is None
    assert len(faults) == 1
    assert time.process_time() - start < 10


def test_the_limits_themselves_are_allowed() -> None:
    assert read("[" * DEEPEST + "]" * DEEPEST)[0]
    assert not read("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))[0]


PIECES = ["a", ":", " ", "\n", "- ", "  ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "#", "&", "*", "!",
          "%", "---", "...", "?", "\\", "\t", "é", "\u2028", "0"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_text_raises(text: str) -> None:
    document, faults = read(text)
    assert document is not None or faults
    assert all(1 <= line <= text.count("\n") + 1 for line, _, _ in faults)
