"""From text to a tree: only characters of arithmetic come through, and only so many of them."""

from __future__ import annotations

import ast
import keyword
import re

from courseware.calculation.values import ExpressionError

MAX_LENGTH = 500
MAX_NODES = 200

_TOKEN = re.compile(
    r"""\ *(?:
      (?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])   # 12  1.5  2e3, but not 1_000, 0x1, 5j
    | [A-Za-z]\w*                                         # a name; never one that starts with _
    | \*\*|//|[<>=!]=|[-+*/%<>(),\[\]]
    )""",
    re.ASCII | re.VERBOSE,
)
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_INSTEAD = {
    "×": "Write * for times.",
    "·": "Write * for times.",
    "÷": "Write / for divided by.",
    "−": "Write - (the hyphen) for minus.",
    "–": "Write - (the hyphen) for minus.",
    "^": "Write ** for a power.",
    "=": "Write == to compare.",
    "≤": "Write <=.",
    "≥": "Write >=.",
    "'": "Text cannot be computed.",
    '"': "Text cannot be computed.",
    ".": "A name has no parts.",
    "_": "A name starts with a letter.",
}


def read_tree(text: str) -> ast.expr:
    """Return the syntax tree of `text`, which is bounded in size; raise ExpressionError otherwise.

    The tree may still hold what an expression must not (a subscript, a comprehension): whoever walks
    it builds only what it knows.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"An expression may have at most {MAX_LENGTH} characters.")
    line = " ".join(text.split())
    if not line:
        raise ExpressionError("The expression is empty.")
    _check_tokens(line)
    try:
        tree = ast.parse(line, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise ExpressionError(f"“{line}” is not a complete calculation.") from None
    if sum(isinstance(node, ast.expr) for node in ast.walk(tree)) > MAX_NODES:
        raise ExpressionError(f"An expression may have at most {MAX_NODES} parts.")
    return tree


def is_name(text: str) -> bool:
    """Say whether a value may have this name: letters, digits and _, a letter first, no Python keyword."""
    return _NAME.fullmatch(text) is not None and not keyword.iskeyword(text)


def _check_tokens(line: str) -> None:
    position = 0
    while position < len(line):
        token = _TOKEN.match(line, position)
        if token is None:
            rest = line[position:].lstrip()
            wrong, instead = _printable(rest[:12]), _INSTEAD.get(rest[0], "")
            raise ExpressionError(f"“{wrong}” does not belong in an expression. {instead}".rstrip())
        position = token.end()


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in text)
