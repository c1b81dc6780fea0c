"""A text in the learner's own words: done with enough of them, or marked by a person along a rubric."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.feedback import Solution
from courseware.quizzes.kinds.kind import Order, Samples, Verdict
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.kinds.reflection_key import ReflectionKey
from courseware.quizzes.kinds.reflection_reading import read_variants
from courseware.quizzes.posts import NOTHING, Raw, filled
from courseware.quizzes.questions import Variant
from courseware.shapes import LIST, TABLE, TEXT, Shapes
from courseware.words import Reason

LONGEST = 3_800
"""Characters of a text: 500 words of seven letters."""


class Reflection:
    """The learner writes; a person reads it where the author gave a rubric."""

    name: ClassVar[str] = "reflection"
    key: ClassVar[str] = "reflect"
    words: ClassVar[Shapes] = {
        "reflect": TEXT,
        "words": TEXT,
        "model": TEXT,
        "checklist": LIST,
        "rubric": TABLE,
        "ask": TEXT,  # `reflect` is the question; what stands here comes before it
        "why": TEXT,  # the model answer says why
    }

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read how many words are asked, the model answer, the checklist and the rubric."""
        return read_variants(item)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> str | Reason:
        """Read the text; too few words are asked back, and more than can be kept."""
        del order  # nothing is shuffled
        texts = filled(raw)
        if len(texts) > 1:
            return Reason("text.twice")
        text = "".join(texts).replace("\r\n", "\n")
        if len(text) > LONGEST:
            return Reason("text.long", {"count": len(text), "limit": LONGEST})
        asked, count = ReflectionKey.from_json(variant.key).words, len(text.split())
        if count < asked:
            code = {0: "text.none", 1: "text.short.one"}.get(count, "text.short")
            return Reason(code, {"count": count, "asked": asked})
        return text

    def grade(self, variant: Variant, answer: str) -> Verdict:
        """Give the point for enough words; where there is a rubric, say that a person has to."""
        del answer  # parse let it pass, and no program judges what it says
        is_judged = bool(ReflectionKey.from_json(variant.key).rubric)
        return Verdict(Fraction(not is_judged), needs_review=is_judged)

    def ids(self, variant: Variant) -> Order:
        """Shuffle nothing."""
        del variant
        return ()

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show a field for the text, and how many words are asked."""
        del order, done  # nothing is shuffled, and there is one step
        values = {"asked": ReflectionKey.from_json(variant.key).words, "limit": f"{LONGEST:,}"}
        hint = Reason("text.asked", values)
        return PublicQuestion(
            no, self.name, variant.ask, fields=("",), hint=hint, exhibit=variant.exhibit
        )

    def solve(self, variant: Variant, order: Order, answer: str | None) -> Solution:
        """Return the model answer and what learners check by themselves."""
        del order, answer  # the same for everybody
        key = ReflectionKey.from_json(variant.key)
        return Solution(model=key.model, checklist=key.checklist)

    def chance(self, variant: Variant) -> None:
        """Say that guessing has no sense here."""
        del variant

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Write enough words, one too few, too many characters, nothing."""
        del order  # nothing is shuffled
        asked = ReflectionKey.from_json(variant.key).words
        return Samples(
            right={"": ["word " * asked]},
            wrong={"": ["word " * (asked - 1)]},
            malformed={"": ["a " * LONGEST]},
            blank={"": [""]},
        )
