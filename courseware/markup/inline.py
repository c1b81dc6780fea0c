"""Tokens of a line → HTML: text, links, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from courseware.markup.labels import Labels
from courseware.markup.preparing import Ids
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


@cache
def _rules_of(writer: type) -> tuple[str, ...]:
    """Return the names of a writer's methods; kept, because a quiz makes thousands of writers."""
    return tuple(name for name in dir(writer) if not name.startswith(("_", "render")))


class InlineWriter(RendererHTML):
    """Writes what stands in a line. A method named like a kind of token writes that kind."""

    def __init__(self, caller: Caller, ids: Ids) -> None:
        self.rules = {name: getattr(self, name) for name in _rules_of(type(self))}
        self.caller = caller
        self.ids = ids
        self._formulas = 0
        self._dead_links = 0

    def complain(self, token: Token, message: str, mend: str = "") -> None:
        """Tell the caller what is wrong with a token."""
        self.caller.complain(token.meta["line"], message, mend)

    def text(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write text; what looks like HTML shows as typed, and is complained of."""
        token = tokens[idx]
        found = _RAW_HTML.search(token.content)
        if found:
            mend = "Write Markdown; for the sign itself put a space after it."
            self.complain(token, f"HTML is not allowed in a text: “{found[0]}”.", mend)
        return escape(token.content)

    def text_special(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write a sign that its author escaped, with a backslash or as `&lt;`."""
        return escape(tokens[idx].content)

    def link_open(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write the start of a link, or nothing if it leads nowhere."""
        token = tokens[idx]
        target = str(token.attrs.get("href", ""))
        url = self.caller.link(target)
        if url is None or not is_safe_url(url):
            self._dead_links += 1
            self.complain(token, f"This link leads nowhere: “{target}”.", self._mend(target))
            return ""
        if tokens[idx + 1].type == "link_close":
            self.complain(token, "This link has no text.", "Write [text](target).")
        rel = ' rel="noopener noreferrer"' if url.startswith("https:") else ""
        return f'<a href="{escape(url)}"{rel}>'

    def _mend(self, target: str) -> str:
        return self.caller.suggest(target) or (
            "Links are glossary:term, lesson:module/lesson, module:slug, formula:F05 or https://…"
        )

    def link_close(self, _tokens: Tokens, _idx: int, _options: Any, _env: Any) -> str:
        """Write the end of a link. Links do not nest, so a dead one ends at the next end."""
        if self._dead_links:
            self._dead_links -= 1
            return ""
        return "</a>"

    def math_inline(self, tokens: Tokens, idx: int, _options: Any, _env: Any) -> str:
        """Write a formula in running text."""
        before = tokens[idx - 1] if idx else None
        if before and before.type == "text" and before.content.endswith("$"):
            mend = "Put it on lines of its own, with an empty line before and after."
            self.complain(tokens[idx], "A formula between $$ stands inside a paragraph.", mend)
        return self.formula(tokens[idx], display=False)

    def formula(self, token: Token, *, display: bool) -> str:
        """Return the MathML of a token's TeX; what cannot be shown is complained of."""
        self._formulas += 1
        if self._formulas > MOST_FORMULAS:
            if self._formulas == MOST_FORMULAS + 1:
                message = f"A text may hold at most {MOST_FORMULAS} formulas."
                self.complain(token, message, "Divide the text.")
            return ""
        try:
            return mathml(token.content.strip(), display=display)
        except TexError as error:
            self.complain(token, str(error), error.mend)
            return ""
