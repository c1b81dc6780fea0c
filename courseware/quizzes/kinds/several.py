"""What questions with several parts share: ids of the parts, and what is asked back of some of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from courseware.quizzes.kinds.kind import Order, Readable
from courseware.quizzes.posts import part_name
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Several(Readable):
    """What `parse` makes of a post of which some parts may be blank or unreadable.

    `asked_back`: the number of a part, and what to ask back of it; `missing_in`: the same for what
    is missing in a readable part. The readable parts count all the same, if there are any: else the
    post `is_unreadable`.
    """

    asked_back: tuple[tuple[int, Reason], ...]
    is_unreadable: bool
    missing_in: tuple[tuple[int, Reason], ...] = field(default=(), kw_only=True)


def outer_ids(no: int, ids: Iterable[str]) -> Order:
    """Return the ids of one part as the whole question shuffles them: "p1:2"."""
    return tuple(f"{part_name(no)}:{one}" for one in ids)


def inner_order(order: Order, no: int) -> Order:
    """Return the order of one part, as its own kind knows it."""
    lead = f"{part_name(no)}:"
    return tuple(one.removeprefix(lead) for one in order if one.startswith(lead))
