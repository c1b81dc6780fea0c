"""Several questions on one story or one set of data: each part is of its own kind, and has its weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.feedback import Note, PartFeedback, Solution
from courseware.quizzes.kinds.judging import Graded, explain
from courseware.quizzes.kinds.kind import Kind, Order, Readable, Samples, Verdict
from courseware.quizzes.kinds.parts_grading import grade_parts
from courseware.quizzes.kinds.parts_key import PartKey, parts_of
from courseware.quizzes.kinds.parts_reading import read_parts
from courseware.quizzes.kinds.public import PublicPart, PublicQuestion
from courseware.quizzes.kinds.several import Several, inner_order, outer_ids
from courseware.quizzes.posts import NOTHING, Raw, inner, is_blank, outer, part_name
from courseware.quizzes.questions import Variant
from courseware.shapes import BLOCKS, Shapes
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Answer(Several):
    """What was posted for each part, and its kind's reading of it or the reason why there is none."""

    raws: tuple[Raw, ...]
    readings: tuple[Any, ...]


class Parts:
    """The learner answers two to six parts; the point is divided among them by weight."""

    name: ClassVar[str] = "parts"
    key: ClassVar[str] = "parts"
    words: ClassVar[Shapes] = {"parts": BLOCKS}

    def __init__(self, kinds: Mapping[str, Kind[Any]]) -> None:
        """Take the kinds that a part may have."""
        self._kinds = kinds

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read each part with its own kind, and what its number follows from."""
        return read_parts(item, self._kinds)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Answer | Reason:
        """Read every part. Only a post without any answer is asked back as a whole."""
        parts = list(self._parts(variant, order))
        raws = tuple(inner(raw, name) for name, *_ in parts)
        blank = [no for no, one in enumerate(raws, 1) if is_blank(one)]
        if len(blank) == len(parts):
            return Reason("answer.none")
        readings = tuple(
            Reason("answer.none") if is_blank(one) else kind.parse(key.variant, own, one)
            for one, (_, kind, key, own) in zip(raws, parts, strict=True)
        )
        asked_back = tuple(
            (no, reading)
            for no, reading in enumerate(readings, 1)
            if isinstance(reading, Reason) and no not in blank
        )
        missing_in = tuple(
            (no, reading.missing)
            for no, reading in enumerate(readings, 1)
            if isinstance(reading, Readable) and reading.missing
        )
        missing = Reason("parts.missing", {"parts": ", ".join(map(str, blank))}) if blank else None
        return Answer(
            asked_back,
            is_unreadable=len(asked_back) + len(blank) == len(parts),
            raws=raws,
            readings=readings,
            missing=missing,
            missing_in=missing_in,
        )

    def grade(self, variant: Variant, answer: Answer) -> Verdict:
        """Give the mean of the parts' fractions by weight; blank and unreadable ones count 0."""
        keys = parts_of(variant)
        graded = self._graded(variant, keys, answer.readings)
        earned = sum(
            (one.fraction * key.weight for one, key in zip(graded, keys, strict=True)), Fraction(0)
        )
        return Verdict(
            earned / sum(key.weight for key in keys),
            tuple(
                Note(f"{part_name(no)}:{note.code}")
                for no, one in enumerate(graded, 1)
                for note in one.notes
            ),
            needs_review=any(one.needs_review for one in graded),
            reason=answer.asked_back[0][1] if answer.is_unreadable else None,
        )

    def ids(self, variant: Variant) -> Order:
        """Shuffle what each part shuffles, each among its own."""
        return tuple(
            one
            for no, key in enumerate(parts_of(variant), 1)
            for one in outer_ids(no, self._kinds[key.kind].ids(key.variant))
        )

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show all parts, one below the other."""
        del done  # there is one step
        shown = tuple(
            PublicPart(name, kind.show(key.variant, own, place), weight=key.weight)
            for place, (name, kind, key, own) in enumerate(self._parts(variant, order), 1)
        )
        fields = tuple(
            one
            for part in shown
            for one in outer(dict.fromkeys(part.question.fields, ()), part.name)
        )
        return PublicQuestion(
            no, self.name, variant.ask, fields, exhibit=variant.exhibit, parts=shown
        )

    def solve(self, variant: Variant, order: Order, answer: Answer | None) -> Solution:
        """Explain every part as its own kind does."""
        parts = list(self._parts(variant, order))
        keys = [key for _, _, key, _ in parts]
        raws: Sequence[Raw] = answer.raws if answer else [NOTHING] * len(parts)
        readings = answer.readings if answer else [Reason("answer.none")] * len(parts)
        graded = self._graded(variant, keys, readings)
        return Solution(
            parts=tuple(
                PartFeedback(
                    kind.show(key.variant, own, place),
                    one.fraction,
                    explain(kind, key.variant, own, raw, one),
                    key.weight,
                )
                for place, ((_, kind, key, own), raw, one) in enumerate(
                    zip(parts, raws, graded, strict=True), 1
                )
            )
        )

    def chance(self, variant: Variant) -> Fraction | None:
        """Return the mean of the parts' chances by weight; nobody follows from a guess."""
        keys = parts_of(variant)
        chances = [(self._kinds[key.kind].chance(key.variant), key.weight) for key in keys]
        earned = Fraction(0)
        for chance, weight in chances:
            if chance is None:
                return None
            earned += chance * weight
        return earned / sum(key.weight for key in keys)

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Answer all parts; a wrong number may follow from another, so such parts are left blank."""
        posts: dict[str, dict[str, Sequence[str]]] = {"right": {}, "wrong": {}, "malformed": {}}
        for name, kind, key, own in self._parts(variant, order):
            samples = kind.samples(key.variant, own)
            posts["right"] |= outer(samples.right, name)
            posts["wrong"] |= outer(NOTHING if key.follow else samples.wrong, name)
            posts["malformed"] |= outer(samples.malformed, name)
        return Samples(**posts, blank={"p1": [""]})

    def _parts(
        self, variant: Variant, order: Order
    ) -> Iterator[tuple[str, Kind[Any], PartKey, Order]]:
        """Yield the name, the kind, the key and this learner's order of each part."""
        for no, key in enumerate(parts_of(variant), 1):
            yield part_name(no), self._kinds[key.kind], key, inner_order(order, no)

    def _graded(
        self, variant: Variant, keys: Sequence[PartKey], readings: Sequence[Any]
    ) -> tuple[Graded, ...]:
        return grade_parts(self._kinds, keys, variant.values, readings)
