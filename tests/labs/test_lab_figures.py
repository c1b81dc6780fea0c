"""Texts of labs show figures of their module; a figure that only a lab shows is not left over."""

from __future__ import annotations

from pathlib import Path

from courseware.content.catalog import read_catalog
from tests.content.content_examples import SLUG, sound, write

FIGURE = f"{SLUG}/lessons/figures/floor.svg"
LAB = f"{SLUG}/labs/cards.yaml"
TEXT = """\
title: Cards
kind: sorter
minutes: 5
outcomes: [O1]
intro: Sort them.
steps:
  - title: Sort
    text: "![The floor](figures/floor.svg)"
    inputs:
      cards:
        type: place
        label: Cards
        places: {left: Left, right: Right}
        items: {one: {text: One, right: left}, two: {text: Two, right: right}}
checks:
  - {when: cards_right == 2, right: Both., wrong: Not yet.}
card: Keep it.
keys:
  - {inputs: {cards: {one: left, two: right}}, passes: yes}
"""


def problems(folder: Path, lab: str) -> list[str]:
    files = sound()
    figure = files[f"{SLUG}/lessons/figures/line.svg"].replace("A line", "A floor")
    _catalog, report = read_catalog(write(folder, {**files, FIGURE: figure, LAB: lab}))
    return [str(one) for one in report.problems]


def test_a_figure_in_a_lab_is_shown(tmp_path: Path) -> None:
    assert problems(tmp_path, TEXT) == []


def test_a_figure_that_no_text_shows_is_left_over(tmp_path: Path) -> None:
    said = problems(tmp_path, TEXT.replace("![The floor](figures/floor.svg)", "Sort them."))
    assert len(said) == 1
    assert "No text shows figures/floor.svg." in said[0]
