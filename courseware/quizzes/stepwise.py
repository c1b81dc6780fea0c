"""Questions that go step by step: a step is answered for good before the next one is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from courseware.quizzes.kinds.kind import Kind, Order
from courseware.quizzes.kinds.registry import STEPWISE
from courseware.quizzes.posts import Raw, is_blank, part_name
from courseware.quizzes.questions import Variant
from courseware.words import Reason


def done_of(kind: str, tries: Sequence[Raw]) -> Raw:
    """Return the steps that were handed in for good, of what was handed in (oldest first).

    A try may hold the steps before it, too; what it says of them is not asked any more.
    """
    done: dict[str, Sequence[str]] = {}
    for raw in tries if kind in STEPWISE else ():
        while not is_blank(step := _of_step(raw, _next_name(done))):
            done |= step
    return done


def answer_of(kind: str, raw: Raw, tries: Sequence[Raw]) -> Raw:
    """Return the answer that counts of what was saved (`raw`) and handed in (`tries`, oldest first).

    Of a question that goes step by step these are the steps handed in, whatever was saved later,
    and the saved answer of the next one. Of any other it is what was saved.
    """
    if kind not in STEPWISE:
        return raw
    done = done_of(kind, tries)
    return {**_of_step(raw, _next_name(done)), **done}


def next_done(kind: Kind[Any], variant: Variant, order: Order, raw: Raw, done: Raw) -> Raw | Reason:
    """Return the steps done when the current one of `raw` is handed in, or what to ask back."""
    open_fields = kind.show(variant, order, 1, done).fields
    if not open_fields:
        return Reason("case.over")
    # Only what the step asks for: of anything else it would be done, and nobody could take it.
    posted = {part: raw[part] for part in open_fields if part in raw}
    if is_blank(posted):
        return Reason("answer.choose_one")
    taken = {**posted, **done}
    answer = kind.parse(variant, order, taken)
    return answer if isinstance(answer, Reason) else taken


def steps_of(kind: str, raw: Raw) -> Iterator[tuple[int, Raw]]:
    """Yield the steps of a whole answer as they are handed in: number and post. Other kinds have none."""
    number, name = 1, part_name(1)
    while kind in STEPWISE and not is_blank(_of_step(raw, name)):
        yield number, _of_step(raw, name)
        number, name = number + 1, part_name(number + 1)


def _next_name(done: Raw) -> str:
    return part_name(1 + len({part.split(".")[0] for part in done}))


def _of_step(raw: Raw, name: str) -> Raw:
    """Return what belongs to one step of what was posted."""
    return {
        part: texts for part, texts in raw.items() if part == name or part.startswith(f"{name}.")
    }
