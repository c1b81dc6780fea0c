"""Markdown with TeX, boxes and figures → HTML that is safe to show. One pipeline for all text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it.token import Token

from courseware.markup.inline import Caller
from courseware.markup.labels import ENGLISH, Labels
from courseware.markup.parsing import OPTIONS, parse, parse_inline
from courseware.markup.preparing import Ids, number_lines, number_steps, plain_text
from courseware.markup.safety import clean
from courseware.markup.writing import Writer

Link = Callable[[str], str | None]
"""Target as written ("glossary:takt-time") → URL, or None when there is no such place."""

Figure = Callable[[str], str | None]
"""Path as written ("figures/name.svg") → URL of the image, or None when there is no such file."""

Complain = Callable[[int, str, str], None]
"""(1-based line within the text, what is wrong, what to write instead)."""

Suggest = Callable[[str], str]
"""A target or path that leads nowhere → what to write instead, or ""."""

LARGEST = 64 * 1024
"""Characters of one text."""

MOST_BRACKETS = 200
"""Opening brackets between two empty lines: markdown-it tries each as a link, with each other."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands in no box or list: its level (1 to 6), its words, its line."""

    level: int
    title: str
    line: int


def render(
    text: str,
    *,
    link: Link,
    figure: Figure,
    complain: Complain,
    suggest: Suggest = lambda _: "",
    labels: Labels = ENGLISH,
    prefix: str = "",
) -> str:
    """Return the HTML of a Markdown text.

    What is refused (raw HTML, unknown targets, TeX, boxes) is complained of and left out, so the
    result is safe whatever the text holds. `prefix` stands before every id, for pages of several
    texts.
    """
    if not _is_bounded(text, complain):
        return ""
    caller = Caller(link, figure, complain, suggest, labels, text.split("\n"))
    return _write(parse(text), caller, Ids(prefix))


def render_inline(
    text: str,
    *,
    link: Link,
    figure: Figure,
    complain: Complain,
    suggest: Suggest = lambda _: "",
) -> str:
    """Return the HTML of one paragraph's worth of Markdown, without the paragraph around it."""
    if not _is_bounded(text, complain):
        return ""
    caller = Caller(link, figure, complain, suggest, ENGLISH, text.split("\n"))
    return _write(parse_inline(text), caller, Ids())


def outline(text: str, complain: Complain) -> tuple[Heading, ...]:
    """Return the headings of a text, in order; none, and a complaint, if it is too large to read."""
    if not _is_bounded(text, complain):
        return ()
    tokens = parse(text)
    return tuple(
        Heading(
            int(token.tag[1]),
            plain_text(tokens[at + 1].children or ()),
            token.map[0] + 1 if token.map else 1,
        )
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    )


def _write(tokens: Sequence[Token], caller: Caller, ids: Ids) -> str:
    number_lines(tokens)
    mend = "Write it between ::: steps Title and :::."
    number_steps(tokens, ids, lambda token, said: caller.complain(token.meta["line"], said, mend))
    return clean(Writer(caller, ids).render(tokens, OPTIONS, {}))


def _is_bounded(text: str, complain: Complain) -> bool:
    """Say whether a text can be read in short time, by its size alone."""
    if len(text) > LARGEST:
        complain(1, f"A text may hold at most {LARGEST:,} characters.", "Divide it.")
        return False
    line = 1
    for blank, group in groupby(text.split("\n"), key=lambda line: not line.strip()):
        lines = list(group)
        if not blank and sum(row.count("[") for row in lines) > MOST_BRACKETS:
            said = f"More than {MOST_BRACKETS} opening brackets stand without an empty line."
            complain(line, said, "Divide the paragraph or the table.")
            return False
        line += len(lines)
    return True
