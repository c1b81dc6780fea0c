"""A sequence to restore: each item gets its position; pairs in the right order earn points."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations
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
    check_feedback,
    is_counted,
    numbers,
    parts,
    post,
    tokens_of,
    write_rows,
)
from courseware.quizzes.posts import NOTHING, Raw
from courseware.quizzes.questions import Variant
from courseware.shapes import SEQUENCE, TABLE, TEXT, Shapes, read_choice
from courseware.words import Reason

ITEMS = range(3, 9)
PLACES = range(2, 9)
PAIRS, EXACT = "pairs", "exact"


class Ordering:
    """The learner gives each item its position. Items that the author put in an inner list are ties."""

    name: ClassVar[str] = "ordering"
    key: ClassVar[str] = "order"
    words: ClassVar[Shapes] = {"order": SEQUENCE, "scoring": TEXT, "feedback": TABLE}

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the sequence; an item's rank is its place in the outer list."""
        places: list[str | list[str]] = item.typed["order"]
        texts = list(_typed(places))
        read_choice(item.typed, "scoring", (PAIRS, EXACT), item.source)
        check_feedback(item, texts)
        if not (
            is_counted(item, "order", "items", len(texts), ITEMS)
            and is_counted(item, "order", "places", len(places), PLACES)
        ):
            return ()
        exact = item.typed.get("scoring") == EXACT

        def build(values: Values) -> dict[str, Any]:
            return {"key": RowsKey(write_rows(item, values, texts), exact=exact).to_json()}

        return item.vary(build)

    def ids(self, variant: Variant) -> Order:
        """Shuffle the items."""
        return RowsKey.from_json(variant.key).ids

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Order | Reason:
        """Return the items from first to last; a position that is missing or double is asked back."""
        del variant  # the order holds all items
        places = numbers(len(order))
        tokens = tokens_of(raw, len(order), places)
        if tokens is None:
            return Reason("answer.unknown_option")
        used = Counter(token for token in tokens if token)
        free = ", ".join(place for place in places if not used[place])
        twice = ", ".join(place for place in places if used[place] > 1)
        if not used:
            return Reason("answer.order_none")
        if twice:
            return Reason("answer.order_twice", {"twice": twice, "free": free})
        if free:
            return Reason("answer.order_missing", {"free": free})
        by_place = dict(zip(tokens, order, strict=True))
        return tuple(by_place[place] for place in places)

    def grade(self, variant: Variant, answer: Order) -> Verdict:
        """Give max(0, τ) of the pairs that the author ordered, or all or nothing (`exact`)."""
        key = RowsKey.from_json(variant.key)
        ranks = [int(key.by_id[row].right) for row in answer]
        right = sum(one < other for one, other in combinations(ranks, 2))
        wrong = sum(one > other for one, other in combinations(ranks, 2))
        notes = tuple(Note(f"place:{row}={place}") for place, row in enumerate(answer, 1))
        if key.exact:
            said = Note("order.exact", Reason("order.exact"))
            return Verdict(Fraction(not wrong), (*notes, said) if wrong else notes)
        said = Note("order.pairs", Reason("order.pairs", {"right": right, "all": right + wrong}))
        earned = Fraction(max(0, right - wrong), right + wrong)
        return Verdict(earned, (*notes, said) if wrong else notes)

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the items in this learner's order, each with the positions to choose from."""
        del done  # there is one step
        rows = RowsKey.from_json(variant.key).by_id
        places = tuple(PublicOption(place, place) for place in numbers(len(order)))
        fields = tuple(
            PublicField(part, rows[row].html, places)
            for part, row in zip(parts(order), order, strict=True)
        )
        return PublicQuestion(
            no, self.name, variant.ask, parts(order), exhibit=variant.exhibit, rows=fields
        )

    def solve(self, variant: Variant, order: Order, answer: Order | None) -> Solution:
        """Explain the items in the right order, each with its right place or places."""
        del order  # the right order is the same for everybody
        key = RowsKey.from_json(variant.key)
        ranks = [row.right for row in key.rows]
        told = []
        for row_id, row in key.by_id.items():
            first = ranks.index(row.right) + 1
            last = first + ranks.count(row.right) - 1
            given = answer.index(row_id) + 1 if answer else 0
            told.append(
                RowFeedback(
                    row.html,
                    str(first) if first == last else f"{first}–{last}",
                    is_right=first <= given <= last,
                    given=str(given) if given else "",
                    feedback=row.feedback,
                )
            )
        return Solution(right=_as_text(key), rows=tuple(told))

    def chance(self, variant: Variant) -> Fraction:
        """Return the mean over all arrangements, counted by their pairs that stand the wrong way."""
        key = RowsKey.from_json(variant.key)
        sizes = tuple(Counter(int(row.right) for row in key.rows).values())
        ways = _inversions(sizes)
        if key.exact:
            return Fraction(ways[0], ways.total())
        pairs = max(ways)
        earned = sum(max(0, pairs - 2 * wrong) * count for wrong, count in ways.items())
        return Fraction(earned, pairs * ways.total())

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Give the right positions, the reverse, one position twice, none."""
        right = [str(self.ids(variant).index(row) + 1) for row in order]
        reverse = [str(len(order) + 1 - int(place)) for place in right]
        return Samples(
            right=post(right),
            wrong=post(reverse),
            malformed=post(["1", *right[1:-1], "1"]),
            blank=post([""] * len(order)),
        )


@cache
def _inversions(left: tuple[int, ...]) -> Counter[int]:
    """Count arrangements by their pairs in the wrong order; `left` is how many items each rank has.

    Which rank comes first decides the wrong pairs with it: the items of lower ranks behind it.
    """
    if not any(left):
        return Counter({0: 1})
    found: Counter[int] = Counter()
    for rank, count in enumerate(left):
        if count:
            rest = (*left[:rank], count - 1, *left[rank + 1 :])
            for wrong, ways in _inversions(rest).items():
                found[wrong + sum(left[:rank])] += ways
    return found


def _typed(places: list[str | list[str]]) -> list[Typed]:
    texts = []
    for no, place in enumerate(places):
        if isinstance(place, str):
            texts.append(Typed(place, ("order", no), str(no + 1)))
        else:
            texts += [
                Typed(text, ("order", no, one), str(no + 1)) for one, text in enumerate(place)
            ]
    return texts


def _as_text(key: RowsKey) -> str:
    """Return the right order as one line of plain text, for authors."""
    places: dict[str, list[str]] = {}
    for row in key.rows:
        places.setdefault(row.right, []).append(text_of(row.html))
    return " → ".join(" / ".join(texts) for texts in places.values())
