"""A sound catalog in a few lines, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from courseware.content.catalog import read_catalog
from courseware.content.model import Catalog
from courseware.problems import Report, Strictness

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 240"><title>A line</title>'
    "<desc>Three stations in a row.</desc><style>.a{fill:#b5490f}</style>"
    '<rect class="a" x="1" y="1" width="9" height="9"/></svg>\n'
)
SLUG = "flow"
SENTENCE = "The weld cell makes one part each minute and the press waits for it. "

MODULE = """\
title: How a line flows
track: mp
level: foundation
summary: You can say how fast a line runs.
outcomes:
  O1: Compute the rate of a line.
competencies: [C2]
seeds: [S3]
maps: [ON-32]
retired: [old-lesson]
"""

LESSON = f"""\
---
title: The slowest step
outcomes: [O1]
formulas: [F06]
given: {{press: 40, weld: 30}}
let: {{rate: "line_rate([press, weld])"}}
---

## From the floor

{SENTENCE * 12}

## The idea

A [takt time](glossary:takt-time) is a pace, see [F06](formula:F06).

$$TH = \\min(c_1, c_2) = \\val{{rate}}$$

![A line of three stations.](figures/line.svg)

{SENTENCE * 20}

## Worked example

The rate is **{{rate:.0f}} parts an hour**.

## Try it

::: answer
It is {{rate}}.
:::

## Use it on your next shift

{SENTENCE * 12}

## Common mistakes

- **Averaging.** Take the smallest.

## In short

- The slowest step sets the pace.

## Go further

- Hopp and Spearman, *Factory Physics*.
"""

QUESTION = """\
- id: {name}
  outcome: O1
  competency: C2
  use: {use}
  level: apply
  ask: "What paces line {name}?"
  answer: {{"The slowest one": "Right: all wait for it."}}
  wrong:
    "The fastest one": "It waits."
    "The average one": "No step is average."
    "The latest one": "It is only new."
  why: "No part can pass faster than at the slowest step."
"""


def quiz() -> str:
    """Return a bank that is large enough for ten points."""
    uses = ["quiz"] * 25 + ["review"] * 8 + ["practice"] * 5
    questions = [QUESTION.format(name=f"q-{number}", use=use) for number, use in enumerate(uses)]
    head = "quiz:\n  pass: 80%\n  points: 10\n  draw:\n    O1: {single: 10}\nquestions:\n"
    return head + "".join(questions)


SHARED = {
    "tracks.yaml": "tracks:\n  mp: Manufacturing principles\n",
    "competencies.yaml": (
        "competencies:\n  C2: {name: Flow, foundation: compute, supervisor: balance, manager: choose}\n"
    ),
    "glossary.yaml": (
        "terms:\n"
        '  takt-time: {term: Takt time, means: "Time *divided* by demand.", also: [takt], unit: s}\n'
        '  pace: {term: Pace, means: "See [takt](glossary:takt-time)."}\n'
    ),
    "pathways/first-steps.yaml": (
        "title: First steps\nsummary: The beginning.\nenrollment: open\n"
        'certificate: {title: Certificate, states: "Did it."}\n'
        "modules:\n  - module: flow\n"
    ),
}
LAB_PATH = "labs/line-lab.yaml"
LAB = """\
title: The line, tried out
kind: calculator
minutes: 5
outcomes: [O1]
formulas: [F06]
given: {wanted: pick 36 38}
intro: "Read [the lesson](lesson:flow/slowest-step) first."
steps:
  - title: Set it
    text: "**Goal:** {wanted} parts an hour."
    inputs:
      press: {type: number, label: Press, min: 1, max: 60, start: 40}
      weld: {type: number, label: Weld, min: 1, max: 60, start: 30}
compute:
  rate: min(press, weld)
outputs:
  - {name: rate, label: Line rate, unit: parts/h}
checks:
  - when: rate >= wanted
    right: "It makes {rate}."
    wrong: "It makes {rate}, and {wanted} are wanted."
so_what:
  ask: Why?
  options:
    - {text: The slowest sets the pace, right: yes, because: "Yes."}
    - {text: The first sets the pace, because: "No."}
card: "**The slowest sets the pace:** {rate} an hour."
keys:
  - inputs: {}
    passes: no
  - inputs: {weld: 39}
    passes: yes
"""
"""A small lab: it is no part of FILES, so that a module can have it or not."""

FILES = {
    "module.yaml": MODULE,
    "lessons/01-slowest-step.md": LESSON,
    "lessons/figures/line.svg": FIGURE,
    "quiz.yaml": quiz(),
}


def sound() -> dict[str, str]:
    """Return path below modules/ → text of a catalog with one module and one pathway."""
    return {**SHARED, **{f"{SLUG}/{path}": text for path, text in FILES.items()}}


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below `root`, and return it."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def read(root: Path, files: Mapping[str, str | bytes]) -> tuple[Catalog, Report]:
    """Write a catalog below `root` and read it by the rules of the house."""
    return read_catalog(write(root, files), strictness=Strictness.HOUSE)


def problems(report: Report) -> list[tuple[str, int, str]]:
    """Return what was reported as (file, line, message)."""
    return [(problem.file, problem.line, problem.message) for problem in report.problems]
