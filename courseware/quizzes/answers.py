"""Where an answer goes that a page sends: it counts, it is put aside for the learner to choose, or nothing is stored.

A page is one document in one browser: two tabs are two pages, and so are two devices. Each has a
random id and says with every answer what it last knew as saved. So an answer that was changed on
two pages at once is never overwritten in silence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from courseware.quizzes.posts import Raw, is_same


class Placing(StrEnum):
    """What becomes of an answer; the values are the stored kinds of steps."""

    COUNTS = "save"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page sends for one slot: its own counter, what was posted, what it last knew as saved.

    `was` and `page` are None where a page does not say (one that was opened before pages said so).
    """

    client_seq: int
    raw: Raw
    was: Raw | None = None
    page: str | None = None

    @property
    def text(self) -> str:
        """Return the one JSON text of the posted values."""
        told = {part: list(texts) for part, texts in sorted(self.raw.items()) if list(texts)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Current:
    """The answer of a slot that counts now; `asked` is the page whose other answer waits for a choice."""

    raw: Raw
    page: str | None
    client_seq: int
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """An answer to store: of what kind, with which counter. Of those that count the highest is current."""

    placing: Placing
    client_seq: int


def place(answer: Answer, current: Current | None) -> Placed | None:
    """Say what becomes of an answer; None: the page has not changed it, or all agree on it.

    Within one page the counter rules: an older save that arrives late does not overtake. Between
    pages it is what each of them knew: only who has seen the current answer may replace it.
    """
    if answer.was is not None and is_same(answer.raw, answer.was):
        return None
    if current is None or (answer.page is None and answer.was is None):
        return Placed(Placing.COUNTS, answer.client_seq)
    newest = Placed(Placing.COUNTS, max(answer.client_seq, current.client_seq + 1))
    knew = answer.was is not None and is_same(answer.was, current.raw)
    is_own = answer.page is not None and answer.page == current.page
    if is_own:
        # One that follows on the current answer counts even if that was stored with a raised counter.
        return newest if knew else Placed(Placing.COUNTS, answer.client_seq)
    if is_same(answer.raw, current.raw):
        is_settled = answer.page is not None and answer.page == current.asked
        return newest if is_settled else None  # stored, it says that this page agrees by now
    return newest if knew else Placed(Placing.ASIDE, answer.client_seq)
