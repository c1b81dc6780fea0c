"""A module of a site's own, as small as one may be: one lesson, three questions."""

from __future__ import annotations

from tests.content.content_examples import SHARED

SLUG = "press-brake-basics"
PATHWAY = "press-brake"
FILES = {
    **{path: text for path, text in SHARED.items() if "/" not in path},
    f"pathways/{PATHWAY}.yaml": (
        "title: Press brake basics\nsummary: How to bend safely here.\nenrollment: open\n"
        'certificate: {title: Certificate of completion, states: "Read the rules of our press brake."}\n'
        f"modules:\n  - module: {SLUG}\n"
    ),
    f"{SLUG}/module.yaml": (
        "title: Press brake basics\ntrack: mp\nlevel: foundation\n"
        "summary: You can set up our press brake.\n"
        "outcomes:\n  O1: Set up the press brake.\n"
        "competencies: [C2]\nseeds: []\nmaps: []\nretired: []\n"
    ),
    f"{SLUG}/lessons/01-set-up.md": (
        "---\ntitle: Set up the press brake\noutcomes: [O1]\n---\n\n"
        "## Before you bend\n\nClose the guard. Look for the tool number on the order.\n\n"
        "## The first bend\n\nBend one part and measure it. Then bend the others.\n"
    ),
    f"{SLUG}/quiz.yaml": """\
quiz:
  pass: 60%
  points: 3
  draw:
    O1: {single: 1, multi: 1, numeric: 1}
questions:
- id: guard
  outcome: O1
  competency: C2
  use: quiz
  level: remember
  ask: "May you bend with the guard open?"
  answer: {"No": ""}
  wrong: {"Yes": ""}
- id: before-the-first-bend
  outcome: O1
  competency: C2
  use: quiz
  level: apply
  ask: "What comes before the first bend?"
  answers: {"The guard is closed": "", "The tool fits the order": ""}
  wrong: {"The whole lot is bent": ""}
- id: parts-left
  outcome: O1
  competency: C2
  use: quiz
  level: apply
  ask: "The lot has 20 parts. One is bent. How many are left?"
  value: 20 - 1
  decimals: 0
  within: 0.1
- id: a-second-look
  outcome: O1
  competency: C2
  use: practice
  level: remember
  ask: "Where does the tool number stand?"
  answer: {"On the order": ""}
  wrong: {"On the guard": ""}
""",
}
