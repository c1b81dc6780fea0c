"""The Markdown that we read: CommonMark without HTML and references, with tables, TeX and boxes."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from courseware.markup.typography import bind_units

_DEEPEST = 20
_UNUSED = [
    "reference",  # one long definition, used often, would make a page grow without end
    "lheading",  # `---` under a line is a rule, not a heading
    "text_join",  # a sign that was escaped is no HTML, and must be told from one that was not
    "code",  # four spaces are an accident, not program text
]


def _any_word(params: str, _markup: str) -> bool:
    """Take every named box: an unknown name is complained of later, with its line."""
    return bool(params.strip())


def _any_target(url: str) -> bool:  # noqa: ARG001 (markdown-it hands the target over by this name)
    return True


def _step_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a line `+++`, which divides the steps of a walk-through."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if line.strip() != "+++":
        return False
    if not silent:
        token = state.push("step_break", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _build() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    reader.enable("table").disable(_UNUSED)
    # Quotes only: the other rule of the typographer would make © of (c) and – of --.
    reader.enable("smartquotes")
    reader.options["typographer"] = True
    reader.core.ruler.push("bind_units", bind_units)
    container_plugin(reader, "box", validate=_any_word)
    dollarmath_plugin(
        reader, allow_labels=False, allow_space=False, allow_digits=False, allow_blank_lines=False
    )
    reader.block.ruler.before(
        "fence", "step_break", _step_break, {"alt": ["paragraph", "blockquote", "list"]}
    )
    # The writer judges every target, with line and mend; the reader would leave a bad link as text.
    reader.validateLink = _any_target  # type: ignore[method-assign]  # how markdown-it is told
    return reader


_READER = _build()
OPTIONS = _READER.options
"""What a renderer of these tokens is handed."""


def parse(text: str) -> list[Token]:
    """Return the tokens of a text."""
    return _READER.parse(f"{text}\n")  # the reader of boxes looks one character too far


def parse_inline(text: str) -> list[Token]:
    """Return the tokens of a text that is one paragraph's worth."""
    return _READER.parseInline(text)
