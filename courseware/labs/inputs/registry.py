"""Every type of input, by name. A new type is one file, one template and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.labs.inputs.choice import Choice, Several
from courseware.labs.inputs.grid import Grid
from courseware.labs.inputs.kind import InputType
from courseware.labs.inputs.number import Number
from courseware.labs.inputs.order import Order
from courseware.labs.inputs.place import Place
from courseware.labs.inputs.rows import Rows
from courseware.labs.inputs.talk import Talk
from courseware.labs.inputs.text import Day, Text

TYPES: Mapping[str, InputType] = {
    one.name: one
    for one in (
        Number(),
        Choice(),
        Several(),
        Place(),
        Order(),
        Grid(),
        Text(),
        Day(),
        Rows(),
        Talk(),
    )
}
