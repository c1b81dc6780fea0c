from __future__ import annotations

import time

import pytest
from hostile_texts import MARKDOWN, SCRIPTS
from hypothesis import given, settings
from hypothesis import strategies as st
from markup_examples import assert_harmless, judged

from courseware.markup.safety import clean


@pytest.mark.parametrize("payload", SCRIPTS + MARKDOWN)
def test_nothing_that_can_run_survives(payload: str) -> None:
    for text in (payload, f"x {payload} y", f"- {payload}", f"> {payload}", f"**{payload}**"):
        # the most careless caller: whatever is asked for exists
        shown, _ = judged(text, link=lambda target: target, figure=lambda path: path)
        assert_harmless(shown)


@pytest.mark.parametrize("payload", SCRIPTS)
def test_the_last_gate_alone_would_hold(payload: str) -> None:
    shown = clean(payload)
    assert_harmless(shown)
    assert 'class="sheet' not in shown


PIECES = [
    "<", ">", '"', "'", "&", "`", "*", "_", "[", "]", "(", ")", "!", "$", "\\", "|", "\n", "\n\n", " ",
    "script", "javascript:", "https://a.b", "onerror=", "style=", "<math>", "<svg>", "<!--", "-->", ":::",
    "::: note", "::: steps a", "+++", "- ", "> ", "### ", "|-|", r"\text{", "}", r"\frac", "&colon;", "a",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_mixture_of_signs_makes_anything_that_can_run(text: str) -> None:
    shown, _ = judged(text, link=lambda target: target, figure=lambda path: path)
    assert_harmless(shown)


BOMBS = {
    "brackets": "[" * 20_000,
    "brackets by paragraph": ("[" * 199 + "\n\n") * 100,
    "images": ("![" * 99 + "\n\n") * 100,
    "stars": "*a **b " * 3_000,
    "odd stars": "**a" * 6_000,
    "underscores": "_" * 20_000,
    "code": " ".join("`" * length for length in range(200)),
    "dollars": "$a" * 10_000,
    "slashes": "\\" * 20_000,
    "entities": "&#x" * 6_000,
    "quotes": "\n".join(">" * depth + " a" for depth in range(200)),
    "lists": "\n".join(" " * depth + "- a" for depth in range(200)),
    "boxes": "\n".join(":" * (203 - depth) + " note" for depth in range(200)),
    "unclosed boxes": "::: answer\n" * 2_000,
    "headings": "### a\n" * 3_000,
    "columns": "|" * 300 + "\n" + "|-" * 300 + "|\n" + "|\n" * 20_000,
    "references": f"[a]: {'x' * 5_000}\n\n" + "[a] " * 100,
    "angles": "<a " * 6_000,
    "deep TeX": "$" + r"\sqrt{" * 280 + "x" + "}" * 280 + "$",
    "deep braces": "$" + "{" * 990 + "}" * 990 + "$",
    "growing TeX": r"$\def\a#1{\a{#1#1}}\a{xxxxxxxxxxxxx}$",
    "much TeX": "$x^2$ " * 2_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_goes_off_quietly(name: str) -> None:
    start = time.process_time()
    shown, _ = judged(BOMBS[name], link=lambda target: target, figure=lambda path: path)
    assert time.process_time() - start < 10
    assert len(shown) < 100 * len(BOMBS[name]) + 1_000
    assert_harmless(shown)
