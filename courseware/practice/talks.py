"""Which of the guided talks with a mentor is due: each comes after a module."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Talk(StrEnum):
    """Where a talk stands."""

    AGREED = "agreed"  # the learner wrote down what was agreed
    DUE = "due"  # its module is passed
    AHEAD = "ahead"  # its module can be passed
    LATER = "later"  # its module is not published yet


def talk(
    guide: str,
    after: str,
    *,
    published: Collection[str],
    passed: Collection[str],
    agreed: Collection[str],
) -> Talk:
    """Return where the talk of a guide stands, which comes after the module `after`."""
    if guide in agreed:
        return Talk.AGREED
    if after in passed:
        return Talk.DUE
    return Talk.AHEAD if after in published else Talk.LATER
