"""Tokens → HTML. Every rule that Markdown does not know stands here; safety.py judges the result."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from courseware.markup.boxes import close_box, divide_steps, faults_of_box, open_box
from courseware.markup.labels import Labels
from courseware.markup.preparing import Ids, plain_text
from courseware.markup.safety import is_safe_url
from courseware.markup.tex import TexError, mathml

MOST_FORMULAS = 500
"""Formulas in one text."""

_RAW_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|$)|<!--|<[!?][a-zA-Z\[]")

Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Caller:
    """What the writer asks of its caller; markdown.py says what each does."""

    link: Callable[[str], str | None]
    figure: Callable[[str], str | None]
    complain: Callable[[int, str, str], None]
    suggest: Callable[[str], str]
    labels: Labels
    lines: Sequence[str]


class Writer(RendererHTML):
    """Writes one text. A method named like a kind of token writes the tokens of that kind."""

    def __init__(self, caller: Caller, ids: Ids) -> None:
        self.rules = {name: getattr(self, name) for name in _RULES}
        self._caller = caller
        self._ids = ids
        self._formulas = 0
        self._dead_links = 0

    def _complain(self, token: Token, message: str, mend: str = "") -> None:
        self._caller.complain(token.meta["line"], message, mend)

    # ------------------------------------------------------------ text and links

    def text(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write text; what looks like HTML shows as typed, and is complained of."""
        token = tokens[idx]
        found = _RAW_HTML.search(token.content)
        if found:
            mend = "Write Markdown; for the sign itself put a space after it."
            self._complain(token, f"HTML is not allowed in a text: “{found[0]}”.", mend)
        return escape(token.content)

    def text_special(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write a sign that its author escaped, with a backslash or as `&lt;`."""
        return escape(tokens[idx].content)

    def link_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a link, or nothing if it leads nowhere."""
        token = tokens[idx]
        target = str(token.attrs.get("href", ""))
        url = self._caller.link(target)
        if url is None or not is_safe_url(url):
            self._dead_links += 1
            self._complain(token, f"This link leads nowhere: “{target}”.", self._mend(target))
            return ""
        if tokens[idx + 1].type == "link_close":
            self._complain(token, "This link has no text.", "Write [text](target).")
        rel = ' rel="noopener noreferrer"' if url.startswith("https:") else ""
        return f'<a href="{escape(url)}"{rel}>'

    def _mend(self, target: str) -> str:
        return self._caller.suggest(target) or (
            "Links are glossary:term, lesson:module/lesson, module:slug, formula:F05 or https://…"
        )

    def link_close(self, _tokens: Tokens, _idx: int, _options: Any, _env: Any) -> str:
        """Write the end of a link. Links do not nest, so a dead one ends at the next end."""
        if self._dead_links:
            self._dead_links -= 1
            return ""
        return "</a>"

    # ------------------------------------------------------------ headings, figures, tables

    def heading_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a heading with an id from its words."""
        token = tokens[idx]
        if token.tag == "h1":
            self._complain(token, "A text has no heading of level 1.", "Write ## or ###.")
        name = self._ids.make(plain_text(tokens[idx + 1].children or ()))
        return f'<{token.tag} id="{name}">'

    def paragraph_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a paragraph; a figure alone is none."""
        return "" if tokens[idx].hidden or _figure_in(tokens[idx + 1]) else "<p>"

    def paragraph_close(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the end of a paragraph."""
        if _figure_in(tokens[idx - 1]):
            return "\n"
        return "" if tokens[idx].hidden else "</p>\n"

    def image(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write a figure: an image alone in its paragraph, with words for who cannot see it."""
        token = tokens[idx]
        path = str(token.attrs.get("src", ""))
        if len(tokens) > 1:
            mend = "Put an empty line before and after it."
            self._complain(token, "A figure stands alone in its paragraph.", mend)
            return ""
        alt = plain_text(token.children or ()).strip()
        if not alt:
            self._complain(
                token, f"The figure “{path}” has no alt text.", "Write ![what it says](…)."
            )
        url = self._caller.figure(path)
        if url is None or not is_safe_url(url) or not url.startswith("/"):
            mend = self._caller.suggest(path) or "Write figures/name.svg, a file of this module."
            self._complain(token, f"There is no figure “{path}”.", mend)
            return ""
        title = str(token.attrs.get("title", ""))
        caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
        image = f'<img src="{escape(url)}" alt="{escape(alt)}" loading="lazy">'
        return f'<figure class="figure">{image}{caption}</figure>'

    def table_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a table inside a region that scrolls and says what it holds."""
        heads = []
        for at in range(idx, len(tokens)):
            if tokens[at].type == "thead_close":
                break
            if tokens[at].type == "th_open":
                heads.append(plain_text(tokens[at + 1].children or ()))
        label = self._caller.labels.table.format(heads=", ".join(filter(None, heads)))
        return (
            '<div class="scroll" tabindex="0" role="region" '
            f'aria-label="{escape(label[:120])}"><table>\n'
        )

    def table_close(self, _tokens: Tokens, _idx: int, _options: Any, _env: Any) -> str:
        """Write the end of a table."""
        return "</table></div>\n"

    def th_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a column's head."""
        return f'<th scope="col"{_aligned(tokens[idx])}>'

    def td_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a cell."""
        return f"<td{_aligned(tokens[idx])}>"

    # ------------------------------------------------------------ formulas

    def math_inline(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write a formula in running text."""
        before = tokens[idx - 1] if idx else None
        if before and before.type == "text" and before.content.endswith("$"):
            mend = "Put it on lines of its own, with an empty line before and after."
            self._complain(tokens[idx], "A formula between $$ stands inside a paragraph.", mend)
        return self._formula(tokens[idx], display=False)

    def math_block(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write a formula on its own."""
        return f'<div class="math">{self._formula(tokens[idx], display=True)}</div>\n'

    def _formula(self, token: Token, *, display: bool) -> str:
        self._formulas += 1
        if self._formulas > MOST_FORMULAS:
            if self._formulas == MOST_FORMULAS + 1:
                message = f"A text may hold at most {MOST_FORMULAS} formulas."
                self._complain(token, message, "Divide the text.")
            return ""
        try:
            return mathml(token.content.strip(), display=display)
        except TexError as error:
            self._complain(token, str(error), error.mend)
            return ""

    # ------------------------------------------------------------ boxes

    def container_box_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of `::: answer`, `::: note` or `::: steps Title`."""
        for message, mend in faults_of_box(tokens[idx], self._caller.lines):
            self._complain(tokens[idx], message, mend)
        return open_box(tokens[idx], self._caller.labels)

    def container_box_close(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the end of a box."""
        return close_box(tokens[idx], self._caller.labels)

    def step_break(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the end of one step and the start of the next."""
        return divide_steps(tokens[idx], self._caller.labels)


_RULES = tuple(name for name in dir(Writer) if not name.startswith(("_", "render", "rules")))
"""The kinds of tokens that have a rule; asked for once, because a quiz makes thousands of writers."""


def _figure_in(inline: Token) -> bool:
    """Say whether a paragraph's inline token holds one image and nothing else."""
    children = inline.children or []
    return len(children) == 1 and children[0].type == "image"


def _aligned(cell: Token) -> str:
    """Return the class for a cell that markdown-it gave an inline style."""
    style = str(cell.attrs.get("style", ""))
    return f' class="{style.removeprefix("text-align:")}"' if style else ""
