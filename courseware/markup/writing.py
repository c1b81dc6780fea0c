"""Tokens of blocks → HTML. Every rule that Markdown does not know stands here and in inline.py."""

from __future__ import annotations

from html import escape
from typing import Any

from markdown_it.token import Token

from courseware.markup.boxes import close_box, divide_steps, faults_of_box, open_box
from courseware.markup.inline import InlineWriter, Tokens
from courseware.markup.preparing import plain_text
from courseware.markup.safety import is_safe_url


class Writer(InlineWriter):
    """Writes one text; safety.py judges the result."""

    def heading_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a heading with an id from its words."""
        token = tokens[idx]
        if token.tag == "h1":
            self.complain(token, "A text has no heading of level 1.", "Write ## or ###.")
        name = self.ids.make(plain_text(tokens[idx + 1].children or ()))
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
            self.complain(token, "A figure stands alone in its paragraph.", mend)
            return ""
        alt = plain_text(token.children or ()).strip()
        if not alt:
            self.complain(
                token, f"The figure “{path}” has no alt text.", "Write ![what it says](…)."
            )
        url = self.caller.figure(path)
        if url is None or not is_safe_url(url) or not url.startswith("/"):
            mend = self.caller.suggest(path) or "Write figures/name.svg, a file of this module."
            self.complain(token, f"There is no figure “{path}”.", mend)
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
        label = self.caller.labels.table.format(heads=", ".join(filter(None, heads)))
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

    def math_block(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write a formula on its own; a long one scrolls, so the keyboard must reach it."""
        name = escape(self.caller.labels.formula)
        start = f'<div class="math" tabindex="0" role="group" aria-label="{name}">'
        return f"{start}{self.formula(tokens[idx], display=True)}</div>\n"

    def container_box_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of `::: answer`, `::: note` or `::: steps Title`."""
        for message, mend in faults_of_box(tokens[idx], self.caller.lines):
            self.complain(tokens[idx], message, mend)
        return open_box(tokens[idx], self.caller.labels)

    def container_box_close(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the end of a box."""
        return close_box(tokens[idx], self.caller.labels)

    def step_break(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the end of one step and the start of the next."""
        return divide_steps(tokens[idx], self.caller.labels)


def _figure_in(inline: Token) -> bool:
    """Say whether a paragraph's inline token holds one image and nothing else."""
    children = inline.children or []
    return len(children) == 1 and children[0].type == "image"


def _aligned(cell: Token) -> str:
    """Return the class for a cell that markdown-it gave an inline style."""
    style = str(cell.attrs.get("style", ""))
    return f' class="{style.removeprefix("text-align:")}"' if style else ""
