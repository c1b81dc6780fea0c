"""A number with its unit and bounds; in an explorer with a slider beside it."""

from __future__ import annotations

from typing import Any, ClassVar

from courseware.calculation.expressions import ExpressionError, is_name
from courseware.calculation.values import Values
from courseware.labs.inputs.bounds import WORDS, as_typed, number_within, plain_number, read_bounds
from courseware.labs.inputs.kind import Fault, InputType, Raw, Reading, Spec, Understood, first
from courseware.shapes import LINE, Shapes
from courseware.words import Reason


class Number(InputType):
    """`start`: a number, the name of a value of the case, or nothing, which leaves the field empty."""

    name = "number"
    words: ClassVar[Shapes] = {**WORDS, "unit": LINE, "start": LINE}
    needs = frozenset({"min", "max"})
    measured = ("",)

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read bounds, unit and start."""
        spec: dict[str, Any] = {**read_bounds(reading.typed, reading.source)}
        spec["unit"] = reading.typed.get("unit", "")
        start = reading.typed.get("start", "")
        is_known = not start or start in reading.case or plain_number(start) is not None
        if not is_known:
            what = "no value of the case" if is_name(start) else "no number"
            mend = (
                f"Write a number, or one of {', '.join(reading.case) or 'the values in `given`'}."
            )
            reading.source.error(f"`start` is {what}.", "start", mend=mend)
        spec["start"] = start
        return spec

    def start(self, spec: Spec, case: Values) -> Raw:
        """Return the number that stands there first, as a person would type it."""
        start = spec.get("start", "")
        if not start:
            return {}
        return {"": (_typed(case[start]) if start in case else start,)}

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the number, or why it is asked for again."""
        number = number_within(first(raw), spec)
        if isinstance(number, Reason):
            return Understood(faults=(Fault("", number),))
        return Understood(number, {"": int(number) if number == int(number) else number})


def _typed(value: Any) -> str:
    try:
        return as_typed(value)
    except ExpressionError:  # a list: the file is checked with every case, so nobody sees this
        return ""
