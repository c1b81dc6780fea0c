"""The key of a cloze: the text around its blanks, what is right in each, what was foreseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from courseware.quizzes.kinds.typed_texts import fold, is_slip_of, literal, matches
from courseware.quizzes.posts import part_name
from courseware.quizzes.questions import Option, Variant
from courseware.stored import Stored


@dataclass(frozen=True, slots=True)
class Told(Stored):
    """What a learner is told who gave a certain text.

    `note` is the text as in the file, the same in every variant; `written` has its values.
    """

    note: str
    written: str
    html: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One blank: whether it is right, the right spelling if a slip was forgiven, what was foreseen."""

    is_right: bool
    spelling: str = ""
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class ClozeKey(Stored):
    """What `Variant.key` holds for a cloze.

    `pieces` are safe HTML, one more than blanks. `accepts` has for each blank what is right there, as
    the author wrote it, the one to show first; nothing for a drop-down, whose choices are the
    variant's options "p<blank>:<number>". `typo`: a slip in a longer word is forgiven.
    """

    pieces: tuple[str, ...]
    accepts: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]
    typo: bool = False
    told: tuple[Told, ...] = ()

    def share(self, no: int) -> Fraction:
        """Return the share of the point that blank number `no` (from 1) is worth."""
        return Fraction(self.weights[no - 1], sum(self.weights))

    def judge(self, no: int, typed: str) -> Judged:
        """Judge what was typed in a blank. What the author foresaw as wrong is never a slip."""
        folded, accepts = fold(typed), self.accepts[no - 1]
        told = next((one for one in self.told if matches(one.written, folded)), None)
        if any(matches(written, folded) for written in accepts):
            return Judged(is_right=True, told=told)
        near = next((one for one in accepts if is_slip_of(folded, one)), None)
        if told is not None or near is None or not self.typo:
            return Judged(is_right=False, told=told)
        right = fold(literal(near))
        told = next((one for one in self.told if matches(one.written, right)), None)
        return Judged(is_right=True, spelling=literal(near), told=told)


def choice_id(no: int, place: int) -> str:
    """Return the id of a choice: its blank and its place in the file."""
    return f"{part_name(no)}:{place}"


def choices_of(variant: Variant, no: int) -> tuple[Option, ...]:
    """Return the choices of a blank; none for one to type in."""
    return tuple(one for one in variant.options if one.id.partition(":")[0] == part_name(no))


def of_blank(ids: Iterable[str], no: int) -> list[str]:
    """Return the ids among `ids` that belong to a blank, in their order."""
    return [one for one in ids if one.partition(":")[0] == part_name(no)]
