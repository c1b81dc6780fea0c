"""What ordering, matching and categorize share: rows of texts, each with its right place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from courseware.calculation.values import Values
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.choice_reading import plain
from courseware.quizzes.posts import Raw, filled, part_name
from courseware.shapes import nearest
from courseware.stored import Stored

Where = tuple[str | int, ...]
"""Where a text stands in the question: its entry, then keys and places."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text of a question as its author typed it, and what is right for it."""

    text: str
    where: Where
    right: str = ""


@dataclass(frozen=True, slots=True)
class Row(Stored):
    """One row. `right` is the id of its choice, or its rank in the right order ("1", "2", …)."""

    html: str
    right: str
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class RowsKey(Stored):
    """What `Variant.key` holds: the rows in the author's order, and what they may be given.

    Ids of rows and choices are their places in the file, from "1". `exact` belongs to ordering.
    """

    rows: tuple[Row, ...]
    choices: tuple[str, ...] = ()
    exact: bool = False

    @property
    def by_id(self) -> Mapping[str, Row]:
        """Return id → row."""
        return {str(no): row for no, row in enumerate(self.rows, 1)}

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the rows, in the author's order."""
        return tuple(self.by_id)

    @property
    def choice_ids(self) -> tuple[str, ...]:
        """Return the ids of the choices, in the author's order."""
        return numbers(len(self.choices))

    def choice(self, choice_id: str) -> str:
        """Return the text of a choice; "" for none."""
        return self.choices[int(choice_id) - 1] if choice_id else ""


def numbers(count: int) -> tuple[str, ...]:
    """Return "1" to `count`: ids, ranks, places or tokens."""
    return tuple(str(no) for no in range(1, count + 1))


def parts(rows: Sequence[Any]) -> tuple[str, ...]:
    """Return the part names of rows as they are shown ("p1", "p2", …)."""
    return tuple(part_name(no) for no in range(1, len(rows) + 1))


def post(tokens: Sequence[str]) -> Raw:
    """Return the post that gives these tokens to the rows, first to last; "" leaves one blank."""
    return {part: [token] for part, token in zip(parts(tokens), tokens, strict=True)}


def tokens_of(raw: Raw, count: int, known: Iterable[str]) -> list[str] | None:
    """Return the token of each row, "" where it is blank; None when one is not `known`, or two are given."""
    tokens, allowed = [], frozenset(known)
    for part in parts(range(count)):
        given = filled(raw, part)
        if len(given) > 1 or not allowed.issuperset(given):
            return None
        tokens.append("".join(given))
    return tokens


def write_texts(item: Item, values: Values, texts: Iterable[Typed]) -> list[str]:
    """Return the texts as safe HTML; two that read the same are reported."""
    shown: list[str] = []
    before: dict[str, str] = {}
    for one in texts:
        shown.append(item.inline(one.text, values, *one.where))
        if not one.text.strip():
            item.source.error("A text is missing here.", *one.where)
        words = plain(shown[-1])
        if words in before:
            item.source.error(
                f"“{before[words]}” and “{one.text}” read the same.",
                *one.where,
                mend="Change one, or narrow `given` so that they differ in every draw.",
            )
        before[words] = one.text
    return shown


def write_rows(item: Item, values: Values, texts: Sequence[Typed]) -> tuple[Row, ...]:
    """Return the rows with what the author's `feedback` says about each of them."""
    told = item.mapping("feedback")
    return tuple(
        Row(
            html,
            one.right,
            item.inline(told[one.text], values, "feedback", one.text) if one.text in told else "",
        )
        for one, html in zip(texts, write_texts(item, values, texts), strict=True)
    )


def check_feedback(item: Item, texts: Iterable[Typed]) -> None:
    """Report feedback on what is not a row, and feedback without words."""
    known = [one.text for one in texts]
    for text, words in item.mapping("feedback").items():
        if text not in known:
            said = f"`feedback` speaks of “{text}”, which is not in the question."
            item.source.error(said, "feedback", text, mend=partial(nearest, text, known))
        elif not words.strip():
            said = f"The feedback on “{text}” is empty."
            item.source.error(said, "feedback", text, mend="Write it after the colon.")


def is_counted(item: Item, entry: str, what: str, count: int, allowed: range) -> bool:
    """Say whether `count` is allowed; else it is reported."""
    if count in allowed:
        return True
    amount = "few" if count < allowed[0] else "many"
    mend = f"Write {allowed[0]} to {allowed[-1]}."
    item.source.error(f"`{entry}` has too {amount} {what}: {count}.", entry, mend=mend)
    return False
