"""A text of a learner's own, or a date."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from courseware.labs.inputs.kind import Fault, InputType, Raw, Reading, Spec, Understood, first
from courseware.labs.written import count_words
from courseware.shapes import LINE, Shapes
from courseware.words import Reason

LONGEST = 2_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_date(text: str) -> date | None:
    """Return a date that is written 2026-03-09, None for anything else."""
    if _DATE.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Text(InputType):
    """`lines`: how high the box is. Expressions ask how many words there are: `did_words`."""

    name = "text"
    words: ClassVar[Shapes] = {"lines": LINE}
    measured = ("words",)
    longest = LONGEST + 200  # a little more than is accepted, so that one sees what was too long

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read how many lines the box shows."""
        lines = reading.typed.get("lines", "1")
        if lines not in {str(no) for no in range(1, 11)}:
            reading.source.error(f"`lines` is “{lines}”.", "lines", mend="Write 1 to 10.")
            lines = "1"
        return {"lines": int(lines)}

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the text; one that is too long is a fault."""
        del spec
        text = first(raw)
        if len(text) > LONGEST:
            reason = Reason("lab.text.long", {"most": LONGEST, "count": len(text)})
            return Understood(text, faults=(Fault("", reason),))
        return Understood(text, {"words": count_words(text)})


class Day(InputType):
    """A date. Expressions ask whether it is given: `by_given` is 1 or 0."""

    name = "date"
    words: ClassVar[Shapes] = {}
    measured = ("given",)

    def read(self, reading: Reading) -> dict[str, Any]:
        """Nothing is asked of an author."""
        del reading
        return {}

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the date as text; what is written otherwise is a fault, nothing is none."""
        del spec
        text = first(raw)
        if text and read_date(text) is None:
            return Understood(faults=(Fault("", Reason("lab.date.unread")),))
        return Understood(text, {"given": int(bool(text))})
