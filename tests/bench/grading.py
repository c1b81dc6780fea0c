"""How long grading alone takes: attempts of 12 questions of all kinds, one process, no database."""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice

from courseware.quizzes.grading import grade, result
from courseware.quizzes.kinds.kind import Order
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.posts import Raw
from courseware.quizzes.questions import Question, Variant
from tests.house.test_written_examples import compiled, examples

ATTEMPTS, QUESTIONS, SHEETS = 10_000, 12, 20
MARK = Fraction(4, 5)


@dataclass(frozen=True)
class Answered:
    """A question as somebody saw it, and what they posted."""

    kind: str
    variant: Variant
    order: Order
    raw: Raw


def line() -> str:
    """Grade and return the sentence that tells how long it took."""
    questions = [question for text in examples().values() for question in compiled(text)]
    sheets = [_sheet(questions, number) for number in range(SHEETS)]
    began = time.process_time()
    for number in range(ATTEMPTS):
        sheet = sheets[number % SHEETS]
        fractions = [grade(one.kind, one.variant, one.order, one.raw).fraction for one in sheet]
        result(fractions, QUESTIONS, MARK)
    took = time.process_time() - began
    return (
        f"Grading alone, in one process: {ATTEMPTS:,} attempts of {QUESTIONS} questions, all "
        f"{len(KINDS)} kinds among them, in {took:.1f} s of CPU ({took / ATTEMPTS * 1e3:.2f} ms an attempt)."
    )


def _sheet(questions: list[Question], number: int) -> list[Answered]:
    """Return the answers of one attempt: a sheet begins with another question and variant each time."""
    return [
        _answered(question, number + place)
        for place, question in enumerate(islice(cycle(questions), number, number + QUESTIONS))
    ]


def _answered(question: Question, number: int) -> Answered:
    variant = question.variants[number % len(question.variants)]
    kind = KINDS[question.kind]
    order = kind.ids(variant)
    samples = kind.samples(variant, order)
    raws = (samples.right, samples.wrong, samples.right, samples.blank)
    return Answered(question.kind, variant, order, raws[number % len(raws)])
