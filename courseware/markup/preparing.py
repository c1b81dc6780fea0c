"""What a token cannot know alone: its line, its place in a walk-through, whether its box is closed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

STEPS = "steps"
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(slots=True)
class Ids:
    """Makes ids from words: stable, and unique among all that one object has made."""

    prefix: str = ""
    _made: dict[str, int] = field(default_factory=dict)  # id → how often its words came

    def make(self, words: str) -> str:
        """Return the id for a heading or a walk-through; the second of the same words gets -2."""
        name = made = self.prefix + slug(words)
        while made in self._made:
            self._made[name] += 1
            made = f"{name}-{self._made[name]}"
        self._made[made] = 1
        return made


def slug(words: str) -> str:
    """Return words as an id: "Is it on time?" → "is-it-on-time"; curly quotes count as straight ones."""
    words = words.translate(_STRAIGHT)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "part"


def plain_text(children: Sequence[Token]) -> str:
    """Return what a person reads of inline tokens, without marks."""
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in children)


def number_lines(tokens: Sequence[Token]) -> None:
    """Note on every token the 1-based line where it stands, in `meta["line"]`."""
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        token.meta["line"] = line
        within = line
        for child in token.children or ():
            child.meta["line"] = within
            within += child.type in {"softbreak", "hardbreak"} or child.content.count("\n")


def box_kind(token: Token) -> str:
    """Return the name of a box: `::: steps Title` is "steps"."""
    return token.info.split()[0]


def box_title(token: Token) -> str:
    """Return what stands after the name of a box."""
    return " ".join(token.info.split()[1:])


@dataclass(slots=True)
class _Box:
    """A box that is open while its content is read."""

    opening: Token
    breaks: list[Token]


def number_steps(tokens: Sequence[Token], ids: Ids, complain: Callable[[Token, str], None]) -> None:
    """Note on the parts of each walk-through its `id`, the `number` that begins and the `total`.

    A `+++` that divides nothing is complained of and has no `number`.
    """
    boxes: list[_Box] = []
    for token in tokens:
        if token.type == "container_box_open":
            boxes.append(_Box(token, []))
        elif token.type == "container_box_close":
            _number(boxes.pop(), token, ids)
        elif token.type == "step_break":
            box = boxes[-1] if boxes else None
            if box and box_kind(box.opening) == STEPS and token.level == box.opening.level + 1:
                box.breaks.append(token)
            else:
                complain(token, "A line +++ divides steps and stands outside of any.")


def _number(box: _Box, closing: Token, ids: Ids) -> None:
    closing.info = box.opening.info
    if box_kind(box.opening) != STEPS:
        return
    name = ids.make(box_title(box.opening))
    total = len(box.breaks) + 1
    for number, token in enumerate((box.opening, *box.breaks), 1):
        token.meta |= {"id": name, "number": number, "total": total}
    closing.meta |= {"id": name, "number": total + 1, "total": total}
