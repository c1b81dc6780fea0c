"""Two texts line by line: nothing is lost, words are marked, and no text takes long."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.content.line_differences import (
    Fold,
    Kind,
    LineDifference,
    Part,
    Row,
    compare_lines,
)

LINES = st.lists(st.sampled_from(["a", "b", "", "one two", "one three", "x y z"]), max_size=30)


def shown(difference: LineDifference) -> list[str]:
    """Return rows as short texts: the kind, then both sides with the changed words in brackets."""

    def text(parts: tuple[Part, ...]) -> str:
        return "".join(f"[{part.text}]" if part.is_changed else part.text for part in parts)

    return [
        f"… {row.lines}" if isinstance(row, Fold) else f"{row.kind}: {text(row.old)} | {text(row.new)}"
        for row in difference.rows
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("a\nb", "a\nb", []),
        ("a\nb", "a\nb\nc", ["same: a | a", "same: b | b", "added:  | c"]),
        ("a\nb", "b", ["removed: a | ", "same: b | b"]),
        ("takt is 60 s", "takt is 90 s", ["changed: takt is [60] s | takt is [90] s"]),
        ("press", "a wholly other line", ["added:  | a wholly other line", "removed: press | "]),
        (
            "one two three\nfour five six",
            "four five seven",
            ["removed: one two three | ", "changed: four five [six] | four five [seven]"],
        ),
    ],
)  # fmt: skip
def test_lines_are_told_apart(old: str, new: str, rows: list[str]) -> None:
    assert sorted(shown(compare_lines(old, new))) == sorted(rows)


def test_long_unchanged_runs_are_folded() -> None:
    old = [f"line {n}" for n in range(1, 31)]
    new = [*old[:14], "line fifteen", *old[15:]]
    rows = shown(compare_lines("\n".join(old), "\n".join(new)))
    assert rows[0] == "… 11"
    assert rows[-1] == "… 12"
    assert "changed: line [15] | line [fifteen]" in rows
    assert len(rows) == 1 + 3 + 1 + 3 + 1


def test_a_moved_paragraph_is_removed_here_and_added_there() -> None:
    difference = compare_lines("first\nsecond\nthird\nfourth", "second\nthird\nfourth\nfirst")
    assert (difference.added, difference.removed) == (1, 1)


@given(LINES, LINES)
def test_every_line_of_both_texts_is_shown_or_folded_once(old: list[str], new: list[str]) -> None:
    difference = compare_lines("\n".join(old), "\n".join(new))
    if not difference.rows:
        assert "\n".join(old).splitlines() == "\n".join(new).splitlines()
        return
    a, b = "\n".join(old).splitlines(), "\n".join(new).splitlines()
    folded = sum(row.lines for row in difference.rows if isinstance(row, Fold))
    rows = [row for row in difference.rows if isinstance(row, Row)]
    olds = [(row.old_no, "".join(part.text for part in row.old)) for row in rows if row.old_no]
    news = [(row.new_no, "".join(part.text for part in row.new)) for row in rows if row.new_no]
    assert len(olds) + folded == len(a)
    assert len(news) + folded == len(b)
    assert olds == sorted(olds)
    assert news == sorted(news)
    assert all(a[no - 1] == text for no, text in olds if no)
    assert all(b[no - 1] == text for no, text in news if no)
    assert sum(row.kind is Kind.SAME for row in rows) + folded == len(a) - difference.removed


def _letters(count: int, between: str, seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311 - no secret
    return between.join(chance.choice("ab") for _ in range(count))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_letters(131_072, "\n", 1), _letters(131_072, "\n", 2)),
        (_letters(1_000, "\n", 1), _letters(1_000, "\n", 2)),
        (_letters(131_072, " ", 1), _letters(131_072, " ", 2)),
        ("x\n" * 131_072, "x\n" * 65_536 + "y\n" + "x\n" * 65_535),
        ("".join(f"{n % 50} some words\n" for n in range(18_000)), "other\n" * 40_000),
    ],
    ids=["short lines", "a thousand", "one long line", "all the same", "nothing in common"],
)
def test_hostile_texts_take_no_time(old: str, new: str) -> None:
    begin = time.process_time()
    difference = compare_lines(old, new)
    assert time.process_time() - begin < 2, "plain difflib takes minutes for some of these"
    assert difference.rows or difference.is_too_different
