"""Boxes: `::: answer`, `::: note`, and walk-throughs `::: steps Title` that work without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from markdown_it.token import Token

from courseware.markup.labels import Labels
from courseware.markup.preparing import STEPS, box_kind, box_title

_KINDS = ("answer", STEPS, "note")


def faults_of_box(opening: Token, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a box and what to write instead; `lines` are those of the text."""
    kind, title = box_kind(opening), box_title(opening)
    if kind not in _KINDS:
        yield f"There is no box “{kind}”.", "Write ::: answer, ::: note or ::: steps Title."
    elif kind == STEPS and not title:
        yield "A walk-through needs a title.", "Write ::: steps Title."
    elif kind != STEPS and title:
        yield f"A box “{kind}” has no title.", f"Write ::: {kind}."
    end = opening.map[1] if opening.map else 0
    if end >= len(lines) or ":::" not in lines[end]:
        yield f"The box “{kind}” is not closed.", "End it with a line :::."


def open_box(opening: Token, labels: Labels) -> str:
    """Return the HTML that begins a box; one of an unknown kind is a note."""
    kind = box_kind(opening)
    if kind == "answer":
        return f'<details class="answer"><summary>{escape(labels.answer)}</summary>\n'
    if kind == STEPS:
        name = opening.meta["id"]
        title = f'<h3 id="{name}">{escape(box_title(opening))}</h3>'
        start = f'<section class="steps" aria-labelledby="{name}">{title}\n<ol>'
        return start + _start_step(opening, labels)
    return '<div class="note" role="note">\n'


def close_box(closing: Token, labels: Labels) -> str:
    """Return the HTML that ends a box."""
    kind = box_kind(closing)
    if kind == STEPS:
        return f"{_end_step(closing, labels)}</ol></section>\n"
    return "</details>\n" if kind == "answer" else "</div>\n"


def divide_steps(line: Token, labels: Labels) -> str:
    """Return the HTML for a line `+++`: nothing for one that divides no steps."""
    if "number" not in line.meta:
        return ""
    return f"{_end_step(line, labels)}\n{_start_step(line, labels)}"


def _start_step(token: Token, labels: Labels) -> str:
    number, total = token.meta["number"], token.meta["total"]
    count = escape(labels.step.format(number=number, total=total))
    name = f"{token.meta['id']}--{number}"  # no heading's id holds two hyphens
    return f'<li class="step" id="{name}"><p class="step-count">{count}</p>\n'


def _end_step(token: Token, labels: Labels) -> str:
    """Return the end of the step before `token`, with links to its neighbors."""
    name, number, total = (token.meta[key] for key in ("id", "number", "total"))
    turns = [(number - 2, labels.back), (number, labels.next)]
    links = [
        _turn(f"{name}--{to}", word, to, total, labels) for to, word in turns if 1 <= to <= total
    ]
    # No <nav>: a landmark for each step would drown the page's own.
    return f'<p class="step-nav">{" ".join(links)}</p></li>' if links else "</li>"


def _turn(target: str, word: str, to: int, total: int, labels: Labels) -> str:
    """Return a link to a step: "Next" on the page, "Next: Step 2 of 4" for who hears it alone."""
    step = labels.step.format(number=to, total=total)
    return f'<a href="#{target}" aria-label="{escape(f"{word}: {step}")}">{escape(word)}</a>'
