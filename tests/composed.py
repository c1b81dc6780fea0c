"""A small catalog whose quiz asks a case and a question with parts, and how to find them on a page."""

from __future__ import annotations

import re

from tests.content.content_examples import SLUG, sound

HEAD = """\
- id: {name}
  outcome: O1
  competency: C2
  use: quiz
  level: apply
"""
CASE = """\
  ask: "You lead the shift."
  case:
    start:
      ask: "The line stops. First move?"
      go: {Go and see: [root, 2], Send a mail: [late, 0]}
      tells: {Go and see: "The sensor is dirty.", Send a mail: "Nobody reads it."}
    root:
      ask: "What about the dirty sensor?"
      go: {Find where the dirt comes from: [stop, 3], Clean it: [stop, 0]}
      tells: {Find where the dirt comes from: "A seal leaks.", Clean it: "It stops again at noon."}
    late:
      ask: "An hour is lost. And now?"
      go: {Say so to the customer: [stop, 1], Wait for a reply: [stop, 0]}
      tells: {Say so to the customer: "They can plan.", Wait for a reply: "They find out by themselves."}
    stop: {say: "The shift hands over at two."}
  why: "Cause first."
"""
PARTS = """\
  given: {made: pick 300 360 420 480 540}
  let: {rate: made / 6}
  ask: "A line ran six hours."
  parts:
  - ask: "It made {made} parts. How many an hour?"
    value: rate part/h
    decimals: 0
    within: 0.5
  - ask: "How many in an eight-hour shift?"
    value: 8 * rate part
    decimals: 0
    within: 0.5
    follow: 8 * p1
  why: "Rate times time."
"""


def files() -> dict[str, str]:
    """Return the small catalog; its quiz asks one case and one question with parts."""
    catalog = sound()
    bank = catalog[f"{SLUG}/quiz.yaml"].replace("{single: 10}", "{single: 8, case: 1, parts: 1}")
    composed = "".join(
        HEAD.format(name=f"{name}-{no}") + body
        for name, body in (("case", CASE), ("parts", PARTS))
        for no in range(3)
    )
    return {**catalog, f"{SLUG}/quiz.yaml": bank + composed}


def section(page: str, word: str) -> tuple[int, str]:
    """Return number and HTML of the first question that holds a word."""
    for piece in page.split('<section class="question"')[1:]:
        found = re.search(r'id="q-(\d+)"', piece)
        if word in piece and found:
            return int(found[1]), piece
    raise AssertionError(word)


def token_of(piece: str, text: str) -> str:
    """Return what a browser posts for the option that begins with a text."""
    found = re.search(rf'value="(\d)"[^>]*>\s*<span class="option-text">{text}', piece)
    assert found, piece
    return found[1]
