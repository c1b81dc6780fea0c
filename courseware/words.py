"""Reasons: what a rule has to say, as a code and values; the sentence is made here, once, for all faces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from courseware.sentences import SENTENCES

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so. `code` names a sentence of SENTENCES; `values` fill its blanks."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Translate = str) -> str:
        """Return the sentence for people; `translate` is gettext of the reader's language."""
        return translate(SENTENCES[self.code]).format_map(self.values)


class Unfit(ValueError):  # noqa: N818 - it is an answer in plain words, not a fault of ours
    """A value that a rule refuses; `reason` says why, and what to do instead."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence())
        self.reason = reason


def percent(share: Fraction) -> str:
    """Write a share for people: rounded down, so that 79.99 never reads as 80."""
    whole, rest = divmod(share.numerator * 1000 // share.denominator, 10)
    return f"{whole}.{rest} %" if rest else f"{whole} %"


def hours_text(hours: Fraction) -> str:
    """Write hours for people: 1.5, 12, 0.25; a third is cut to 0.33."""
    hundredths = hours.numerator * 100 // hours.denominator
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)
