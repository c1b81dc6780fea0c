"""One post judged and explained by its kind: for a whole question, and for a question inside another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courseware.calculation.variation import spoken
from courseware.problems import Source
from courseware.quizzes.kinds.feedback import Feedback, Note
from courseware.quizzes.kinds.kind import Kind, Order
from courseware.quizzes.posts import CERTAINTY, Raw, is_blank
from courseware.quizzes.questions import Variant
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Graded:
    """One slot's verdict. Blank or unreadable is 0 points and says so in `reason`.

    `answer` is the kind's own reading of the post; only `explain` hands it back to the kind.
    """

    kind: str
    fraction: Fraction
    answer: Any = None
    notes: tuple[Note, ...] = ()
    reason: Reason | None = None
    needs_review: bool = False


def judge(kind: Kind[Any], variant: Variant, order: Order, raw: Raw) -> Graded:
    """Grade what a form posted; never raises, whatever was posted."""
    return judge_answer(kind, variant, kind.parse(variant, order, raw))


def judge_answer(kind: Kind[Any], variant: Variant, answer: Any) -> Graded:
    """Grade what a kind read of a post, or the reason why it could not."""
    if isinstance(answer, Reason):
        return Graded(kind.name, Fraction(0), reason=answer)
    verdict = kind.grade(variant, answer)
    return Graded(
        kind.name,
        verdict.fraction,
        answer,
        verdict.notes,
        verdict.reason,
        needs_review=verdict.needs_review,
    )


def misjudged(kind: Kind[Any], variant: Variant) -> str:
    """Return what a kind would say wrongly of its own samples of a variant; "" if nothing."""
    order = kind.ids(variant)
    samples = kind.samples(variant, order)
    right = judge(kind, variant, order, samples.right)
    if right.fraction != 1 and not right.needs_review:  # then a person says it
        return "its own solution as wrong"
    is_fooled = judge(kind, variant, order, samples.wrong).fraction != 0
    return "a wrong answer as right" if is_fooled else ""


def check_samples(
    kind: Kind[Any], variants: Iterable[Variant], source: Source, what: str = "The question"
) -> None:
    """Report the first variant whose own samples are not graded as they must be."""
    for variant in variants:
        fault = misjudged(kind, variant)
        if fault:
            mend = "Ask for more digits, or set `within` to fit the digits."
            said = f"{what} grades {fault} with {spoken(variant.values)}."
            source.error(said, kind.key, mend=mend)
            return


def explain(kind: Kind[Any], variant: Variant, order: Order, raw: Raw, graded: Graded) -> Feedback:
    """Explain what was judged. Holds the key: show it only after grading."""
    solution = kind.solve(variant, order, graded.answer)
    is_chosen = solution.options or solution.rows or solution.parts
    typed = [text for part in sorted(raw) if part != CERTAINTY for text in raw[part]]
    return Feedback(
        solution=solution,
        typed="" if is_chosen else " ".join(typed),
        notes=graded.notes,
        reason=Reason("answer.none") if is_blank(raw) else graded.reason,
        why=variant.why,
    )
