"""A plain model of an attempt that is answered on several pages; it knows no database and none of our rules.

Which answer counts, which one waits for a choice, what was promised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

Raw = Mapping[str, list[str]]


@dataclass
class Save:
    """An answer on its way: what the page knew, and how the server can tell it from another."""

    key: str
    slot: int
    seq: int
    raw: Raw
    was: Raw


@dataclass
class Page:
    """One tab or device: what it shows, and what it could not send yet."""

    name: str
    attempt: int
    seq: int
    shows: dict[int, Raw]
    queue: list[Save] = field(default_factory=list)


@dataclass
class Counted:
    """What the model holds of a slot: the answer that counts, whose it is, and what waits beside it."""

    raw: Raw
    page: str | None
    waiting: dict[str, Raw] = field(default_factory=dict)  # page → its newest answer put aside


@dataclass
class Try:
    """What the model holds of one attempt."""

    id: int
    deadline: datetime
    version: int
    slots: dict[int, Counted] = field(default_factory=dict)
    arrived: dict[str, Raw] = field(default_factory=dict)  # key → what must be on the disk
    ended: tuple[str, Fraction] | None = None
    ended_at: datetime | None = None

    def take(self, page: str, save: Save) -> bool:
        """Let an answer arrive; say whether it waits for a choice."""
        if save.raw == save.was:
            return False
        now = self.slots.get(save.slot)
        if now is None:
            self.slots[save.slot] = Counted(save.raw, page)
        elif now.page == page:
            now.raw = save.raw
            now.waiting.pop(page, None)
        elif save.raw == now.raw:
            if page in now.waiting:
                now.page = page
                now.waiting.pop(page)
            return False
        elif save.was == now.raw:
            now.raw, now.page = save.raw, page
            now.waiting.pop(page, None)
        else:
            now.waiting[page] = save.raw
            self.arrived[save.key] = save.raw
            return True
        self.arrived[save.key] = save.raw
        return False
