"""How a typed text is compared with one that an author wrote: what is alike, what `*` stands for, slips.

Nothing here builds a regular expression: matching takes time in proportion to the texts, whatever
they hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

LEAST_LETTERS = 5
"""A word with fewer letters may have no slip: with one it could be another word."""

_WILD = "\0"  # nobody can type it: a form that holds it is refused
_QUOTES = frozenset("'\"`´′″‘’‚‛“”„‟‹›«»＇＂")
_MINUS = frozenset("−➖")
_SPEAKING = frozenset("%‰&#@*/\\_")
"""Punctuation that belongs to what is said: 5 % is not 5."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def fold(text: str) -> str:
    """Return a text as it is compared: two texts with the same result are the same answer.

    Alike are: letters and digits of any width and case, all kinds of spaces, of quotes and of
    hyphens. Punctuation around the whole is left out, and what nobody can see.
    """
    seen = "".join(_alike(one) for one in text if unicodedata.category(one) != "Cf")
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    text = " ".join(text.split())
    return _without_surroundings(text) or text


def _alike(one: str) -> str:
    if one in _QUOTES:
        return "'"
    return "-" if one in _MINUS or unicodedata.category(one) == "Pd" else one


def _without_surroundings(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _surrounds(text[start], text[start + 1 : start + 2]):
        start += 1
    while start < end and _surrounds(text[end - 1], ""):
        end -= 1
    return text[start:end]


def _surrounds(one: str, following: str) -> bool:
    if one == "-" and following.isdigit():
        return False  # the sign of a number
    return one == " " or (unicodedata.category(one)[0] == "P" and one not in _SPEAKING)


def literal(written: str) -> str:
    r"""Return an author's text without its escapes: `\*` is a star that stands for itself."""
    return _ESCAPE.sub(r"\1", written)


def has_wildcard(written: str) -> bool:
    """Say whether a `*` in an author's text stands for anything."""
    return len(_chunks(written)) > 1


def is_anything(written: str) -> bool:
    """Say whether every text would match: nothing stands beside the wildcards."""
    return has_wildcard(written) and not any(chunk.strip() for chunk in _chunks(written))


@lru_cache(maxsize=1024)
def _chunks(written: str) -> tuple[str, ...]:
    """Return what stands between the wildcards of an author's text, folded."""
    marked = "".join(_marked(written))
    return tuple(fold(marked).split(_WILD))


def _marked(written: str) -> Iterator[str]:
    """Yield an author's text without escapes, its wildcards as marks that no text holds."""
    end = 0
    for match in _ESCAPE.finditer(written):
        yield written[end : match.start()].replace("*", _WILD)
        yield match[1]
        end = match.end()
    yield written[end:].replace("*", _WILD)


def matches(written: str, folded: str) -> bool:
    """Say whether a folded text is what an author wrote; `*` in it stands for any characters or none."""
    chunks = _chunks(written)
    if len(chunks) == 1:
        return folded == chunks[0]
    first, *middle, last = chunks
    end = len(folded) - len(last)
    if not folded.startswith(first) or not folded.endswith(last) or end < len(first):
        return False
    return _holds(folded, middle, len(first), end)


def _holds(folded: str, chunks: Sequence[str], start: int, end: int) -> bool:
    """Say whether the chunks stand there one after the other; taking each at its first place finds all."""
    for chunk in chunks:
        found = folded.find(chunk, start, end)
        if found < 0:
            return False
        start = found + len(chunk)
    return True


def is_slip_of(folded: str, written: str) -> bool:
    """Say whether a folded text is an author's text with slips: at most one in each longer word.

    A slip is one letter too many, missing, wrong, or two neighbors swapped. Words of fewer than five
    letters, words with digits and texts with a wildcard must be as they are.
    """
    if has_wildcard(written):
        return False
    wanted, typed = _chunks(written)[0].split(), folded.split()
    if len(wanted) != len(typed) or wanted == typed:
        return False
    return all(
        one == other or (_may_slip(one) and not _has_digit(other) and _is_one_slip(one, other))
        for one, other in zip(wanted, typed, strict=True)
    )


def _may_slip(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= LEAST_LETTERS and not _has_digit(word)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _is_one_slip(one: str, other: str) -> bool:
    """Say whether two different words are one slip apart (edit distance 1, a swap of neighbors is one)."""
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    is_swap = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return is_swap or one[at + 1 :] == other[at + 1 :]
