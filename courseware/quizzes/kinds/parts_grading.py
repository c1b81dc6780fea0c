"""Grading parts in turn: a number may follow from the learner's own earlier ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from courseware.calculation.expressions import ExpressionError, parse
from courseware.calculation.values import Values
from courseware.quizzes.kinds import numeric
from courseware.quizzes.kinds.feedback import Note
from courseware.quizzes.kinds.judging import Graded, judge_answer
from courseware.quizzes.kinds.kind import Kind
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.kinds.parts_key import PartKey
from courseware.quizzes.posts import part_name
from courseware.quizzes.questions import Variant
from courseware.words import Reason

FOLLOWED = Note("follow", Reason("answer.follow"))


def grade_parts(
    kinds: Mapping[str, Kind[Any]],
    keys: Sequence[PartKey],
    values: Values,
    answers: Sequence[Any],
) -> tuple[Graded, ...]:
    """Grade each part; `answers` are their kinds' readings, or the reason why there is none.

    A learner's number is known to later parts by the name of its part, in the unit of its key.
    """
    graded: list[Graded] = []
    own = dict(values)
    for no, (key, answer) in enumerate(zip(keys, answers, strict=True), 1):
        graded.append(_grade(kinds[key.kind], key, own, answer))
        number = _number(key, answer)
        if number is not None:
            own[part_name(no)] = number
    return tuple(graded)


def _grade(kind: Kind[Any], key: PartKey, own: Values, answer: Any) -> Graded:
    graded = judge_answer(kind, key.variant, answer)
    if isinstance(answer, Reason) or graded.fraction > 0 or not key.follow:
        return graded
    followed = _followed(key, own)
    again = graded if followed is None else judge_answer(kind, followed, answer)
    return replace(again, notes=(FOLLOWED, *again.notes)) if again.fraction > 0 else graded


def _number(key: PartKey, answer: object) -> float | None:
    """Return what the learner gave in the unit of the key; None if it is no such number."""
    if not isinstance(answer, numeric.Answer):
        return None
    number = answer.value_in(NumericKey.from_json(key.variant.key).unit)
    plain = math.nan if number is None else float(number)
    return plain if math.isfinite(plain) else None


def _followed(key: PartKey, own: Values) -> Variant | None:
    """Return the part with the key that follows from the learner's own numbers, if there is one."""
    try:
        number = parse(key.follow).evaluate(own)
        if isinstance(number, bool | list):
            return None
        right = NumericKey.from_json(key.variant.key).about(float(number), key.within)
    except ExpressionError:
        return None
    if right.accepts(Decimal(0), right.number):
        return None  # whoever types 0, or a giant to divide by, would have worked out nothing
    return replace(key.variant, key=right.to_json(), mistakes=())
