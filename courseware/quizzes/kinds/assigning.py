"""What matching and categorize share: each row is given one of the choices."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from courseware.calculation.values import Values
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.choice_reading import text_of
from courseware.quizzes.kinds.feedback import Note, RowFeedback, Solution
from courseware.quizzes.kinds.kind import Order, Samples, Verdict
from courseware.quizzes.kinds.public import PublicField, PublicOption, PublicQuestion
from courseware.quizzes.kinds.rows import (
    RowsKey,
    Typed,
    numbers,
    parts,
    post,
    tokens_of,
    write_rows,
    write_texts,
)
from courseware.quizzes.posts import NOTHING, Raw
from courseware.quizzes.questions import Variant
from courseware.shapes import Shapes
from courseware.words import Reason

Given = Mapping[str, str]
"""Row id → id of the choice it was given, "" for none."""


class Assigning:
    """Each row has one right choice. Rows or choices are shuffled; the others stay as the author wrote them."""

    name: ClassVar[str]
    key: ClassVar[str]
    words: ClassVar[Shapes]

    @abstractmethod
    def rows(self, key: RowsKey, order: Order) -> Order:
        """Return the ids of the rows as this learner sees them."""

    @abstractmethod
    def choices(self, key: RowsKey, order: Order) -> Order:
        """Return the ids of the choices as this learner sees them."""

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Given | Reason:
        """Read the choice of each row; some may be blank, all of them are asked back."""
        key = RowsKey.from_json(variant.key)
        rows, choices = self.rows(key, order), self.choices(key, order)
        by_token = dict(zip(numbers(len(choices)), choices, strict=True))
        tokens = tokens_of(raw, len(rows), by_token)
        if tokens is None:
            return Reason("answer.unknown_option")
        if not any(tokens):
            return Reason("answer.choose_rows")
        return {
            row: by_token[token] if token else "" for row, token in zip(rows, tokens, strict=True)
        }

    def grade(self, variant: Variant, answer: Given) -> Verdict:
        """Give right rows / rows; a blank row is not right."""
        key = RowsKey.from_json(variant.key)
        right = sum(answer[row_id] == row.right for row_id, row in key.by_id.items())
        notes = tuple(Note(f"row:{row_id}={answer[row_id]}") for row_id in key.ids)
        return Verdict(Fraction(right, len(key.rows)), notes)

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the rows, each with all choices, named by place only."""
        del done  # there is one step
        key = RowsKey.from_json(variant.key)
        rows, choices = self.rows(key, order), self.choices(key, order)
        options = tuple(PublicOption(str(n), key.choice(one)) for n, one in enumerate(choices, 1))
        fields = tuple(
            PublicField(part, key.by_id[row].html, options)
            for part, row in zip(parts(rows), rows, strict=True)
        )
        return PublicQuestion(
            no, self.name, variant.ask, parts(rows), options, exhibit=variant.exhibit, rows=fields
        )

    def solve(self, variant: Variant, order: Order, answer: Given | None) -> Solution:
        """Explain every row, in the order that was shown."""
        key = RowsKey.from_json(variant.key)
        told = []
        for row_id in self.rows(key, order):
            row, given = key.by_id[row_id], (answer or {}).get(row_id, "")
            told.append(
                RowFeedback(
                    row.html,
                    key.choice(row.right),
                    is_right=given == row.right,
                    given=key.choice(given),
                    feedback=row.feedback,
                )
            )
        pairs = (f"{text_of(row.html)} → {text_of(key.choice(row.right))}" for row in key.rows)
        return Solution(right="; ".join(pairs), rows=tuple(told))

    def chance(self, variant: Variant) -> Fraction:
        """Return 1 over the number of choices."""
        return Fraction(1, len(RowsKey.from_json(variant.key).choices))

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Give each row its right choice, a wrong one, one that is not there, none."""
        key = RowsKey.from_json(variant.key)
        rows, choices = self.rows(key, order), self.choices(key, order)
        right = [choices.index(key.by_id[row].right) + 1 for row in rows]
        return Samples(
            right=post([str(token) for token in right]),
            wrong=post([str(token % len(choices) + 1) for token in right]),
            malformed=post(["0"] * len(rows)),
            blank=post([""] * len(rows)),
        )


def key_builder(
    item: Item, rows: list[Typed], choices: list[Typed]
) -> Callable[[Values], dict[str, Any]]:
    """Return what makes the key of one variant; rows, and choices, may not read the same."""

    def build(values: Values) -> dict[str, Any]:
        shown = tuple(write_texts(item, values, choices))
        return {"key": RowsKey(write_rows(item, values, rows), shown).to_json()}

    return build
