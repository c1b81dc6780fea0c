r"""Values in an author's text: `{name:.1f}` in running text, `\val{name:.1f}` inside `$…$`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courseware.calculation.numbers import show
from courseware.calculation.values import ExpressionError, Value, Values, unknown_name

# Where TeX begins and ends is decided here as the Markdown reader of `courseware.markup` decides it.
_PIECE = re.compile(
    r"""(?P<brace>\\[{}])          # a written brace
    | (?P<macro>\\val\b)           # belongs inside $…$
    | \\.                          # any other escape, \$ among them
    | (?P<code>`[^`\n]+`)          # a $ in it opens nothing
    | (?P<tex>\$\$(?:\\.|[^\\$])+\$\$
        | (?<!\d)\$(?!\s)(?:\\.|[^\\$\n]|\n(?!\s*\n))+(?<!\s)\$(?!\d))   # not $5 and $6: money
    | (?P<hole>\{[^{}\n]*\}?)""",
    re.VERBOSE | re.DOTALL,
)
_CODE_PIECE = re.compile(r"(?P<brace>\\[{}])|(?P<hole>\{[^{}]*\}?)")
_TEX_PIECE = re.compile(r"\\val\b\s*(?P<hole>\{[^{}]*\}?)?|\\.", re.DOTALL)
_HOLE = re.compile(r"\{([A-Za-z]\w*)(?:\[(\d{1,2})\])?(?::([^{}:]+))?\}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One place for a value: `{name[index]:spec}`; `in_tex` if it stands inside `$…$`."""

    name: str
    index: int | None
    spec: str
    in_tex: bool


Piece = str | Placeholder


def fill(text: str, values: Values) -> str:
    r"""Return `text` with each value in its place.

    `\{` becomes a brace, `\$` stays as it is. Inside `$…$` and `$$…$$` braces belong to TeX and only
    `\val{…}` is filled. Raises ExpressionError for an unknown name, element or format.
    """
    return "".join(
        _shown(piece, values) if isinstance(piece, Placeholder) else piece
        for piece in _pieces(text)
    )


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for match in _PIECE.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        if match["tex"]:
            yield from _tex_pieces(match["tex"])
        elif match["code"]:
            yield from _code_pieces(match["code"])
        elif match["macro"]:
            raise ExpressionError(r"\val{…} belongs inside $…$; in running text write {…}.")
        else:
            yield _piece(match)
    yield text[end:]


def _code_pieces(code: str) -> Iterator[Piece]:
    end = 0
    for match in _CODE_PIECE.finditer(code):
        yield code[end : match.start()]
        end = match.end()
        yield _piece(match)
    yield code[end:]


def _tex_pieces(tex: str) -> Iterator[Piece]:
    end = 0
    for match in _TEX_PIECE.finditer(tex):
        yield tex[end : match.start()]
        end = match.end()
        is_value = match[0].startswith(r"\val")
        yield _placeholder(match["hole"] or match[0], in_tex=True) if is_value else match[0]
    yield tex[end:]


def _piece(match: re.Match[str]) -> Piece:
    """Return what a match in running text stands for: a brace, a place for a value, or itself."""
    if match["brace"]:
        return match["brace"][1]
    return _placeholder(match["hole"], in_tex=False) if match["hole"] else match[0]


def _placeholder(written: str, *, in_tex: bool) -> Placeholder:
    parts = _HOLE.fullmatch(written)
    if parts is None:
        raise ExpressionError(
            f"“{written}” is not a place for a value. Write {{name}} or {{name:.1f}} and compute in "
            r"`let`; a literal brace is \{."
        )
    name, index, spec = parts.groups()
    return Placeholder(name, None if index is None else int(index), spec or "", in_tex)


def _shown(place: Placeholder, values: Values) -> str:
    if place.name not in values:
        raise unknown_name(place.name, values)
    try:
        text = show(_element(place, values[place.name]), place.spec)
    except ExpressionError as error:
        raise ExpressionError(f"{place.name}: {error}") from None
    if not place.in_tex:
        return text
    return text.replace("−", "-").replace(",", "{,}").replace("%", r"\%")


def _element(place: Placeholder, value: Value) -> Value:
    if place.index is None:
        return value
    if not isinstance(value, list):
        raise ExpressionError(f"This is one number, not a list: write {{{place.name}}}.")
    if place.index >= len(value):
        raise ExpressionError(f"The list has {len(value)} numbers, counted from 0.")
    return value[place.index]
