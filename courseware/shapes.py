"""The shape of what an author typed: which words a block may hold, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Any, TypeGuard

from courseware.problems import Source

LONGEST_WORD = 100
MOST_WORDS = 1_000
"""How much is compared, at most, to find the word that an author may have meant."""
LONGEST_LINE = 150
_SHARE = re.compile(r"(\d{1,2})(?:/([1-9]\d?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must look like, and the sentence that tells an author how to write it."""

    fits: Callable[[object], bool]
    mend: str


Shapes = Mapping[str, Shape]
"""The words that a block may hold, each with its shape."""


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _is_line(value: object) -> bool:
    return _is_text(value) and len(value) <= LONGEST_LINE and len(value.splitlines()) == 1


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(entry, str) for entry in value.values())


def _is_sequence(value: object) -> bool:
    return isinstance(value, list) and all(
        _is_text(entry) or (_is_list(entry) and bool(entry)) for entry in value
    )


def _is_groups(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(_is_list, value.values()))


def _is_draws(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        _is_text(entry) or _is_list(entry) for entry in value.values()
    )


TEXT = Shape(_is_text, "Write one text after the colon.")
LINE = Shape(_is_line, f"Write one line of at most {LONGEST_LINE} characters.")
LIST = Shape(_is_list, "Write a list of texts: [first, second].")
SEQUENCE = Shape(
    _is_sequence, "Write a list: [first, second, [third, or fourth]]. An inner list has any order."
)
GROUPS = Shape(_is_groups, "Write one line for each: `group: [item, item]`; an empty one is `[]`.")
PAIRS = Shape(_is_table, "Write one line for each: `left side: its match`.")


def _is_mistakes(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(entry, str) or _is_table(entry) for entry in value.values()
    )


TABLE = Shape(_is_table, 'Write one line for each: "the option or name": "its text".')
SHARES = Shape(_is_table, 'Write one line for each: "the option": 1/2.')
MISTAKES = Shape(
    _is_mistakes,
    'Write one line for each: "rate / wip": "what went wrong", or feedback and credit.',
)
DRAWS = Shape(_is_draws, "Write one line for each: `name: 60..180 step 15` or `name: [1, 2]`.")
BLOCK = Shape(lambda value: isinstance(value, Mapping), "Write one line for each: `name: …`.")
BLOCKS = Shape(lambda value: isinstance(value, list), "Begin each entry with a hyphen.")


def read_block(
    value: object, source: Source, shapes: Shapes, required: Collection[str]
) -> dict[str, Any]:
    """Return the known entries that have their shape; all others and missing ones are reported."""
    if not isinstance(value, Mapping):
        source.error("A block of `name: value` lines is missing here.", mend=BLOCK.mend)
        return {}
    for name in sorted(value.keys() - shapes.keys()):
        source.error(f"`{name}` is not known here.", name, mend=partial(nearest, name, shapes))
    for name in sorted(required - value.keys()):
        source.error(f"`{name}` is missing.", mend=shapes[name].mend)
    block = {}
    for name in [name for name in shapes if name in value]:
        if shapes[name].fits(value[name]):
            block[name] = value[name]
        else:
            source.error(f"`{name}` has the wrong form.", name, mend=shapes[name].mend)
    return block


def read_choice(block: Mapping[str, Any], name: str, known: Collection[str], source: Source) -> str:
    """Return the entry if it is one of `known`; else report it and return ""."""
    value: str = block.get(name, "")
    if not value or value in known:
        return value
    source.error(f"The {name} “{value}” is not known.", name, mend=partial(nearest, value, known))
    return ""


def read_share(written: str) -> Fraction | None:
    """Return a share of a point as authors write it: 0, 1, or 1/2, 1/3 …; None if it is no such."""
    found = _SHARE.fullmatch(written.strip())
    if found is None:
        return None
    share = Fraction(int(found[1]), int(found[2] or 1))
    return share if share <= 1 else None


def similar(name: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like `name`, or "". The search is short in any case."""
    if len(name) > LONGEST_WORD:
        return ""
    words = (word for word in islice(known, MOST_WORDS) if len(word) <= LONGEST_WORD)
    return "".join(get_close_matches(name, words, n=1))


def nearest(name: str, known: Collection[str]) -> str:
    """Return the mend that names the most similar known word, or all of them."""
    close = similar(name, known)
    if close:
        return f"Did you mean `{close}`?"
    return f"Known: {', '.join(sorted(known))}."
