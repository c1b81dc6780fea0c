"""How long and how hard a text is to read: words, sentences, Flesch–Kincaid grade."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

_SKIPPED = re.compile(
    r"<math\b.*?</math>|<nav\b.*?</nav>|<summary>.*?</summary>|<p class=\"step-count\">.*?</p>",
    re.DOTALL,
)
_NO_PROSE = re.compile(
    r"<table>.*?</table>|<figure\b.*?</figure>|<pre>.*?</pre>|<h\d\b.*?</h\d>", re.DOTALL
)
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|figcaption)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+(?:[’'.,:/-][^\W_]+)*")
_SPOKEN = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:(?:[aeiouy]l|[^laeiouy])e|[^aeioudt]ed|[^aeiouscxzgh]es)$")
_APART = re.compile(r"(?<![ctsgx])i[aou]|(?<![ctsgxr])ie[nt]|rien|uous|[aeiouy]ing$")
"""Vowels that stand together and are spoken apart: ra-ti-o, qui-et, be-ing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Measures of a text's prose. `grade` is the school year in which it reads easily."""

    sentences: int
    words: int
    grade: float
    longest: str

    @property
    def average(self) -> float:
        """Return the words in an average sentence."""
        return self.words / max(self.sentences, 1)


def count_words(html: str) -> int:
    """Return the words of a text, tables and captions included, formulas and controls not."""
    return len(_WORD.findall(_plain(html)))


def read(html: Iterable[str]) -> Reading:
    """Measure the prose in pieces of HTML: no tables, formulas, figures, headings, calculations."""
    text = "\n".join(_plain(_NO_PROSE.sub("\n", piece)) for piece in html)
    typed = (part for part in _SENTENCE_END.split(text) if "=" not in part)
    said: list[list[str]] = [words for words in map(_SPOKEN.findall, typed) if words]
    words = [word for sentence in said for word in sentence]
    if not words:
        return Reading(0, 0, 0.0, "")
    syllables = sum(count_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59
    longest: list[str] = max(said, key=len)
    return Reading(len(said), len(words), grade, " ".join(longest))


def count_syllables(word: str) -> int:
    """Return how many syllables an English word has, by its groups of vowels."""
    parts = re.split(r"[’'-]", word.lower())
    return sum(max(1, _groups(part)) for part in parts if len(part) > 1) or 1


def _groups(part: str) -> int:
    silent = _SILENT.search(part) is not None
    return len(_VOWELS.findall(part)) - silent + len(_APART.findall(part))


def _plain(html: str) -> str:
    text = _BLOCK_END.sub("\n", _SKIPPED.sub(" ", html))
    return unescape(_TAG.sub("", text))
