"""Which kind of question a block is: the one whose key stands in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from courseware.problems import Source
from courseware.quizzes.kinds.kind import Kind


def kind_of(value: object, kinds: Collection[Kind[Any]], source: Source) -> Kind[Any] | None:
    """Return the kind whose key stands in the block; none or several are reported."""
    if not isinstance(value, Mapping):
        return None
    found = [kind for kind in kinds if kind.key in value]
    if len(found) == 1:
        return found[0]
    keys = [kind.key for kind in found]
    named = " and ".join(f"`{key}`" for key in keys)
    choice = ", ".join(f"`{kind.key}` ({kind.name})" for kind in kinds)
    source.error(
        f"{named} make two kinds of question." if keys else "The right answer is missing.",
        *keys[1:2],
        mend=f"Write exactly one of {choice}.",
    )
    return None
