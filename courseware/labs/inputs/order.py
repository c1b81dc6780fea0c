"""Items in an order: jobs to run one after the other."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from courseware.calculation.values import Values
from courseware.labs.inputs.items import read_items
from courseware.labs.inputs.kind import Fault, InputType, Raw, Reading, Spec, Understood, first
from courseware.shapes import BLOCK, Shapes
from courseware.words import Reason


class Order(InputType):
    """Each item has a position of its own, from 1; at first they stand as in the file."""

    name = "order"
    words: ClassVar[Shapes] = {"items": BLOCK}
    needs = frozenset({"items"})

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read the items."""
        return {"items": read_items(reading)}

    def parts(self, spec: Spec) -> Collection[str]:
        """Return the items: a page posts the position of each."""
        return tuple(spec["items"])

    def start(self, spec: Spec, case: Values) -> Raw:  # noqa: ARG002 - the file's order in each case
        """Return the order of the file."""
        return {one: (str(no),) for no, one in enumerate(spec["items"], 1)}

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the ids in order; two items at one position, or one without, are a fault."""
        positions = {one: first(raw, one) for one in spec["items"]}
        wanted = {str(no) for no in range(1, len(positions) + 1)}
        if set(positions.values()) != wanted:
            reason = Reason("lab.order.gaps", {"most": len(positions)})
            return Understood(faults=(Fault("", reason),))
        return Understood(sorted(positions, key=lambda one: int(positions[one])))
