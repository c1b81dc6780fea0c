"""One of some options, or several of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from courseware.labs.inputs.kind import (
    Fault,
    InputType,
    Raw,
    Reading,
    Spec,
    Understood,
    cut,
    first,
)
from courseware.shapes import LINE, TABLE, Shapes
from courseware.words import Reason

ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}", re.ASCII)
MOST_OPTIONS = 40


def read_options(
    reading: Reading, name: str, *, least: int = 2, most: int = MOST_OPTIONS
) -> dict[str, str]:
    """Return id → label as safe HTML of the table under `name`; faults are reported."""
    typed: Mapping[str, str] = reading.typed.get(name, {})
    if not least <= len(typed) <= most:
        reading.source.error(f"`{name}` holds {least} to {most} entries.", name, mend=TABLE.mend)
    for key in typed:
        if ID.fullmatch(key) is None:
            mend = "Use letters, digits and _, a letter first; at most 20."
            reading.source.error(f"“{key}” cannot be an id.", name, key, mend=mend)
    return {key: reading.inline(text, name, key) for key, text in typed.items()}


class Choice(InputType):
    """One option. In expressions it is the number of the chosen one, from 1; 0 for none."""

    name = "choice"
    words: ClassVar[Shapes] = {"options": TABLE, "start": LINE}
    needs = frozenset({"options"})
    measured = ("",)

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read the options and which is chosen first."""
        options, start = read_options(reading, "options"), reading.typed.get("start", "")
        if start and start not in options:
            mend = f"Known: {', '.join(options)}."
            reading.source.error(f"`start` names no option: “{start}”.", "start", mend=mend)
        return {"options": options, "start": start}

    def start(self, spec: Spec, case: Any) -> Raw:  # noqa: ARG002 - an option is in no case
        """Return the option that is chosen first, if any."""
        return {"": (spec["start"],)} if spec["start"] else {}

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the chosen option as a list of one, or of none."""
        known, chosen = list(spec["options"]), first(raw)
        if chosen not in known:
            return Understood((), {"": 0})
        return Understood((chosen,), {"": known.index(chosen) + 1})


class Several(InputType):
    """Some options, at most `most` of them. Expressions ask how many: `focus_count`."""

    name = "several"
    words: ClassVar[Shapes] = {"options": TABLE, "most": LINE}
    needs = frozenset({"options"})
    measured = ("count",)

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read the options and how many may be chosen."""
        options, most = read_options(reading, "options"), reading.typed.get("most", "")
        if most and most not in {str(no) for no in range(1, len(options) + 1)}:
            mend = f"Write a whole number, 1 to {len(options)}."
            reading.source.error(f"`most` is “{most}”.", "most", mend=mend)
            most = ""
        return {"options": options, "most": int(most) if most else len(options)}

    def fields(self, spec: Spec) -> int:
        """Return how many options there are: each is a box of its own."""
        return len(spec["options"])

    def take(self, spec: Spec, before: Raw, posted: Raw) -> Raw:
        """Take as many values as there are options."""
        del before
        return cut(posted, ("",), self.longest, most=len(spec["options"]))

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the chosen options in the order of the file; too many are a fault."""
        chosen = [one for one in spec["options"] if one in raw.get("", ())]
        if len(chosen) > spec["most"]:
            reason = Reason("lab.several.most", {"most": spec["most"], "count": len(chosen)})
            return Understood(chosen, faults=(Fault("", reason),))
        return Understood(chosen, {"count": len(chosen)})
