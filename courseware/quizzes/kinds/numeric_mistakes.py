"""Wrong numbers that an author foresees: an expression, what to tell, and what it earns all the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from courseware.calculation.expressions import Expression, ExpressionError
from courseware.calculation.values import Values
from courseware.calculation.variation import evaluate, read_expression, spoken
from courseware.problems import Source
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.questions import Mistake
from courseware.shapes import TEXT, Shape, read_block, read_share

MOST_MISTAKES = 20
_LONG = {"feedback": Shape(lambda value: isinstance(value, str), TEXT.mend), "credit": TEXT}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A mistake the same in every variant: as typed, as expression, its feedback, its share of the point."""

    typed: str
    expression: Expression
    feedback: str
    credit: Fraction


def read_mistakes(item: Item, names: Collection[str]) -> Sequence[Foreseen]:
    """Return the foreseen mistakes of a question whose values have these names; report every fault."""
    found = item.typed.get("mistakes", {})
    if len(found) > MOST_MISTAKES:
        said = f"A question foresees at most {MOST_MISTAKES} mistakes."
        item.source.error(said, "mistakes", mend="Keep the most frequent ones.")
        return ()
    mistakes = []
    for typed, entry in found.items():
        source = item.source.at("mistakes", typed)
        expression = read_expression(typed, names, source)
        feedback, credit = _read_entry(typed, entry, source)
        if expression is not None:
            mistakes.append(Foreseen(typed, expression, feedback, credit))
    return mistakes


def _read_entry(typed: str, entry: object, source: Source) -> tuple[str, Fraction]:
    """Return feedback and credit of one entry, which is a text or a block of both."""
    block = {"feedback": entry} if isinstance(entry, str) else read_block(entry, source, _LONG, ())
    feedback, written = str(block.get("feedback", "")), block.get("credit", "0")
    credit = read_share(written)
    if credit is None or credit == 1:
        mend = "Write a share below 1, such as 1/2."
        source.error(f"The credit of `{typed}` is “{written}”.", "credit", mend=mend)
        credit = Fraction(0)
    if not feedback.strip():
        mend = "Write what went wrong."
        source.house(f"The mistake `{typed}` has no feedback.", mend=mend)
    return feedback, credit


def build_mistake(item: Item, one: Foreseen, values: Values, key: NumericKey) -> Mistake:
    """Return the mistake with these values; report one that has no number or counts as right."""
    number, path = key.number, ("mistakes", one.typed)
    try:
        number = number_of(one.expression, values)
    except ExpressionError as error:
        item.source.error(str(error), *path)
    else:
        if key.accepts(number, key.number):
            item.source.error(
                f"The mistake `{one.typed}` counts as right with {spoken(values)}.",
                *path,
                mend="Narrow `given`, add a `require`, or drop this mistake.",
            )
    return Mistake(
        one.expression.text, number, item.inline(one.feedback, values, *path), one.credit
    )


def number_of(expression: Expression, values: Values) -> float:
    """Return the one number that an expression gives; raise ExpressionError where it gives none."""
    number = evaluate(expression, values)
    if isinstance(number, bool | list):
        raise ExpressionError(f"`{expression.text}` must give one number.")
    return float(number)
